"""Circles: a question travels outward from the body to the stars; each circle is visited or skipped.

What is said back: how many circles are how, where most strain is, what was skipped, and a wish for whoever was named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reflect.comparing import moved, stayed
from reflect.exercise import Answers, Evidence, Exercise, below, id_problems, reflection_evidence, sources
from reflect.filling import filled, gap_problems
from reflect.given import text_given
from reflect.limits import fewest
from reflect.problems import Path
from reflect.reflection import Block, Move, Paragraph, Ring, Rings
from reflect.wording import SKIPPED, inside, series

ALL_SKIPPED = "You skipped every circle. That is an answer too."
BETWEEN_NAMES = re.compile(r"[,;&\n]|(?:^|(?<=\s))and(?=\s)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Level:
    """How things are in a circle. The first level is the most at ease and the last the most strained."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Circle:
    """Something that the reader lives within or beside. `someone` says whether there is anyone there to be told."""

    id: str
    label: str
    someone: bool = True


@dataclass(frozen=True, kw_only=True)
class CirclesReflection:
    """What is said. Each sentence stands only when it has something to say.

    Gaps: {summary} in opening, {strained} and {nearest_well} in strained, {unvisited} in unvisited, and in closing
    {names}, with commas between them, so that it reads as "{names} and all beings". Nobody named: closing_unnamed.
    """

    opening: str
    strained: str
    unvisited: str
    closing: str
    closing_unnamed: str
    evidence: Evidence | None = None


GAPS = {
    "opening": ("summary",),
    "strained": ("strained", "nearest_well"),
    "unvisited": ("unvisited",),
    "closing": ("names",),
    "closing_unnamed": (),
}


@dataclass(frozen=True, kw_only=True)
class Definition(Exercise):
    """Circles, the innermost first, and the levels that each can be at."""

    levels: tuple[Level, ...]
    circles: tuple[Circle, ...]
    reflection: CirclesReflection

    def fields(self) -> Iterator[str]:
        return (name for circle in self.circles for name in (circle.id, f"{circle.id}.names"))

    def evidence(self) -> Iterator[tuple[Path, Evidence]]:
        return reflection_evidence(self.reflection.evidence)

    def reflect(self, answers: Answers) -> tuple[Block, ...]:
        levels = self._levels(answers)
        rings = Rings(tuple(self._ring(circle, levels[circle.id], answers) for circle in self.circles), self._labels())
        visited = any(level is not None for level in levels.values())
        said = [self._opening(levels) if visited else ALL_SKIPPED]
        after = [*self._strained(levels), *self._unvisited(levels)] if visited else []
        after.append(self._closing(answers))
        return (*map(Paragraph, said), rings, *map(Paragraph, after), *sources(self.reflection.evidence))

    def compare(self, before: Answers, now: Answers) -> tuple[Block, ...]:
        then, today = self._levels(before), self._levels(now)
        moves = [Move(one.label, self._said(then[one.id]), self._said(today[one.id])) for one in self.circles]
        kept = sum(then[one.id] == today[one.id] for one in self.circles)
        blocks = moved(moves, stayed(kept, "circle is as it was.", "circles are as they were.", "Every circle has changed."))
        named = tuple(map(Paragraph, _names_changed(self._names(before), self._names(now))))
        if kept == len(self.circles):
            return named or blocks
        return (*blocks, *named)

    def _labels(self) -> tuple[str, ...]:
        return tuple(level.label for level in self.levels)

    def _levels(self, answers: Answers) -> dict[str, int | None]:
        """Return the level of each circle by its id, or None where it was skipped."""
        ids = [level.id for level in self.levels]
        given = {circle.id: answers.get(circle.id, "") for circle in self.circles}
        return {circle: ids.index(level) if level in ids else None for circle, level in given.items()}

    def _said(self, level: int | None) -> str:
        return SKIPPED if level is None else self.levels[level].label

    def _ring(self, circle: Circle, level: int | None, answers: Answers) -> Ring:
        return Ring(circle.label, level, self._said(level), text_given(answers, f"{circle.id}.names"))

    def _opening(self, levels: dict[str, int | None]) -> str:
        at = list(levels.values())
        counts = [f"{at.count(index)} {inside(level.label)}" for index, level in enumerate(self.levels) if index in at]
        return filled(self.reflection.opening, {"summary": ", ".join(counts)})

    def _strained(self, levels: dict[str, int | None]) -> Iterator[str]:
        """Yield the sentence about strain where there is some, and ease beside it in a circle with someone to tell."""
        strained = [place for place, one in enumerate(self.circles) if levels[one.id] == len(self.levels) - 1]
        well = [place for place, one in enumerate(self.circles) if levels[one.id] == 0 and one.someone]
        if strained and well:
            nearest = min(well, key=lambda place: min(abs(place - other) for other in strained))
            labels = series([inside(self.circles[place].label) for place in strained])
            yield filled(self.reflection.strained, {"strained": labels, "nearest_well": inside(self.circles[nearest].label)})

    def _unvisited(self, levels: dict[str, int | None]) -> Iterator[str]:
        unvisited = [inside(circle.label) for circle in self.circles if levels[circle.id] is None]
        if unvisited:
            yield filled(self.reflection.unvisited, {"unvisited": series(unvisited)})

    def _closing(self, answers: Answers) -> str:
        names = self._names(answers)
        return filled(self.reflection.closing, {"names": ", ".join(names)}) if names else self.reflection.closing_unnamed

    def _names(self, answers: Answers) -> list[str]:
        """Return everyone and everything that was named, each once, in the order of the circles."""
        typed = (text_given(answers, f"{circle.id}.names") for circle in self.circles)
        first_spelling: dict[str, str] = {}
        for name in (name for text in typed for name in names_in(text)):
            first_spelling.setdefault(name.casefold(), name)
        return list(first_spelling.values())

    def own_problems(self) -> Iterator[tuple[Path, str]]:
        yield from id_problems(("levels",), self.levels)
        yield from id_problems(("circles",), self.circles)
        yield from fewest("levels", self.levels, 2, "add another, from the most at ease to the most strained")
        yield from fewest("circles", self.circles, 1, "add a circle with id and label, the innermost first")
        for name, gaps in GAPS.items():
            yield from below(("reflection",), gap_problems((name,), getattr(self.reflection, name), gaps))


def names_in(text: str) -> list[str]:
    """Return the names in a text, which commas, semicolons, lines, "&" and "and" divide.

    >>> names_in("Ann, Bo and Cy")
    ['Ann', 'Bo', 'Cy']
    """
    parts = (" ".join(part.split()).strip(" .") for part in BETWEEN_NAMES.split(text))
    return [part for part in parts if part]


def _names_changed(before: list[str], now: list[str]) -> Iterator[str]:
    then, today = {name.casefold() for name in before}, {name.casefold() for name in now}
    new = [name for name in now if name.casefold() not in then]
    gone = [name for name in before if name.casefold() not in today]
    if new:
        yield f"Named now and not then: {series(new)}."
    if gone:
        yield f"Named then and not now: {series(gone)}."
