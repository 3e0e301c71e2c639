"""Prompt reads back what was written, word for word, under the question that it answers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reflect.comparing import UNCHANGED
from reflect.exercise import Evidence
from reflect.kinds.prompt import NOTHING_WRITTEN, Definition, PromptReflection, Question
from reflect.reflection import Beside, Pair, Paragraph, Quotation, Source

EXERCISE = Definition(
    id="room",
    kind="prompt",
    title="Room",
    minutes=1,
    questions=(Question(id="scene", text="Who was there?"), Question(id="next", text="What next?", rows=2)),
    reflection=PromptReflection(closing="Read it slowly.", evidence=Evidence(note="first")),
)
ANSWERS = some.dictionaries(some.sampled_from([*EXERCISE.fields(), "ghost"]), some.text())


def test_what_was_written_is_read_back_and_what_was_skipped_is_left_in_peace() -> None:
    assert EXERCISE.reflect({"scene": "", "next": " Wait.\n\nThen {ask}. "}) == (
        Quotation("Wait.\n\nThen {ask}.", "What next?"),
        Paragraph("Read it slowly."),
        Source("note:first"),
    )


@pytest.mark.parametrize("answers", [{}, {"scene": " "}, {"ghost": "x"}])
def test_nothing_written_is_an_answer(answers: Mapping[str, str]) -> None:
    assert EXERCISE.reflect(answers) == (Paragraph(NOTHING_WRITTEN),)


def test_what_was_written_then_is_said_once_since_what_is_written_now_is_read_back_above() -> None:
    assert EXERCISE.compare({"scene": "Then", "ghost": "x"}, {"scene": "Now"}) == (
        Paragraph("Then you wrote:"),
        Beside((Pair("Who was there?", "Then"),)),
    )


@given(ANSWERS)
def test_the_same_answers_have_not_changed(answers: dict[str, str]) -> None:
    assert EXERCISE.compare(answers, answers) == UNCHANGED


@given(ANSWERS, ANSWERS)
def test_no_answers_make_it_raise(before: dict[str, str], now: dict[str, str]) -> None:
    assert EXERCISE.reflect(now)
    assert EXERCISE.compare(before, now)
