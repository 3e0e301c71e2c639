"""What the machine refuses, a full disk or a folder that may not be written, in one sentence for whoever ran a command."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM)
SAID = {
    errno.ENOSPC: re.compile(r"no space left on device|ENOSPC", re.IGNORECASE),
    errno.EFBIG: re.compile(r"file too large|EFBIG", re.IGNORECASE),
    errno.EROFS: re.compile(r"read-only file system|EROFS", re.IGNORECASE),
    errno.EACCES: re.compile(r"permission denied|EACCES", re.IGNORECASE),
}
"""How programs that are run on the way tell of it."""


def sentence(error: OSError) -> str:
    """Return what was refused and how to mend it."""
    where = _shown(error.filename2 or error.filename)
    if error.errno in FULL:
        return f"There is no room left on the disk{f' for {where}' if where else ''}; make room, and run the same command again."
    if error.errno in CLOSED:
        return (
            f"{where or 'A file'} may not be read or written here; let this user write in the project's folder, "
            "or copy it to where that is so, and run the same command again."
        )
    if error.errno == errno.ENOENT:
        return (
            f"{where or 'A file'} is missing; put it back, or delete .venv and node_modules if it is in one of them, and run 'make site'."
        )
    return f"{where or 'The machine'} refused: {error.strerror or error}; mend that, and run the same command again."


def _shown(file: object) -> str:
    """Return a file as it is named from the folder that the command runs in; nothing where none is known."""
    if not isinstance(file, str | os.PathLike):
        return ""
    path, here = Path(file).absolute(), Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def refusal(done: subprocess.CompletedProcess[str] | subprocess.CalledProcessError) -> OSError | None:
    """Return what the machine refused to a program that has failed, or None when that is not why."""
    if done.returncode == -signal.SIGXFSZ:
        return OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    said = f"{done.stdout or ''}\n{done.stderr or ''}"
    number = next((one for one, pattern in SAID.items() if pattern.search(said)), None)
    return None if number is None else OSError(number, os.strerror(number))
