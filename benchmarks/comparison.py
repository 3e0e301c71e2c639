"""One thing measured of ours and of each rival: its figures, their ratios, and rows of them.

A rival's ratio is its median over ours, and less is always better: below 1 the rival is ahead.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from benchmarks.table import Row

OURS = "How We Help"

type Unit = Literal["ms", "s", "KB", "MB", "requests"]
DECIMALS: dict[Unit, int] = {"ms": 0, "s": 2, "KB": 1, "MB": 0, "requests": 0}


@dataclass(frozen=True)
class Figures:
    """The same thing measured several times."""

    values: tuple[float, ...]
    unit: Unit
    note: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def value(self) -> str:
        return f"{self._written(self.median)} {self.unit}"

    @property
    def spread(self) -> str:
        least, most = self._written(min(self.values)), self._written(max(self.values))
        return "" if least == most else f"{least} to {most}"

    def _written(self, value: float) -> str:
        return f"{value:,.{DECIMALS[self.unit]}f}"


class NotMeasured(Exception):
    """Says in a few words why a thing cannot be measured on this machine; nothing is guessed in its place."""


type Measured = Figures | NotMeasured


@dataclass(frozen=True)
class Aim:
    """What ours must reach: `most` times what the rival needs, or less."""

    rival: str
    most: float

    def __str__(self) -> str:
        share = f"a {1 / self.most:.0f}th" if self.most < 0.1 else f"{self.most:g} times"
        return f"at most {share} of {self.rival}" if self.most < 0.1 else f"at most {share} {self.rival}"


@dataclass(frozen=True)
class Limit:
    """What ours must stay below, in the unit of its figures."""

    most: float
    words: str

    def __str__(self) -> str:
        return self.words


def attempt(measure: Callable[[], Figures]) -> Measured:
    """Return what a measurement gives, or why it could not be made."""
    try:
        return measure()
    except NotMeasured as reason:
        return reason


def compared(what: str, ours: Measured, rivals: Mapping[str, Measured], *aims: Aim | Limit) -> list[Row]:
    """Return a row for ours, with what it must reach, and one for each rival with how many times ours its figure is."""
    verdicts = [_is_met(aim, ours, rivals) for aim in aims]
    is_met = None if None in verdicts or not verdicts else all(verdicts)
    rows = [_row(what, OURS, ours, "1.0" if isinstance(ours, Figures) else "", " and ".join(map(str, aims)), is_met)]
    return rows + [_row(what, name, figures, _ratio(figures, ours)) for name, figures in rivals.items()]


def _row(what: str, whose: str, figures: Measured, ratio: str, aim: str = "", is_met: bool | None = None) -> Row:
    title = what if whose == OURS else f"  {whose}"
    if isinstance(figures, NotMeasured):
        return Row(title, "–", aim=aim, note=f"not measured here: {figures}", measured=what, whose=whose)
    return Row(title, figures.value, figures.spread, ratio, aim, is_met, figures.note, what, whose)


def _ratio(rival: Measured, ours: Measured) -> str:
    if isinstance(rival, NotMeasured) or isinstance(ours, NotMeasured) or not ours.median:
        return ""
    times = rival.median / ours.median
    return f"{times:.2f}" if times < 10 else f"{times:,.0f}"


def _is_met(aim: Aim | Limit, ours: Measured, rivals: Mapping[str, Measured]) -> bool | None:
    """Say whether the aim is met; None where one of the two could not be measured."""
    if isinstance(ours, NotMeasured):
        return None
    if isinstance(aim, Limit):
        return ours.median <= aim.most
    rival = rivals[aim.rival]
    return None if isinstance(rival, NotMeasured) else ours.median <= aim.most * rival.median
