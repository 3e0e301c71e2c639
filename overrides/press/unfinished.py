"""What `make note` and `make import` left for a person to do, in a note that is no draft any more."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator

from press.collection import Collection
from press.examples import DESCRIPTION, EXAMPLES, FIRST_PARAGRAPH, TEXT
from press.pages import Note
from reflect.problems import Problem
from reflect.reading import read_yaml

IMPORTED = re.compile(r"<!-- (to check|as imported)\b")


def left_over(collection: Collection) -> Iterator[Problem]:
    """Yield each note out of draft that still holds what was put there for its writer, and each example among its exercises."""
    for note in collection.notes:
        if note.meta.get("draft") is not True:
            yield from _comments(note)
            yield from _words(note)
            yield from _examples(collection, note)


def _comments(note: Note) -> Iterator[Problem]:
    places = [(number, found) for number, line in enumerate(note.text.split("\n"), start=1) for found in IMPORTED.finditer(line)]
    if places:
        (line, first), count = places[0], len(places)
        left = "a comment of the import is left" if count == 1 else f"{count} comments of the import are left, this one first"
        how = "compare the footnote with its source, and take the comment out"
        yield Problem(note.file, line, first.start() + 1, "", f"{left} (‘{first[1]}’); {how}")


def _words(note: Note) -> Iterator[Problem]:
    how = "write what the note says there, or take it out"
    if note.meta.get("description") == DESCRIPTION:
        yield note.front.problem(("description",), f"'description' is still the one that every note begins with; {how}")
    for number, line in enumerate(note.text.split("\n"), start=1):
        if line in (FIRST_PARAGRAPH, TEXT):
            yield Problem(note.file, number, 1, "", f"{line!r} is what every note begins with; {how}")


def _examples(collection: Collection, note: Note) -> Iterator[Problem]:
    exercises = collection.exercises.get(note.slug)
    for defined in exercises.defined if exercises else ():
        if exercises and json.dumps(defined.data) == _example(defined.exercise.kind).replace("$NOTE", note.slug):
            what = "the exercise is still the example of its kind; make it the note's own, or take it out here and in the note"
            yield exercises.document.problem(("exercises", defined.index), what, defined.exercise.id)


@functools.cache
def _example(kind: str) -> str:
    """Return the example of a kind as JSON, with $NOTE for the note's name; nothing for a kind without one."""
    return json.dumps(read_yaml(EXAMPLES[kind].encode(), kind).data[0]) if kind in EXAMPLES else ""
