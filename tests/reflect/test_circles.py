"""Circles says how many are how, where strain is and what was skipped, and wishes well to whoever was named."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reflect.comparing import UNCHANGED
from reflect.kinds.circles import ALL_SKIPPED, Circle, CirclesReflection, Definition, Level, names_in
from reflect.reflection import Move, Moves, Paragraph, Ring, Rings
from reflect.wording import SKIPPED

CIRCLES = ("body", "home", "work", "sky")
EXERCISE = Definition(
    id="how",
    kind="circles",
    title="How?",
    minutes=1,
    levels=(Level(id="well", label="At ease"), Level(id="mixed", label="Mixed"), Level(id="strained", label="Strained")),
    circles=(
        Circle(id="body", label="My body", someone=False),
        Circle(id="home", label="Home"),
        Circle(id="work", label="Work, school"),
        Circle(id="sky", label="Sky"),
    ),
    reflection=CirclesReflection(
        opening="We are: {summary}.",
        strained="Strain in {strained}; tell {nearest_well}.",
        unvisited="Passed by {unvisited}.",
        closing="May {names} and all be well.",
        closing_unnamed="May all be well.",
    ),
)
ANSWERS = some.dictionaries(
    some.sampled_from([*EXERCISE.fields(), "ghost"]), some.sampled_from(["", "well", "mixed", "strained", "fine"]) | some.text()
)


def said(answers: Mapping[str, str]) -> list[str]:
    return [block.text for block in EXERCISE.reflect(answers) if isinstance(block, Paragraph)]


def rings(answers: Mapping[str, str]) -> Rings:
    return next(block for block in EXERCISE.reflect(answers) if isinstance(block, Rings))


def test_the_opening_counts_the_circles_at_each_level_that_has_any() -> None:
    assert said({"body": "well", "home": "strained", "sky": "well"})[0] == "We are: 2 at ease, 1 strained."


def test_every_circle_has_a_ring_with_its_level_in_words_and_its_names_as_typed() -> None:
    assert rings({"body": "mixed", "home.names": " Ann, Bo "}) == Rings(
        (
            Ring("My body", 1, "Mixed"),
            Ring("Home", None, SKIPPED, "Ann, Bo"),
            Ring("Work, school", None, SKIPPED),
            Ring("Sky", None, SKIPPED),
        ),
        ("At ease", "Mixed", "Strained"),
    )


def test_passing_by_every_circle_is_an_answer() -> None:
    assert said({"home": "", "sky": "nonsense"}) == [ALL_SKIPPED, "May all be well."]


def test_strain_is_set_beside_the_nearest_circle_at_ease() -> None:
    assert "Strain in work, school; tell home." in said({"home": "well", "work": "strained", "body": "well"})
    assert "Strain in home; tell work, school." in said({"home": "strained", "work": "well", "sky": "well"})


def test_of_two_circles_equally_near_the_inner_one_is_named() -> None:
    assert "Strain in work, school; tell home." in said({"home": "well", "work": "strained", "sky": "well"})


def test_a_circle_without_anyone_to_tell_is_not_named_as_one_to_let_know() -> None:
    assert "Strain in home; tell sky." in said({"body": "well", "home": "strained", "sky": "well"})


@pytest.mark.parametrize("answers", [{"home": "strained", "body": "well"}, {"home": "well"}, {"home": "mixed", "sky": "well"}])
def test_without_strain_or_without_ease_nothing_is_said_of_strain(answers: Mapping[str, str]) -> None:
    assert not [text for text in said(answers) if text.startswith("Strain")]


def test_what_was_passed_by_is_listed_only_when_something_was() -> None:
    assert "Passed by home; work, school; and sky." in said({"body": "well"})
    assert said(dict.fromkeys(CIRCLES, "well")) == ["We are: 4 at ease.", "May all be well."]


def test_the_closing_names_everyone_once_in_the_order_of_the_circles() -> None:
    answers = {"work.names": "Cy & ann", "home": "well", "home.names": "Ann, Bo and Cy."}
    assert said(answers)[-1] == "May Ann, Bo, Cy and all be well."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann, and Bo", ["Ann", "Bo"]),
        ("Andy and Sandra", ["Andy", "Sandra"]),
        ("and", ["and"]),
        ("ANN AND BO;陈", ["ANN", "BO", "陈"]),
        (" , ,. ", []),
        ("the  old\nmoon", ["the old", "moon"]),
    ],
)
def test_names_are_divided_where_a_reader_divides_them(text: str, names: list[str]) -> None:
    assert names_in(text) == names


def test_braces_in_a_name_stay_what_they_are() -> None:
    assert said({"home.names": "{summary}"})[-1] == "May {summary} and all be well."


def test_what_moved_is_said_with_where_it_was_and_is() -> None:
    before, now = {"body": "strained", "home": "well"}, {"body": "mixed", "home": "well", "sky": "well"}
    moves = (Move("My body", "Strained", "Mixed"), Move("Sky", SKIPPED, "At ease"))
    assert EXERCISE.compare(before, now) == (Moves(moves, "Two circles are as they were."),)


def test_other_names_alone_are_a_change() -> None:
    changes = EXERCISE.compare({"home.names": "Ann and Bo"}, {"home.names": "bo, Cy"})
    assert changes == (Paragraph("Named now and not then: Cy."), Paragraph("Named then and not now: Ann."))


@given(ANSWERS)
def test_the_same_answers_have_not_changed(answers: dict[str, str]) -> None:
    assert EXERCISE.compare(answers, answers) == UNCHANGED


@given(ANSWERS, ANSWERS)
def test_no_answers_make_it_raise(before: dict[str, str], now: dict[str, str]) -> None:
    assert EXERCISE.reflect(now)
    assert EXERCISE.compare(before, now)
