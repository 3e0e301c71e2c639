"""Draws SVG as PNG, a few at once or many beside the build: `python -m press.drawing`, in processes that take no turn of its.

A picture takes a quarter as long to draw as a page takes to make, and it is needed only at the end. Processes and the build
share the work by what lies in the folder alone. Each draws what it does not find there; they begin at one end of the list and
the build at the other, until all is drawn. So one that dies, or that was never started, only leaves more to the build.

typst draws, which sets the book too. Of what reads SVG and is installed with Python, it compresses its pictures the fastest.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import typst

from press.writing_files import write_whole

FEW = 8
"""So many are drawn before a process has started."""
MOST_PROCESSES = 8
PAGE = b'#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image(bytes(sys.inputs.svg), format: "svg")\n'
"""A page that is no larger than the drawing on it."""
PIXELS_PER_INCH = 96
"""As many as an SVG has, so that its picture has the size that it gives itself."""

type Drawing = tuple[str, Sequence[str]]
"""An SVG and the files of its faces."""


def png(svg: str, faces: Sequence[str]) -> bytes:
    """Return a drawing as a PNG, set in the faces of these files, which have their folders to themselves, and in no others."""
    drawn = _drawer(tuple(faces)).compile(PAGE, format="png", ppi=PIXELS_PER_INCH, sys_inputs={"svg": svg})
    assert isinstance(drawn, bytes), "one page is one picture"
    return drawn


def draw_missing(drawings: Iterable[tuple[Path, Drawing]]) -> None:
    """Write each drawing as a PNG where there is no file yet."""
    for path, drawing in drawings:
        if not path.exists():
            write_whole(path, png(*drawing))


def begin(drawings: dict[Path, Drawing], processors: int = os.cpu_count() or 1) -> list[subprocess.Popen[bytes]]:
    """Begin to draw what is missing, one process for each processor but the build's own; return them, to be waited for by `end`."""
    missing = [(str(path), drawing) for path, drawing in drawings.items() if not path.exists()]
    count = min(processors - 1, MOST_PROCESSES) if len(missing) > FEW else 0
    return [_started(missing[first::count]) for first in range(count)]


def end(drawings: dict[Path, Drawing], processes: Iterable[subprocess.Popen[bytes]]) -> None:
    """Draw what is still missing, the last first, and wait for the processes, which find nothing left to do.

    Raises OSError when there is no room for a picture.
    """
    try:
        draw_missing(reversed(drawings.items()))
    finally:
        for process in processes:
            process.wait()


def main() -> int:
    """Draw what standard input lists, for as long as the build that asked for it is there."""
    os.nice(10)  # pages and citations are waited for, pictures only at the end
    asked_by, drawings = json.load(sys.stdin.buffer)
    for path, drawing in drawings:
        if os.getppid() != asked_by:
            break
        draw_missing([(Path(path), drawing)])
    return 0


@functools.cache
def _drawer(faces: tuple[str, ...]) -> typst.Compiler:
    folders = sorted({str(Path(face).parent) for face in faces})
    # Left to itself, typst sets a text whose face is not there in one of its own.
    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)))


def _started(drawings: list[tuple[str, Drawing]]) -> subprocess.Popen[bytes]:
    # A file and no pipe: the build would wait until the process has read all of it.
    with tempfile.TemporaryFile() as asked:
        asked.write(json.dumps([os.getpid(), drawings]).encode())
        asked.seek(0)
        # What goes wrong there goes wrong again in the build, which says so.
        quiet = subprocess.DEVNULL
        return subprocess.Popen([sys.executable, "-m", "press.drawing"], stdin=asked, stdout=quiet, stderr=quiet)


if __name__ == "__main__":
    with contextlib.suppress(OSError, KeyboardInterrupt):
        main()
