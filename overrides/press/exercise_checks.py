"""What is wrong between exercises and pages: those that no page places, those that are placed and not there, evidence that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from press.collection import Collection, Placement, names_something
from press.page_checks import hidden
from press.pages import Page
from reflect.definitions import Defined, NoteExercises, written
from reflect.nearest import mend
from reflect.problems import Problem


def placed(collection: Collection) -> set[tuple[str, str]]:
    """Return the note and the id of every exercise that a page places."""
    return {(one.note, one.exercise) for one in collection.placements}


def exercise_problems(collection: Collection, exercises: NoteExercises, in_pages: set[tuple[str, str]]) -> Iterator[Problem]:
    """Return what is wrong in a note's exercises; `in_pages` says which of them pages place, as `placed` does."""
    if exercises.note not in collection.slugs:
        what = f"there is no note {exercises.note!r} under docs/notes/posts; {mend(exercises.note, collection.slugs)}"
        yield exercises.document.problem(("note",), what)
    note = collection.note(exercises.note)
    for defined in exercises.defined:
        name = defined.exercise.id
        # A note that cannot be read has a problem of its own, and may place the exercise.
        if (exercises.note, name) not in in_pages and note and not note.macros.unreadable:
            what = f'the exercise is not placed; put {{{{ exercise("{name}") }}}} on a line of its own in the note'
            yield exercises.document.problem(("exercises", defined.index), what, name)
        yield from _evidence_problems(collection, exercises, defined)


def _evidence_problems(collection: Collection, exercises: NoteExercises, defined: Defined) -> Iterator[Problem]:
    for path, evidence in defined.exercise.evidence():
        place = ("exercises", defined.index, *path)
        for field, key in (("source", evidence.source), ("via", evidence.via)):
            if key and collection.sources.document and key not in collection.sources.records:
                yield exercises.document.problem((*place, field), collection.sources.unknown(key), defined.exercise.id)
        if evidence.note and evidence.note not in collection.slugs:
            what = f"note {evidence.note!r} is unknown, expected the name of a file in docs/notes/posts; {mend(evidence.note, collection.slugs)}"
            yield exercises.document.problem((*place, "note"), what, defined.exercise.id)
        elif evidence.note and (own := collection.note(exercises.note)) and (unseen := hidden(collection, own, evidence.note)):
            what = f"evidence leads to {unseen}; leave it out until readers can see that note"
            yield exercises.document.problem((*place, "note"), what, defined.exercise.id)


def placement_problems(collection: Collection, pages: list[Page]) -> Iterator[Problem]:
    """Return what is wrong with the exercises that these pages place."""
    seen: set[tuple[str, str, str]] = set()
    for page in pages:
        for call in page.calls:
            if call.name == "exercise" and not names_something(call):
                yield page.problem(call, 'exercise() names no exercise; write {{ exercise("id") }}')
    chosen = {page.file for page in pages}
    for one in collection.placements:
        if one.page.file not in chosen:
            continue
        key = (one.page.file, one.note, one.exercise)
        if key in seen:
            yield one.page.problem(one.call, f"exercise {one.exercise!r} is placed twice on this page; remove one")
        seen.add(key)
        yield from _undefined(collection, one)


def _undefined(collection: Collection, one: Placement) -> Iterator[Problem]:
    if collection.exercise(one.note, one.exercise):
        return
    file = f"exercises/notes/{one.note}.yml"
    if one.note not in collection.exercises:
        if any(problem.file == file for problem in collection.problems):
            return
        if one.note == one.page.slug:
            how = f"create it, with 'note: {written(one.note)}' as its first line"
        else:
            how = mend(one.note, collection.exercises)
        yield one.page.problem(one.call, f"exercise {one.exercise!r} is placed and there is no file {file}; {how}")
        return
    # An exercise that stands there and cannot be read has a problem of its own already.
    if any(problem.exercise == one.exercise and problem.file == file for problem in collection.problems):
        return
    names = [each.exercise.id for each in collection.exercises[one.note].defined]
    yield one.page.problem(one.call, f"exercise {one.exercise!r} is placed and not defined in {file}; {mend(one.exercise, names)}")
