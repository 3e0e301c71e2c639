"""Ratings draws what was rated at both moments, and says what rose, what fell, or that little did."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reflect.comparing import NOW, THEN, UNCHANGED
from reflect.kinds.ratings import ALL_SKIPPED, ONE_SIDED, Definition, Levels, Moment, Rating, RatingsReflection
from reflect.reflection import Paragraph, Slope, Slopes

EXERCISE = Definition(
    id="hour",
    kind="ratings",
    title="An hour",
    minutes=1,
    moments=(Moment(id="before", label="Before"), Moment(id="after", label="After it")),
    ratings=(
        Rating(id="breath", label="Breath", low="Tight", high="Easy"),
        Rating(id="warmth", label="Warmth", low="Cold", high="Warm"),
        Rating(id="energy", label="Energy", low="Spent", high="Full"),
    ),
    levels=Levels(first=0, last=7),
    reflection=RatingsReflection(up="More {up}.", down="It cost {down}.", level="Level."),
)
ANSWERS = some.dictionaries(some.sampled_from([*EXERCISE.fields(), "ghost", "breath"]), some.integers(-1, 9).map(str) | some.text())


def rated(**pairs: str) -> dict[str, str]:
    """Return answers from pairs such as breath="3 5"; an underscore stands for a skip."""
    both = ((name, pair.replace("_", "-").split()) for name, pair in pairs.items())
    return {f"{name}.{moment}": level for name, levels in both for moment, level in zip(("before", "after"), levels, strict=True)}


def said(answers: Mapping[str, str]) -> list[str]:
    return [block.text for block in EXERCISE.reflect(answers) if isinstance(block, Paragraph)]


def test_each_rating_is_drawn_between_its_own_ends() -> None:
    assert EXERCISE.reflect(rated(breath="0 5"))[0] == Slopes(
        (Slope("Breath", 0, 5, "Before: 0, after it: 5", "Tight", "Easy"),), 0, 7, "Before", "After it"
    )


@pytest.mark.parametrize(
    ("answers", "sentences"),
    [
        (rated(breath="1 3", warmth="2 6", energy="4 4"), ["More breath and warmth."]),
        (rated(breath="3 1", warmth="2 2"), ["It cost breath."]),
        (rated(breath="3 1", warmth="2 6", energy="5 0"), ["More warmth.", "It cost breath and energy."]),
        (rated(breath="3 3", energy="0 0"), ["Level."]),
        (rated(breath="3 _", energy="_ 0"), [ONE_SIDED]),
    ],
    ids=["up", "down", "both", "level", "one-sided"],
)
def test_what_rose_and_what_fell_is_listed(answers: dict[str, str], sentences: list[str]) -> None:
    assert said(answers) == sentences


def test_a_moment_that_was_skipped_is_said_and_not_drawn() -> None:
    drawn = EXERCISE.reflect(rated(breath="_ 3"))[0]
    assert isinstance(drawn, Slopes)
    assert drawn.slopes == (Slope("Breath", None, 3, "Before: skipped, after it: 3", "Tight", "Easy"),)


@pytest.mark.parametrize("answers", [{}, rated(breath="_ _"), rated(breath="8 9"), {"breath": "3"}])
def test_skipping_every_rating_is_an_answer(answers: Mapping[str, str]) -> None:
    assert EXERCISE.reflect(answers) == (Paragraph(ALL_SKIPPED),)


def test_a_comparison_draws_each_moment_then_and_now() -> None:
    assert EXERCISE.compare(rated(breath="0 5"), rated(breath="0 4", energy="_ 2")) == (
        Slopes(
            (
                Slope("Breath, before", 0, 0, "0 then and now", "Tight", "Easy"),
                Slope("Breath, after it", 5, 4, "5 then, 4 now", "Tight", "Easy"),
                Slope("Energy, after it", None, 2, "Skipped then, 2 now", "Spent", "Full"),
            ),
            0,
            7,
            THEN,
            NOW,
        ),
    )


@given(ANSWERS)
def test_the_same_answers_have_not_changed(answers: dict[str, str]) -> None:
    assert EXERCISE.compare(answers, answers) == UNCHANGED


@given(ANSWERS, ANSWERS)
def test_no_answers_make_it_raise(before: dict[str, str], now: dict[str, str]) -> None:
    assert EXERCISE.reflect(now)
    assert EXERCISE.compare(before, now)
