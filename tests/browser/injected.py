"""The real site with something that would run put into every field that a writer can fill, as far as the checks let it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from reflect.exercise import Exercise
from reflect.structuring import structure
from tests.browser.conftest import _free_port
from tests.browser.hosts import FOLDERS, LINKED
from tests.browser.server import StaticServer, serving
from tests.conftest import ROOT, build

RUN = "globalThis.ran=1"
PIECES = (
    f"<script>{RUN}</script>", f"</script><script>{RUN}</script>", f"<img src=x onerror={RUN}>", f'"><svg onload={RUN}>', f"'><svg/onload={RUN}>",
    f"</title></textarea></style><script>{RUN}</script>", f"]]><script>{RUN}</script>", f"--><script>{RUN}</script>", f"&lt;img src=x onerror={RUN}&gt;",
    f'" autofocus onfocus="{RUN}', f"javascript:{RUN}", f"<a href=javascript:{RUN}>x</a>", f"[x](javascript:{RUN})", f"`${{{RUN}}}`", "__proto__", "constructor",
    "\\u003cscript\\u003e", "\u202e\u2066\u200b", "\x07\x85\u2028", "\\",
)  # fmt: skip
BRACES = ("{{ 7*7 }}", "{% raw %}", "{# note", "{0.__class__}")
TEXT = "Words " + " ".join(PIECES)
TEXT_WITH_BRACES = f"{TEXT} {' '.join(BRACES)}"
IN_MARKDOWN = f"`{TEXT}`"
"""As code: elsewhere in Markdown the check refuses what would run, which is its test's matter."""
IN_TITLE = f"`</title><script>{RUN}</script>` &lt;img src=x onerror={RUN}&gt; &quot;&gt;&lt;svg onload={RUN}&gt;"
FIRST, OTHER = "independence-vs-interdependence", "co-regulation"


@contextmanager
def served_without_policy(project: Path) -> Iterator[StaticServer]:
    """Build a project and serve it, without the headers that would stop what was put in."""
    port = _free_port()
    done = build(project, project / "site", SITE_URL=f"http://127.0.0.1:{port}/")
    assert done.returncode == 0, done.stdout + done.stderr
    (project / "site" / "_headers").unlink()
    with serving(project / "site", port) as server:
        yield server


def hostile_project(folder: Path) -> tuple[Path, int]:
    """Return the folder of the project, and how many fields were filled."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
    count = sum(_exercises(file) for file in (folder / "exercises" / "notes").glob("*.yml"))
    count += _sources(folder / "docs" / "sources.yml")
    _authors_and_links(folder / "docs")
    return folder, count + _notes(folder / "docs" / "notes" / "posts")


def _exercises(file: Path) -> int:
    """Put the text into every field that keeps its exercise sound."""
    data = YAML(typ="safe", pure=True).load(file)
    count = 0
    for index, exercise in enumerate(data["exercises"]):
        for path, value in list(_texts(exercise)):
            for more in (TEXT_WITH_BRACES, TEXT):
                changed = _with(exercise, path, f"{value} {more}")
                if _is_sound(changed) and changed.get("id") == exercise["id"]:
                    exercise = data["exercises"][index] = changed
                    count += 1
                    break
    file.write_text(json.dumps(data, default=str), "utf-8")
    return count


def _is_sound(data: Any) -> bool:
    try:
        return not list(structure(data, Exercise).problems())  # type: ignore[type-abstract]
    except Exception:  # noqa: BLE001 - whatever does not fit is not put in
        return False


def _texts(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        # A name is a name, and evidence leads to what has to be there.
        if isinstance(value, str) and key not in ("id", "source", "note", "via"):
            yield (*path, key), value
        yield from _texts(value, (*path, key))


def _with(data: Any, path: tuple[Any, ...], value: str) -> Any:
    if not path:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = _with(data[path[0]], path[1:], value)
    return copy


def _sources(file: Path) -> int:
    """Put the text into every field of a source that is words, and an address that looks like one into one source."""
    data = YAML(typ="safe", pure=True).load(file)
    words = (
        "title",
        "publisher",
        "publisher-place",
        "container-title",
        "genre",
        "family",
        "given",
        "literal",
        "note",
        "page",
        "volume",
        "abstract",
    )
    count = 0
    for record in data["references"]:
        record["abstract"] = "In short:"
        for path, value in list(_texts(record)):
            if path[-1] in words:
                count += 1
                holder = record
                for step in path[:-1]:
                    holder = holder[step]
                holder[path[-1]] = f"{value} {TEXT}"
    file.write_text(json.dumps(data, default=str), "utf-8")
    return count


def _authors_and_links(docs: Path) -> None:
    name = f"An Author {TEXT}"
    authors = {name: {"family": f"Author {TEXT}", "given": TEXT, "url": f'https://author.example/"><script>{RUN}</script>'}}
    (docs / "authors.yml").write_text(json.dumps(authors), "utf-8")
    address = "https://doi.org/10.1111/j.1467-9280.2006.01832.x"
    seen = {"last_seen_alive": "2026-11-20", "status": f"no answer {TEXT}", "archived": f'https://archive.example/"><script>{RUN}</script>'}
    (docs / "links.yml").write_text(json.dumps({address: seen}), "utf-8")


def _notes(posts: Path) -> int:
    """Put the text into the front matter of one note, and as code and words for pictures into its text; name a picture by it."""
    file = posts / f"{FIRST}.md"
    text = file.read_text("utf-8")
    _, front, body = text.split("---\n", 2)
    meta = YAML(typ="safe", pure=True).load(front)
    more = {
        "description": TEXT_WITH_BRACES,
        "author": [f"An Author {TEXT}"],
        "series": TEXT,
        "tags": [*meta["tags"], "<img src=x onerror=globalThis.ran=1>", '"><svg onload=globalThis.ran=1>'],
        "retells": {"author": TEXT, "title": TEXT},
    }
    picture = "x onerror=globalThis.ran=1 '.svg"
    (posts / picture).write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>parent.ran=1</script></svg>', "utf-8")
    quoted = TEXT.replace("[", "(").replace("]", ")").replace("<", "&lt;").replace('"', "&quot;").replace("\\", "").replace("`", "")
    shown = f"![{quoted}](<{picture.replace(' ', '%20')}> '{quoted.replace(chr(39), '')}')"
    heading = f"## A heading {IN_MARKDOWN.replace('{', '').replace('}', '')}"
    body = body.replace("<!-- more -->", f"<!-- more -->\n\n{heading}\n\n{IN_MARKDOWN}\n\n{shown}\n", 1)
    body = re.sub(r"^# (.+)$", lambda title: f"# {title[1]} {IN_TITLE}", body, count=1, flags=re.MULTILINE)
    other = posts / f"{OTHER}.md"
    other.write_text(other.read_text("utf-8").replace("---\n", f"---\ntitle: {json.dumps(TEXT_WITH_BRACES)}\n", 1), "utf-8")
    body = body.replace("[^lewis]:", "[^lewis]: " + IN_MARKDOWN, 1)
    fields = {key: value for key, value in {**meta, **more}.items() if key != "date"}
    lines = [f"date: {meta['date']}", *(f"{key}: {json.dumps(value, default=str)}" for key, value in fields.items())]
    file.write_text("---\n" + "\n".join(lines) + f"\n---\n{body}", "utf-8")
    return len(more) + 3
