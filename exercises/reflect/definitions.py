"""The exercises of one note, as its YAML file defines them, checked as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from reflect.exercise import Exercise
from reflect.nearest import expected, listed
from reflect.problems import Problem, WritingError
from reflect.reading import Document, read_yaml
from reflect.structuring import misfits, structure

NO_TEXT = re.compile(r"\d+|\d+e\d+|0x[0-9a-f]+|0o[0-7]+|true|false|null")
"""Names that YAML reads as a number, as yes or no, or as nothing."""
TOP_FIELDS = ("note", "exercises", "retired")


@dataclass(frozen=True)
class Defined:
    """An exercise with the plain data that it was made of and where it stands in the file's list."""

    exercise: Exercise
    data: dict[str, Any]
    index: int


@dataclass(frozen=True)
class NoteExercises:
    """What one file defines. `retired` are ids that were used once and must not come back."""

    note: str
    defined: tuple[Defined, ...]
    retired: tuple[str, ...]
    document: Document

    def named(self, exercise_id: str) -> Defined | None:
        """Return the exercise with the id, or None."""
        return next((one for one in self.defined if one.exercise.id == exercise_id), None)


def read_definitions(
    raw: bytes, file: str, note: str, read: Callable[[bytes, str], Document] = read_yaml
) -> tuple[NoteExercises, list[Problem]]:
    """Return what could be read of the exercises of a note, and everything that is wrong with the file.

    read: returns the document in the bytes of a file, as `read_yaml` does.

    Raises WritingError only when the file cannot be read as YAML at all.
    """
    document = read(raw, file)
    problems = list(_top_problems(document, note))
    if problems and not isinstance(document.data, dict):
        raise WritingError(problems)
    listed_exercises = document.data.get("exercises")
    entries = listed_exercises if isinstance(listed_exercises, list) else []
    defined: list[Defined] = []
    for index, data in enumerate(entries):
        exercise, found = _exercise(document, index, data)
        problems += found
        if exercise:
            defined.append(Defined(exercise, data, index))
    retired = tuple(one for one in document.data.get("retired") or () if isinstance(one, str))
    problems += _id_problems(document, entries, retired)
    return NoteExercises(note, tuple(defined), retired, document), problems


def written(name: str) -> str:
    """Return a name as YAML takes it for text: in quotes when it is all figures, or a word that YAML has for itself."""
    return f'"{name}"' if NO_TEXT.fullmatch(name) else name


def _exercise(document: Document, index: int, data: Any) -> tuple[Exercise | None, list[Problem]]:
    name = _named(data)
    try:
        exercise = structure(data, Exercise)  # type: ignore[type-abstract]
    except Exception as error:  # noqa: BLE001 - every error that cattrs raises becomes a problem with a place; none is dropped
        found = misfits(error, data, ("exercises", index))
        return None, [document.problem(path, what, name) for path, what in found]
    return exercise, [document.problem(("exercises", index, *path), what, name) for path, what in exercise.problems()]


def _top_problems(document: Document, note: str) -> Iterator[Problem]:
    data = document.data
    if not isinstance(data, dict):
        yield document.problem((), f"the file holds no fields, expected {listed(TOP_FIELDS)}; start with 'note: {written(note)}'")
        return
    for key in data:
        if key not in TOP_FIELDS:
            yield document.problem((key,), f"field {key!r} is unknown here, {expected(key, TOP_FIELDS)}")
    if data.get("note") != note:
        yield document.problem(("note",), f"'note' is {data.get('note')!r}, expected the file's own name; write 'note: {written(note)}'")
    if not isinstance(data.get("exercises"), list):
        yield document.problem(
            ("exercises",), "'exercises' is no list; write 'exercises:' and each exercise below it, starting with '- id: ...'"
        )
    retired = data.get("retired") or []
    if not isinstance(retired, list) or not all(isinstance(one, str) for one in retired):
        yield document.problem(("retired",), "'retired' is no list of ids; write it as [one-id, another-id]")


def _id_problems(document: Document, entries: list[Any], retired: tuple[str, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, data in enumerate(entries):
        name, place = _named(data), ("exercises", index, "id")
        if name and name in seen:
            yield document.problem(place, f"id {name!r} stands twice in this file; answers are kept by id, so give each its own", name)
        if name in retired:
            yield document.problem(place, f"id {name!r} is retired and its answers are kept under it; choose a new id", name)
        seen.add(name)


def _named(data: Any) -> str:
    """Return the id that an entry gives itself, or nothing when it has none."""
    name = data.get("id") if isinstance(data, dict) else None
    return name if isinstance(name, str) else ""
