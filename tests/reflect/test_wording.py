"""Numbers, lists and labels read well inside a sentence."""

from __future__ import annotations

import pytest

from reflect.wording import begun, counted, in_words, inside, series


@pytest.mark.parametrize(("number", "words"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13")])
def test_a_number_is_a_word_up_to_twelve(number: int, words: str) -> None:
    assert in_words(number) == words


def test_what_is_counted_is_one_or_several() -> None:
    assert [counted(number, "step", "steps") for number in (0, 1, 2)] == ["no steps", "one step", "two steps"]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([], ""),
        (["stars"], "stars"),
        (["friends", "stars"], "friends and stars"),
        (["friends", "forests", "stars"], "friends, forests and stars"),
        (["work, school", "stars"], "work, school; and stars"),
        (["friends", "work, school", "stars"], "friends; work, school; and stars"),
    ],
)
def test_a_list_has_semicolons_where_an_entry_has_commas(texts: list[str], said: str) -> None:
    assert series(texts) == said


@pytest.mark.parametrize(
    ("label", "within"),
    [
        ("Friends", "friends"),
        ("The people I love", "the people I love"),
        ("A friend", "a friend"),
        ("I myself", "I myself"),
        ("GP and nurses", "GP and nurses"),
        ("École", "école"),
        ("already small", "already small"),
        ("", ""),
    ],
)
def test_a_label_begins_small_inside_a_sentence_unless_it_is_always_a_capital(label: str, within: str) -> None:
    assert inside(label) == within


def test_a_sentence_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert begun("two McCoys") == "Two McCoys"
