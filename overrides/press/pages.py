"""The pages under docs/: their front matter and what their text refers to. A note is a page that is a post."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.folders import Folders
from press.markdown_text import (
    Call,
    Macros,
    Mark,
    footnote_definitions,
    footnote_references,
    links,
    macros_in,
)
from reflect.problems import Problem, WritingError
from reflect.reading import Document, decoded, read_yaml

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
TITLE = re.compile(r"^#[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
ATTRIBUTES = re.compile(r"[ \t]*\{[^}]*\}[ \t]*$")
LINKED = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
MARKUP = re.compile(r"<[^>]*>|\{\{.*?\}\}|\[\^[^\]]+\]|[#*_>`]", re.DOTALL)
WORDS_A_MINUTE = 230
"""A common estimate for silent reading of prose; Material's own default is 265, for shorter words."""


type Read = Callable[[bytes, str], Document]
"""Returns the document in the bytes of a file, given its name; raises WritingError when it cannot be read."""


@dataclass(frozen=True, eq=False)
class Page:
    """A Markdown file. Line numbers of what is found in its text count from the top of the file.

    A page is equal to itself alone, so that what was found out about it can be remembered by it.
    """

    path: Path
    file: str
    front: Document
    text: str

    @functools.cached_property
    def slug(self) -> str:
        return self.path.stem

    @functools.cached_property
    def url(self) -> str:
        """Where the page stands on the site, from its root."""
        name = self.file.removeprefix("docs/").removesuffix(".md")
        return "" if name == "index" else f"{name.removesuffix('/index')}/"

    @functools.cached_property
    def macros(self) -> Macros:
        return macros_in(self.text)

    @property
    def calls(self) -> list[Call]:
        return self.macros.calls

    @functools.cached_property
    def footnotes(self) -> list[tuple[Mark, int]]:
        return footnote_definitions(self.text)

    @functools.cached_property
    def references(self) -> list[Mark]:
        return footnote_references(self.text)

    @functools.cached_property
    def links(self) -> list[Mark]:
        return links(self.text)

    def footnote_at(self, line: int) -> str | None:
        """Return the name of the footnote whose definition holds the line."""
        return next((mark.name for mark, last in self.footnotes if mark.line <= line <= last), None)

    def footnote_number(self, name: str) -> int | None:
        """Return the number that readers see: footnotes are counted by where they are first referred to."""
        return self._footnote_numbers.get(name)

    @functools.cached_property
    def _footnote_numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(dict.fromkeys(mark.name for mark in self.references), 1)}

    @functools.cached_property
    def title(self) -> str:
        """The title as plain text, from the front matter or the first heading; the slug when there is neither."""
        found = TITLE.search(self.text)
        heading = re.sub(r"[*_`]", "", ATTRIBUTES.sub("", found[1])) if found else self.slug
        return str(self.meta.get("title") or heading)

    @property
    def has_title(self) -> bool:
        return bool(self.meta.get("title") or TITLE.search(self.text))

    @property
    def meta(self) -> dict[str, Any]:
        return self.front.data if isinstance(self.front.data, dict) else {}

    def problem(self, mark: Mark | Call, what: str) -> Problem:
        return Problem(self.file, mark.line, mark.column, "", what)


@dataclass(frozen=True, eq=False)
class Note(Page):
    """A post, whose slug is its file's name and its address."""

    @functools.cached_property
    def url(self) -> str:
        return f"notes/{self.slug}/"

    @functools.cached_property
    def date(self) -> datetime.date | None:
        try:
            return datetime.datetime.fromisoformat(str(self.meta.get("date"))).date()
        except ValueError:
            return None

    @property
    def aliases(self) -> tuple[str, ...]:
        """What the note was called before; its old addresses lead to it, and old answers are found under it."""
        named = self.meta.get("aliases")
        return tuple(one for one in named if isinstance(one, str)) if isinstance(named, list) else ()

    def is_published(self, today: datetime.date) -> bool:
        """Whether readers can see the note: it is no draft and its day has come."""
        return self.date is not None and self.date <= today and self.meta.get("draft") is not True

    @functools.cached_property
    def minutes(self) -> int:
        """How long the prose takes to read, footnotes and exercises not counted; 1 or more."""
        kept = [line for number, line in enumerate(self.text.split("\n"), start=1) if not self.footnote_at(number)]
        words = MARKUP.sub(" ", "\n".join(kept)).split()
        return max(1, round(len(words) / WORDS_A_MINUTE))

    @property
    def opening(self) -> str:
        """The first paragraph under the title, as Markdown without footnotes or links, which lead elsewhere from other pages."""
        after = TITLE.sub("", self.text, count=1).strip()
        return LINKED.sub(r"\1", re.sub(r"\[\^[^\]]+\]", "", after.split("\n\n")[0]))


class LastRead[Made]:
    """What was made of each file when it was last read: a preview meets most of them unchanged after every edit."""

    def __init__(self) -> None:
        self._last: dict[tuple[Any, ...], tuple[bytes, Made]] = {}

    def made(self, name: tuple[Any, ...], raw: bytes, make: Callable[[], Made]) -> Made:
        """Return the very same as last time for a file that still holds these bytes, or else what is made now.

        name: the file, and whatever else it depends on what is made.
        """
        before, made = self._last.get(name, (b"", None))
        if made is None or before != raw:
            made = make()
            self._last[name] = raw, made
        return made


_READ = LastRead[Page]()


def read_page(path: Path, folders: Folders, read: Read = read_yaml) -> Page:
    """Return the page in a Markdown file; a Note when it stands in the folder of posts.

    A file that has not changed since it was last read is the same page, with all that has been found in it.

    Raises WritingError when it is not UTF-8 or its front matter is not YAML.
    """
    raw, file, kind = path.read_bytes(), folders.named(path), Note if path.parent == folders.posts else Page
    return _READ.made((str(path), file, kind), raw, lambda: _page(kind, path, file, raw, read))


def _page(kind: type[Page], path: Path, file: str, raw: bytes, read: Read) -> Page:
    text = decoded(raw, file)
    found = FRONT_MATTER.match(text)
    # A line of its own stands for the opening ---, so that lines in messages are those of the file.
    front = read(("\n" + (found[1] or "") if found else "{}").encode(), file)
    body = "\n" * found[0].count("\n") + text[found.end() :] if found else text
    return kind(path, file, front, body)


def read_pages(folders: Folders, read: Read = read_yaml) -> tuple[list[Page], list[Problem]]:
    """Return every page under docs/, in the order of their paths, and what could not be read."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for path in sorted(folders.docs.rglob("*.md")):
        try:
            pages.append(read_page(path, folders, read))
        except WritingError as error:
            problems += error.problems
    return pages, problems


def notes_of(pages: list[Page]) -> Iterator[Note]:
    """Yield the notes among the pages, newest first; those without a date last."""
    notes = [page for page in pages if isinstance(page, Note)]
    yield from sorted(notes, key=lambda note: (note.date or datetime.date.min, note.slug), reverse=True)
