"""A note as an entry of a feed or as a letter: whose it is, when it came out, what it is about, and its text."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pymdownx.slugs import slugify

from press.changes import updated
from press.citing import retold_by
from press.page_text import page_text, xml_safe
from press.pages import Note

_slug_of = slugify(case="lower")


@dataclass(frozen=True)
class Licence:
    """What may be done with a note's own words."""

    name: str
    address: str


LICENCE = Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")


@dataclass(frozen=True)
class Topic:
    """A topic, known by its slug; `name` is how a note writes it."""

    slug: str
    name: str

    @property
    def folder(self) -> str:
        """Where the topic's feeds stand, from the site's root."""
        return f"topics/{self.slug}/"

    @property
    def anchor(self) -> str:
        """The id that Material's tags plugin gives the topic on the page of topics."""
        return f"tag:{self.slug}"

    @staticmethod
    def quoted(part: str) -> str:
        """Return a part of an address with the letters escaped that an address cannot hold."""
        return quote(part, safe="/:")


@dataclass(frozen=True)
class Retold:
    """The note by someone else that a note retells."""

    author: str
    title: str


@dataclass(frozen=True)
class Entry:
    """A published note as it goes out. All text is plain but for `html`; addresses are absolute."""

    id: str
    name: str
    url: str
    title: str
    summary: str
    byline: str
    authors: tuple[str, ...]
    retells: Retold | None
    topics: tuple[Topic, ...]
    published: datetime.date
    updated: datetime.date
    html: str


def entry_of(note: Note, site: Path, site_url: str, site_name: str, cache: Path) -> Entry:
    """Return the entry of a published note whose page is finished.

    `name` is what the note was called first: `id`, which readers' programs know it by, stays when it is renamed.
    """
    assert note.date is not None, "a published note has its day"
    text = page_text(site, note, site_url, cache)
    oldest = (*note.aliases, note.slug)[0]
    return Entry(
        id=f"{site_url}notes/{oldest}/",
        name=oldest,
        url=site_url + note.url,
        title=text.title or xml_safe(note.title),
        summary=_line(note, "description"),
        # A byline that only says whose site it is would repeat what stands beside every entry.
        byline="" if _line(note, "byline") == site_name else _line(note, "byline"),
        authors=_authors(note) or (site_name,),
        retells=_retold(note),
        topics=topics(note),
        published=note.date,
        updated=updated(note) or note.date,
        html=text.html,
    )


def topics(note: Note) -> tuple[Topic, ...]:
    """Return the topics that a note is filed under, each once."""
    named = note.meta.get("tags")
    names = [str(one) for one in named] if isinstance(named, list) else []
    return tuple({slug: Topic(slug, xml_safe(name)) for name in names if (slug := str(_slug_of(name, "-")))}.values())


def topics_of(notes: Sequence[Note]) -> dict[Topic, list[int]]:
    """Return all topics by name, each with the places of its notes in the list."""
    found: dict[str, tuple[Topic, list[int]]] = {}
    for index, note in enumerate(notes):
        for topic in topics(note):
            found.setdefault(topic.slug, (topic, []))[1].append(index)
    return {topic: indexes for _, (topic, indexes) in sorted(found.items())}


def _authors(note: Note) -> tuple[str, ...]:
    named = note.meta.get("author")
    return tuple(xml_safe(str(one)) for one in (named if isinstance(named, list) else [named]) if one)


def _retold(note: Note) -> Retold | None:
    found = retold_by(note)
    return Retold(xml_safe(found.get("author", "")), xml_safe(found["title"])) if "title" in found else None


def _line(note: Note, field: str) -> str:
    return " ".join(xml_safe(str(note.meta.get(field) or "")).split())
