"""Scale counts reversed items the other way round, leaves skipped ones out of the mean, and says so."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reflect.comparing import NOW, THEN, UNCHANGED
from reflect.kinds.scale import ALL_SKIPPED, Band, Definition, Item, Levels, ScaleReflection, Subscale, mean_tenths
from reflect.reflection import Bar, Bars, Paragraph, Slope, Slopes

EXERCISE = Definition(
    id="asking",
    kind="scale",
    title="Asking",
    minutes=1,
    levels=Levels(first=1, last=5, low="Not", high="Very"),
    items=(
        Item(id="exposed", text="Exposed.", scale="exposure"),
        Item(id="weak", text="Weak.", scale="exposure"),
        Item(id="relieved", text="Relieved.", scale="exposure", reverse=True),
        Item(id="alone", text="Alone.", scale="alone"),
    ),
    scales={"exposure": Subscale(label="Exposure"), "alone": Subscale(label="Alone")},
    bands=(
        Band(upto=2.3, label="light", text="light"),
        Band(upto=3.6, label="some", text="some"),
        Band(upto=5, label="heavy", text="heavy"),
    ),
    reflection=ScaleReflection(closing="Ask?"),
    provenance="Written here.",
)
ANSWERS = some.dictionaries(some.sampled_from([*EXERCISE.fields(), "ghost"]), some.integers(-1, 7).map(str) | some.text())


def bars(answers: Mapping[str, str]) -> Bars:
    first = EXERCISE.reflect(answers)[0]
    assert isinstance(first, Bars)
    return first


def test_a_reversed_item_counts_the_other_way_round() -> None:
    assert bars({"exposed": "5", "weak": "5", "relieved": "1"}).bars[0].value == 5
    assert bars({"exposed": "1", "weak": "1", "relieved": "5"}).bars[0].value == 1


def test_a_skipped_item_is_out_of_the_mean_and_said_to_be() -> None:
    bar = bars({"exposed": "4", "weak": "5", "relieved": ""}).bars[0]
    assert bar == Bar("Exposure", 4.5, 1, 5, "heavy", "4.5 on a scale of 1 to 5, from 2 of 3 sentences; 1 skipped")


def test_a_subscale_without_answers_is_said_and_not_drawn() -> None:
    shown = bars({"exposed": "4"})
    assert [bar.label for bar in shown.bars] == ["Exposure"]
    assert shown.unanswered == ("Alone: every sentence skipped, so nothing is drawn.",)


@pytest.mark.parametrize("answers", [{}, {"exposed": ""}, {"exposed": "6"}, {"exposed": "0"}, {"exposed": "many"}, {"exposed": "-1"}])
def test_answers_that_mean_nothing_count_as_skipped(answers: Mapping[str, str]) -> None:
    assert EXERCISE.reflect(answers) == (Paragraph(ALL_SKIPPED),)


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ({"exposed": "2", "weak": "2", "relieved": "3"}, "light"),  # 7/3 = 2.33, shown as 2.3, which the first band holds
        ({"exposed": "3", "weak": "2"}, "some"),  # 2.5
        ({"exposed": "4", "weak": "4", "relieved": "3"}, "heavy"),  # 11/3 = 3.67, shown as 3.7
    ],
)
def test_the_words_agree_with_the_number_shown(answers: Mapping[str, str], text: str) -> None:
    assert bars(answers).bars[0].text == text


@given(counts=some.lists(some.integers(1, 7), min_size=1))
def test_a_mean_lies_between_the_least_and_the_most_and_is_right_to_a_twentieth(counts: list[int]) -> None:
    tenths = mean_tenths(sum(counts), len(counts))
    assert 10 * min(counts) <= tenths <= 10 * max(counts)
    assert abs(Fraction(tenths, 10) - Fraction(sum(counts), len(counts))) <= Fraction(1, 20)


@given(level=some.integers(1, 5))
def test_reversing_twice_changes_nothing(level: int) -> None:
    there = bars({"relieved": str(level)}).bars[0].value
    assert bars({"relieved": str(round(there))}).bars[0].value == level


def test_a_comparison_draws_each_mean_then_and_now() -> None:
    changes = EXERCISE.compare({"exposed": "4", "weak": "5"}, {"exposed": "2", "weak": "2", "relieved": "3", "alone": "5"})
    slopes = (Slope("Exposure", 4.5, 2.3, "4.5 then, 2.3 now"), Slope("Alone", None, 5.0, "Skipped then, 5.0 now"))
    assert changes == (Slopes(slopes, 1, 5, THEN, NOW),)


def test_other_answers_with_the_same_mean_are_said_to_have_it() -> None:
    (drawn,) = EXERCISE.compare({"exposed": "4", "weak": "2"}, {"exposed": "3", "weak": "3"})
    assert isinstance(drawn, Slopes)
    assert [slope.text for slope in drawn.slopes] == ["3.0 then and now"]


def test_answers_to_sentences_that_are_gone_are_left_out_of_account() -> None:
    assert EXERCISE.compare({"ghost": "5", "weak": "9"}, {"ghost": "1"}) == UNCHANGED


@given(ANSWERS, ANSWERS)
def test_no_answers_make_it_raise(before: dict[str, str], now: dict[str, str]) -> None:
    assert EXERCISE.reflect(now)
    assert EXERCISE.compare(before, now)
    assert EXERCISE.compare(now, now) == UNCHANGED
