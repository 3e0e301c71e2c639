"""Makes the index of the search: every note and page, and in them every source and every exercise by itself.

Pagefind makes it in pieces, of which a search loads those that hold its words. It reads pages that are made here for
it alone: what stands in a finished note, with its exercises as headings after it, and the sources as headings in the
place of their list. Who searches (assets/page/finding.js) tells by a heading's id what was found:

- `exercise-...` in a note is an exercise, and the id its place;
- `book~lewis-2000` in a page of sources is a source: what it is, and its place.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pagefind_bin
from mkdocs.exceptions import PluginError

from press import packages, preview
from press.collection import Collection, Placement, anchor
from press.entries import topics
from press.pages import Note, Page

PLACE = "search"
"""Where the pieces stand. All but the entry have a hash in their names."""
ENTRY = f"{PLACE}/pagefind-entry.json"
READER = "assets/packages/pagefind.js"
PIECES = ("index", "fragment")
LISTS = ("exercise_index", "source_list")
"""Macros whose pages list what is found by itself; such a page is found by its description alone."""
NOT_TEXT = (
    "[data-search-exclude]",
    ".kicker",
    ".byline",
    ".tools",
    ".cite",
    ".printing",
    ".worksheet",
    ".footnote-backref",
    "sup",
)
"""What of a page is not searched, besides forms, navigation and footers, which Pagefind leaves out by itself."""
NAMES = ("author", "editor", "translator", "container-author")
KINDS = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "motion_picture": "film",
    "paper-conference": "paper",
    "post-weblog": "post",
    "webpage": "web page",
}
"""What a source is, where CSL's word for it is none that readers use."""
FAILS = "const fails=(...what)=>{throw new Error(what.join(' '))};"
"""Pagefind says in the console alone what it could not load, and then finds nothing; readers must be told."""
IN_A_LIST = re.compile(r'<li class="source" id="([^"]+)"')
END = "</article>"
FOOTNOTES = ('id="note-sources">Sources<', 'id="note-sources">Among its sources<')
"""The heading of a note's footnotes, as it stands on the page and among what was found."""


