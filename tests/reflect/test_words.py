"""Words counts groups of words whatever their case, script and apostrophes, and gives the reader's text back whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reflect.comparing import NOW, THEN, UNCHANGED
from reflect.exercise import Evidence
from reflect.kinds.words import NEVER_COUNTED, NONE_COUNTED, NOTHING_WRITTEN, Definition, WordGroup, WordsReflection
from reflect.reflection import Marked, Paragraph, Part, Slope, Slopes, Source

EXERCISE = Definition(
    id="i-we",
    kind="words",
    title="I, we",
    minutes=1,
    minimum_words=4,
    groups={
        "i": WordGroup(label="I, me", words=("i", "me", "i’m")),
        "we": WordGroup(label="we, us", words=("we", "us", "we're")),
        "they": WordGroup(label="they", words=("they", "élan")),
    },
    reflection=WordsReflection(
        counts="{words}: {i} I, {we} we, {they} they.",
        mostly={"i": "Mostly I, {i} times.", "we": "Mostly we."},
        balanced="Balanced.",
        caution="Nobody knows.",
        evidence=Evidence(source="karan-2019"),
    ),
)
PRONOUNS = some.sampled_from(["I", "we", "US", "They’re", "i'm", "me", "élan", "E\u0301LAN", "house", "Ünder", "wé", "us\u0301", "雨"])
SPACES = some.text(" \t\n\u00a0\u2003", min_size=1)
PROSE = some.lists(PRONOUNS)
TEXT = some.text() | PROSE.map(" ".join)


def counts(text: str) -> dict[str, int]:
    return EXERCISE.mirrored(text).counts


def said(text: str) -> list[str]:
    return [block.text for block in EXERCISE.reflect({"text": text}) if isinstance(block, Paragraph)]


def marked(text: str) -> Marked:
    return next(block for block in EXERCISE.reflect({"text": text}) if isinstance(block, Marked))


@pytest.mark.parametrize("text", ["I'm", "I’m", "Iʼm", "‘I’m’", "'I'", "I’d", "(me)", "ME!", "i—", "I\u00ad’m"])
def test_a_word_is_counted_whatever_its_apostrophe_case_and_quotation_marks(text: str) -> None:
    assert counts(text) == {"i": 1, "we": 0, "they": 0}


@pytest.mark.parametrize("text", ["weigh", "use", "i\u0301", "wé", "Möwe", "mo\u0308we", "4i", "who’re", "theme", "mı"])
def test_a_word_that_only_holds_one_is_not_counted(text: str) -> None:
    assert not any(counts(text).values())


def test_an_accent_counts_the_same_however_it_is_written() -> None:
    assert counts("élan e\u0301lan ÉLAN")["they"] == 3


def test_the_readers_text_comes_back_with_what_was_counted_marked() -> None:
    block = marked("Then we’re late,\nI said.")
    assert block.parts == (Part("Then "), Part("we’re", "we, us"), Part(" late,\n"), Part("I", "I, me"), Part(" said."))
    assert block.legend == ("I, me", "we, us", "they")


def test_the_group_with_more_than_half_is_asked_about_before_the_caution_and_the_source() -> None:
    assert said("I and me and us") == ["5: 2 I, 1 we, 0 they.", "Mostly I, 2 times.", "Nobody knows."]
    assert EXERCISE.reflect({"text": "I and me and us"})[-1] == Source("source:karan-2019")


def test_exactly_half_is_balanced() -> None:
    assert said("I and then us") == ["4: 1 I, 1 we, 0 they.", "Balanced.", "Nobody knows."]


def test_a_leading_group_without_a_sentence_is_not_called_balanced() -> None:
    assert said("They said they came") == ["4: 0 I, 0 we, 2 they.", "Nobody knows."]


def test_too_few_words_are_said_calmly_and_still_counted() -> None:
    assert said("I and us") == [
        "3: 1 I, 1 we, 0 they.",
        "You have written three words so far. A few more sentences give the mirror more to show.",
        "Nobody knows.",
    ]


def test_a_text_with_none_of_the_words_has_its_own_sentence() -> None:
    assert said("It rained all day") == [NONE_COUNTED, "Nobody knows."]


@pytest.mark.parametrize("answers", [{}, {"text": ""}, {"text": " \n"}, {"other": "I"}])
def test_nothing_written_is_an_answer(answers: dict[str, str]) -> None:
    assert EXERCISE.reflect(answers) == (Paragraph(NOTHING_WRITTEN),)


def test_a_comparison_says_what_led_and_draws_each_groups_share() -> None:
    said_now, drawn = EXERCISE.compare({"text": "I, me, us"}, {"text": "we and us and I and they"})
    assert said_now == Paragraph("Then mostly ‘I, me’, now no group more than half.")
    assert drawn == Slopes(
        (
            Slope("I, me", 66.7, 25.0, "2 of 3 then, 1 of 4 now"),
            Slope("we, us", 33.3, 50.0, "1 of 3 then, 2 of 4 now"),
            Slope("they", 0.0, 25.0, "0 of 3 then, 1 of 4 now"),
        ),
        0,
        100,
        THEN,
        NOW,
    )


@pytest.mark.parametrize("texts", [("I, me, us", "I, me, me, we"), ("I and us", "they and us")], ids=["led as then", "none led"])
def test_what_led_is_not_said_when_it_led_then_too(texts: tuple[str, str]) -> None:
    (drawn,) = EXERCISE.compare({"text": texts[0]}, {"text": texts[1]})
    assert isinstance(drawn, Slopes)


def test_without_counted_words_at_either_time_nothing_is_drawn() -> None:
    assert EXERCISE.compare({"text": "Snow."}, {"text": "Rain."}) == (Paragraph(NEVER_COUNTED),)


@given(TEXT)
def test_the_parts_joined_are_the_text(text: str) -> None:
    mirrored = EXERCISE.mirrored(text)
    assert "".join(part.text for part in mirrored.parts) == text
    assert sum(part.group is not None for part in mirrored.parts) == mirrored.counted <= mirrored.words


@given(PROSE, some.data())
def test_counts_are_the_same_whatever_the_whitespace(words: list[str], data: some.DataObject) -> None:
    text = "".join(word + data.draw(SPACES) for word in words)
    assert counts(text) == counts(" ".join(words))


@given(TEXT)
def test_counts_are_the_same_for_any_run_of_whitespace_in_any_text(text: str) -> None:
    assert counts(re.sub(r"\s+", "\n\t ", text)) == counts(text)


@given(TEXT)
def test_counts_are_the_same_in_any_case(text: str) -> None:
    assert counts(text.upper()) == counts(text.lower()) == counts(text.swapcase()) == counts(text)


@given(TEXT)
def test_the_same_text_has_not_changed(text: str) -> None:
    assert EXERCISE.compare({"text": text}, {"text": text + "\n"}) == UNCHANGED


@given(TEXT, TEXT)
def test_no_texts_make_it_raise(before: str, now: str) -> None:
    assert EXERCISE.reflect({"text": now})
    assert EXERCISE.compare({"text": before}, {"text": now})
