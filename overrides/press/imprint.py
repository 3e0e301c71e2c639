"""What a note says of itself: how it is cited, its metadata and its card, for templates and beside its page."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press import citing, metadata
from press.authors import Author, Authors
from press.cards import Card, Cards
from press.changes import updated
from press.citing import Record, Site
from press.collection import Collection
from press.on_demand import demand
from press.pages import Note

FILES = (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json"))


@dataclass(frozen=True)
class Imprint:
    """The imprint of every published note of a site."""

    collection: Collection
    authors: Authors
    site: Site
    description: str
    cards: Cards

    @functools.cached_property
    def records(self) -> dict[str, Record]:
        """The record of each published note, by its slug."""
        return {note.slug: citing.record_of(note, self._authors_of(note), self.site) for note in self.collection.published}

    @functools.cached_property
    def to_format(self) -> dict[str, Record]:
        """The records that pandoc is to format with those of the sources, by keys that no source has."""
        return citing.to_format(self.collection, self.records)

    def of(self, note: Note, entries: Mapping[str, str]) -> dict[str, Any] | None:
        """Return what the templates show of a published note, given the formatted entries; None for one that is not published."""
        if note.slug not in self.records:
            return None
        record = self.records[note.slug]
        authors = self._authors_of(note)
        image = self.image(note)
        return {
            "title": note.title,
            "html": entries[citing.key_of(note)],
            "files": [(label, f"{note.slug}.{suffix}") for label, suffix in FILES],
            "authors": ", ".join(author.name for author in authors),
            "licence": metadata.LICENCE,
            "date": f"{note.date}",
            "updated": updated(note),
            "image": image,
            "fields": metadata.citation_fields(record),
            "json_ld": metadata.json_ld(note, record, authors, self._sources_of(note), self.site, image),
        }

    def image(self, note: Note | None = None) -> str:
        """Return the address of a note's card, or of the site's; nothing while the site has no address of its own."""
        return self.site.url + self.cards.path(self._card(note)) if self.site.url else ""

    def begin(self) -> None:
        """Begin to draw the cards."""
        self.cards.begin(self._drawn)

    def write(self, folder: Path) -> None:
        """Put the files for reference managers and the cards into the built site."""
        made = {note.slug: self.records[note.slug] for note in self._made}
        citing.write_files(made, folder, self.collection.folders.build)
        if self._drawn:
            self.cards.write(self._drawn, folder)

    @property
    def _made(self) -> list[Note]:
        """The published notes that a preview does not leave out."""
        return demand.of(self.collection).published

    @functools.cached_property
    def _drawn(self) -> list[Card]:
        """Every card, once; none while the site has no address of its own."""
        notes = (None, *self._made) if self.site.url else ()
        return list(dict.fromkeys(self._card(note) for note in notes))

    def _card(self, note: Note | None) -> Card:
        if note is None or note.date is None or not self.cards.can_show(note.title):
            return Card("site", self.site.name, "", self.description)
        return Card(note.slug, note.title, f"{note.date.day} {note.date:%B %Y}", self.site.name)

    def _authors_of(self, note: Note) -> list[Author]:
        return self.authors.of(note, self.site.name)

    def _sources_of(self, note: Note) -> Iterator[Record]:
        """Yield each source that a note leans on, once, in the order of first use."""
        for key in dict.fromkeys(key for citation in self._citations.get(note.file, ()) for key in citation):
            yield self.collection.sources.records[key]

    @functools.cached_property
    def _citations(self) -> dict[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for one in self.collection.leanings:
            found.setdefault(one.page.file, []).append(tuple(filter(None, (one.citation.key, one.citation.via))))
        return found