def complete(collection: Collection, site: Path) -> None:
    """Put the index and what reads it into a built site whose pages are finished, but for the names of their assets.

    Raises PluginError when the index cannot be made.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        for url, text in pages(collection, site):
            file = made / url / "index.html" if url.endswith("/") or not url else made / url
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        index = indexed(made, collection.folders.build / "search")
    shutil.rmtree(site / PLACE, ignore_errors=True)  # Material's own
    shutil.copytree(index, site / PLACE)
    reader = site / READER
    reader.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(site / PLACE / "pagefind.js", reader)
    packages.rewrite(collection.folders.root, reader, ["--define:console.error=fails", f"--banner:js={FAILS}"])


def indexed(folder: Path, cache: Path) -> Path:
    """Return a folder with the index of the pages, made only when no index of the same pages is there.

    In a preview any will do: an edit is to be seen at once, and whoever writes searches rarely.
    """
    digest = hashlib.sha256(pagefind_bin.__file__.encode())
    for path in sorted(folder.rglob("*.html")):
        digest.update(f"\0{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    wanted = cache / digest.hexdigest()[:16]
    there = sorted(cache.glob("*/pagefind.js"), key=lambda path: path.stat().st_mtime)
    if preview.is_on() and there:
        return there[-1].parent
    if not wanted.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as made:
            _run(folder, Path(made) / "index")
            _name_by_content(Path(made) / "index")
            shutil.rmtree(wanted, ignore_errors=True)
            os.rename(Path(made) / "index", wanted)
        for older in there:
            shutil.rmtree(older.parent, ignore_errors=True)
    return wanted


def _run(folder: Path, index: Path) -> None:
    command = [str(pagefind_bin.get_executable()), "--site", str(folder), "--output-path", str(index), "--force-language", "en"]
    command += ["--root-selector", "article", "--exclude-selectors", ", ".join(NOT_TEXT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PluginError(f"the index of the search cannot be made; Pagefind says:\n{done.stderr.strip() or done.stdout.strip()}")


def _name_by_content(index: Path) -> None:
    """Keep what the search needs, and give the module a name with a hash; the pieces have theirs from Pagefind."""
    entry = json.loads((index / "pagefind-entry.json").read_text(encoding="utf-8"))
    (language,) = entry["languages"].values()
    module = index / f"wasm.{language['wasm']}.pagefind"
    language["wasm"] = f"{language['wasm']}.{hashlib.sha256(module.read_bytes()).hexdigest()[:8]}"
    module.rename(index / f"wasm.{language['wasm']}.pagefind")
    kept = {"pagefind-entry.json", "pagefind.js", f"wasm.{language['wasm']}.pagefind", f"pagefind.{language['hash']}.pf_meta", *PIECES}
    for path in index.iterdir():
        if path.name not in kept:
            path.unlink() if path.is_file() else shutil.rmtree(path)
    (index / "pagefind-entry.json").write_text(json.dumps(entry, separators=(",", ":")), encoding="utf-8")


def pages(collection: Collection, site: Path) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of each page that is searched."""
    placed: dict[str, list[Placement]] = {}
    for one in collection.placements:
        placed.setdefault(one.page.file, []).append(one)
    for note in collection.published:
        finished = (site / note.url / "index.html").read_text(encoding="utf-8")
        yield note.url, _note(collection, note, placed.get(note.file, []), finished)
    for page in collection.pages:
        if isinstance(page, Note) or not (file := site / page.url / "index.html").is_file():
            continue
        macros = {call.name for call in page.calls}
        if "source_list" in macros:
            for part in (file, *sorted(file.parent.glob("*.html"))):
                url = page.url if part == file else f"{page.url}{part.name}"
                yield url, _sources(collection, page, part.read_text(encoding="utf-8"))
        elif macros & set(LISTS):
            yield page.url, _page(page.title, f"<p>{html.escape(str(page.meta.get('description', '')))}</p>")
        elif not (page.meta.get("search") or {}).get("exclude"):
            yield page.url, file.read_text(encoding="utf-8")


def _note(collection: Collection, note: Note, placements: list[Placement], finished: str) -> str:
    """Return the note's page with what it is about and its exercises at the end."""
    about = ", ".join(topic.name for topic in topics(note))
    added = f'<h2 id="note-topics">Topics</h2><p>{html.escape(about)}</p>' if about else ""
    for placed in placements:
        if defined := collection.exercise(placed.note, placed.exercise):
            intro = html.escape(defined.exercise.intro or "")
            added += f'<h2 id="{anchor(placed)}">{html.escape(defined.exercise.title)}</h2><p>{intro}</p>'
    text, end, rest = finished.replace(*FOOTNOTES).rpartition(END)
    return f"{text}{added}{end}{rest}"


def _sources(collection: Collection, page: Page, finished: str) -> str:
    records = collection.sources.records
    listed = "".join(_source(key, records[key]) for key in IN_A_LIST.findall(finished) if key in records)
    return _page(page.title, f"<p>{html.escape(str(page.meta.get('description', '')))}</p>{listed}")


def _source(key: str, record: dict[str, Any]) -> str:
    kind = str(record.get("type", ""))
    named = KINDS.get(kind, kind.replace("-", " ")).replace(" ", "_")
    parts = (", ".join(_names(record)), record.get("container-title"), record.get("publisher"), _year(record))
    about = ". ".join(str(part) for part in parts if part)
    return f'<h2 id="{named}~{key}">{html.escape(str(record.get("title", key)))}</h2><p>{html.escape(about)}</p>'


def _page(title: str, content: str) -> str:
    return f'<html lang="en"><body><article><h1>{html.escape(title)}</h1>{content}{END}</body></html>'


def _names(record: dict[str, Any]) -> Iterator[str]:
    for role in NAMES:
        for name in record.get(role) or ():
            particles = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
            yield str(name.get("literal") or " ".join(str(name[part]) for part in particles if name.get(part)))


def _year(record: dict[str, Any]) -> str:
    issued = record.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    return str(parts[0][0]) if parts and parts[0] else ""
