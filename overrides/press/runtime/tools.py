"""Finds and runs what the runtime is made with: Pyodide from npm, Node, pip, hatchling and pyodide-build."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from press.runtime.problem import RuntimeProblem

OVERRIDES = Path(__file__).resolve().parents[2]
PROJECT = OVERRIDES.parent

PYODIDE_VERSION = "0.29.5"
"""The loader's text is patched and its snapshots are an undocumented option, so no other version will do."""

CORE_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
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
    """Raise RuntimeProblem unless the folder holds the files of the one version of Pyodide that fits."""
    missing = [name for name in CORE_FILES if not (folder / name).is_file()]
    if missing:
        raise RuntimeProblem(
            f"{_shown(folder)} has no {missing[0]}, which the runtime is made of; run 'make site' to install the packages."
        )
    if f'"{PYODIDE_VERSION}"' not in (folder / "package.json").read_text("utf-8"):
        raise RuntimeProblem(
            f"{_shown(folder)} is not Pyodide {PYODIDE_VERSION}, the version that the runtime is written for; "
            "run 'make site' to install what package-lock.json names."
        )


def node() -> Path:
    """Return the Node program that came with the virtual environment."""
    return _program("node")


def python_tool(name: str) -> Path:
    """Return a command that a Python package put into the virtual environment."""
    return _program(name)


def run(what: str, command: list[str | Path], mend: str, cwd: Path | None = None) -> None:
    """Run a command quietly.

    what: what it does, as in "building the wheel"; mend: what to do when it fails.
    Raises RuntimeProblem with both and the last lines that the command wrote.
    """
    environment = {**os.environ, **SAME_BYTES, "PYTHONWARNINGS": "ignore", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        said = "\n".join(f"  {line[:300]}" for line in lines[-REPORTED_LINES:])
        raise RuntimeProblem(f"The runtime is not made: {what} failed; {mend}. What it said last:\n{said}")


def _program(name: str) -> Path:
    places = [Path(sysconfig.get_path("scripts")), Path(sys.prefix) / "bin"]
    for place in places:
        for file in (place / name, place / f"{name}.exe"):
            if file.is_file():
                return file
    raise RuntimeProblem(
        f"{name!r} is not in {_shown(places[0])}, and the runtime is made with it; run 'make site' to install the packages."
    )


def _shown(path: Path) -> str:
    return str(path.relative_to(PROJECT)) if path.is_relative_to(PROJECT) else str(path)
