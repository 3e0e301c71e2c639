"""How many years of school it takes to follow a text, as far as letters, words and sentences tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W_]+(?:[’'‑-][^\W_]+)*")
SENTENCE_END = re.compile(r"""(?:(?<=[.!?;:…])|(?<=[.!?;:…][”’"')]))\s+""")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a colon or a semicolon ends one too, since whoever reads may rest there."""
    return [sentence for sentence in SENTENCE_END.split(" ".join(text.split())) if WORD.search(sentence)]


def words(text: str) -> list[str]:
    """Return the words of a text, an apostrophe or a hyphen inside one included."""
    return WORD.findall(text)


def school_years(texts: Iterable[str]) -> float:
    """Return the automated readability index of some texts taken together: school years, 0 or more; 0 for no words.

    ARI = 4.71 (characters / words) + 0.5 (words / sentences) - 21.43, after Smith and Senter (1967), "Automated
    Readability Index", AMRL-TR-66-220. It counts letters, not syllables, so it needs no dictionary and guesses nothing.

    >>> round(school_years(["Think of one person. Choose the picture that comes nearest."]), 1)
    3.7
    """
    parts = [words(sentence) for text in texts for sentence in sentences(text)]
    count = sum(map(len, parts))
    if not count:
        return 0.0
    characters = sum(len(re.sub(r"[^\w]", "", word)) for part in parts for word in part)
    return max(0.0, 4.71 * characters / count + 0.5 * count / len(parts) - 21.43)
