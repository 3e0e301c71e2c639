"""Looks into a zip without ever writing what it names, and refuses one that means harm."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from press.importing.problem import Unreadable

MOST_FILES = 20_000
MOST_BYTES = 512 * 2**20
MOST_IN_ONE = 64 * 2**20
MOST_TIMES_SMALLER = 400
"""Deflate can make zeroes a thousand times smaller; prose and pictures shrink by less than ten."""
SMALL = 2**20
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, OverflowError, RuntimeError, ValueError)
"""What zipfile raises over a file that is none, or none any more."""


class Archive:
    """A zip whose names all stay inside it and whose sizes are those of essays and pictures."""

    def __init__(self, raw: bytes) -> None:
        """Open the zip; raises Unreadable when it is damaged, climbs out of itself, or would swell up."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except DAMAGED as error:
            raise Unreadable("it is a damaged zip; export or save it again") from error
        entries = [one for one in self._zip.infolist() if not one.is_dir()]
        for entry in entries:
            _check(entry)
        if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise Unreadable("the zip would unpack to far more than essays and pictures take; nothing was read from it")
        self.names = [entry.filename for entry in entries]

    def read(self, name: str) -> bytes:
        """Return the bytes of one file; raises Unreadable when it is damaged, locked or larger than it says."""
        try:
            with self._zip.open(name) as file:
                raw = file.read(MOST_IN_ONE + 1)
        except DAMAGED as error:
            raise Unreadable(f"the zip is damaged or locked at {name!r}; export or save it again") from error
        if len(raw) > MOST_IN_ONE:
            raise Unreadable(f"the zip would unpack {name!r} to more than {MOST_IN_ONE >> 20} MB; nothing was read from it")
        return raw


def _check(entry: zipfile.ZipInfo) -> None:
    # zipfile cuts names at a zero byte and turns backslashes on Windows only; what was written there is what counts.
    name = entry.orig_filename.replace("\\", "/")
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or ":" in name.split("/", 1)[0] or "\0" in name:
        raise Unreadable(f"the zip holds a path that climbs out of it, {entry.orig_filename!r}; no export does that, and nothing was read")
    swells = entry.file_size > SMALL and entry.file_size > MOST_TIMES_SMALLER * max(entry.compress_size, 1)
    if swells or entry.file_size > MOST_IN_ONE:
        raise Unreadable(f"the zip would unpack {entry.filename!r} to {entry.file_size / 2**20:,.0f} MB; nothing was read from it")
