"""Makes the search say what it finds: to Material's index of pages it adds every source and every exercise by itself.

An entry is a note or a part of one unless its `kind` says otherwise. Entries of Material stand for places on pages,
and it shows those of a page together; a source or an exercise is a find of its own, so its `location` is only a
name, and `to` is where it leads.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from press.collection import Collection, anchor
from press.pages import Page

PLACE = "search/search_index.json"
LISTS = ("exercise_index", "source_list")
"""Macros whose pages list what has entries of its own; of such a page only its description is indexed."""
BACK = re.compile(r"(?:\s+Back)+(?=\s*</p>)")
"""The words of the links from a footnote back to the text, by BACKLINK_TEXT in mkdocs.yml."""
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

type Entry = dict[str, Any]


def complete(collection: Collection, site: Path) -> None:
    """Write the index of a built site anew, with sources and exercises in it, and nothing twice."""
    file = site / PLACE
    if not file.exists():
        return
    index = json.loads(file.read_text(encoding="utf-8"))
    sources = _page_of(collection, "source_list")
    written = (site / sources.url / "index.html").read_text(encoding="utf-8") if sources else ""
    listed = set(re.findall(r'\sid="([^"]+)"', written))
    index["docs"] = [
        *_pages(collection, index["docs"]),
        *_exercises(collection),
        *(_source(key, record, sources.url) for key, record in collection.sources.records.items() if sources and key in listed),
    ]
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _pages(collection: Collection, entries: list[Entry]) -> Iterator[Entry]:
    notes = {note.url: note for note in collection.published}
    last = {entry["location"].partition("#")[0]: entry for entry in entries}
    lists = {page.url: page for macro in LISTS if (page := _page_of(collection, macro))}
    for entry in entries:
        url, _, fragment = entry["location"].partition("#")
        if url in notes:
            is_last = bool(notes[url].footnotes) and entry is last[url]
            yield from _with_sources_apart(entry, url) if is_last else [_place(entry)]
        elif url in lists and not fragment:
            yield {**entry, "kind": "page", "text": html.escape(str(lists[url].meta.get("description", "")))}
        elif url not in lists and entry["text"]:
            yield {**entry, "kind": "page"}


def _with_sources_apart(entry: Entry, url: str) -> Iterator[Entry]:
    """Yield the last entry of a note, and what its footnotes say in one of its own, under the heading that the page gives them."""
    text, opening, footnotes = entry["text"].rpartition("<ol>")
    if not opening or not footnotes.endswith("</ol>"):
        yield _place(entry)
        return
    yield _place({**entry, "text": text.strip()})
    yield {"location": f"{url}#note-sources", "title": "Among its sources", "text": BACK.sub("", opening + footnotes)}


def _place(entry: Entry) -> Entry:
    """Return an entry without tags when it stands for a part of a note: what a note is about is found once, at the note."""
    return {name: value for name, value in entry.items() if name != "tags" or "#" not in entry["location"]}


def _exercises(collection: Collection) -> Iterator[Entry]:
    for note in collection.published:
        for placed in collection.placements:
            defined = collection.exercise(placed.note, placed.exercise)
            if placed.page is note and defined:
                yield {
                    "location": f"exercise:{note.slug}/{anchor(placed)}",
                    "to": f"{note.url}#{anchor(placed)}",
                    "kind": "exercise",
                    "of": note.title,
                    "title": html.escape(defined.exercise.title),
                    "text": html.escape(defined.exercise.intro or ""),
                }


def _source(key: str, record: dict[str, Any], page: str) -> Entry:
    kind = str(record.get("type", ""))
    parts = (", ".join(_names(record)), record.get("container-title"), record.get("publisher"), _year(record))
    return {
        "location": f"source:{key}",
        "to": f"{page}#{key}",
        "kind": "source",
        "of": KINDS.get(kind, kind.replace("_", " ").replace("-", " ")),
        "title": html.escape(str(record.get("title", key))),
        "text": html.escape(". ".join(str(part) for part in parts if part)),
    }


def _names(record: dict[str, Any]) -> Iterator[str]:
    for role in NAMES:
        for name in record.get(role) or ():
            particles = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
            yield str(name.get("literal") or " ".join(str(name[part]) for part in particles if name.get(part)))


def _year(record: dict[str, Any]) -> str:
    issued = record.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    return str(parts[0][0]) if parts and parts[0] else ""


def _page_of(collection: Collection, macro: str) -> Page | None:
    return next((page for page in collection.pages if any(call.name == macro for call in page.calls)), None)
