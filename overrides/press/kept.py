"""What was worked out of one file or one page alone, kept between builds under a hash of all that it depends on.

Every kind of result has one file in the folder of what is built. An entry's key is a hash of what went into it; the file's
first line names the code that made it, down to the last character, and holds a hash of the rest. That code is all of ours, or
the few modules that a kind says it is made by. So a result is used only where making it again would give the same, and a file
that was damaged counts as none.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import platform
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import reflect

FOLDER = "kept"
LIBRARIES = ("jinja2", "lxml", "markdown", "pypandoc_binary", "pyyaml", "ruamel.yaml")
"""Packages on whose versions a result may depend, besides our own code."""
MISSING = object()
_keeps_all = False


@dataclass
class Kept:
    """The results of one kind: plain data, as JSON has it. `save` writes them, and drops what has long not been asked for."""

    file: Path
    code: str
    _before: dict[str, Any] = field(default_factory=dict)
    _used: dict[str, Any] = field(default_factory=dict)
    _is_new: bool = False

    def value(self, made_of: str | bytes, make: Callable[[], Any]) -> Any:
        """Return what `make` makes of the text, or made of it before."""
        key = _key(made_of)
        found = self._used.get(key, MISSING)
        if found is MISSING:
            found = self._before.pop(key, MISSING)
            if found is MISSING:
                found, self._is_new = make(), True
            self._used[key] = found
        return found

    def has(self, made_of: str | bytes) -> bool:
        """Tell whether what was made of the text is there."""
        return any(_key(made_of) in known for known in (self._used, self._before))

    def save(self) -> None:
        """Write the results, when there are new ones; where that cannot be done, the next build makes them again."""
        if not self._is_new:
            return
        # Another project may share the folder, and a draft come back: as many as were used stay unused, the latest of them.
        older = self._before if _keeps_all else dict([*self._before.items()][-len(self._used) :])
        try:
            _write(self.file, self.code, json.dumps({**older, **self._used}, separators=(",", ":")))
        except OSError:
            return
        self._is_new = False


def keep_all() -> None:
    """Drop nothing from now on: a preview that leaves pages out asks for a part of what is kept."""
    global _keeps_all
    _keeps_all = True


@functools.cache
def kept(build: Path, kind: str, *by: str) -> Kept:
    """Return the results of a kind that are kept in the folder of what is built; read once, however often a site is built.

    by: the files of all modules of ours that have a part in such a result; every module where none is named.
    """
    file, code = build / FOLDER / f"{kind}.json", _code(*by)
    return Kept(file, code, _read(file, code))


def _read(file: Path, code: str) -> dict[str, Any]:
    try:
        head, _, body = file.read_text("utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    found: dict[str, Any] = json.loads(body) if head == _head(code, body) else {}
    return found


def _write(file: Path, code: str, body: str) -> None:
    """Write a whole file at once, under a name of its own until it is whole: two builds may do so at the same time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=file.parent, prefix=file.stem, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as written:
            written.write(f"{_head(code, body)}\n{body}")
        Path(unfinished).replace(file)
    except OSError:
        Path(unfinished).unlink(missing_ok=True)
        raise


def _key(made_of: str | bytes) -> str:
    return hashlib.sha256(made_of.encode("utf-8", "surrogatepass") if isinstance(made_of, str) else made_of).hexdigest()[:32]


def _head(code: str, body: str) -> str:
    return f"{code} {hashlib.sha256(body.encode()).hexdigest()}"


@functools.cache
def _code(*by: str) -> str:
    """Return a hash of the code that makes results."""
    digest = hashlib.sha256(repr((platform.python_version(), [version(name) for name in LIBRARIES])).encode())
    for path in [Path(file) for file in by] or _ours():
        digest.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:32]


def _ours() -> list[Path]:
    return [path for folder in (Path(__file__).parent, Path(reflect.__file__).parent) for path in sorted(folder.rglob("*.py"))]
