"""The part of the house's style that can be checked: plain instructions, a way past what hurts, no marks given, sources kept.

All of it is advice. No list of words knows what a writer meant, and a formula knows less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from press.collection import Collection
from press.pages import Note
from press.readability import school_years, sentences, words
from reflect.definitions import Defined, NoteExercises
from reflect.problems import Path, Problem

ASKING = ("intro", "question", "text", "hint")
"""The fields, at any depth, in which an exercise tells readers what to do."""
ANSWERING = ("reflection", "bands")
"""The fields below which it speaks to what they answered."""
ASIDE = (*ANSWERING, "evidence", "provenance", "review")
MOST_SCHOOL_YEARS = 9
"""Lower secondary education, up to nine years of school: Web Content Accessibility Guidelines 2.2, criterion 3.1.5, Reading Level."""
FEWEST_WORDS = 20
"""Fewer say nothing about how they read: one long name would decide."""
DISTRESSING = re.compile(
    r"\b(?:abus(?:e|ed|ive)|addict\w*|assault\w*|bereave\w*|bull(?:y|ied|ying)|cruel\w*|dead|death|died|dying|despair\w*|funeral|"
    r"grie(?:f|v\w+)|harm(?:ed|ing)?|humiliat\w+|miscarr\w+|neglected|panic\w*|rap(?:e|ed)|(?:a)?sham(?:e|ed)|stillb\w+|suicid\w*|"
    r"terrif\w+|trauma\w*|violen\w+|worst)\b",
    re.IGNORECASE,
)
SKIPPING = re.compile(
    r"\bskip|\bpass(?:ed)? (?:by|over)\b|\b(?:rather|may|can|want to|wish to) (?:not|leave|stop)\b|\bleave (?:it|them|any|out|empty)\b|\bstop (?:when|at any)",
    re.IGNORECASE,
)
BARE = re.compile(r"\s*\[\^[^\]]+\]:\s*<?(https?://[^\s>]+?)[>.]*\s*")
MARKING = re.compile(
    r"\b(?:scored?|scores|points out of|(?:in)?correct(?:ly)?|well done|good job|congratulations|"
    r"(?:above|below) average|(?:ab)?normal|disorder(?:s|ed)?|diagnos\w+|pathological)\b",
    re.IGNORECASE,
)


def style_warnings(collection: Collection) -> Iterator[Problem]:
    """Yield what a writer of a note or of its exercises may want to look at again, at its place."""
    for note in collection.notes:
        yield from _bare_addresses(note)
    for exercises in collection.exercises.values():
        for defined in exercises.defined:
            asked = list(_texts(defined.data, ASKING, ASIDE))
            for path, what in (*_hard_to_read(asked), *_without_skipping(asked), *_giving_marks(defined)):
                yield _placed(exercises, defined, path, what)


def _bare_addresses(note: Note) -> Iterator[Problem]:
    lines = note.text.split("\n")
    for mark, last in note.footnotes:
        found = BARE.fullmatch(" ".join(lines[mark.line - 1 : last]))
        if found:
            how = f"run `make source ID={found[1]}`, and cite the key that it gives"
            yield note.problem(mark, f"footnote [^{mark.name}] is an address alone, which the list of sources will not have; {how}")


def _placed(exercises: NoteExercises, defined: Defined, path: Path, what: str) -> Problem:
    return exercises.document.problem(("exercises", defined.index, *path), what, defined.exercise.id)


def _texts(data: Any, named: tuple[str, ...], aside: tuple[str, ...], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text under one of the names, at any depth, with its path; nothing below the names that are left aside."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if isinstance(value, str) and (not named or key in named):
            yield (*path, key), value
        elif key not in aside:
            yield from _texts(value, named, aside, (*path, key))


def _hard_to_read(asked: list[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
    years = school_years(text for _, text in asked)
    if years <= MOST_SCHOOL_YEARS or sum(len(words(text)) for _, text in asked) < FEWEST_WORDS:
        return
    hardest, path = max((school_years([sentence]) * len(words(sentence)), path) for path, text in asked for sentence in sentences(text))
    sentence = next(one for one in sentences(dict(asked)[path]) if school_years([one]) * len(words(one)) == hardest)
    longest = sorted({word for _, text in asked for word in words(text)}, key=lambda word: (-len(word), word))[:3]
    yield (
        path,
        f"its instructions take {years:.0f} years of school to follow, expected {MOST_SCHOOL_YEARS} at most; "
        f"make two of “{_start(sentence)}”, or find shorter words than {', '.join(repr(word) for word in longest)}",
    )


def _start(sentence: str) -> str:
    shown = sentence.split()
    return " ".join(shown) if len(shown) <= 8 else f"{' '.join(shown[:7])} …"


def _without_skipping(asked: list[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
    if any(SKIPPING.search(text) for _, text in asked):
        return
    for path, text in asked:
        found = DISTRESSING.search(text)
        if found:
            how = "add to 'intro' a sentence such as 'Skip what you would rather leave.'"
            yield path, f"{found[0]!r} may stir something up, and nothing says beforehand that it can be skipped; {how}"
            return


def _giving_marks(defined: Defined) -> Iterator[tuple[Path, str]]:
    if defined.exercise.kind == "recall":
        return
    for field in ANSWERING:
        for path, text in _texts({field: defined.data.get(field)}, (), ("evidence",)):
            found = MARKING.search(text)
            if found:
                yield path, f"{found[0]!r} gives a mark for what someone answered, and a reflection is a mirror; say what you see, or ask"
