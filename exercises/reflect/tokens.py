"""Words of any script in a text, and how two of them are compared.

A word begins with a letter or a digit and goes on over letters, digits and the marks that combine with them, by
Unicode's categories, so that an accent never splits it. An apostrophe or an invisible joiner between two letters
belongs to it; one at its edge is a quotation mark and does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

APOSTROPHES = "'’ʼ"
JOINERS = "\u00ad\u200c\u200d"
"""Soft hyphen, zero-width non-joiner and zero-width joiner: unseen inside a word."""

WORD = re.compile("b[bm]*(?:(?:a|j+)b[bm]*)*")
"""A word in the text's classes: base, mark, apostrophe, joiner."""

AS_COMPARED = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(JOINERS))


def words_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word of the text starts and stops, in order.

    >>> [text[start:stop] for text in ["I'm 'we'"] for start, stop in words_in(text)]
    ["I'm", 'we']
    """
    classes = "".join(map(_class, text))
    return (match.span() for match in WORD.finditer(classes))


def as_compared(word: str) -> str:
    """Return the word as it equals another: whatever its case, its kind of apostrophe and how its accents are written.

    Unicode's canonical caseless match, and once upwards first, since one letter (the dotless i) folds otherwise than
    its capital does.
    """
    decomposed = unicodedata.normalize("NFD", word).upper().casefold()
    return unicodedata.normalize("NFD", decomposed).translate(AS_COMPARED)


def head(word: str) -> str:
    """Return what stands before the first apostrophe of a word as it is compared: "they" of "they'll"."""
    return word.partition("'")[0]


def _class(character: str) -> str:
    if character in APOSTROPHES:
        return "a"
    if character in JOINERS:
        return "j"
    category = unicodedata.category(character)[0]
    return "b" if category in "LN" else "m" if category == "M" else "."
