"""How many of something a definition may have, and the messages for when it has not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from reflect.problems import Path

MOST_ROWS = 20


class Written(Protocol):
    """Anything that a reader writes into a field of some lines."""

    @property
    def rows(self) -> int: ...


def fewest(name: str, things: Sequence[object], least: int, mend: str = "add another") -> Iterator[tuple[Path, str]]:
    """Yield a problem when a list has fewer things than the least."""
    if len(things) < least:
        yield (name,), f"{_there_are(name, things)}, expected {least} or more; {mend}"


def exactly(name: str, things: Sequence[object], number: int, mend: str) -> Iterator[tuple[Path, str]]:
    """Yield a problem when a list has another number of things."""
    if len(things) != number:
        yield (name,), f"{_there_are(name, things)}, expected {number}; {mend}"


def rows_problems(name: str, things: Sequence[Written]) -> Iterator[tuple[Path, str]]:
    """Yield a problem for everything in a list whose field has no lines, or more than a page holds."""
    for index, thing in enumerate(things):
        if not 1 <= thing.rows <= MOST_ROWS:
            yield (name, index, "rows"), f"{thing.rows} rows is outside 1 to {MOST_ROWS}; say how many lines the field shows"


def range_problems(first: int, last: int) -> Iterator[tuple[Path, str]]:
    """Yield a problem when levels from first to last are no range of steps."""
    if first < 0 or last <= first:
        what = f"levels {first} to {last} are no range, expected two or more steps from 0 up; mend 'first' or 'last'"
        yield ("levels",), what


def _there_are(name: str, things: Sequence[object]) -> str:
    return f"there {'is' if len(things) == 1 else 'are'} {len(things)} in {name!r}"
