"""Runs a command and says how long it took and how much memory it needed, with all the processes that it started."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.comparison import NotMeasured

PROC = Path("/proc")
LOOK_S = 0.25
LONGEST_S = 1800


@dataclass(frozen=True)
class Run:
    """A command that ended well."""

    seconds: float
    peak_mb: float | None
    """The most that all its processes held at once, shared pages divided among them; None where the system does not tell."""


def run(command: Sequence[str], folder: Path, variables: Mapping[str, str] | None = None) -> Run:
    """Run a command in a folder; raise NotMeasured with its last line when it fails."""
    start = time.perf_counter()
    variables = {**os.environ, **(variables or {})}
    with (
        subprocess.Popen(command, cwd=folder, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process,
        _watching(process.pid) as seen,
    ):
        try:
            printed, _ = process.communicate(timeout=LONGEST_S)
        except subprocess.TimeoutExpired:
            process.kill()
            raise NotMeasured(f"it was not done in {LONGEST_S} seconds") from None
        seconds = time.perf_counter() - start
    if process.returncode:
        last = [line for line in printed.splitlines() if line.strip()][-1:]
        raise NotMeasured("".join(last) or "it failed without a word")
    return Run(seconds, max(seen, default=None))


def held_mb(pids: Sequence[int]) -> float | None:
    """Return what processes hold in memory, pages that they share divided among them; None where the system does not tell."""
    sizes = [size for pid in pids if (size := _proportional_kb(pid)) is not None]
    return sum(sizes) / 1024 if sizes else None


def tree_of(root: int) -> list[int]:
    """Return a process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for status in PROC.glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The name, in brackets, may hold spaces and brackets itself.
            after_name = status.read_text("utf-8", "replace").rpartition(")")[2].split()
            children.setdefault(int(after_name[1]), []).append(int(status.parent.name))
    found = [root]
    for one in found:
        found.extend(children.get(one, []))
    return found


def everything() -> list[int]:
    """Return every process there is; none where the system does not tell."""
    return [int(folder.name) for folder in PROC.glob("[0-9]*")]


def command_of(pid: int) -> str:
    """Return the command of a process, nothing when it is gone."""
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


@contextlib.contextmanager
def _watching(root: int) -> Iterator[list[float]]:
    """Note now and then how much a process and its descendants hold, into the list that is given."""
    seen: list[float] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            held = held_mb(tree_of(root))
            if held is not None:
                seen.append(held)
            over.wait(LOOK_S)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def _proportional_kb(pid: int) -> int | None:
    try:
        text = (PROC / str(pid) / "smaps_rollup").read_text("utf-8")
    except OSError:
        return None
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), None)
