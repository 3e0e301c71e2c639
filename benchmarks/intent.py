"""What a page asks for before its reader shows any intent: a note of ours, and what a user would pick instead."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error

from benchmarks import page_bytes
from benchmarks.browsing import returning_reader
from benchmarks.comparison import OURS, Aim, Figures, Measured, NotMeasured, compared
from benchmarks.rivals import MATERIAL, PYODIDE_THEME, QUIZ, ZENSICAL, material, pyodide_theme, quiz, zensical
from benchmarks.rivals.material import PlainNote
from benchmarks.table import Row
from tests.browser.server import serving

BYTES = "Bytes of a note before intent, without fonts"
REQUESTS = "Requests of a note before intent, without fonts"
AIMS = (Aim(MATERIAL, 1.25), Aim(PYODIDE_THEME, 1 / 40))
NAME = "note"
WORKSHEET = re.compile(r'(?:<hr>)?<section id="exercise-[^"]*" class="worksheet">.*?</section>', re.DOTALL)
PARAGRAPH_ID = re.compile(r'<p id="[^"]*">')
NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""What a page asks of other hosts is not answered, and not counted: stock Material's fonts."""
NOTES = {PYODIDE_THEME: f"a page with one line of code; {pyodide_theme.NOTE}"}


@dataclass(frozen=True)
class Asked:
    """What a page asked for, as a host that compresses would send it."""

    kilobytes: float
    requests: int


def rows(site: Path, address: str) -> list[Row]:
    """Return how many bytes and requests a note of the built site needs, and each rival's page with the same text."""
    text = feed_text(site, address)
    pages: dict[str, Callable[[Path], tuple[Path, str]]] = {
        MATERIAL: lambda folder: _plain(folder, text),
        QUIZ: lambda folder: _with_quiz(folder, WORKSHEET.sub("", text)),
        ZENSICAL: lambda folder: _with_zensical(folder, text),
        PYODIDE_THEME: lambda folder: (pyodide_theme.build_site(folder), "/"),
    }
    asked: dict[str, Asked | NotMeasured] = {OURS: asks(site, address)}
    for rival, page in pages.items():
        asked[rival] = _rival_asks(page)
    return table(asked)


def table(asked: Mapping[str, Asked | NotMeasured]) -> list[Row]:
    """Return the rows of what was asked for, ours and each rival's."""
    size = {name: _in_kilobytes(one, NOTES.get(name, "")) for name, one in asked.items()}
    count = {name: one if isinstance(one, NotMeasured) else Figures((float(one.requests),), "requests") for name, one in asked.items()}
    return [*compared(BYTES, size.pop(OURS), size, *AIMS), *compared(REQUESTS, count.pop(OURS), count)]


def feed_text(site: Path, address: str) -> str:
    """Return a note's words as its feed has them: plain HTML, with each exercise as a worksheet, and no ids that Markdown would not make."""
    feed = json.loads((site / "feed.json").read_text("utf-8"))
    (text,) = [item["content_html"] for item in feed["items"] if item["url"].endswith(address)]
    return f"<div>\n{PARAGRAPH_ID.sub('<p>', text)}\n</div>"


def asks(site: Path, address: str) -> Asked:
    """Open a page of a site in a new browser, let it come to rest, and return what it asked for; fonts do not count."""
    # What a service worker keeps for later comes after the page.
    with serving(site) as server, returning_reader(service_workers="block", arguments=[NO_OTHER_HOST]) as page:
        requested = {path for path in page_bytes.requested_by(page, server, address) if not path.endswith((".woff2", ".woff"))}
    weight = page_bytes.weigh(site, requested)
    return Asked(weight.total / 1024, len(requested))


def _rival_asks(make: Callable[[Path], tuple[Path, str]]) -> Asked | NotMeasured:
    with tempfile.TemporaryDirectory() as temporary:
        try:
            return asks(*make(Path(temporary) / "project"))
        except NotMeasured as reason:
            return reason
        except Error as problem:
            return NotMeasured(problem.message.splitlines()[0])


def _plain(folder: Path, text: str) -> tuple[Path, str]:
    material.write_project(folder, [PlainNote(NAME, "A note", text)])
    return material.build_site(folder), f"/notes/{NAME}/"


def _with_quiz(folder: Path, text: str) -> tuple[Path, str]:
    questions = "\n".join(quiz.question(number) for number in (1, 2))
    material.write_project(folder, [PlainNote(NAME, "A note", f"{text}\n\n{questions}")], quiz.CONFIG)
    return material.build_site(folder, QUIZ), f"/notes/{NAME}/"


def _with_zensical(folder: Path, text: str) -> tuple[Path, str]:
    zensical.write(folder, [PlainNote(NAME, "A note", text)])
    return zensical.build_site(folder), f"/notes/posts/{NAME}/"


def _in_kilobytes(one: Asked | NotMeasured, note: str) -> Measured:
    return one if isinstance(one, NotMeasured) else Figures((one.kilobytes,), "KB", note)
