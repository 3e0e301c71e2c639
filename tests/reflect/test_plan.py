"""Plan composes one sentence of the reader's own words, and keeps its shape where a gap was left open."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reflect.comparing import UNCHANGED
from reflect.exercise import Evidence
from reflect.kinds.plan import ALL_OPEN, Definition, Gap, PlanReflection
from reflect.reflection import Beside, Pair, Paragraph, Quotation, Source

EXERCISE = Definition(
    id="ask",
    kind="plan",
    title="Ask",
    minutes=1,
    gaps=(Gap(id="when", label="When we are"), Gap(id="who", label="Who"), Gap(id="ask", label="What for")),
    sentence="When {when}, I will ask {who} for {ask}.",
    reflection=PlanReflection(closing="So it is.", evidence=Evidence(source="gollwitzer-1999")),
)
ANSWERS = some.dictionaries(some.sampled_from([*EXERCISE.fields(), "ghost"]), some.text())


def sentence(answers: Mapping[str, str]) -> str:
    first = EXERCISE.reflect(answers)[0]
    assert isinstance(first, Quotation)
    return first.text


def test_a_whole_plan_is_one_sentence_with_closing_and_source() -> None:
    assert EXERCISE.reflect({"when": "cooking", "who": "Mira", "ask": "time"}) == (
        Quotation("When cooking, I will ask Mira for time."),
        Paragraph("So it is."),
        Source("source:gollwitzer-1999"),
    )


def test_a_gap_left_open_keeps_its_place_and_is_said() -> None:
    blocks = EXERCISE.reflect({"who": "Mira"})
    assert blocks[0] == Quotation("When …, I will ask Mira for …")
    assert blocks[1] == Paragraph("Two gaps are still open; they can be filled whenever you like.", quiet=True)
    assert EXERCISE.reflect({"who": "Mira", "ask": "time"})[1] == Paragraph(
        "One gap is still open; it can be filled whenever you like.", quiet=True
    )


@pytest.mark.parametrize("answers", [{}, {"when": " \n"}, {"ghost": "x"}])
def test_a_plan_left_open_is_an_answer(answers: Mapping[str, str]) -> None:
    assert EXERCISE.reflect(answers) == (Paragraph(ALL_OPEN),)


@pytest.mark.parametrize(
    ("ask", "end"),
    [
        ("Time.", "Time."),
        ("a {who}", "a {who}."),
        ("time?", "time?"),
        ("time…", "time…"),
        ("well...", "well..."),
        ("two\nlines", "two\nlines."),
    ],
)
def test_words_are_kept_as_they_are_but_for_a_full_stop_that_would_stand_twice(ask: str, end: str) -> None:
    assert sentence({"when": " Cooking. ", "who": "Mira", "ask": ask}) == f"When Cooking, I will ask Mira for {end}"


def test_of_what_was_written_then_only_what_differs_is_said() -> None:
    assert EXERCISE.compare({"who": "Mira", "when": "cooking"}, {"who": "Mira ", "ask": "time"}) == (
        Paragraph("Two of three differ. Then you wrote:"),
        Beside((Pair("When we are", "cooking"), Pair("What for", ""))),
    )


def test_one_difference_is_said_as_one() -> None:
    assert EXERCISE.compare({"who": "M", "ask": "x"}, {"who": "N", "ask": "x"})[0] == Paragraph("One of two differs. Then you wrote:")


@given(ANSWERS)
def test_the_same_plan_has_not_changed(answers: dict[str, str]) -> None:
    assert EXERCISE.compare(answers, answers) == UNCHANGED


@given(ANSWERS, ANSWERS)
def test_no_answers_make_it_raise(before: dict[str, str], now: dict[str, str]) -> None:
    assert EXERCISE.reflect(now)
    assert EXERCISE.compare(before, now)
