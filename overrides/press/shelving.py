"""Puts into the built site what the writing desk needs to know of it: a list of everything, and what each page holds.

Only what readers can see is there, so the desk does not know drafts; docs/sources.yml is the exception, whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from press.anchors import ID, template_ids
from press.citations import PAGE, Citation, Formatted
from press.collection import Collection
from press.kept_pages import paragraph_finder
from press.pages import Note, Page
from press.paragraphs import Placed, paragraph_ids

PLACE = "assets/write"
LIST = "shelf.json"
ADDRESS = "write/"
"""Where the page of the desk stands, if the site has one."""


def is_wanted(site: Path) -> bool:
    """Whether the built site has a writing desk."""
    page = site / ADDRESS / "index.html"
    return page.is_file() and "<writing-desk" in page.read_text(encoding="utf-8")


def has_page(collection: Collection) -> bool:
    """Whether a page is written where the desk stands."""
    return any(page.url == ADDRESS for page in collection.pages)


def citations(collection: Collection) -> Iterator[Citation]:
    """Yield what must be formatted for the desk: every source, at a page, and as quoted in itself."""
    for key in collection.sources.records:
        yield from (Citation(key), Citation(key, PAGE), Citation(key, via=key))


def write(collection: Collection, formatted: Formatted, site: Path) -> None:
    """Write the shelf, and for every page a file of what it holds, whose name carries a hash of its content.

    To be called when the pages are built and before they are finished.
    """
    folder = site / PLACE
    folder.mkdir(parents=True, exist_ok=True)
    pages = [page for page in collection.pages if not isinstance(page, Note) or page.is_published(collection.today)]
    find, keep = paragraph_finder(collection.folders.build)
    entries = [_entry(collection, page, site, find) for page in pages]
    keep()
    hidden = {page.file.removeprefix("docs/") for page in collection.pages} - {page.file.removeprefix("docs/") for page in pages}
    authors = collection.folders.docs / "authors.yml"
    shelf = {
        "pages": entries,
        "files": sorted(collection.files - hidden),
        "exercises": sorted(name for name in collection.exercises if collection.note(name) in pages),
        "ids": sorted(template_ids(collection, next(one for one in collection.notes))) if collection.notes else [],
        "sources": collection.sources.records,
        "cited": {key: _cited(key, formatted) for key in collection.sources.records},
        "authors": authors.read_text(encoding="utf-8") if authors.exists() else "",
    }
    (folder / LIST).write_text(_json(shelf), encoding="utf-8")


def _entry(collection: Collection, page: Page, site: Path, find: Callable[[str], Placed]) -> dict[str, Any]:
    """Write what a page holds into a file of its own, and return what the list says of it."""
    html = (site / page.url / "index.html").read_text(encoding="utf-8") if (site / page.url / "index.html").is_file() else ""
    held: dict[str, Any] = {"anchors": sorted({*ID.findall(html), *paragraph_ids(html, find)}), "note": "", "exercises": ""}
    if isinstance(page, Note):
        exercises = collection.folders.exercises / f"{page.slug}.yml"
        held["note"] = page.path.read_text(encoding="utf-8-sig")
        held["exercises"] = exercises.read_text(encoding="utf-8-sig") if exercises.exists() else ""
    text = _json(held)
    name = f"{page.url.strip('/').replace('/', '-') or 'index'}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.json"
    (site / PLACE / name).write_text(text, encoding="utf-8")
    return {"file": page.file, "meta": {**page.meta, "title": page.title}, "held": name}


def _cited(key: str, formatted: Formatted) -> dict[str, str]:
    """Return a source's note alone, at the page that stands for any, and as far as it says that it is quoted elsewhere."""
    plain = formatted.citations[Citation(key)]
    quoted = formatted.citations[Citation(key, via=key)].removesuffix(plain).rstrip()
    return {"plain": plain, "paged": formatted.citations[Citation(key, PAGE)], "quoted": quoted}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
