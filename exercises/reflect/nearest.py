"""Words for what was expected and what comes nearest to a name that does not exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MOST_NAMED = 12
"""How many valid names a message lists before it would be too long to read."""


def listed(names: Iterable[str]) -> str:
    """Return the names in quotes, sorted, for the end of a sentence; the first twelve when there are more."""
    every = sorted(set(names))
    shown = ", ".join(f"'{name}'" for name in every[:MOST_NAMED])
    if not every:
        return "none"
    return shown if len(every) <= MOST_NAMED else f"{shown} and {len(every) - MOST_NAMED} more"


def expected(name: str, names: Iterable[str]) -> str:
    """Return what a closed set of names allows and how to mend one that is not in it, for the end of a message."""
    every = sorted(set(names))
    near = difflib.get_close_matches(name, every, n=1, cutoff=0.6)
    return f"expected one of {listed(every)}; {f"did you mean '{near[0]}'?" if near else 'choose one of them'}"


def mend(name: str, names: Iterable[str]) -> str:
    """Return how to mend an unknown name out of many: the nearest valid ones, or all of them when none is near."""
    every = sorted(set(names))
    near = difflib.get_close_matches(name, every, n=3, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(f"'{one}'" for one in near)}?"
    return f"choose one of {listed(every)}" if every else "define it first"
