"""Lets only one command at a time write what setting up and building write.

Run as a program, `python taking_turns.py COMMAND [ARGUMENT ...]`, it does so for another command; bin/set-up needs that
before anything is installed, so only the standard library is imported here.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

WAITING = "Another command is setting up or building here; this one begins when it has ended."


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Wait, and say so, until no other command is at work in the project of a folder; others then wait for the end of the context."""
    handle = _locked(root)
    try:
        yield
    finally:
        os.close(handle)


def _locked(root: Path) -> int:
    """Lock the folder itself, so that nothing is left of the lock however a command ends; return what holds it while it is open."""
    import fcntl  # only here: not every system that can check a note has it

    handle = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(WAITING, file=sys.stderr, flush=True)
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        pass  # the file system knows no locks
    return handle


if __name__ == "__main__":
    # The command takes the place of this one, and with it the lock, which it and all that it runs then hold.
    os.set_inheritable(_locked(Path.cwd()), True)
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606 - no shell is wanted between them
