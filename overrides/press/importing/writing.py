"""Writes an import's files, all of them or none, and never over one that is there."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from press.importing.problem import Unreadable


def write_all(new: Mapping[Path, bytes], replaced: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Write new files, and replace those whose old bytes are still what they were when they were read.

    Raises Unreadable, with nothing changed, when a new file is there already, an old one has changed, or the disk refuses.
    Nothing is changed either when somebody stops it.
    """
    made: list[Path] = []
    folders: list[Path] = []
    waiting: dict[Path, Path] = {}
    is_done = False
    try:
        for path, (old, _) in replaced.items():
            if (path.read_bytes() if path.exists() else b"") != old:
                raise Unreadable(f"{path.name} was changed while the essay was read; import again")
        for path, content in [*new.items(), *((path, content) for path, (_, content) in replaced.items())]:
            folders += _make_folder(path.parent)
            # Known before it is there, so that no moment is left in which it could be forgotten.
            waiting[path] = path.with_name(f".{secrets.token_hex(8)}.importing")
            _write(waiting[path], content)
        for path, content in new.items():
            _put(waiting[path], path, content, made)
        for path in replaced:
            waiting[path].replace(path)
        is_done = True
    except FileExistsError as error:
        raise Unreadable(f"{Path(str(error.filename2 or error.filename)).name} is there already and is never written over") from error
    except OSError as error:
        raise Unreadable(f"nothing was written, since the disk refused ({error.strerror})") from error
    finally:
        if not is_done:
            _take_back(new, waiting, made)
        _remove(waiting, [] if is_done else folders)


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it, and return the ones that were not there, the innermost last."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _put(temporary: Path, path: Path, content: bytes, made: list[Path]) -> None:
    """Give a new file its name, which nothing may have. Unlike a rename, a link fails when the name is taken."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # exFAT and some network folders know no links. Whatever else is wrong, writing will say.
        _write(path, content, made)


def _write(path: Path, content: bytes, made: list[Path] | None = None) -> None:
    with path.open("xb") as file:
        if made is not None:
            made.append(path)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _take_back(new: Mapping[Path, bytes], waiting: Mapping[Path, Path], made: list[Path]) -> None:
    """Remove the new files that were made: those that are known, and those that are their temporary file by another name."""
    for path in new:
        temporary = waiting.get(path)
        if path in made or (temporary and temporary.exists() and path.exists() and path.samefile(temporary)):
            path.unlink(missing_ok=True)


def _remove(waiting: Mapping[Path, Path], folders: list[Path]) -> None:
    for temporary in waiting.values():
        temporary.unlink(missing_ok=True)
    for folder in reversed(folders):
        if folder.exists() and not any(folder.iterdir()):
            folder.rmdir()
