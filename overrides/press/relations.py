"""How notes lean on each other, by the links in their own text, and which of them form a series."""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from urllib.parse import unquote

from press.collection import Collection
from press.pages import Note
from reflect.problems import Problem

POSTS = "notes/posts"
"""Where notes stand, from docs/."""
NEARLY = 0.85
"""From this likeness on (0 to 1, difflib's ratio) two names of series are taken for one, written in two ways."""


@dataclass(frozen=True)
class Series:
    """A note's place in its series: `part` counts from 1, `parts` are in the order in which they came out."""

    name: str
    part: int
    parts: list[Note]


@dataclass(frozen=True)
class Relations:
    """What leads from a note to others, among the notes that readers can see."""

    collection: Collection

    def leans_on(self, note: Note) -> list[Note]:
        """Return the published notes that a note links to, each once, in the order of its text."""
        return self._linked.get(note.slug, [])

    def leaned_on_by(self, note: Note) -> list[Note]:
        """Return the published notes that link to a note, newest first."""
        return self._linking.get(note.slug, [])

    def series(self, note: Note) -> Series | None:
        """Return a note's place in its series, or None for a note without one and for one that is alone in it."""
        name = series_of(note)
        parts = self._in_series.get(name, [])
        return Series(name, parts.index(note) + 1, parts) if note in parts and len(parts) > 1 else None

    @functools.cached_property
    def _linked(self) -> dict[str, list[Note]]:
        by_file = {note.file.removeprefix("docs/"): note for note in self.collection.published}
        return {note.slug: _linked_by(note, by_file) for note in self.collection.published}

    @functools.cached_property
    def _linking(self) -> dict[str, list[Note]]:
        found: dict[str, list[Note]] = {}
        for note in self.collection.published:
            for other in self._linked[note.slug]:
                found.setdefault(other.slug, []).append(note)
        return found

    @functools.cached_property
    def _in_series(self) -> dict[str, list[Note]]:
        found: dict[str, list[Note]] = {}
        for note in reversed(self.collection.published):
            if name := series_of(note):
                found.setdefault(name, []).append(note)
        return found


def _linked_by(note: Note, by_file: Mapping[str, Note]) -> list[Note]:
    paths = (posixpath.normpath(posixpath.join(POSTS, unquote(mark.name.partition("#")[0]))) for mark in note.links)
    return list({path: by_file[path] for path in paths if by_file.get(path, note) is not note}.values())


def series_of(note: Note) -> str:
    """Return the name of the series that a note says it belongs to, or nothing."""
    name = note.meta.get("series")
    return name.strip() if isinstance(name, str) else ""


def series_problems(note: Note) -> Iterator[Problem]:
    """Yield what is wrong with the name of a note's series."""
    if "series" in note.meta and not series_of(note):
        what = f"'series' is {note.meta['series']!r}, expected the name of a series; write 'series: Beginnings', or take the line out"
        yield note.front.problem(("series",), what)


def series_warnings(collection: Collection) -> Iterator[Problem]:
    """Yield each name of a series that is nearly another's, at the notes whose name fewer share."""
    notes: dict[str, list[Note]] = {}
    for note in collection.notes:
        if name := series_of(note):
            notes.setdefault(name, []).append(note)
    for one, other in combinations(sorted(notes, key=lambda name: (len(notes[name]), name)), 2):
        if SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= NEARLY and not _differ_in_number(one, other):
            for note in notes[one]:
                what = (
                    f"series {one!r} is nearly {other!r}, which {_counted(len(notes[other]))} in; write both alike if they are one series"
                )
                yield note.front.problem(("series",), what)


def _differ_in_number(one: str, other: str) -> bool:
    """Whether two names are told apart by their figures, as those of two years are."""
    return [c for c in one if c.isdigit()] != [c for c in other if c.isdigit()]


def _counted(number: int) -> str:
    return "one note is" if number == 1 else f"{number} notes are"
