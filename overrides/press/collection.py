"""Everything that was written, read once: pages, sources and exercises, and how they lean on each other."""

from __future__ import annotations

import datetime
import functools
import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from press.citations import Citation
from press.folders import Folders
from press.markdown_text import Call
from press.pages import LastRead, Note, Page, Read, notes_of, read_pages
from press.sources import Sources, read_sources
from reflect.definitions import Defined, NoteExercises, read_definitions
from reflect.exercise import Evidence
from reflect.problems import Problem, WritingError
from reflect.reading import read_yaml


@dataclass(frozen=True)
class Placement:
    """An exercise on a page: whose note defines it, its id, and the macro call that places it."""

    page: Page
    note: str
    exercise: str
    call: Call


@dataclass(frozen=True)
class Leaning:
    """A source leant on by a page's footnote or by an exercise; `fragment` is where on the page."""

    page: Page
    fragment: str
    citation: Citation
    exercise: Defined | None = None


@dataclass(frozen=True)
class Collection:
    """What stands in the project's docs and exercises, and the problems of reading it."""

    folders: Folders
    today: datetime.date
    pages: list[Page]
    sources: Sources
    exercises: dict[str, NoteExercises]
    problems: list[Problem] = field(default_factory=list)

    @functools.cached_property
    def notes(self) -> list[Note]:
        """Every note, newest first, drafts and those of the future too."""
        return list(notes_of(self.pages))

    @functools.cached_property
    def slugs(self) -> list[str]:
        """The slug of every note there is a file for, even one that cannot be read."""
        return sorted(path.stem for path in self.folders.posts.glob("*.md"))

    @functools.cached_property
    def files(self) -> set[str]:
        """The path of every file under docs/, from there."""
        found = ((os.path.relpath(folder, self.folders.docs), names) for folder, _, names in os.walk(self.folders.docs))
        return {posixpath.normpath(posixpath.join(way.replace(os.sep, "/"), name)) for way, names in found for name in names}

    @functools.cached_property
    def published(self) -> list[Note]:
        """The notes that readers can see today, newest first."""
        return [note for note in self.notes if note.is_published(self.today)]

    def note(self, slug: str) -> Note | None:
        return self._note_by_slug.get(slug)

    def page_at(self, path: Path | str) -> Page | None:
        return self._page_by_path.get(str(path))

    def exercise(self, note: str, exercise: str) -> Defined | None:
        found = self.exercises.get(note)
        return found.named(exercise) if found else None

    @functools.cached_property
    def placements(self) -> list[Placement]:
        """Every exercise that a page places, defined or not, whose call can be read."""
        return [
            Placement(page, call.arguments[0] if len(call.arguments) > 1 else page.slug, call.arguments[-1], call)
            for page in self.pages
            for call in page.calls
            if call.name == "exercise" and names_something(call)
        ]

    @functools.cached_property
    def leanings(self) -> list[Leaning]:
        """Every source that a page or a placed exercise leans on, in the order of the pages."""
        return [*self._footnotes_leaning(), *self._exercises_leaning()]

    def _footnotes_leaning(self) -> Iterator[Leaning]:
        for page in self.pages:
            for call in page.calls:
                citation = cited_by(call)
                if citation:
                    footnote = page.footnote_at(call.line)
                    yield Leaning(page, f"fn:{footnote}" if footnote else "", citation)

    def _exercises_leaning(self) -> Iterator[Leaning]:
        for placed in self.placements:
            defined = self.exercise(placed.note, placed.exercise)
            for _, evidence in defined.exercise.evidence() if defined else ():
                if evidence.source:
                    yield Leaning(placed.page, anchor(placed), cited_as(evidence), defined)

    def footnote_citing(self, page: Page, citation: Citation) -> str | None:
        """Return the name of the page's footnote that cites the source: at that page of it first, or else anywhere."""
        found = [one for one in self._footnotes_by_source.get((page.file, citation.key), ()) if one.fragment]
        exact = [one for one in found if one.citation == citation]
        return next((one.fragment.removeprefix("fn:") for one in exact + found), None)

    @functools.cached_property
    def _note_by_slug(self) -> dict[str, Note]:
        return {note.slug: note for note in self.notes}

    @functools.cached_property
    def _page_by_path(self) -> dict[str, Page]:
        return {str(page.path): page for page in self.pages}

    @functools.cached_property
    def _footnotes_by_source(self) -> dict[tuple[str, str], list[Leaning]]:
        found: dict[tuple[str, str], list[Leaning]] = {}
        for one in self._footnotes_leaning():
            found.setdefault((one.page.file, one.citation.key), []).append(one)
        return found


def names_something(call: Call) -> bool:
    """Whether a call has arguments, and all of them are plain text."""
    return bool(call.arguments) and all(isinstance(one, str) for one in call.arguments)


def anchor(placement: Placement) -> str:
    """Return the id of the exercise on its page, with the note's slug when it is another note's."""
    own = placement.note == placement.page.slug
    return f"exercise-{placement.exercise}" if own else f"exercise-{placement.note}-{placement.exercise}"


def cited_by(call: Call) -> Citation | None:
    """Return what a `cite` call cites, or None for another call or one that cannot be read."""
    if call.name != "cite" or not names_something(call):
        return None
    return Citation(call.arguments[0], str(call.named.get("page") or ""), str(call.named.get("via") or ""))


def cited_as(evidence: Evidence) -> Citation:
    """Return a citation of the source that a piece of evidence names."""
    return Citation(evidence.source or "", evidence.page or "", evidence.via or "")


_SOURCES = LastRead[tuple[Sources, list[Problem]]]()
_EXERCISES = LastRead[tuple[NoteExercises, list[Problem]]]()


def read_collection(folders: Folders, today: datetime.date, read: Read = read_yaml) -> Collection:
    """Return all that can be read below the folders on a day, with the problems met on the way.

    read: what reads documents; `press.documents` has one that keeps them.
    """
    pages, problems = read_pages(folders, read)
    sources, source_problems = _sources(folders, read)
    exercises: dict[str, NoteExercises] = {}
    problems += source_problems
    for path in sorted(folders.exercises.glob("*.yml")):
        try:
            exercises[path.stem], found = _exercises(path, folders, read)
            problems += found
        except WritingError as error:
            problems += error.problems
    return Collection(folders, today, pages, sources, exercises, problems)


def _sources(folders: Folders, read: Read) -> tuple[Sources, list[Problem]]:
    path, file = folders.sources, folders.named(folders.sources)
    raw = path.read_bytes() if path.exists() else b""
    return _SOURCES.made((str(path), file), raw, lambda: read_sources(path, file, read))


def _exercises(path: Path, folders: Folders, read: Read) -> tuple[NoteExercises, list[Problem]]:
    raw, file = path.read_bytes(), folders.named(path)
    return _EXERCISES.made((str(path), file), raw, lambda: read_definitions(raw, file, path.stem, read))
