"""Who wrote a note: its front matter's `author`, and what docs/authors.yml knows of them. Only press imports it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from press.pages import Note
from reflect.nearest import expected, mend
from reflect.problems import Path, Problem, WritingError
from reflect.reading import read_yaml

FILE = "authors.yml"
FIELDS = ("family", "given", "orcid", "organisation", "url")
ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
HOW = "write 'author: Name', or 'author: [Name, Another Name]'"


@dataclass(frozen=True)
class Author:
    """One author: the name as it is read, its parts when it is a person's, and where more is known."""

    name: str
    family: str = ""
    given: str = ""
    url: str = ""
    orcid: str = ""

    @property
    def csl(self) -> dict[str, str]:
        """The name in the Citation Style Language: by its parts, or whole."""
        return {"family": self.family, "given": self.given} if self.family else {"literal": self.name}


@dataclass(frozen=True)
class Authors:
    """The authors that docs/authors.yml lists, by name; None when there is no such file, and any name will do."""

    listed: Mapping[str, Mapping[str, Any]] | None
    problems: list[Problem] = field(default_factory=list)

    def of(self, note: Note, site_name: str) -> list[Author]:
        """Return the note's authors in order; the site itself when the note names none."""
        return [self._author(name) for name in named(note)] or [Author(site_name)]

    def _author(self, name: str) -> Author:
        known = (self.listed or {}).get(name) or {}
        more = {one: str(known[one]) for one in ("url", "orcid") if one in known}
        if known.get("organisation"):
            return Author(name, **more)
        given, family = _parted(name)
        return Author(name, str(known.get("family", family)), str(known.get("given", given)), **more)


def named(note: Note) -> list[str]:
    """Return the names under `author` in a note's front matter; those that are none are left to the checks."""
    found = note.meta.get("author")
    names = found if isinstance(found, list) else [found]
    return [name.strip() for name in names if isinstance(name, str) and name.strip()]


def read_authors(docs: FilePath) -> Authors:
    """Return the authors that the project lists, with what is wrong with the list."""
    path = docs / FILE
    return _read(path.read_bytes() if path.is_file() else None, f"{docs.name}/{FILE}")


def author_problems(note: Note, docs: FilePath) -> Iterator[Problem]:
    """Yield what is wrong with a note's `author`: no name, or one that the project does not list."""
    if "author" not in note.meta:
        return
    found = note.meta["author"]
    listed = read_authors(docs).listed
    for index, name in enumerate(found) if isinstance(found, list) else [(None, found)]:
        place = ("author",) if index is None else ("author", index)
        if not isinstance(name, str) or not name.strip():
            yield note.front.problem(place, f"'author' is {name!r}, expected a name; {HOW}")
        elif listed is not None and name.strip() not in listed:
            what = f"author {name.strip()!r} is unknown, expected a name of docs/{FILE}; {mend(name.strip(), listed)}"
            yield note.front.problem(place, what)
    if found == []:
        yield note.front.problem(("author",), f"'author' is empty, expected a name; {HOW}, or take the line out")


@functools.lru_cache(maxsize=1)
def _read(content: bytes | None, file: str) -> Authors:
    if content is None:
        return Authors(None)
    try:
        document = read_yaml(content, file)
    except WritingError as error:
        return Authors(None, list(error.problems))
    if not isinstance(document.data, dict):
        what = "the file holds no authors; write each as 'Name: {}', or 'Name: {url: https://...}', on a line of its own"
        return Authors(None, [document.problem((), what)])
    listed = {str(name): known if isinstance(known, dict) else {} for name, known in document.data.items()}
    problems = [
        document.problem((name, *path), what) for name, known in document.data.items() for path, what in _entry_problems(name, known)
    ]
    return Authors(listed, problems)


def _entry_problems(name: object, known: Any) -> Iterator[tuple[Path, str]]:
    if known is not None and not isinstance(known, dict):
        yield (), f"{name!r} has {known!r}, expected what is known of the author; write '{name}: {{}}'"
        return
    for key, value in (known or {}).items():
        if key not in FIELDS:
            yield (key,), f"{key!r} is nothing that is kept of an author, {expected(str(key), FIELDS)}"
        elif key == "organisation":
            if not isinstance(value, bool):
                yield (key,), f"'organisation' is {value!r}, expected true or false"
        elif not isinstance(value, str) or not value.strip():
            yield (key,), f"{key!r} is {value!r}, expected text"
        elif key == "orcid" and not ORCID.fullmatch(value):
            yield (key,), f"'orcid' is {value!r}, expected four groups of four such as '0000-0002-1825-0097'"
        elif key == "url" and not value.startswith(("https://", "http://")):
            yield (key,), f"'url' is {value!r}, expected an address that starts with https://"


def _parted(name: str) -> tuple[str, str]:
    """Return given and family name: the last word, with the small words before it, is the family's; one word has neither.

    A guess that fits most Western names; docs/authors.yml settles the others.
    """
    words = name.split()
    if len(words) < 2:
        return "", ""
    start = len(words) - 1
    while start > 1 and words[start - 1][0].islower():
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])
