"""What a writer sees while writing: the site without what cannot be built yet, and each mistake in the page, at its place."""

from __future__ import annotations

import dataclasses
import functools
import html
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from press.addresses import relative
from press.checks import all_problems
from press.collection import Collection
from press.pages import Page
from press.sources import Sources
from reflect.definitions import NoteExercises
from reflect.problems import Problem

SWITCH = "PRESS_PREVIEW"
BRACES = re.compile(r"\{\{.*?\}\}|\{\{.*|\}\}|\{[#%].*")
EMPTY = re.compile(r"^( {0,3}\[\^[^\]\s]+\]:)\s*$")
TRIES = 4
"""What leans on something that was left out is left out in the next try."""
STYLE = "assets/styles/preview.css"


def is_on() -> bool:
    """Whether the site is built for a writer who is at work on it, as `make serve` does."""
    return os.environ.get(SWITCH) == "yes"


@dataclass(frozen=True)
class Preview:
    """A collection that can be built, what was written in full, everything that is wrong with that, and the pages that are not built."""

    collection: Collection
    written: Collection
    problems: list[Problem]
    left_out: list[Page]

    def markdown(self, page: Page) -> str | None:
        """Return a page's text with its mistakes before the blocks that they are in, or None when it is as it was written.

        A page that lacks something because of a mistake in another file says that mistake at its top.
        """
        places = self._places.get(page.file)
        if not places and self._lacks(page):
            places = {1: self._elsewhere}
        if not places:
            return None
        lines = page.text.split("\n")
        style = f'<link rel="stylesheet" href="{relative(STYLE, page.url)}">'
        for line in sorted(places, reverse=True):
            start = _block_start(lines, line)
            boxes = [style, *map(_box, places[line])]
            lines[start:start] = ["", "\n".join(boxes), ""]
        return "\n".join(lines)

    @functools.cached_property
    def _places(self) -> dict[str, dict[int, list[Problem]]]:
        """Where each problem is shown: the page's file, and the line there."""
        found: dict[str, dict[int, list[Problem]]] = {}
        for problem in self.problems:
            file, line = self._place(problem)
            found.setdefault(file, {}).setdefault(line, []).append(problem)
        return found

    def _lacks(self, page: Page) -> bool:
        """Whether something that the page says could not be given to it."""
        before = self.written.page_at(page.path)
        has_no_sources = self.collection.sources.document is None and any(call.name == "cite" for call in page.calls)
        return has_no_sources or (before is not None and before.text != page.text)

    @functools.cached_property
    def _elsewhere(self) -> list[Problem]:
        """The problems of files that are no page and define no exercises of a page."""
        return [problem for problem in self.problems if self._place(problem) == self._first]

    @property
    def _first(self) -> tuple[str, int]:
        return self.written.folders.named(self.written.folders.docs / "index.md"), 1

    def _place(self, problem: Problem) -> tuple[str, int]:
        """Return the mistake's own line on a page, the exercise's on its note's, or else the top of the first page."""
        if any(page.file == problem.file for page in self.written.pages):
            return problem.file, problem.line
        folders = self.written.folders
        for page in self.written.pages:
            if problem.file == folders.named(folders.exercises / f"{page.slug}.yml") and page.path.parent == folders.posts:
                calls = [call for call in page.calls if call.name == "exercise" and call.arguments[-1:] == (problem.exercise,)]
                return page.file, calls[0].line if calls else 1
        return self._first


def preview(written: Collection, left_out: Iterable[Page] = (), find: Callable[[Collection], list[Problem]] = all_problems) -> Preview:
    """Return what of the collection can be built, with all that is wrong with it, which is what `find` finds.

    left_out: pages at which MkDocs or Material would stop (press.left_out).
    """
    problems = found = find(written)
    gone = {page.path for page in left_out}
    left = dataclasses.replace(written, pages=[page for page in written.pages if page.path not in gone], sources=_with_names(written))
    for _ in range(TRIES):
        left = _without(left, found)
        found = find(left)
        if not found:
            break
    return Preview(left, written, problems, [*left_out])


def _with_names(collection: Collection) -> Sources:
    """Return the sources; when their file cannot be read, one under each key that is cited, of which only the key is known."""
    if collection.sources.document or not collection.folders.sources.exists():
        return collection.sources
    keys = {key for one in collection.leanings for key in (one.citation.key, one.citation.via) if key}
    return Sources({key: {"id": key, "type": "document", "title": key} for key in sorted(keys)}, None)


def _without(collection: Collection, problems: Iterable[Problem]) -> Collection:
    """Return the collection without the macros, exercises and sources that the problems are about."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.file, []).append(problem)
    folders = collection.folders
    pages = [_without_macros(page, by_file.get(page.file, [])) for page in collection.pages]
    exercises = {
        note: _without_exercises(one, by_file.get(folders.named(folders.exercises / f"{note}.yml"), []))
        for note, one in collection.exercises.items()
    }
    sources = _without_records(collection.sources, by_file.get(folders.named(folders.sources), []))
    return dataclasses.replace(collection, pages=pages, exercises=exercises, sources=sources, problems=[])


def _without_macros(page: Page, problems: list[Problem]) -> Page:
    if not problems:
        return page
    lines = page.text.split("\n")
    for number in {problem.line for problem in problems}:
        if number <= len(lines):
            # A footnote that is left with nothing would stop Markdown.
            lines[number - 1] = EMPTY.sub(r"\1 …", BRACES.sub("", lines[number - 1]))
    return dataclasses.replace(page, text="\n".join(lines))


def _without_exercises(exercises: NoteExercises, problems: list[Problem]) -> NoteExercises:
    wrong = {problem.exercise for problem in problems}
    return dataclasses.replace(exercises, defined=tuple(one for one in exercises.defined if one.exercise.id not in wrong))


def _without_records(sources: Sources, problems: list[Problem]) -> Sources:
    if not problems or sources.document is None:
        return sources
    lines = {key: sources.place(key, "").line for key in sources.records}
    wrong = {max((key for key in lines if lines[key] <= one.line), key=lines.__getitem__, default="") for one in problems}
    return dataclasses.replace(sources, records={key: one for key, one in sources.records.items() if key not in wrong})


def _block_start(lines: list[str], line: int) -> int:
    """Return the index of the first line of the block that holds the line, below any front matter's empty lines."""
    start = min(line, len(lines)) - 1
    while start > 0 and lines[start - 1].strip():
        start -= 1
    return start


def _box(problem: Problem) -> str:
    """Return a problem as HTML in which macros find no braces."""
    where, what = (
        f"{problem.file}:{problem.line}:{problem.column}",
        f"{problem.exercise}: {problem.what}" if problem.exercise else problem.what,
    )
    text = f"<b>{html.escape(where)}</b> {html.escape(what)}"
    return f'<div class="mistake" role="note"><p>{text.replace("{", "&#123;").replace("}", "&#125;")}</p></div>'
