"""Closeness sets how it is beside how it is wished to be; more room is as good a wish as less."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reflect.comparing import NOW, THEN, UNCHANGED
from reflect.exercise import Evidence
from reflect.kinds.closeness import ALL_SKIPPED, ClosenessReflection, Definition, Question
from reflect.reflection import Overlap, Overlaps, Paragraph, Source
from reflect.wording import SKIPPED

EXERCISE = Definition(
    id="close",
    kind="closeness",
    title="Close?",
    minutes=1,
    other_label="Who",
    questions=(Question(id="now", label="Now"), Question(id="wished", label="Wished")),
    steps=7,
    reflection=ClosenessReflection(
        same="The same.",
        closer="Closer by {difference}.",
        further="{difference} more room.",
        evidence=Evidence(source="aron-1992"),
    ),
)
ANSWERS = some.dictionaries(some.sampled_from([*EXERCISE.fields(), "ghost"]), some.integers(-1, 9).map(str) | some.text())


def said(answers: Mapping[str, str]) -> list[str]:
    return [block.text for block in EXERCISE.reflect(answers) if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("now", "wished", "sentence"),
    [("4", "4", "The same."), ("3", "4", "Closer by one step."), ("1", "7", "Closer by six steps."), ("5", "3", "two steps more room.")],
)
def test_the_wish_is_said_in_steps(now: str, wished: str, sentence: str) -> None:
    assert said({"now": now, "wished": wished}) == [sentence]


def test_both_pictures_are_shown_with_the_words_that_say_the_same() -> None:
    overlaps = (Overlap("Now", 1, "1 of 7, apart"), Overlap("Wished", 7, "7 of 7, nearly one"))
    assert EXERCISE.reflect({"now": "1", "wished": "7", "who": " M "}) == (
        Paragraph("You and M", quiet=True),
        Overlaps(overlaps, 7),
        Paragraph("Closer by six steps."),
        Source("source:aron-1992"),
    )


def test_one_picture_alone_is_shown_without_a_wish() -> None:
    assert EXERCISE.reflect({"wished": "4"})[0] == Overlaps(
        (Overlap("Now", None, SKIPPED), Overlap("Wished", 4, "4 of 7, partly over each other")), 7
    )
    assert said({"wished": "4"}) == []


@pytest.mark.parametrize("answers", [{}, {"now": ""}, {"now": "0", "wished": "8"}, {"now": "near"}, {"now": "1" * 5000}])
def test_skipping_both_is_an_answer(answers: Mapping[str, str]) -> None:
    assert EXERCISE.reflect(answers) == (Paragraph(ALL_SKIPPED),)


@given(some.integers(2, 7))
def test_every_number_of_pictures_has_as_many_words_from_apart_to_nearly_one(steps: int) -> None:
    exercise = Definition(
        id="close",
        kind="closeness",
        title="Close?",
        minutes=1,
        other_label="Who",
        questions=(),
        steps=steps,
        reflection=EXERCISE.reflection,
    )
    pictures = exercise.pictures()
    assert len(set(pictures)) == steps
    assert (pictures[0], pictures[-1]) == ("apart", "nearly one")


def test_a_comparison_says_who_it_was_then_and_draws_both_questions() -> None:
    assert EXERCISE.compare({"who": "M", "now": "3", "wished": "5"}, {"who": "N", "now": "5"}) == (
        Paragraph("You thought of M then, and of N now."),
        Paragraph("Now: two steps nearer."),
        Overlaps((Overlap(THEN, 3, "3 of 7, a little over each other"), Overlap(NOW, 5, "5 of 7, half over each other")), 7),
        Paragraph("Wished."),
        Overlaps((Overlap(THEN, 5, "5 of 7, half over each other"), Overlap(NOW, None, "Skipped")), 7),
    )


def test_only_the_question_that_was_answered_otherwise_is_drawn() -> None:
    said, drawn = EXERCISE.compare({"now": "3", "wished": "5"}, {"now": "3", "wished": "4"})
    assert said == Paragraph("Wished: one step further apart.")
    assert isinstance(drawn, Overlaps)
    assert [one.step for one in drawn.overlaps] == [5, 4]


@given(ANSWERS)
def test_the_same_answers_have_not_changed(answers: dict[str, str]) -> None:
    assert EXERCISE.compare(answers, answers) == UNCHANGED


@given(ANSWERS, ANSWERS)
def test_no_answers_make_it_raise(before: dict[str, str], now: dict[str, str]) -> None:
    assert EXERCISE.reflect(now)
    assert EXERCISE.compare(before, now)
