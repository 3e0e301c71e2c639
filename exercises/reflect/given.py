"""Reads what a reader gave for a field, whatever it is."""

from __future__ import annotations

from reflect.exercise import Answers

MOST_DIGITS = 9
"""Longer texts are no number here: Python refuses to read one of some thousand digits."""


def text_given(answers: Answers, field: str) -> str:
    """Return the field's text without the spaces round it; empty when it was skipped."""
    return answers.get(field, "").strip()


def number_given(answers: Answers, field: str, least: int, most: int) -> int | None:
    """Return the field's whole number, or None when it was skipped or is not one from least to most."""
    given = answers.get(field, "")
    if not given.isdecimal() or len(given) > MOST_DIGITS:
        return None
    number = int(given)
    return number if least <= number <= most else None
