"""Exercises as worksheets: what stands on paper for each kind, whatever the paper.

A worksheet is made of a few parts, which `sheets` sets for the PDF and for the EPUB. A new kind of exercise adds its
function to PARTS.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reflect.exercise import Exercise

LINES_FOR_SENTENCES = 9
GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Grid:
    """Things, each with one mark to make under a column; `ends` say what the first and the last column mean."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    heading: str = ""
    ends: tuple[str, ...] = ()
    room: str = ""
    """What may be written below each row; nothing for no room."""
    is_numbered: bool = False


@dataclass(frozen=True)
class Writing:
    """A question and a number of lines to write on."""

    label: str
    lines: int
    hint: str = ""


@dataclass(frozen=True)
class Choices:
    """A question and the answers to choose among."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Numbering:
    """Things to number, each with a box."""

    options: tuple[str, ...]
    question: str = ""


@dataclass(frozen=True)
class Matching:
    """Thoughts, each with a box for the letter of what it belongs to."""

    question: str
    thoughts: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence in pieces, with a gap to fill between each two."""

    pieces: tuple[str, ...]


@dataclass(frozen=True)
class Pictures:
    """A question and pictures of two circles, to choose one. `distances`: between their centres, in radii, 0 to 2.2."""

    question: str
    distances: tuple[float, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Remark:
    """A sentence that tells how to go about it."""

    text: str


type Part = Grid | Writing | Choices | Numbering | Matching | Sentence | Pictures | Remark


@dataclass(frozen=True)
class Worksheet:
    """An exercise on paper. `name` is its identity in the book; `key` is where to read on afterwards, or nothing."""

    name: str
    title: str
    minutes: int
    intro: str
    parts: tuple[Part, ...]
    provenance: str = ""
    closing: str = ""
    key: str = ""
    level: int = 3


def parts_of(exercise: Exercise) -> tuple[Part, ...]:
    """Return the parts of an exercise of any kind."""
    return PARTS[exercise.kind](exercise)


def closing_of(exercise: Exercise) -> str:
    """Return the sentence that ends an exercise whatever was answered, or nothing."""
    closing = getattr(getattr(exercise, "reflection", None), "closing", "")
    return "" if GAP.search(closing) else closing


def _sort(exercise: Any) -> tuple[Part, ...]:
    return (Grid(_texts(exercise.piles, "label"), _texts(exercise.cards)),)


def _scale(exercise: Any) -> tuple[Part, ...]:
    return (Grid(_steps(exercise.levels), _texts(exercise.items), ends=(exercise.levels.low, exercise.levels.high), is_numbered=True),)


def _circles(exercise: Any) -> tuple[Part, ...]:
    return (Grid(_texts(exercise.levels, "label"), _texts(exercise.circles, "label"), room="Who or what is there"),)


def _words(exercise: Any) -> tuple[Part, ...]:
    groups = "; ".join(f"({group.label})" for group in exercise.groups.values())
    count = Remark(f"Then go through what you wrote with a pencil, and count how often each of these groups occurs: {groups}.")
    return (Writing("Your sentences", LINES_FOR_SENTENCES), count)


def _plan(exercise: Any) -> tuple[Part, ...]:
    gaps = tuple(Writing(gap.label, gap.rows, gap.hint or "") for gap in exercise.gaps)
    return (*gaps, Sentence(tuple(GAP.split(exercise.sentence)[::2])))


def _prompt(exercise: Any) -> tuple[Part, ...]:
    # A line of handwriting holds about half of what a typed one holds.
    return tuple(Writing(question.text, question.rows * 2) for question in exercise.questions)


def _rank(exercise: Any) -> tuple[Part, ...]:
    return (Remark("Write 1 beside the first, 2 beside the next, and so on."), Numbering(_texts(exercise.options)))


def _ratings(exercise: Any) -> tuple[Part, ...]:
    moments, levels = _texts(exercise.moments, "label"), _steps(exercise.levels)
    return tuple(Grid(levels, moments, rating.label, (rating.low, rating.high)) for rating in exercise.ratings)


def _closeness(exercise: Any) -> tuple[Part, ...]:
    distances = tuple(round(2.2 - 1.9 * step / (exercise.steps - 1), 3) for step in range(exercise.steps))
    pictures = tuple(Pictures(question.label, distances, exercise.pictures()) for question in exercise.questions)
    return (Writing(exercise.other_label, 1), *pictures)


def _recall(exercise: Any) -> tuple[Part, ...]:
    return tuple(ITEMS[item.form](item) for item in exercise.items)


def _order(item: Any) -> Part:
    return Numbering(_texts(item.shown()), item.question)


def _match(item: Any) -> Part:
    return Matching(item.question, _texts(item.pairs), _texts(item.shown(), "match"))


def _choice(item: Any) -> Part:
    return Choices(item.question, _texts(item.options))


def _blank(item: Any) -> Part:
    return Writing(item.question, 1)


def _texts(things: Any, name: str = "text") -> tuple[str, ...]:
    return tuple(getattr(thing, name) for thing in things)


def _steps(levels: Any) -> tuple[str, ...]:
    return tuple(str(level) for level in range(levels.first, levels.last + 1))


PARTS: dict[str, Callable[[Any], tuple[Part, ...]]] = {
    "sort": _sort, "scale": _scale, "circles": _circles, "words": _words, "plan": _plan, "recall": _recall,
    "closeness": _closeness, "prompt": _prompt, "rank": _rank, "ratings": _ratings,
}  # fmt: skip
ITEMS: dict[str, Callable[[Any], Part]] = {"order": _order, "match": _match, "choice": _choice, "blank": _blank}
