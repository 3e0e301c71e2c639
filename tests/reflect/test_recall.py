"""Recall sets what was answered beside what the note says, with each option's own reason; it never judges."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reflect.comparing import UNCHANGED
from reflect.exercise import Evidence
from reflect.kinds.recall import (
    BOTH,
    NOW_WITH_THE_NOTE,
    SAME_AGREEMENT,
    THE_NOTES,
    THEN_WITH_THE_NOTE,
    YOURS,
    Blank,
    Choice,
    Definition,
    Item,
    Match,
    Option,
    Order,
    Pair,
    Step,
    mixed,
)
from reflect.reflection import Group, Groups, Line, Paragraph

CHOICE = Choice(
    id="who",
    form="choice",
    question="Who?",
    options=(Option(id="a", text="One mind", why="That is half."), Option(id="b", text="Two", why="It takes both.", right=True)),
    evidence=Evidence(source="lewis-2000", page="86"),
)
ORDER = Order(
    id="steps", form="order", question="Order.", options=tuple(Step(id=one, text=one.title()) for one in ("one", "two", "three")), why="So."
)
MATCH = Match(
    id="pairs",
    form="match",
    question="Match.",
    pairs=(Pair(id="x", text="X", match="Ten"), Pair(id="v", text="V", match="Five")),
    why="Roman.",
)
BLANK = Blank(id="gap", form="blank", question="It is ____.", accept=("environment", "the surroundings"), why="Together.")
EXERCISE = Definition(id="recall", kind="recall", title="Recall", minutes=1, items=(CHOICE, ORDER, MATCH, BLANK))
ANSWERS = some.dictionaries(
    some.sampled_from([*EXERCISE.fields(), "ghost"]),
    some.sampled_from(["", "a", "b", "1", "2", "3", "x", "v", "environment"]) | some.text(),
)


def groups(item: Item, answers: Mapping[str, str]) -> tuple[Group, ...]:
    return item.recalled(answers).groups


def test_a_choice_shows_the_reason_of_the_option_chosen_and_of_the_notes() -> None:
    assert groups(CHOICE, {"who": "a"}) == (
        Group(YOURS, (Line("One mind", "That is half."),)),
        Group(THE_NOTES, (Line("Two", "It takes both."),)),
    )


def test_an_answer_that_the_note_shares_is_shown_once() -> None:
    assert groups(CHOICE, {"who": "b"}) == (Group(BOTH, (Line("Two", "It takes both."),)),)


@pytest.mark.parametrize(
    ("item", "value"),
    [(item, value) for item in (CHOICE, ORDER, MATCH) for value in ("", "nonsense", "99x")] + [(BLANK, ""), (BLANK, "  ")],
    ids=lambda one: one.form if isinstance(one, Item) else repr(one),
)
def test_a_skip_or_a_value_that_means_nothing_shows_what_the_note_says(item: Item, value: str) -> None:
    shown = groups(item, dict.fromkeys(item.fields(), value))
    assert [group.label for group in shown] == [YOURS, THE_NOTES]
    assert shown[0].lines == (Line("Skipped"),)


def test_an_order_is_read_by_its_numbers_and_looks_as_the_notes_own() -> None:
    given_order = {"steps.one": "3", "steps.two": "1", "steps.three": "2"}
    assert groups(ORDER, given_order) == (
        Group(YOURS, (Line("1. Two"), Line("2. Three"), Line("3. One"))),
        Group(THE_NOTES, (Line("1. One"), Line("2. Two"), Line("3. Three"))),
    )


def test_a_right_order_is_shown_once() -> None:
    assert [group.label for group in groups(ORDER, {"steps.one": "1", "steps.two": "2", "steps.three": "3"})] == [BOTH]


def test_an_order_left_unfinished_shows_what_was_numbered() -> None:
    assert groups(ORDER, {"steps.three": "2"})[0].lines == (Line("2. Three"),)


def test_the_same_number_twice_is_no_order() -> None:
    shown = groups(ORDER, {"steps.one": "1", "steps.two": "1", "steps.three": "2"})
    assert [line.text for line in shown[0].lines] == ["1. One", "1. Two", "2. Three"]
    assert [group.label for group in shown] == [YOURS, THE_NOTES]


def test_a_match_shows_each_thought_with_the_side_it_was_given() -> None:
    assert groups(MATCH, {"pairs.x": "v"})[0].lines == (Line("X", "Five"),)
    assert [group.label for group in groups(MATCH, {"pairs.x": "x", "pairs.v": "v"})] == [BOTH]


@pytest.mark.parametrize("text", ["environment", "  Environment. ", "THE  surroundings"])
def test_a_gap_takes_any_accepted_answer_whatever_its_case_or_spaces(text: str) -> None:
    assert [group.label for group in groups(BLANK, {"gap": text})] == [BOTH]


def test_a_gap_shows_another_answer_beside_the_notes() -> None:
    assert groups(BLANK, {"gap": "weather"}) == (Group(YOURS, (Line("weather"),)), Group(THE_NOTES, (Line("environment"),)))


def test_evidence_and_reason_come_with_every_answer() -> None:
    assert CHOICE.recalled({}).evidence == "source:lewis-2000:86"
    assert ORDER.recalled({}).why == "So."


@given(ids=some.lists(some.text("abcdefgh", min_size=1), min_size=2, unique=True), seed=some.text())
def test_things_are_shown_whole_and_never_in_their_own_order(ids: list[str], seed: str) -> None:
    steps = [Step(id=one, text=one) for one in ids]
    shown = mixed(seed, steps)
    assert sorted(one.id for one in shown) == sorted(ids)
    assert [one.id for one in shown] != ids
    assert shown == mixed(seed, steps)


def test_only_what_was_answered_is_remembered_or_not() -> None:
    answers = {"who": "b", "steps.one": "2", "pairs.x": "x", "gap": " "}
    assert EXERCISE.remembered(answers) == {"who": True, "steps": False, "pairs": False}


def test_a_comparison_says_what_agrees_with_the_note_now_and_what_did_then() -> None:
    assert EXERCISE.compare({"who": "a", "gap": "environment"}, {"who": "b", "gap": "weather"}) == (
        Paragraph("One answer agrees with the note now and did not then."),
        Paragraph("One answer agreed with the note then, and not now."),
        Groups((Group(NOW_WITH_THE_NOTE, (Line("Who?"),)), Group(THEN_WITH_THE_NOTE, (Line("It is ____."),)))),
    )


def test_other_answers_with_the_same_agreement_are_said_to_have_it() -> None:
    assert EXERCISE.compare({"gap": "weather", "who": "b"}, {"gap": "rain", "who": "b"}) == (Paragraph(SAME_AGREEMENT),)


def test_answers_to_an_older_wording_are_left_out_of_account() -> None:
    assert EXERCISE.compare({"ghost": "b", "who": "c", "steps.four": "1"}, {}) == UNCHANGED


@given(ANSWERS, ANSWERS)
def test_no_answers_make_it_raise(before: dict[str, str], now: dict[str, str]) -> None:
    assert EXERCISE.reflect(now)
    assert EXERCISE.compare(before, now)
    assert EXERCISE.compare(now, now) == UNCHANGED
    assert EXERCISE.remembered(now).keys() <= {"who", "steps", "pairs", "gap"}
