"""Words for numbers and lists, as they stand inside a sentence."""

from __future__ import annotations

from collections.abc import Sequence

SKIPPED = "Skipped"
"""Said of every question that was left, whatever its kind; the journal says the same."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def in_words(number: int) -> str:
    """Return the number as a word up to twelve, and in digits above.

    number >= 0.

    >>> in_words(2), in_words(13)
    ('two', '13')
    """
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def counted(number: int, one: str, several: str) -> str:
    """Return the number with the thing that is counted: "one card", "two cards", "no cards"."""
    return f"{in_words(number)} {one if number == 1 else several}"


def series(texts: Sequence[str]) -> str:
    """Return the texts as a list in a sentence; with semicolons where one of them holds a comma itself.

    >>> series(["friends", "forests", "stars"]), series(["work, school", "stars"])
    ('friends, forests and stars', 'work, school; and stars')
    """
    if len(texts) < 2:
        return "".join(texts)
    has_commas = any("," in text for text in texts)
    return f"{('; ' if has_commas else ', ').join(texts[:-1])}{'; and ' if has_commas else ' and '}{texts[-1]}"


def inside(label: str) -> str:
    """Return a label as it reads inside a sentence: with a small first letter, unless its first word is "I" or an abbreviation."""
    first = label.split(maxsplit=1)[0] if label.strip() else ""
    is_word = first[1:].islower() or (len(first) == 1 and first != "I")
    return label[0].lower() + label[1:] if is_word else label


def begun(text: str) -> str:
    """Return the text with a capital at its start, as a sentence begins; the rest stays as it is."""
    return text[:1].upper() + text[1:]
