"""Scale: how true each sentence is, shown as the mean of each subscale. A mirror: it has no norms.

Mean of a subscale, after Likert (1932), "A Technique for the Measurement of Attitudes", Archives of
Psychology 140: m = (sum of x_i over the answered items) / n, where a reversed item counts as
first + last - x_i, and skipped items are in neither the sum nor n. Shown to one decimal, halves up.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from reflect.exercise import Answers, Evidence, Exercise, id_problems
from reflect.nearest import expected
from reflect.problems import Path
from reflect.reflection import Bar, Bars, Block, Paragraph, Source

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
        if self.reflection.evidence:
            yield ("reflection", "evidence"), self.reflection.evidence

    def reflect(self, answers: Answers) -> tuple[Block, ...]:
        counted = {item.id: count for item in self.items if (count := self._counted(item, answers)) is not None}
        if not counted:
            return (Paragraph(ALL_SKIPPED),)
        bars, unanswered = [], []
        for scale, subscale in self.scales.items():
            items = [item for item in self.items if item.scale == scale]
            counts = [counted[item.id] for item in items if item.id in counted]
            if counts:
                bars.append(self._bar(subscale.label, counts, len(items)))
            else:
                unanswered.append(f"{subscale.label}: every sentence skipped, so nothing is drawn.")
        blocks: list[Block] = [Bars(tuple(bars), tuple(unanswered)), Paragraph(self.reflection.closing)]
        if self.reflection.evidence:
            blocks.append(Source(self.reflection.evidence.key))
        return tuple(blocks)

    def _counted(self, item: Item, answers: Answers) -> int | None:
        """Return what the answer adds to its subscale, or None when it was skipped or is not one of the levels."""
        given = answers.get(item.id, "")
        if not given.isdecimal() or not self.levels.first <= int(given) <= self.levels.last:
            return None
        return self.levels.first + self.levels.last - int(given) if item.reverse else int(given)

    def _bar(self, label: str, counts: list[int], asked: int) -> Bar:
        tenths = mean_tenths(sum(counts), len(counts))
        band = next(band for band in self.bands if tenths <= round(band.upto * 10))
        skipped = asked - len(counts)
        detail = f"{tenths // 10}.{tenths % 10} on a scale of {self.levels.first} to {self.levels.last}"
        if skipped:
            detail += f", from {len(counts)} of {asked} sentences; {skipped} skipped"
        return Bar(label, tenths / 10, self.levels.first, self.levels.last, band.text, detail)

    def own_problems(self) -> Iterator[tuple[Path, str]]:
        yield from id_problems(("items",), self.items)
        if not self.provenance:
            yield (), "'provenance' is missing, which every scale has; say who wrote the items and what they are not"
        if self.levels.first < 0 or self.levels.last <= self.levels.first:
            yield (
                ("levels",),
                f"levels {self.levels.first} to {self.levels.last} are no range, expected two or more steps from 0 up; mend 'first' or 'last'",
            )
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
