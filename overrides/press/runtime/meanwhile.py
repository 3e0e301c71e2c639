"""Gives a preview the writing desk's Python as it was, while that of the present edit is made in a process of its own.

To make it takes ten times as long as the rest of a preview. A site for publishing has its own always: its build asks `bundle`.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from press.runtime.bundle import bundle, is_whole, latest, place_of, put
from press.runtime.cargo import Cargo
from press.runtime.manifest import Manifest
from press.runtime.tools import Inputs

SAID = "The writing desk is shown as it was: its Python is made anew meanwhile, and is there at the first edit after that."


def bundle_meanwhile(folder: Path, cache: Path, cargo: Cargo, begin: Callable[[Path, str], object] | None = None) -> Manifest:
    """Put the desk's runtime into `folder` and return the manifest: that of the present files, or else the latest one that is kept.

    begin: begins to make the present one, given the cache and a hash of its files; a program of its own when none is named.
    Where none is kept, the present one is made first.
    """
    inputs = Inputs()
    present = place_of(cache, inputs, cargo)
    earlier = None if is_whole(present) else latest(cache, cargo)
    if earlier is None:
        return bundle(folder, cache, inputs, cargo)
    print(SAID, file=sys.stderr, flush=True)
    manifest = put(earlier, folder)
    (begin or _begin)(cache.resolve(), present.name)
    return manifest


def _begin(cache: Path, key: str) -> None:
    """Start the program, which goes on when this one is stopped or started anew, and say what is wrong if that is not so."""
    command = [sys.executable, "-m", "press.runtime", str(cache), key]
    # Its own session, since a signal that stops a preview goes to the whole group.
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True)
    threading.Thread(target=_tell, args=(program,), daemon=True).start()


def _tell(program: subprocess.Popen[str]) -> None:
    _, said = program.communicate()
    print(said, end="", file=sys.stderr, flush=True)
