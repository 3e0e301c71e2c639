"""What a user would pick instead, each from its own packages, in an environment of its own that is locked by hash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

from benchmarks.comparison import NotMeasured

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
KEPT = ROOT / "build" / "rivals"
LONGEST_INSTALL_S = 600
LONGEST_BUILD_S = 1200

MATERIAL = "stock Material"
ZENSICAL = "Zensical"
QUIZ = "mkdocs-quiz"
PYODIDE_THEME = "pyodide-mkdocs-theme"
STOCK_PYODIDE = "stock loadPyodide"
LOCKS = {MATERIAL: "material", ZENSICAL: "zensical", QUIZ: "quiz", PYODIDE_THEME: "pyodide_theme"}
"""The rivals that are Python packages, and the name of what each is locked in."""


def python_of(rival: str) -> Path:
    """Return the Python of a rival's environment, which is made when it is missing or its lock has changed.

    Raises NotMeasured when the packages cannot be had.
    """
    lock = HERE / f"{LOCKS[rival]}.txt"
    folder = KEPT / LOCKS[rival]
    program = folder / "bin" / "python"
    if not _is_made(folder, lock):
        shutil.rmtree(folder, ignore_errors=True)
        _say(f"Installing {rival} into an environment of its own")
        _run([sys.executable, "-m", "venv", str(folder)], rival)
        _run([str(program), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--require-hashes", "--requirement", str(lock)], rival)  # fmt: skip
        _note_made(folder, lock)
    return program


def packages_of(rival: str) -> Path:
    """Return the node_modules that hold what a rival loads from another host, installed when needed.

    Raises NotMeasured when the packages cannot be had.
    """
    source = HERE / f"{LOCKS[rival]}_cdn"
    folder = KEPT / source.name
    lock = source / "package-lock.json"
    if not _is_made(folder, lock):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder)
        shutil.copy(ROOT / ".npmrc", folder)
        _say(f"Installing what {rival} loads from another host")
        npm = Path(sys.prefix) / "bin" / "npm"
        _run([str(npm), "ci", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(folder)], rival)
        _note_made(folder, lock)
    return folder / "node_modules"


def version_of(rival: str) -> str:
    """Return the version that a rival is locked to."""
    (line, *_) = (HERE / f"{LOCKS[rival]}.in").read_text("utf-8").splitlines()
    return line.partition("==")[2]


def build(rival: str, command: Sequence[str], folder: Path) -> None:
    """Run a rival's build; raise NotMeasured with the last line that it printed when it fails."""
    _run(command, rival, folder, LONGEST_BUILD_S)


def _run(command: Sequence[str], rival: str, folder: Path = ROOT, longest_s: int = LONGEST_INSTALL_S) -> None:
    path = f"{Path(sys.prefix) / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    try:
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=longest_s, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise NotMeasured(f"{rival}: {problem.__class__.__name__} in {' '.join(command[:4])}") from problem
    if done.returncode:
        last = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()][-1:]
        raise NotMeasured(f"{rival}: {''.join(last) or 'it ended without a word'}")


def _is_made(folder: Path, lock: Path) -> bool:
    mark = folder / ".made"
    return mark.is_file() and mark.read_text("utf-8") == _state(lock)


def _note_made(folder: Path, lock: Path) -> None:
    (folder / ".made").write_text(_state(lock), "utf-8")


def _state(lock: Path) -> str:
    return f"{sys.version_info[:2]} {zlib.crc32(lock.read_bytes()):08x}"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
