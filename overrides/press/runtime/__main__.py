"""`python -m press.runtime CACHE KEY`: makes the runtimes of the exercises and the writing desk for a preview that does not wait for them.

Only one is at work in a cache at a time. What is edited meanwhile is made next, by this program loaded anew: it is itself a part
of what a runtime is made of.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from press import refusals
from press.runtime.bundle import is_whole, make, place_of, written_at
from press.runtime.cargo import engine
from press.runtime.problem import RuntimeProblem
from press.runtime.tools import Inputs
from press.runtime.travelling import desk

LOWEST = 19


def main(arguments: list[str]) -> int:
    """Make what is to be made and return the exit code."""
    cache, key = arguments
    try:
        left = turn(Path(cache), key)
    except (RuntimeProblem, OSError) as problem:
        print(refusals.sentence(problem) if isinstance(problem, OSError) else problem, file=sys.stderr)
        return 1
    if left:
        os.execv(sys.executable, [sys.executable, "-m", "press.runtime", cache, left])  # noqa: S606 - no shell is wanted between them
    return 0


def turn(cache: Path, known: str) -> str:
    """Make the runtimes of the present files, unless another is at work; return their hash when they are to be looked at anew.

    known: their hash, the name of the desk's place, from before this program was loaded; only when it is the same now, what was loaded is what stands in them.
    """
    before = present(cache).name
    if before != known:
        return before
    with alone(cache) as is_alone:
        if not is_alone:
            return ""  # which looks again before it ends
        try:
            _make(cache, known)
        except RuntimeProblem:
            if present(cache).name == known:
                raise
    now = present(cache).name
    return "" if now == known and is_whole(present(cache)) else now


def present(cache: Path) -> Path:
    """Return where the desk's runtime of the files as they are now is kept; it is made of all that the exercises' is made of."""
    return place_of(cache, Inputs(), desk(Inputs()))


def _make(cache: Path, key: str) -> None:
    """Make the runtimes of that hash, and keep them if no file was written meanwhile, were it only to be as it was again."""
    inputs = Inputs()
    cargo = desk(inputs)
    before = written_at(inputs, cargo)
    if place_of(cache, inputs, cargo).name != key:
        return
    for one in (engine(inputs), cargo):
        kept = place_of(cache, inputs, one)
        if not is_whole(kept):
            make(kept, cache, inputs, one, lambda: written_at(inputs, cargo) == before)


@contextlib.contextmanager
def alone(cache: Path) -> Iterator[bool]:
    """Whether no other process was in this context; until its end, none comes in. A killed one leaves nothing behind."""
    import fcntl  # as in press.taking_turns

    handle = os.open(cache, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_alone = True
    except BlockingIOError:
        is_alone = False
    except OSError:
        is_alone = True  # the file system knows no locks
    try:
        yield is_alone
    finally:
        os.close(handle)


if __name__ == "__main__":
    os.nice(LOWEST)
    sys.exit(main(sys.argv[1:]))
