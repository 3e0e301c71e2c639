"""Writes an import's files, all of them or none, and never over one that is there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from press.importing.problem import Unreadable


def write_all(new: Mapping[Path, bytes], replaced: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Write new files, and replace those whose old bytes are still what they were when they were read.

    Raises Unreadable, with nothing changed, when a new file is there already, an old one has changed, or the disk refuses.
    """
    made: list[Path] = []
    folders: list[Path] = []
    waiting: dict[Path, Path] = {}
    try:
        for path, (old, _) in replaced.items():
            if (path.read_bytes() if path.exists() else b"") != old:
                raise Unreadable(f"{path.name} was changed while the essay was read; import again")
        for path, content in [*new.items(), *((path, content) for path, (_, content) in replaced.items())]:
            folders += _make_folder(path.parent)
            waiting[path] = _temporary(path, content)
        for path in new:
            # Unlike a rename, a link fails when the name is taken, so that nothing is ever overwritten.
            os.link(waiting[path], path)
            made.append(path)
        for path in replaced:
            waiting.pop(path).replace(path)
    except (OSError, Unreadable) as error:
        for path in made:
            path.unlink(missing_ok=True)
        _remove(waiting, folders)
        if isinstance(error, FileExistsError):
            raise Unreadable(f"{Path(str(error.filename2 or error.filename)).name} is there already and is never written over") from error
        if isinstance(error, OSError):
            raise Unreadable(f"nothing was written, since the disk refused ({error.strerror})") from error
        raise
    _remove(waiting, [])


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it, and return the ones that were not there, the innermost last."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _temporary(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".importing", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        os.fchmod(file.fileno(), 0o644)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _remove(waiting: Mapping[Path, Path], folders: list[Path]) -> None:
    for temporary in waiting.values():
        temporary.unlink(missing_ok=True)
    for folder in reversed(folders):
        if folder.exists() and not any(folder.iterdir()):
            folder.rmdir()
