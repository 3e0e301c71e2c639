"""Ratings: the same few things rated at two moments, drawn as slopes; what rose and what fell is said back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reflect.comparing import NOW, THEN, UNCHANGED, then_and_now
from reflect.exercise import Answers, Evidence, Exercise, below, id_problems, reflection_evidence, sources
from reflect.filling import filled, gap_problems
from reflect.given import number_given
from reflect.limits import exactly, fewest, range_problems
from reflect.problems import Path
from reflect.reflection import Block, Paragraph, Slope, Slopes
from reflect.wording import SKIPPED, inside, series

ALL_SKIPPED = "You skipped every rating. That is an answer too."
ONE_SIDED = "Nothing was rated at both moments, so there is nothing to set side by side."


@dataclass(frozen=True, kw_only=True)
class Moment:
    """When something is rated."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Rating:
    """What is rated, and what the two ends mean."""

    id: str
    label: str
    low: str
    high: str


@dataclass(frozen=True, kw_only=True)
class Levels:
    """The steps of a rating, from first to last."""

    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class RatingsReflection:
    """What is said. Gaps: {up} and {down}, the labels of what rose and what fell; `level` stands when nothing did either."""

    up: str
    down: str
    level: str
    evidence: Evidence | None = None


GAPS = {"up": ("up",), "down": ("down",), "level": ()}


@dataclass(frozen=True, kw_only=True)
class Definition(Exercise):
    """Two moments, the earlier first, and what is rated at both."""

    moments: tuple[Moment, ...]
    ratings: tuple[Rating, ...]
    levels: Levels
    reflection: RatingsReflection

    def fields(self) -> Iterator[str]:
        return (f"{rating.id}.{moment.id}" for rating in self.ratings for moment in self.moments)

    def evidence(self) -> Iterator[tuple[Path, Evidence]]:
        return reflection_evidence(self.reflection.evidence)

    def reflect(self, answers: Answers) -> tuple[Block, ...]:
        first, second = self.moments
        slopes = []
        for rating in self.ratings:
            before, after = self._given(answers, rating, first), self._given(answers, rating, second)
            if before is not None or after is not None:
                said = f"{first.label}: {_or_skipped(before)}, {inside(second.label)}: {_or_skipped(after)}"
                slopes.append(Slope(rating.label, before, after, said, rating.low, rating.high))
        if not slopes:
            return (Paragraph(ALL_SKIPPED),)
        drawn = Slopes(tuple(slopes), self.levels.first, self.levels.last, first.label, second.label)
        return (drawn, *map(Paragraph, self._said(slopes)), *sources(self.reflection.evidence))

    def compare(self, before: Answers, now: Answers) -> tuple[Block, ...]:
        slopes, is_changed = [], False
        for rating in self.ratings:
            for moment in self.moments:
                then, today = self._given(before, rating, moment), self._given(now, rating, moment)
                is_changed = is_changed or then != today
                if then is not None or today is not None:
                    said = then_and_now(then, today)
                    slopes.append(Slope(f"{rating.label}, {inside(moment.label)}", then, today, said, rating.low, rating.high))
        return (Slopes(tuple(slopes), self.levels.first, self.levels.last, THEN, NOW),) if is_changed else UNCHANGED

    def _given(self, answers: Answers, rating: Rating, moment: Moment) -> int | None:
        return number_given(answers, f"{rating.id}.{moment.id}", self.levels.first, self.levels.last)

    def _said(self, slopes: list[Slope]) -> Iterator[str]:
        both = [
            (inside(slope.label), slope.after - slope.before) for slope in slopes if slope.before is not None and slope.after is not None
        ]
        rose = [label for label, change in both if change > 0]
        fell = [label for label, change in both if change < 0]
        if not both:
            yield ONE_SIDED
        elif not rose and not fell:
            yield self.reflection.level
        if rose:
            yield filled(self.reflection.up, {"up": series(rose)})
        if fell:
            yield filled(self.reflection.down, {"down": series(fell)})

    def own_problems(self) -> Iterator[tuple[Path, str]]:
        yield from id_problems(("moments",), self.moments)
        yield from id_problems(("ratings",), self.ratings)
        yield from exactly("moments", self.moments, 2, "write the earlier, then the later")
        yield from fewest("ratings", self.ratings, 1, "add a rating with id, label, low and high")
        yield from range_problems(self.levels.first, self.levels.last)
        for name, gaps in GAPS.items():
            yield from below(("reflection",), gap_problems((name,), getattr(self.reflection, name), gaps))


def _or_skipped(level: int | None) -> str:
    return inside(SKIPPED) if level is None else str(level)
