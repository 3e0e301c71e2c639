"""Collects a year's notes, their worksheets and their sources into one book that is not yet EPUB or PDF."""

from __future__ import annotations

import datetime
import functools
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.book import pandoc
from press.book.afterwards import Remarked, remarks_on
from press.book.linking import Linker, name_in_book, named, names_of, with_pictures
from press.book.problem import BookProblem
from press.book.reading import Dialect, Reader
from press.book.tree import Node, link, words
from press.book.worksheets import Worksheet, closing_of, parts_of
from press.citations import Citation, Formatted
from press.citing import retold_by
from press.collection import Collection, Placement, anchor, cited_as
from press.pages import Note
from reflect.definitions import Defined
from reflect.exercise import Evidence

PICTURES = "pictures"


@dataclass(frozen=True)
class Edition:
    """What names a book: the site's name, description and address, and the year."""

    name: str
    description: str
    site_url: str
    year: int

    @property
    def title(self) -> str:
        return f"{self.name} {self.year}"

    @property
    def subtitle(self) -> str:
        return f"The notes of {self.year}, with their sources and worksheets"

    @property
    def identifier(self) -> str:
        """A name for the book that is the same whenever it is made."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{self.site_url}book/{self.year}").urn


@dataclass(frozen=True)
class Appended:
    """What is read after a worksheet: its name in the book, what was remarked, and where each remark comes from."""

    name: str
    worksheet: Worksheet
    remarks: tuple[tuple[Remarked, list[Node]], ...]


@dataclass(frozen=True)
class Chapter:
    """A note with its worksheets by the name of the place where they stand, and references for each."""

    note: Note
    title: str
    name: str
    blocks: list[Node]
    worksheets: Mapping[str, Worksheet]
    references: Mapping[str, list[list[Node]]]
    appended: tuple[Appended, ...]

    @property
    def date(self) -> datetime.date:
        assert self.note.date is not None, "a published note has its day"
        return self.note.date

    @property
    def byline(self) -> str:
        return str(self.note.meta.get("byline") or "")

    @property
    def retells(self) -> str:
        """A line that says whose note this one retells, or nothing."""
        told = retold_by(self.note)
        by = f" by {told['author']}" if "author" in told else ""
        return f"A retelling of “{told['title']}”{by}" if "title" in told else ""


@dataclass(frozen=True)
class Book:
    """Chapters in the order of their days, and sources in the order of a bibliography, each with its key."""

    edition: Edition
    chapters: tuple[Chapter, ...]
    sources: tuple[tuple[str, list[Node]], ...]

    @property
    def day(self) -> datetime.date:
        """The day of the newest note, which stands for when the book was made: equal notes give equal bytes."""
        return self.chapters[-1].date

    @property
    def epoch(self) -> int:
        """Seconds from 1970 to noon of that day."""
        return int(datetime.datetime.combine(self.day, datetime.time(12), datetime.UTC).timestamp())


@dataclass(frozen=True)
class Collector:
    """Makes books of a collection; `folder` takes the pictures, `warn` is told what had to be left out."""

    collection: Collection
    formatted: Formatted
    dialect: Dialect
    folder: Path
    warn: Callable[[str], None]

    def book(self, edition: Edition) -> Book:
        """Return the book of a year. Raises BookProblem when the year has no published note, or a note cannot be read."""
        notes = notes_of_year(self.collection, edition.year)
        read = [(note, named(self.reader.blocks(note, self.warn), note.slug)) for note in notes]
        slugs = frozenset(note.slug for note in notes)
        names = frozenset().union(*(names_of(blocks) for _, blocks in read))
        linker = Linker(self.collection, slugs, names, edition.site_url)
        chapters = tuple(self._chapter(note, linker.linked(note, blocks), slugs) for note, blocks in read)
        return Book(edition, chapters, tuple(self._sources(notes)))

    @functools.cached_property
    def reader(self) -> Reader:
        return Reader(self.dialect, self._macros)

    def _chapter(self, note: Note, blocks: list[Node], slugs: frozenset[str]) -> Chapter:
        shown = with_pictures(note, blocks, self.folder / PICTURES, self.warn)
        levels = _levels(shown)
        placed = {name_in_book(note.slug, anchor(one)): one for one in self.collection.placements if one.page is note}
        defined = {name: self._defined(one) for name, one in placed.items()}
        worksheets = {name: _worksheet(name, one, levels.get(name, 2)) for name, one in defined.items()}
        return Chapter(
            note,
            self.reader.line(note.title),
            name_in_book(note.slug),
            shown,
            worksheets,
            {name: self._references(one, note, slugs) for name, one in defined.items()},
            tuple(self._appended(sheet, defined[name], note, slugs) for name, sheet in worksheets.items() if sheet.key),
        )

    def _macros(self, note: Note) -> dict[str, Callable[..., str]]:
        def cite(key: str, *, page: str = "", via: str = "") -> str:
            return self.formatted.citations[Citation(key, str(page), via)]

        def exercise(*name: str) -> str:
            placed = next(one for one in self.collection.placements if one.page is note and one.call.arguments == name)
            return f'\n\n<div class="worksheet" id="{anchor(placed)}"></div>\n\n'

        def nothing(*_: Any, **__: Any) -> str:
            return ""

        lists = ("exercise_index", "newest_note", "earlier_notes", "source_list", "leave_no_trace")
        return {"cite": cite, "exercise": exercise, **dict.fromkeys(lists, nothing)}

    def _defined(self, placed: Placement) -> Defined:
        found = self.collection.exercise(placed.note, placed.exercise)
        assert found is not None, "the checks let no undefined exercise pass"
        return found

    def _references(self, defined: Defined, note: Note, slugs: frozenset[str]) -> list[list[Node]]:
        """Return the references of an exercise, those of a recall apart, which would give its answers away."""
        if defined.exercise.kind == "recall":
            return []
        return [self._reference(one, note, slugs) for _, one in defined.exercise.evidence()]

    def _appended(self, sheet: Worksheet, defined: Defined, note: Note, slugs: frozenset[str]) -> Appended:
        remarks = remarks_on(defined.exercise)
        return Appended(
            sheet.key, sheet, tuple((one, self._reference(one.evidence, note, slugs) if one.evidence else []) for one in remarks)
        )

    def _reference(self, evidence: Evidence, note: Note, slugs: frozenset[str]) -> list[Node]:
        """Return where a claim comes from, as inlines."""
        if evidence.note:
            other = self.collection.note(evidence.note)
            assert other is not None, "the checks let no evidence from an unknown note pass"
            title = words(self.reader.line(other.title))
            if other is note:
                return words("From this note.")
            inside = link(f"#{name_in_book(other.slug)}", title, "note")
            return [*words("From another note:"), {"t": "Space"}, *([inside] if other.slug in slugs else title), {"t": "Str", "c": "."}]
        return self._inlines[self.formatted.citations[cited_as(evidence)]]

    def _sources(self, notes: list[Note]) -> Iterator[tuple[str, list[Node]]]:
        """Yield each source that the notes or their exercises lean on, in the order of a bibliography."""
        leant_on = {key for one in self.collection.leanings if one.page in notes for key in (one.citation.key, one.citation.via)}
        for key, entry in self.formatted.entries.items():
            if key in leant_on:
                yield key, self._inlines[entry]

    @functools.cached_property
    def _inlines(self) -> dict[str, list[Node]]:
        """The inlines of each citation and entry by its HTML, read in one run of pandoc."""
        texts = sorted({*self.formatted.citations.values(), *self.formatted.entries.values()})
        blocks = pandoc.read_html("\n".join(f"<p>{text}</p>" for text in texts), "docs/sources.yml")
        return {text: block["c"] for text, block in zip(texts, blocks, strict=True)}


def notes_of_year(collection: Collection, year: int) -> list[Note]:
    """Return the published notes of a year in the order of their days. Raises BookProblem when there are none."""
    by_year: dict[int, list[Note]] = {}
    for note in reversed(collection.published):
        assert note.date is not None, "a published note has its day"
        by_year.setdefault(note.date.year, []).append(note)
    if not by_year:
        raise BookProblem("there is no published note yet, so there is no book to make; a note is published from its date on")
    if year not in by_year:
        years = sorted(by_year)
        there_are = str(years[0]) if len(years) == 1 else f"{', '.join(map(str, years[:-1]))} and {years[-1]}"
        raise BookProblem(f"no note was published in {year}, expected a year that has one: {there_are}")
    return by_year[year]


def _worksheet(name: str, defined: Defined, level: int) -> Worksheet:
    exercise = defined.exercise
    return Worksheet(
        name,
        exercise.title,
        exercise.minutes,
        exercise.intro or "",
        parts_of(exercise),
        exercise.provenance or "",
        closing_of(exercise),
        f"afterwards--{name}" if remarks_on(exercise) else "",
        level,
    )


def _levels(blocks: list[Node]) -> dict[str, int]:
    """Return the level of heading that each worksheet has: one below the heading before it, and 3 at the most."""
    levels, level = {}, 2
    for block in blocks:
        if block["t"] == "Header":
            level = min(3, block["c"][0] + 1)
        if block["t"] == "Div" and "worksheet" in block["c"][0][1]:
            levels[block["c"][0][0]] = level
    return levels
