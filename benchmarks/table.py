"""The rows that measurements return, as a printed table and as JSON."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured thing. `aim` says what it must reach; `is_met` is None where nothing must be reached."""

    what: str
    value: str
    spread: str = ""
    ratio: str = ""
    aim: str = ""
    is_met: bool | None = None
    note: str = ""
    """What must be known to read the row: what was put in the place of what, or why nothing was measured."""
    measured: str = ""
    """The comparison that the row belongs to, the same for all that were measured in it."""
    whose: str = ""


@dataclass(frozen=True)
class Sample:
    """Several measurements of the same thing, in milliseconds."""

    times_ms: tuple[float, ...]

    @property
    def median_ms(self) -> float:
        return statistics.median(self.times_ms)

    @property
    def value(self) -> str:
        return f"{self.median_ms:.0f} ms" if self.median_ms >= 10 else f"{self.median_ms:.1f} ms"

    @property
    def spread(self) -> str:
        return f"{min(self.times_ms):.0f} to {max(self.times_ms):.0f}"


def printed(rows: Sequence[Row]) -> str:
    """Return the rows in columns, the widest entry setting the width; notes come last, as long as they are."""
    lines = [("", "median", "spread", "ratio", "aim", "", "")]
    words = {None: "", True: "met", False: "MISSED"}
    lines += [(row.what, row.value, row.spread, row.ratio, row.aim, words[row.is_met], row.note) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(7)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)
