"""Finds and runs what the runtime is made with: Pyodide from npm, Node, pip, hatchling and pyodide-build."""

from __future__ import annotations

import functools
import hashlib
import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from press.refusals import refusal
from press.runtime.problem import RuntimeProblem

OVERRIDES = Path(__file__).resolve().parents[2]
PROJECT = OVERRIDES.parent

PYODIDE_VERSION = "0.29.5"
"""The loader's text is patched and its snapshots are an undocumented option, so no other version will do."""

CORE_FILES = {
    "pyodide.mjs": "510ca14305230018f50c40fb81be673afd68080e70ce7733fcce6600dd6a1714",
    "pyodide.asm.js": "356c42f69e1695397e9d8670bd3c2e678248cde76e18bdae1731e848537b47d7",
    "pyodide.asm.wasm": "54309a5a2cfd757b1f0fdbc9093c92503f7b341500110329d932487183912718",
    "python_stdlib.zip": "831fd1e535084b972f87c6a35275de3d236efd5166f5e77ce89497710635e73c",
    "pyodide-lock.json": "14d2c2dba101277999e17135e653d8f15389ad1437f53eae213bf0c3cdff723d",
}
"""The files of that version with the SHA-256 of each, so that a damaged one is named and not met in a later step."""
NPM_ANEW = "delete node_modules and run 'make site', which installs what package-lock.json names"
PACKAGES_ANEW = "delete .venv and run 'make site', which installs what requirements.txt names"
REPORTED_LINES = 6

SAME_BYTES = {"SOURCE_DATE_EPOCH": "1580601600", "PYTHONHASHSEED": "0"}
"""Makes the tools write the same bytes for the same inputs: the date is the one that hatchling gives its wheels."""


@dataclass(frozen=True)
class Inputs:
    """Where everything comes from that the runtime is made of. Tests put other folders in."""

    pyodide: Path = PROJECT / "node_modules" / "pyodide"
    engine: Path = PROJECT / "exercises"
    """The folder with the `reflect` package, its pyproject.toml and requirements.txt."""
    unpack: Path = OVERRIDES / "assets" / "exercises" / "snapshot.js"
    """The worker's own module that reads a snapshot, used to check it."""


def require_pyodide(folder: Path) -> None:
    """Raise RuntimeProblem unless the folder holds the files of the one version of Pyodide that fits, whole."""
    missing = [name for name in (*CORE_FILES, "package.json") if not (folder / name).is_file()]
    if missing:
        raise RuntimeProblem(f"{_shown(folder)} has no {missing[0]}, which the runtime is made of; {NPM_ANEW}.")
    if f'"{PYODIDE_VERSION}"' not in (folder / "package.json").read_text("utf-8"):
        raise RuntimeProblem(f"{_shown(folder)} is not Pyodide {PYODIDE_VERSION}, the version that the runtime is written for; {NPM_ANEW}.")
    damaged = [name for name, known in CORE_FILES.items() if _digest(folder / name, (folder / name).stat().st_mtime_ns) != known]
    if damaged:
        raise RuntimeProblem(f"{_shown(folder)}/{damaged[0]} is not the file of Pyodide {PYODIDE_VERSION}, or is damaged; {NPM_ANEW}.")


@functools.cache
def _digest(file: Path, changed_ns: int) -> str:
    """Return the SHA-256 of a file, read once for each time that it was changed: a preview asks after every edit."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def node() -> Path:
    """Return the Node program that came with the virtual environment."""
    return _program("node")


def python_tool(name: str) -> Path:
    """Return a command that a Python package put into the virtual environment."""
    return _program(name)


def run(what: str, command: list[str | Path], mend: str, cwd: Path | None = None) -> None:
    """Run a command quietly.

    what: what it does, as in "building the wheel"; mend: what to do when it fails.
    Raises RuntimeProblem with both and the last lines that the command wrote, or OSError when the machine refused it something.
    """
    environment = {**os.environ, **SAME_BYTES, "PYTHONWARNINGS": "ignore", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        if refused := refusal(done):
            raise refused
        # A tool's own traceback is indented below its first line; what it means stands in its last.
        lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip() and not line.startswith((" ", "Traceback"))]
        said = "\n".join(f"  {line[:300]}" for line in lines[-REPORTED_LINES:])
        raise RuntimeProblem(f"The runtime is not made: {what} failed; {mend}. What it said last:\n{said}")


def _program(name: str) -> Path:
    places = [Path(sysconfig.get_path("scripts")), Path(sys.prefix) / "bin"]
    for place in places:
        for file in (place / name, place / f"{name}.exe"):
            if file.is_file():
                return file
    raise RuntimeProblem(f"{name!r} is not in {_shown(places[0])}, and the runtime is made with it; {PACKAGES_ANEW}.")


def _shown(path: Path) -> str:
    return str(path.relative_to(PROJECT)) if path.is_relative_to(PROJECT) else str(path)
