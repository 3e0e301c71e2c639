"""Every kind of exercise has a worksheet: all that it asks, room to answer, and no answer of its own."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from typing import Any

import pytest

from press.book.afterwards import remarks_on
from press.book.worksheets import PARTS, Choices, Grid, Matching, Numbering, Part, Pictures, Sentence, Writing, closing_of, parts_of
from press.collection import read_collection
from press.folders import Folders
from reflect.kinds import KINDS
from tests.conftest import ROOT
from tests.press.book.books import Made

COLLECTION = read_collection(Folders(ROOT), datetime.date(2026, 11, 23))
EXERCISES: list[tuple[str, Any]] = [(name, one.exercise) for name, found in COLLECTION.exercises.items() for one in found.defined]
ONE_OF_EACH = {exercise.kind: exercise for _, exercise in EXERCISES}


def texts(things: Any, name: str = "text") -> set[str]:
    return {getattr(thing, name) for thing in things}


ASKED: dict[str, Callable[[Any], set[str]]] = {
    "sort": lambda one: texts(one.cards) | texts(one.piles, "label"),
    "scale": lambda one: texts(one.items) | {one.levels.low, one.levels.high, str(one.levels.first), str(one.levels.last)},
    "circles": lambda one: texts(one.circles, "label") | texts(one.levels, "label"),
    "words": lambda one: {f"({group.label})" for group in one.groups.values()},
    "plan": lambda one: texts(one.gaps, "label"),
    "recall": lambda one: texts(one.items, "question"),
    "closeness": lambda one: {one.other_label} | texts(one.questions, "label"),
    "prompt": lambda one: texts(one.questions),
    "rank": lambda one: texts(one.options),
    "ratings": lambda one: texts(one.ratings, "label") | texts(one.moments, "label"),
}


def test_every_kind_has_its_parts() -> None:
    assert set(PARTS) == set(KINDS) == set(ASKED) == set(ONE_OF_EACH)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_worksheet_asks_all_that_its_exercise_asks(kind: str) -> None:
    exercise = ONE_OF_EACH[kind]
    shown = " ".join(_strings([dataclasses.asdict(part) for part in parts_of(exercise)]))
    assert not {asked for asked in ASKED[kind](exercise) if asked not in shown}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_worksheet_has_room_to_answer(kind: str) -> None:
    assert any(_has_room(part) for part in parts_of(ONE_OF_EACH[kind]))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_both_books_hold_the_worksheet(kind: str, real_book: Made) -> None:
    exercise = ONE_OF_EACH[kind]
    paper, screen = " ".join(real_book.texts()), " ".join(real_book.pages().values())
    assert exercise.title in paper
    for asked in ASKED[kind](exercise):
        # Where a line of paper ends is its own affair.
        assert asked[:20] in paper
        assert asked.replace("&", "&amp;") in screen


def test_the_order_of_a_recall_is_never_the_answer() -> None:
    for _, exercise in EXERCISES:
        for item in exercise.items if exercise.kind == "recall" else ():
            if item.form == "order":
                part = next(one for one in parts_of(exercise) if isinstance(one, Numbering) and one.question == item.question)
                assert part.options != tuple(line.text for line in item.answer())


def test_every_item_of_a_recall_is_answered_afterwards() -> None:
    for _, exercise in EXERCISES:
        if exercise.kind == "recall":
            remarked = {one.about: one for one in remarks_on(exercise)}
            assert set(remarked) == texts(exercise.items, "question")
            assert all(one.lines and one.why for one in remarked.values())


def test_a_scale_is_counted_by_hand_as_reflect_counts_it() -> None:
    by_label = {one.about: one.lines for one in remarks_on(ONE_OF_EACH["scale"])}
    assert by_label["Feeling exposed"] == (
        "For sentence 3 count 6 less your number. Add up sentences 1, 2 and 3, and divide by how many of them you answered.",
        "This costs you little at present, up to 2.3; has some weight for you, up to 3.6; is heavy for you at present, up to 5.",
    )


def test_a_plan_leaves_its_gaps_open() -> None:
    sentence = next(part for part in parts_of(ONE_OF_EACH["plan"]) if isinstance(part, Sentence))
    assert sentence.pieces == ("When ", ", I will tell ", " about ", " and ask for ", ".")


def test_circles_come_closer_from_picture_to_picture() -> None:
    pictures = next(part for part in parts_of(ONE_OF_EACH["closeness"]) if isinstance(part, Pictures))
    assert len(pictures.distances) == len(pictures.words) == 7
    assert list(pictures.distances) == sorted(pictures.distances, reverse=True)


def test_only_a_closing_that_needs_no_answer_ends_a_worksheet() -> None:
    assert closing_of(ONE_OF_EACH["circles"]) == ""
    assert closing_of(ONE_OF_EACH["plan"]).startswith("Plans of the form")


def _has_room(part: Part) -> bool:
    return isinstance(part, Grid | Writing | Choices | Numbering | Matching | Pictures)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _strings(list(value.values()))
    return [text for one in value for text in _strings(one)] if isinstance(value, list | tuple) else []
