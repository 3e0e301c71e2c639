"""Writes a file whole or not at all: who reads it meanwhile, or after the writer was killed, never meets a part of it."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
import uuid
from collections.abc import Callable
from pathlib import Path

UNFINISHED = ".part"
"""How the name of what is still being written ends."""
DAY_S = 24 * 60 * 60


def write_whole(path: Path, content: bytes | str) -> None:
    """Write a file, in a folder that is made where it is missing; several processes may write the same one at once.

    Text is written as UTF-8. Raises OSError, and leaves what was there, when the content finds no room.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}{UNFINISHED}")
    try:
        unfinished.write_bytes(content.encode() if isinstance(content, str) else content)
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def write_over(path: Path, text: str) -> None:
    """Write a text over a file that was just written: one that is emptied first has to be on the disk before the next can be."""
    with path.open("r+", encoding="utf-8") as file:
        file.write(text)
        file.truncate()


def put_in_place(made: Path, place: Path, is_whole: Callable[[Path], bool]) -> None:
    """Move a finished folder to its place, where a damaged one may stand, or a whole one of another process that was faster."""
    with contextlib.suppress(FileNotFoundError):
        if not is_whole(place):
            place.rename(made.with_name(f"damaged-{made.name}"))  # goes with the folder that it was made in
    try:
        made.rename(place)
    except OSError:
        if not is_whole(place):
            raise


def sweep(folder: Path) -> None:
    """Remove what killed writers left in a folder; what is younger than a day may still be in the making."""
    for path in sorted(folder.rglob(f"*{UNFINISHED}")):
        try:
            is_old = time.time() - path.stat().st_mtime > DAY_S
        except FileNotFoundError:  # it was in a folder that has just gone, or is finished
            continue
        if is_old and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif is_old:
            path.unlink(missing_ok=True)
