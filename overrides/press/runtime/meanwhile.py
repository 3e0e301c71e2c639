"""Gives a preview what can be had at once of the browser's Python, while that of the present edit is made in a process of its own.

To make it takes ten times as long as the rest of a preview. The exercises run what was edited, only they start more slowly; the
writing desk is as it was. A site for publishing has its own always: its build asks `bundle`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from press.runtime.bundle import bundle, is_whole, latest, latest_but_engine, place_of, put
from press.runtime.cargo import Cargo, engine
from press.runtime.manifest import Manifest
from press.runtime.plain import put_plain
from press.runtime.tools import Inputs
from press.runtime.travelling import desk

SAID = "The writing desk is shown as it was: its Python is made anew meanwhile, and is there at the first edit after that."
SLOWER = "Exercises start more slowly: their Python is made anew meanwhile, and is there at the first edit after that."

_NICE = ("nice", "-n", "19") if shutil.which("nice") else ()
"""From its very start the program leaves the processor to the preview."""
_at_work: dict[str, subprocess.Popen[str]] = {}
"""The program that was started last, by the name of what it makes."""

type Begin = Callable[[Path, str], object]
"""Begins to make both runtimes of the present files, given the cache and the name of the desk's place in it."""


def bundle_plain(folder: Path, cache: Path, begin: Begin | None = None) -> Manifest:
    """Put the exercises' runtime into `folder` and return the manifest: without a snapshot when that of the present engine is not made.

    Where none is kept that differs in the engine alone, the present one is made first.
    """
    inputs = Inputs()
    present = place_of(cache, inputs, engine(inputs))
    earlier = None if is_whole(present) else latest_but_engine(present)
    if earlier is None:
        return bundle(folder, cache, inputs)
    print(SLOWER, file=sys.stderr, flush=True)
    manifest = put_plain(earlier, inputs.engine, folder)
    (begin or _begin)(cache.resolve(), place_of(cache, inputs, desk(inputs)).name)
    return manifest


def bundle_meanwhile(folder: Path, cache: Path, cargo: Cargo, begin: Begin | None = None) -> Manifest:
    """Put the desk's runtime into `folder` and return the manifest: that of the present files, or else the latest one that is kept.

    begin: a program of its own when none is named.
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
    if key in _at_work and _at_work[key].poll() is None:  # both runtimes asked for it
        return
    # Its own session, since a signal that stops a preview goes to the whole group.
    program = subprocess.Popen(
        [*_NICE, sys.executable, "-m", "press.runtime", str(cache), key],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    _at_work.clear()
    _at_work[key] = program
    threading.Thread(target=_tell, args=(program,), daemon=True).start()


def _tell(program: subprocess.Popen[str]) -> None:
    _, said = program.communicate()
    print(said, end="", file=sys.stderr, flush=True)
