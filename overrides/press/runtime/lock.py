"""Byte-compiles the wheels and writes the lock file that tells Pyodide where they are."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from press.runtime.tools import python_tool, run

LOCK = "pyodide-lock.json"
WHEEL_DATE = (2020, 2, 2, 0, 0, 0)
MEND = "delete .venv and run 'make site', which installs what requirements.txt names"


def lock_wheels(wheels: Iterable[Path], pyodide: Path, folder: Path) -> Path:
    """Put the wheels, byte-compiled, and a lock file of them alone into a new folder; return the lock file.

    Each wheel's name carries a hash of its content.
    The order is pyodide-build's: the lock is written from source wheels, and compiling rewrites its hashes.
    """
    folder.mkdir(parents=True)
    copies = [Path(shutil.copy(wheel, folder)) for wheel in wheels]
    bare = folder / "bare.json"
    bare.write_text(json.dumps({**_read(pyodide / LOCK), "packages": {}}), "utf-8")
    tool = python_tool("pyodide")
    options: list[str | Path] = ["--input", bare, "--output", folder / LOCK, "--base-path", folder]
    run("writing the lock of the wheels", [tool, "lockfile", "add-wheels", *options, *copies], MEND)
    bare.unlink()
    run("compiling the wheels", [tool, "py-compile", "--silent", folder], MEND)
    _settle(folder / LOCK)
    return folder / LOCK


def wheels_of(lock: Path) -> list[Path]:
    """Return the wheels that a lock lists."""
    return [lock.parent / package["file_name"] for package in _read(lock)["packages"].values()]


def info(lock: Path) -> dict[str, Any]:
    """Return what a lock says about the Pyodide that it is for."""
    found: dict[str, Any] = _read(lock)["info"]
    return found


def _settle(lock: Path) -> None:
    """Take the time of compiling out of the wheels, and name them by their content."""
    data = _read(lock)
    for package in data["packages"].values():
        wheel = lock.parent / package["file_name"]
        _date(wheel)
        package["sha256"] = hashlib.sha256(wheel.read_bytes()).hexdigest()
        package["file_name"] = f"{wheel.stem}.{package['sha256'][:8]}{wheel.suffix}"
        wheel.rename(wheel.with_name(package["file_name"]))
    lock.write_text(json.dumps(data, sort_keys=True), "utf-8")


def _date(wheel: Path) -> None:
    """Write the wheel anew with one date for all of its files."""
    with zipfile.ZipFile(wheel) as archive:
        contents = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in contents:
            entry = zipfile.ZipInfo(name, WHEEL_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def _read(lock: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(lock.read_text("utf-8"))
    return data
