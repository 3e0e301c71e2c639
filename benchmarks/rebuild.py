"""How long an edited note takes to be served, in a project of ten years: ours, and stock Material with the same words."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.comparison import Figures, Limit, attempt, compared
from benchmarks.generated import plain, project
from benchmarks.preview import MAKE_SERVE, PORT, previewed, text_at, wait_until
from benchmarks.progress import say
from benchmarks.rivals import MATERIAL, python_of
from benchmarks.table import Row

COUNT = 520
RUNS = 3
AIM = Limit(2, "under 2 s")
WHAT = f"An edit among {COUNT} notes, saved to served"
SERVE = ("-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{PORT}")


def rows(count: int = COUNT) -> list[Row]:
    """Measure edits of one note in the middle, each after the one before is served."""
    ours = attempt(lambda: _edits(project.write, sys.executable, MAKE_SERVE, count))
    stock = attempt(lambda: _edits(plain.write, str(python_of(MATERIAL)), SERVE, count))
    return compared(WHAT, ours, {f"{MATERIAL}, mkdocs serve": stock}, AIM)


def _edits(write: Callable[[Path, int], Path], python: str, serve: tuple[str, ...], count: int) -> Figures:
    with tempfile.TemporaryDirectory() as temporary:
        root = write(Path(temporary) / "project", count)
        note = root / "docs" / "notes" / "posts" / f"week-{count // 2:04}.md"
        say(f"serving {count} notes with {Path(python).parents[1].name}")
        with previewed([python, *serve], root) as address:
            page = f"{address}notes/{note.stem}/"
            wait_until(lambda: "</html>" in text_at(page))
            return Figures(tuple(_edited(note, page, run) for run in range(RUNS)), "s")


def _edited(note: Path, page: str, run: int) -> float:
    words = f"Edited for the {run + 1}th time."
    note.write_text(note.read_text("utf-8").replace("<!-- more -->", f"<!-- more -->\n\n{words}"), "utf-8")
    saved = time.perf_counter()
    wait_until(lambda: words in text_at(page))
    return time.perf_counter() - saved
