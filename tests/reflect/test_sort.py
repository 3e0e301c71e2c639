"""Sort counts what was placed, asks about the pile that holds most, and leaves the rest in peace."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reflect.comparing import UNCHANGED
from reflect.kinds.sort import NOTHING_PLACED, Card, Definition, Pile, SortReflection
from reflect.reflection import Groups, Move, Moves, Paragraph
from reflect.wording import SKIPPED

CARDS = ("mood", "stress", "house", "street")
EXERCISE = Definition(
    id="whose",
    kind="sort",
    title="Whose?",
    minutes=1,
    piles=(Pile(id="mine", label="Mine"), Pile(id="ours", label="Ours"), Pile(id="none", label="Not here", aside=True)),
    cards=tuple(Card(id=name, text=name.title(), note=f"On {name}.") for name in CARDS),
    reflection=SortReflection(mostly={"mine": "{mine} of {placed} are yours."}, mixed="{mine} mine, {ours} ours."),
)
ANSWERS = some.dictionaries(some.sampled_from([*CARDS, "ghost"]), some.sampled_from(["", "mine", "ours", "none", "attic"]) | some.text())


def said(answers: Mapping[str, str]) -> str:
    first = EXERCISE.reflect(answers)[0]
    assert isinstance(first, Paragraph)
    return first.text


def piles(answers: Mapping[str, str]) -> dict[str, list[str]]:
    groups = next(block for block in EXERCISE.reflect(answers) if isinstance(block, Groups))
    return {group.label: [line.text for line in group.lines] for group in groups.groups}


def test_a_pile_with_more_than_half_is_asked_about() -> None:
    assert said({"mood": "mine", "stress": "mine", "house": "ours"}) == "2 of 3 are yours."


def test_exactly_half_is_spread() -> None:
    assert said({"mood": "mine", "house": "ours"}) == "1 mine, 1 ours."


def test_a_heaviest_pile_without_a_sentence_of_its_own_is_spoken_of_as_spread() -> None:
    assert said({"mood": "ours", "house": "ours"}) == "0 mine, 2 ours."


def test_cards_put_aside_are_not_counted_as_placed() -> None:
    assert said({"mood": "mine", "stress": "none", "house": "none"}) == "1 of 1 are yours."


@pytest.mark.parametrize("answers", [{}, {"mood": ""}, {"mood": "nowhere"}, {"stranger": "mine"}])
def test_nothing_placed_is_an_answer(answers: Mapping[str, str]) -> None:
    assert EXERCISE.reflect(answers) == (Paragraph(NOTHING_PLACED),)


def test_every_card_is_laid_out_once_with_its_remark() -> None:
    laid = piles({"mood": "mine", "house": "none", "street": ""})
    assert laid == {"Mine": ["Mood"], "Not here": ["House"], SKIPPED: ["Stress", "Street"]}


def test_a_comparison_says_which_cards_moved_and_how_many_stayed() -> None:
    changes = EXERCISE.compare({"mood": "mine", "house": "ours"}, {"mood": "ours", "house": "ours", "street": "none"})
    moves = (Move("Mood", "Mine", "Ours"), Move("Street", SKIPPED, "Not here"))
    assert changes == (Moves(moves, "Two cards are where they were."),)


def test_one_card_that_stayed_and_none_are_said_as_such() -> None:
    kept = [EXERCISE.compare({}, dict.fromkeys(cards, "mine")) for cards in (CARDS[1:], CARDS)]
    assert [block.kept for blocks in kept for block in blocks if isinstance(block, Moves)] == [
        "One card is where it was.",
        "Every card has moved.",
    ]


def test_piles_and_cards_of_an_older_wording_are_left_out_of_account() -> None:
    assert EXERCISE.compare({"ghost": "mine", "mood": "attic"}, {"mood": ""}) == UNCHANGED


@given(ANSWERS, ANSWERS)
def test_no_answers_make_it_raise(before: dict[str, str], now: dict[str, str]) -> None:
    assert EXERCISE.reflect(now)
    assert EXERCISE.compare(before, now)
    assert EXERCISE.compare(now, now) == UNCHANGED
