"""The lists that pages show of notes, sources and exercises, made from the collection."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs.utils import get_relative_url

from press.citations import Formatted
from press.collection import Collection, Leaning, anchor
from press.pages import Note


@dataclass(frozen=True)
class Lists:
    """HTML lists for a page at an address, of what is published."""

    collection: Collection
    formatted: Formatted

    def newest(self, page_url: str) -> str:
        """Return the newest note: its day, title and first lines."""
        notes = self.collection.published
        if not notes:
            return '<p class="empty">The first note is on its way.</p>'
        note = notes[0]
        # Blank lines round the opening let Markdown render it: it is the note's own Markdown.
        return (
            f'<article class="newest" markdown="1">\n{_kicker(note)}\n'
            f'<h2 class="newest__title"><a href="{_to(note, page_url)}">{html.escape(note.title)}</a></h2>\n\n'
            f'{note.opening}\n\n<p class="newest__more"><a href="{_to(note, page_url)}">Read the note</a></p>\n</article>'
        )

    def earlier(self, page_url: str) -> str:
        """Return the notes before the newest, newest first."""
        return _listed("notes", (f"{_kicker(note)}\n{_link(note, page_url)}" for note in self.collection.published[1:]))

    def exercises(self, page_url: str) -> str:
        """Return every exercise of the published notes under its note."""
        parts = []
        for note in self.collection.published:
            rows = [
                f'<a href="{_to(note, page_url)}#{anchor(placed)}">{html.escape(defined.exercise.title)}</a> '
                f'<span class="aside">{_minutes(defined.exercise.minutes)}</span>'
                for placed in self.collection.placements
                if placed.page is note and (defined := self.collection.exercise(placed.note, placed.exercise))
            ]
            if rows:
                parts.append(f"<h2>{_link(note, page_url)}</h2>\n{_listed('exercises', rows)}")
        return "\n".join(parts)

    def sources(self, page_url: str) -> str:
        """Return every source that a published note leans on, in the order of a bibliography, with where it is leant on."""
        visible = set(map(id, self.collection.published))
        by_source: dict[str, list[Leaning]] = {}
        for one in self.collection.leanings:
            if id(one.page) in visible or not isinstance(one.page, Note):
                for key in filter(None, (one.citation.key, one.citation.via)):
                    by_source.setdefault(key, []).append(one)
        entries = []
        for key, entry in self.formatted.entries.items():
            leanings = by_source.get(key)
            if leanings:
                uses = _listed("source__uses", _uses(leanings, page_url))
                entries.append(
                    f'<li class="source" id="{key}">\n<p class="source__entry">{entry}</p>\n{self._second_hand(key, leanings)}{uses}\n</li>'
                )
        return '<ul class="sources">\n' + "\n".join(entries) + "\n</ul>"

    def _second_hand(self, key: str, leanings: list[Leaning]) -> str:
        """Return a sentence for a source that is known only through another, with a link to that one."""
        through = {one.citation.via for one in leanings if one.citation.key == key}
        if "" in through or not through:
            return ""
        titles = " and ".join(
            f'<a href="#{via}">{html.escape(self.collection.sources.records[via]["title"])}</a>' for via in sorted(through)
        )
        return f'<p class="source__via">Known to us only through {titles}.</p>\n'


def _uses(leanings: Iterable[Leaning], page_url: str) -> Iterator[str]:
    once = {(one.page.file, one.fragment): one for one in leanings}
    for one in once.values():
        place = get_relative_url(one.page.url, page_url)
        if one.exercise:
            where = f"exercise “{html.escape(one.exercise.exercise.title)}”"
        else:
            number = one.page.footnote_number(one.fragment.removeprefix("fn:")) if one.fragment else None
            where = f"footnote {number}" if number else "in the text"
        fragment = f"#{one.fragment}" if one.fragment else ""
        yield f'<a href="{place}{fragment}">{html.escape(one.page.title)}, {where}</a>'


def _listed(name: str, rows: Iterable[str]) -> str:
    return f'<ul class="{name}">\n' + "\n".join(f"<li>{row}</li>" for row in rows) + "\n</ul>"


def _kicker(note: Note) -> str:
    assert note.date is not None, "a published note has its day"
    return f'<p class="kicker"><time datetime="{note.date}">{note.date.day} {note.date:%B %Y}</time>, {_minutes(note.minutes)}</p>'


def _minutes(minutes: int) -> str:
    return f"{minutes} minute" if minutes == 1 else f"{minutes} minutes"


def _to(note: Note, page_url: str) -> str:
    return get_relative_url(note.url, page_url)


def _link(note: Note, page_url: str) -> str:
    return f'<a href="{_to(note, page_url)}">{html.escape(note.title)}</a>'
