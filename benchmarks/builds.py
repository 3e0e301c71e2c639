"""How long a build takes and how much memory it needs, by the number of notes: ours, and what a user would pick instead.

Every note has six footnotes and two exercises; the rivals get the same words as plain text, with the exercises as lists.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import processes
from benchmarks.comparison import OURS, Aim, Figures, Limit, Measured, NotMeasured, compared
from benchmarks.generated import plain, project
from benchmarks.progress import say
from benchmarks.rivals import MATERIAL, QUIZ, ZENSICAL, material, quiz, zensical
from benchmarks.table import Row

COUNTS = (3, 52, 520, 1040)
RUNS = {3: 3, 52: 3, 520: 2, 1040: 1}
QUIZ_COUNT = 52
AGAIN = f"{OURS}, what did not change kept"
AIMED_COUNT, AIM = 520, Aim(MATERIAL, 1.3)
FEW, MANY, MOST_GROWTH = 52, 1040, 1.15
GROWTH = f"Build time of a note among {MANY:,}, as a multiple of one among {FEW}"
OWN_COMMAND = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet")
QUIET = {"NO_MKDOCS_2_WARNING": "1"}

type Runs = list[processes.Run] | NotMeasured


@dataclass(frozen=True)
class Builder:
    """How one of the compared writes a project and builds it."""

    write: Callable[[Path, int], Path]
    command: Callable[[], list[str]]


BUILDERS = {
    MATERIAL: Builder(plain.write, material.build_command),
    ZENSICAL: Builder(lambda root, count: plain.write(root, count, zensical.CONFIG), zensical.build_command),
    QUIZ: Builder(lambda root, count: _with_quizzes(plain.write(root, count, quiz.CONFIG)), lambda: material.build_command(QUIZ)),
}


def rows(counts: tuple[int, ...] = COUNTS) -> list[Row]:
    """Build each number of notes with each builder in turns, and return rows of time, of memory, and of how ours grows."""
    table: list[Row] = []
    times: dict[int, Measured] = {}
    for count in counts:
        built = _built(count)
        table += rows_of(count, built)
        times[count] = _time(built[OURS])
    if FEW in times and MANY in times:
        table += growth(times[FEW], times[MANY])
    return table


def rows_of(count: int, built: Mapping[str, Runs]) -> list[Row]:
    """Return the rows of one number of notes: time with its aim, and memory."""
    seconds = {name: _time(runs) for name, runs in built.items()}
    memory = {name: _memory(runs) for name, runs in built.items()}
    aims = (AIM,) if count == AIMED_COUNT else ()
    return [
        *compared(time_title(count), seconds.pop(OURS), seconds, *aims),
        *compared(memory_title(count), memory.pop(OURS), memory),
    ]


def time_title(count: int) -> str:
    return f"Build of {count:,} notes"


def memory_title(count: int) -> str:
    return f"Memory of a build of {count:,} notes"


def growth(few: Measured, many: Measured) -> list[Row]:
    """Return the row that says how many times as long a note takes among many as among few."""
    limit = Limit(MOST_GROWTH, f"at most {MOST_GROWTH}")
    if isinstance(few, NotMeasured) or isinstance(many, NotMeasured):
        return compared(GROWTH, few if isinstance(few, NotMeasured) else many, {}, limit)
    times = (many.median / MANY) / (few.median / FEW)
    return [Row(GROWTH, f"{times:.2f}", "", "", str(limit), times <= limit.most, measured=GROWTH, whose=OURS)]


def _built(count: int) -> dict[str, Runs]:
    builders = {name: builder for name, builder in BUILDERS.items() if name != QUIZ or count == QUIZ_COUNT}
    built: dict[str, list[processes.Run]] = {name: [] for name in (OURS, AGAIN, *builders)}
    failed: dict[str, NotMeasured] = {}
    with tempfile.TemporaryDirectory() as temporary:
        own = _own_project(Path(temporary) / "ours", count)
        roots = {name: builder.write(Path(temporary) / str(at), count) for at, (name, builder) in enumerate(builders.items())}
        for turn in range(RUNS.get(count, 1)):
            say(f"building {count:,} notes, {turn + 1} of {RUNS.get(count, 1)}")
            _forget(own)
            for name in (OURS, AGAIN):
                _once(built[name], failed, name, list(OWN_COMMAND), own)
            for name, builder in builders.items():
                if name not in failed:
                    _once(built[name], failed, name, builder.command, roots[name])
    return {name: failed.get(name, runs) for name, runs in built.items()}


def _once(
    runs: list[processes.Run], failed: dict[str, NotMeasured], name: str, command: list[str] | Callable[[], list[str]], root: Path
) -> None:
    shutil.rmtree(root / "site", ignore_errors=True)
    try:
        runs.append(processes.run(command if isinstance(command, list) else command(), root, QUIET))
    except NotMeasured as reason:
        failed[name] = reason


def _own_project(root: Path, count: int) -> Path:
    """Write a project whose build keeps what it made for itself alone; only the browser's Python, the same for every note, is there."""
    project.write(root, count)
    shared = (root / "build").resolve()
    (root / "build").unlink()
    (root / "build").mkdir()
    (root / "build" / "runtime").symlink_to(shared / "runtime")
    return root


def _forget(root: Path) -> None:
    for kept in (root / "build").iterdir():
        if kept.name != "runtime":
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink()


def _with_quizzes(root: Path) -> Path:
    for at, post in enumerate(sorted((root / "docs" / "notes" / "posts").iterdir())):
        post.write_text("\n".join([post.read_text("utf-8"), quiz.question(2 * at), quiz.question(2 * at + 1)]), "utf-8")
    return root


def _time(runs: Runs) -> Measured:
    return runs if isinstance(runs, NotMeasured) else Figures(tuple(run.seconds for run in runs), "s")


def _memory(runs: Runs) -> Measured:
    if isinstance(runs, NotMeasured):
        return runs
    peaks = tuple(run.peak_mb for run in runs if run.peak_mb is not None)
    return Figures(peaks, "MB") if peaks else NotMeasured("the system does not say what a process holds")
