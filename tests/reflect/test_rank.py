"""Rank lays out the order that was given, closes gaps in it, and says where its first comes from."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reflect.comparing import UNCHANGED
from reflect.kinds.rank import NOTHING_RANKED, SHARED, YOUR_ORDER, Definition, Option
from reflect.reflection import Group, Groups, Line, Move, Moves, Paragraph
from reflect.wording import SKIPPED

EXERCISE = Definition(
    id="steady",
    kind="rank",
    title="Steady?",
    minutes=1,
    options=(
        Option(id="voice", text="A voice", circle="others"),
        Option(id="walk", text="A walk", circle="world"),
        Option(id="hand", text="A hand", circle="others"),
        Option(id="breath", text="Breath", circle="self"),
    ),
    reflection={"others": "Others first.", "world": "World first.", "self": "Self first."},
)
ANSWERS = some.dictionaries(some.sampled_from([*EXERCISE.fields(), "ghost"]), some.integers(-1, 6).map(str) | some.text())


def said(answers: Mapping[str, str]) -> list[str]:
    return [block.text for block in EXERCISE.reflect(answers) if isinstance(block, Paragraph)]


def groups(answers: Mapping[str, str]) -> tuple[Group, ...]:
    return next(block.groups for block in EXERCISE.reflect(answers) if isinstance(block, Groups))


def test_the_order_is_numbered_and_what_was_skipped_follows() -> None:
    assert groups({"walk": "1", "voice": "2"}) == (
        Group(YOUR_ORDER, (Line("A walk"), Line("A voice")), numbered=True),
        Group(SKIPPED, (Line("A hand"), Line("Breath"))),
    )


def test_an_order_of_everything_leaves_nothing_out() -> None:
    assert [group.label for group in groups({"walk": "1", "voice": "2", "hand": "3", "breath": "4"})] == [YOUR_ORDER]


def test_the_first_chooses_the_sentence() -> None:
    assert said({"walk": "1", "voice": "2"}) == ["World first."]
    assert said({"hand": "1", "walk": "2"}) == ["Others first."]


def test_gaps_in_the_numbers_close_up() -> None:
    assert groups({"breath": "4", "walk": "2"})[0].lines == (Line("A walk"), Line("Breath"))


def test_options_with_one_number_share_a_place_and_speak_together() -> None:
    answers = {"breath": "1", "voice": "1", "hand": "1", "walk": "2"}
    assert groups(answers)[0].lines == (Line("A voice, A hand and Breath", SHARED), Line("A walk"))
    assert said(answers) == ["Others first.", "Self first."]


@pytest.mark.parametrize("answers", [{}, {"voice": ""}, {"voice": "0", "walk": "5"}, {"voice": "first"}, {"ghost": "1"}])
def test_skipping_everything_is_an_answer(answers: Mapping[str, str]) -> None:
    assert EXERCISE.reflect(answers) == (Paragraph(NOTHING_RANKED),)


def test_a_comparison_lists_what_moved_in_todays_order_and_says_how_much_stayed() -> None:
    changes = EXERCISE.compare({"walk": "1", "voice": "3", "breath": "4"}, {"voice": "1", "walk": "2", "hand": "4"})
    moves = (
        Move("A voice", "Place 2", "Place 1"),
        Move("A walk", "Place 1", "Place 2"),
        Move("A hand", "Skipped", "Place 3"),
        Move("Breath", "Place 3", "Skipped"),
    )
    assert changes == (Moves(moves, "Everything has moved."),)
    (one_stayed,) = EXERCISE.compare({"walk": "1", "voice": "2"}, {"walk": "1", "hand": "2"})
    assert isinstance(one_stayed, Moves)
    assert one_stayed.kept == "One is where it was."


def test_other_numbers_for_the_same_places_are_no_change() -> None:
    assert EXERCISE.compare({"walk": "1", "voice": "2"}, {"walk": "2", "voice": "4"}) == UNCHANGED


@given(ANSWERS)
def test_every_option_is_laid_out_once(answers: dict[str, str]) -> None:
    shown = [
        line.text
        for block in EXERCISE.reflect({**answers, "walk": "1"})
        if isinstance(block, Groups)
        for one in block.groups
        for line in one.lines
    ]
    assert sorted(text for line in shown for text in line.replace(" and ", ", ").split(", ")) == ["A hand", "A voice", "A walk", "Breath"]


@given(ANSWERS, ANSWERS)
def test_no_answers_make_it_raise(before: dict[str, str], now: dict[str, str]) -> None:
    assert EXERCISE.reflect(now)
    assert EXERCISE.compare(before, now)
    assert EXERCISE.compare(now, now) == UNCHANGED
