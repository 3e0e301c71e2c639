"""Scale: how true each sentence is, shown as the mean of each subscale. A mirror: it has no norms.

Mean of a subscale, after Likert (1932), "A Technique for the Measurement of Attitudes", Archives of
Psychology 140: m = (sum of x_i over the answered items) / n, where a reversed item counts as
first + last - x_i, and skipped items are in neither the sum nor n. Shown to one decimal, halves up.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from reflect.comparing import NOW, THEN, UNCHANGED, then_and_now
from reflect.exercise import Answers, Evidence, Exercise, id_problems, reflection_evidence, sources
from reflect.given import number_given
from reflect.limits import range_problems
from reflect.nearest import expected
from reflect.problems import Path
from reflect.reflection import Bar, Bars, Block, Paragraph, Slope, Slopes

ALL_SKIPPED = "You skipped every sentence. That is an answer too."


@dataclass(frozen=True, kw_only=True)
class Levels:
    """The steps of an answer, from first to last, and what its two ends mean."""

    first: int
    last: int
    low: str
    high: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """A sentence that counts towards one subscale, the other way round when it is reversed."""

    id: str
    text: str
    scale: str
    reverse: bool = False


@dataclass(frozen=True, kw_only=True)
class Subscale:
    """What several sentences have in common."""

    label: str


@dataclass(frozen=True, kw_only=True)
class Band:
    """Words for a mean above the band before it, up to and with `upto`."""

    upto: float
    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ScaleReflection:
    """What is said under the bars, and where it comes from."""

    closing: str
    evidence: Evidence | None = None


@dataclass(frozen=True, kw_only=True)
class Definition(Exercise):
    """Sentences, the subscales that they make up, and bands that put a mean into words."""

    levels: Levels
    items: tuple[Item, ...]
    scales: dict[str, Subscale]
    bands: tuple[Band, ...]
    reflection: ScaleReflection

    def fields(self) -> Iterator[str]:
        return (item.id for item in self.items)

    def evidence(self) -> Iterator[tuple[Path, Evidence]]:
        return reflection_evidence(self.reflection.evidence)

    def reflect(self, answers: Answers) -> tuple[Block, ...]:
        counts = self._counts(answers)
        if not any(counts.values()):
            return (Paragraph(ALL_SKIPPED),)
        bars, unanswered = [], []
        for scale, subscale in self.scales.items():
            if counts[scale]:
                bars.append(self._bar(subscale.label, counts[scale], sum(item.scale == scale for item in self.items)))
            else:
                unanswered.append(f"{subscale.label}: every sentence skipped, so nothing is drawn.")
        drawn = Bars(tuple(bars), tuple(unanswered))
        return (drawn, Paragraph(self.reflection.closing), *sources(self.reflection.evidence))

    def compare(self, before: Answers, now: Answers) -> tuple[Block, ...]:
        if all(self._counted(item, before) == self._counted(item, now) for item in self.items):
            return UNCHANGED
        then, today = self._counts(before), self._counts(now)
        slopes = (
            self._slope(subscale.label, then[scale], today[scale]) for scale, subscale in self.scales.items() if then[scale] or today[scale]
        )
        return (Slopes(tuple(slopes), self.levels.first, self.levels.last, THEN, NOW),)

    def _counts(self, answers: Answers) -> dict[str, list[int]]:
        """Return what the answered items of each subscale add to it, by the subscale's id."""
        counted = [(item.scale, self._counted(item, answers)) for item in self.items]
        return {scale: [count for own, count in counted if own == scale and count is not None] for scale in self.scales}

    def _counted(self, item: Item, answers: Answers) -> int | None:
        """Return what the answer adds to its subscale, or None when it was skipped or is not one of the levels."""
        given = number_given(answers, item.id, self.levels.first, self.levels.last)
        return self.levels.first + self.levels.last - given if given is not None and item.reverse else given

    def _bar(self, label: str, counts: list[int], asked: int) -> Bar:
        tenths = mean_tenths(sum(counts), len(counts))
        band = next(band for band in self.bands if tenths <= round(band.upto * 10))
        skipped = asked - len(counts)
        detail = f"{_shown(tenths)} on a scale of {self.levels.first} to {self.levels.last}"
        if skipped:
            detail += f", from {len(counts)} of {asked} sentences; {skipped} skipped"
        return Bar(label, tenths / 10, self.levels.first, self.levels.last, band.text, detail)

    def _slope(self, label: str, then: list[int], today: list[int]) -> Slope:
        before, after = (mean_tenths(sum(counts), len(counts)) if counts else None for counts in (then, today))
        said = then_and_now(_shown(before), _shown(after))
        return Slope(label, None if before is None else before / 10, None if after is None else after / 10, said)

    def own_problems(self) -> Iterator[tuple[Path, str]]:
        yield from id_problems(("items",), self.items)
        if not self.provenance:
            yield (), "'provenance' is missing, which every scale has; say who wrote the items and what they are not"
        yield from range_problems(self.levels.first, self.levels.last)
        yield from self._subscale_problems()
        yield from self._band_problems()

    def _subscale_problems(self) -> Iterator[tuple[Path, str]]:
        for index, item in enumerate(self.items):
            if item.scale not in self.scales:
                which = "reversed item" if item.reverse else "item"
                yield (
                    ("items", index, "scale"),
                    f"{which} {item.id!r} counts towards {item.scale!r}, {expected(item.scale, self.scales)}",
                )
        for scale in self.scales:
            if not any(item.scale == scale for item in self.items):
                yield ("scales", scale), f"no item counts towards {scale!r}; give one 'scale: {scale}', or remove it"

    def _band_problems(self) -> Iterator[tuple[Path, str]]:
        ends = [band.upto for band in self.bands]
        for index, (before, after) in enumerate(itertools.pairwise(ends), start=1):
            if after <= before:
                yield ("bands", index, "upto"), f"{after} does not come after {before}; put the bands in rising order"
        if not ends or max(ends) < self.levels.last:
            end = f"{max(ends)}" if ends else "nowhere"
            yield (
                ("bands",),
                f"the bands end at {end} and do not cover {self.levels.first} to {self.levels.last}; let the last be 'upto: {self.levels.last}'",
            )


def mean_tenths(total: int, count: int) -> int:
    """Return the mean total / count in tenths, halves rounded up; whole numbers, so it is the same everywhere.

    count > 0, total >= 0.

    >>> mean_tenths(7, 3), mean_tenths(9, 4)
    (23, 23)
    """
    return (20 * total + count) // (2 * count)


def _shown(tenths: int | None) -> str | None:
    return None if tenths is None else f"{tenths // 10}.{tenths % 10}"
