"""Reads a built site, whoever built it: what of the project is there, and what first is not."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import feedparser
from lxml import html

from press import search_index
from press.collection import Collection
from press.pages import Note

HASHED = re.compile(r"\.[0-9a-f]{8}\.")
MACRO = re.compile(r"\{\{|\bmacro\w* error", re.IGNORECASE)
POLICY = "string(//head/meta[@http-equiv='Content-Security-Policy']/@content)"
FEEDS = ("feed.xml", "rss.xml")


def notes(site: Path, collection: Collection) -> Iterator[str]:
    """Yield each published note without a page that has its title and all of its footnotes."""
    for note in collection.published:
        page = _page(site, note)
        if page is None:
            yield f"{note.url} has no page"
        elif note.title not in " ".join(page.xpath("string(//h1)").split()):
            yield f"{note.url} has not its title"
        elif (shown := len(page.xpath("//*[contains(@class, 'footnote')]/ol/li"))) != (written := len(_footnotes(note))):
            yield f"{note.url} has {shown} footnotes of {written}"


def citations(site: Path, collection: Collection) -> Iterator[str]:
    """Yield each citation whose source's title does not stand in the footnote that cites it, and each macro that was left as it was."""
    for note in collection.published:
        page = _page(site, note)
        for one in collection.leanings if page is not None else ():
            if one.page is not note or one.exercise or not one.fragment:
                continue
            shown = _letters(page.xpath("string(//*[@id=$id])", id=one.fragment))
            # Of what is known only as quoted elsewhere, the title shown is that other source's.
            key = one.citation.via or one.citation.key
            if _letters(collection.sources.records[key]["title"])[:20] not in shown:
                yield f"{note.url}#{one.fragment} does not name {key}"
        if page is not None and MACRO.search(str(page.xpath("string(//body)"))):
            yield f"{note.url} has a macro in its text"


def exercises(site: Path, collection: Collection) -> Iterator[str]:
    """Yield each exercise of a published note that is not a whole form on its page."""
    for placed in collection.placements:
        note = placed.page
        if not isinstance(note, Note) or note not in collection.published or (page := _page(site, note)) is None:
            continue
        name = f"{placed.note}/{placed.exercise}"
        forms = page.xpath("//reflect-exercise[@exercise=$name]/form", name=name)
        if not any(form.xpath(".//*[self::input or self::textarea] and .//button[@type='submit']") for form in forms):
            yield f"{note.url} has no form of {name}"


def feeds(site: Path, collection: Collection) -> Iterator[str]:
    """Yield each feed that does not list the published notes, newest first."""
    expected = [note.title for note in collection.published]
    for name in FEEDS:
        titles = [one.title for one in feedparser.parse((site / name).read_bytes()).entries] if (site / name).is_file() else None
        if titles != expected:
            yield f"{name} {'is not there' if titles is None else 'lists other notes'}"
    listed = json.loads((site / "feed.json").read_text("utf-8"))["items"] if (site / "feed.json").is_file() else []
    if [one["title"] for one in listed] != expected or not all(one["content_html"] for one in listed):
        yield "feed.json does not tell the notes"


def search(site: Path, collection: Collection) -> Iterator[str]:
    """Yield what the index that our search reads does not know."""
    if not (site / search_index.ENTRY).is_file():
        yield f"{search_index.ENTRY} is not there"
        return
    # Each page is a piece of its own: packed JSON after a word that Pagefind knows it by.
    packed = (gzip.decompress(path.read_bytes()) for path in (site / search_index.PLACE).rglob("*.pf_fragment"))
    pieces = [json.loads(piece[piece.index(b"{") :]) for piece in packed]
    found = {piece["url"].strip("/") for piece in pieces}
    yield from (f"{note.url} is not in the index" for note in collection.published if note.url.strip("/") not in found)
    if not any(heading["id"].startswith("exercise-") for piece in pieces for heading in piece["anchors"]):
        yield "no exercise is in the index"


def hashed_names(site: Path, _collection: Collection) -> Iterator[str]:
    """Yield each file below assets/ that could not be cached for ever."""
    for path in sorted((site / "assets").rglob("*")):
        if path.is_file() and not HASHED.search(path.name) and "LICENSE" not in path.name:
            yield f"{path.relative_to(site)} has no hash in its name"


def policy(site: Path, _collection: Collection) -> Iterator[str]:
    """Yield each page without the policy in its head."""
    for path in sorted(site.rglob("*.html")):
        if "script-src 'self'" not in html.fromstring(path.read_bytes()).xpath(POLICY):
            yield f"{path.relative_to(site)} has no policy"


ROWS: dict[str, Callable[[Path, Collection], Iterator[str]]] = {
    "notes": notes,
    "citations": citations,
    "exercises": exercises,
    "feeds": feeds,
    "search": search,
    "hashed names": hashed_names,
    "policy": policy,
}


def missing(site: Path, collection: Collection) -> dict[str, list[str]]:
    """Return what is not there, for each row of the table; nothing where all of it is."""
    return {name: list(read(site, collection)) for name, read in ROWS.items()}


def _page(site: Path, note: Note) -> Any:
    file = site / note.url / "index.html"
    return html.fromstring(file.read_bytes()) if file.is_file() else None


def _footnotes(note: Note) -> set[str]:
    return set(re.findall(r"^\[\^([^\]]+)\]:", note.text, re.MULTILINE))


def _letters(text: Any) -> str:
    return re.sub(r"\W+", "", str(text)).casefold()
