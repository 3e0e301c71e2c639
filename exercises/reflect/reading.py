"""Reads a writer's YAML into plain data that remembers where each value stands.

Needs ruamel.yaml (the `write` extra), so only building and writing import it, never the reflecting page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from reflect.problems import Path, Problem, WritingError

MOST_REPEATED = 10_000
"""Values that stand in a file once and are repeated by a name; a few lines that repeat each other come to billions."""
MEND = "check the indentation, and put quotes round text that holds ': ' or starts with one of [ { * & ! % @"

QUOTES = "put quotes round the text"
REASONS = (
    (
        "mapping values are not allowed",
        f"': ' stands in a text, or a line begins further in than the one above; {QUOTES}, or indent both alike",
    ),
    (
        "',' or ']'",
        "what begins with '[' has no ']' at its end, or no comma between two parts; write it there, or put quotes round the text",
    ),
    (
        "',' or '}'",
        "what begins with '{' has no '}' at its end, or no comma between two parts; write it there, or put quotes round the text",
    ),
    ("<scalar>", "something stands after the quotes that end a text; put all of it in quotes, and write quotes inside as ‘ and ’"),
    ("end of stream", "quotes are opened and not closed; close them"),
    ("escape character", "a backslash stands in double quotes, where it means something else; put single quotes round the text"),
    ("undefined alias", f"a text begins with '*'; {QUOTES}"),
    ("cannot start any token", f"a text begins with a sign that no text begins with here; {QUOTES}"),
    (
        "could not find expected ':'",
        "a line before this one has neither a name and ': ' at its beginning nor belongs to the line above; indent it",
    ),
    ("another document", "a line of '---' stands in the middle; take it out"),
    ("sequence entries are not allowed", "a list begins in the line of its name; begin a new line before the first '- '"),
    ("<block end>", "the line begins further left or further right than the others of its list or part; indent it as they are"),
    ("<block mapping start>", "the line begins further left or further right than those before it; indent it as they are"),
    ("node content", f"a text is missing here, or begins with a sign that no text begins with; write it, or {QUOTES}"),
    ("chomping", "a text stands in the line of '>' or '|'; begin a new line before it"),
    ("for merging", "'<<' takes over what has a name; take the line out, and write out what is meant"),
)
"""What ruamel.yaml says, and what has then most often happened with the mend of it: its own words are for those who write parsers."""


@dataclass(frozen=True)
class Document:
    """A file's data as plain dicts, lists and scalars, with the line and column of every path in it."""

    file: str
    data: Any
    places: dict[Path, tuple[int, int]] = field(repr=False)

    def problem(self, path: Path, what: str, exercise: str = "") -> Problem:
        """Return a problem placed at the path, or at the nearest thing above it that has a place."""
        while path not in self.places and path:
            path = path[:-1]
        line, column = self.places.get(path, (1, 1))
        return Problem(self.file, line, column, exercise, what)


def decoded(raw: bytes, file: str) -> str:
    """Return the text of a file with plain line ends and no byte-order mark.

    Raises WritingError with the place of the first byte that is not UTF-8.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        what = f"byte 0x{raw[error.start]:02x} is not UTF-8, the only encoding read here; save the file as UTF-8"
        raise WritingError([Problem(file, line, column, "", what)]) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml(raw: bytes, file: str) -> Document:
    """Return the document in the bytes of a YAML file.

    Raises WritingError when it is not UTF-8 or not YAML.
    """
    text = decoded(raw, file)
    try:
        tree = _reader().load(text)
    except MarkedYAMLError as error:
        raise WritingError([_syntax_problem(error, file)]) from error
    except YAMLError as error:
        raise WritingError([Problem(file, 1, 1, "", f"this is not YAML; {MEND}, or take out signs that cannot be seen")]) from error
    except Exception as error:  # what ruamel.yaml trips over is not YAML either, and it trips over much
        what = f"this is not YAML; {MEND}"
        raise WritingError([Problem(file, 1, 1, "", what)]) from error
    plain = _Plain(file)
    return Document(file, plain.of(tree, ()), plain.places)


def _reader() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.Constructor = _Constructor
    return yaml


class _Constructor(RoundTripConstructor):
    """Reads a day as the text that was written: an impossible one is then a mistake with a place, like any other."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", RoundTripConstructor.construct_yaml_str)


def _syntax_problem(error: MarkedYAMLError, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    reason = (error.problem or str(error)).strip()
    if "\\t" in reason:
        return Problem(file, line, column, "", "a tab stands where YAML allows only spaces; put spaces in its place")
    if "duplicate key" in reason:
        name = reason.split('"')[1] if '"' in reason else "a key"
        return Problem(file, line, column, "", f"{name!r} stands twice in one place; keep one of them")
    said = next((said for part, said in REASONS if part in reason), MEND)
    return Problem(file, line, column, "", f"this is not YAML: {said}")


class _Plain:
    """Makes plain data of a tree, and notes where each value of it stands."""

    def __init__(self, file: str) -> None:
        self.places: dict[Path, tuple[int, int]] = {(): (1, 1)}
        self._file = file
        self._seen: set[int] = set()
        self._repeated = 0

    def of(self, value: Any, path: Path) -> Any:
        """Return a value as plain data; raises WritingError where a file repeats itself too often."""
        if not isinstance(value, CommentedMap | CommentedSeq):
            return _scalar(value)
        if id(value) in self._seen:
            self._repeated += 1 + len(value)
        if self._repeated > MOST_REPEATED:
            what = "the file repeats its parts by their names over and over; write out what is meant"
            raise WritingError([Problem(self._file, *self._nearest(path), "", what)])
        self._seen.add(id(value))
        return self._mapping(value, path) if isinstance(value, CommentedMap) else self._list(value, path)

    def _mapping(self, value: CommentedMap, path: Path) -> dict[str, Any]:
        plain = {}
        for key, inner in value.items():
            # What came by way of "<<" has no place of its own, and nothing stands at its name: ruamel.yaml would place it where
            # the next thing begins.
            place = (value.lc.data or {}).get(key, ())
            self.places[(*path, str(key))] = _counted_from_one(place[:2] if inner is None else place[2:], self._nearest(path))
            plain[str(key)] = self.of(inner, (*path, str(key)))
        return plain

    def _list(self, value: CommentedSeq, path: Path) -> list[Any]:
        items = []
        for index, inner in enumerate(value):
            self.places[(*path, index)] = _counted_from_one(value.lc.data and value.lc.data.get(index, ())[:2], self._nearest(path))
            items.append(self.of(inner, (*path, index)))
        return items

    def _nearest(self, path: Path) -> tuple[int, int]:
        return self.places.get(path, (1, 1))


def _counted_from_one(place: Sequence[int] | None, otherwise: tuple[int, int]) -> tuple[int, int]:
    return (place[0] + 1, place[1] + 1) if place else otherwise


def _scalar(value: Any) -> Any:
    """Return the scalar without what ruamel.yaml wraps round it to write it back as it was."""
    for plain in (bool, int, float, str):
        if isinstance(value, plain):
            return plain(value)
    return value
