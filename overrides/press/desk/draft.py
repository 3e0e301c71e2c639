"""What is being written: a note and its exercises, laid among what is published as `make check` would find them."""

from __future__ import annotations

import datetime
import functools
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from press.collection import Collection
from press.desk.shelf import Shelf
from press.folders import Folders
from press.pages import Note, Page, read_page
from reflect.definitions import NoteExercises, read_definitions
from reflect.problems import Problem, WritingError

type Details = Mapping[str, Mapping[str, Any] | None]
"""What a page holds besides its front matter, by its file: `anchors`, `exercises`; None when it could not be had."""


@dataclass(frozen=True)
class Draft:
    """The text of a note and of its exercises, under the name that they will have; no exercises when their text is empty."""

    name: str
    note: str
    exercises: str


@dataclass(frozen=True, kw_only=True)
class Desk(Collection):
    """The published collection with one note of the desk in it, in the place of the published one of that name."""

    shelf: Shelf
    name: str

    @functools.cached_property
    def slugs(self) -> list[str]:
        return sorted({self.name, *(page.slug for page in self.shelf.pages.values() if isinstance(page, Note))})

    @functools.cached_property
    def files(self) -> set[str]:
        return {*self.shelf.files, f"notes/posts/{self.name}.md"}

    @property
    def page(self) -> Page | None:
        """The note of the desk, or None when it cannot be read."""
        return self.page_at(self.folders.posts / f"{self.name}.md")


def laid(draft: Draft, shelf: Shelf, details: Details, folders: Folders, today: datetime.date) -> Desk:
    """Return the collection that the site would be with the draft in it, and the problems of reading the draft."""
    path = folders.posts / f"{draft.name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(draft.note.encode("utf-8", "replace"))
    pages = {file: page for file, page in shelf.pages.items() if file != folders.named(path)}
    exercises = {name: known for name, known in shelf.exercises.items() if name != draft.name} | _others(details)
    problems: list[Problem] = []
    try:
        pages[folders.named(path)] = read_page(path, folders)
    except WritingError as error:
        problems += error.problems
    if draft.exercises.strip():
        own, found = _definitions(draft.exercises, draft.name)
        problems += found
        exercises |= {draft.name: own} if own else {}
    return Desk(folders, today, [pages[file] for file in sorted(pages)], shelf.sources, exercises, problems, shelf=shelf, name=draft.name)


def needs(desk: Desk, details: Details) -> list[str]:
    """Return the files of other pages whose details must be known before the draft is checked and shown."""
    if not desk.page:
        return []
    linked = (mark.name.partition("#") for mark in desk.page.links if "#" in mark.name and "{{" not in mark.name)
    wanted = [f"docs/{posixpath.normpath(posixpath.join('notes/posts', unquote(file)))}" for file, _, _ in linked if file]
    wanted += [f"docs/notes/posts/{one.note}.md" for one in desk.placements if one.page is desk.page]
    own = desk.page.file
    return sorted({file for file in wanted if file != own and file in desk.shelf.pages and file not in details})


def _others(details: Details) -> dict[str, NoteExercises]:
    """Return the exercises of other notes as far as they were asked for."""
    found = {}
    for file, known in details.items():
        name = posixpath.basename(file).removesuffix(".md")
        own = _definitions(known["exercises"], name)[0] if known and known.get("exercises") else None
        if own:
            found[name] = own
    return found


@functools.lru_cache(maxsize=16)
def _definitions(text: str, name: str) -> tuple[NoteExercises | None, tuple[Problem, ...]]:
    """Return what a note's exercises are and what is wrong with them: read once, since most edits are to the note."""
    try:
        exercises, problems = read_definitions(text.encode("utf-8", "replace"), f"exercises/notes/{name}.yml", name)
    except WritingError as error:
        return None, error.problems
    return exercises, tuple(problems)
