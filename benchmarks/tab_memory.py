"""What a tab holds in memory before a first reflection and after it: ours, and Pyodide as everyone starts it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from benchmarks import processes, starting
from benchmarks.browsing import returning_reader
from benchmarks.comparison import OURS, Figures, Measured, NotMeasured, attempt, compared
from benchmarks.feedback import ASKINGS, PATIENCE_MS
from benchmarks.progress import say
from benchmarks.rivals import STOCK_PYODIDE
from benchmarks.table import Row
from tests.browser.server import serving

RUNS = 3
BEFORE, AFTER = "Memory of a tab before a first reflection", "Memory of a tab after it"
NOTE = "a page with nothing else on it, Python started and its engine imported"
KEPT = starting.START_OTHER.replace("python.terminate();", "globalThis.kept = python;")
"""Starts Python, and lets it live."""

type Use = Callable[[Page], object]


def rows(site: Path) -> list[Row]:
    """Measure tabs of new browsers, each before and after."""
    with tempfile.TemporaryDirectory() as temporary:
        bare = Path(temporary) / "site"
        stock = starting.ways(bare)["stock"]
        ours = _both(site, ASKINGS[OURS].path, lambda page: page.evaluate(ASKINGS[OURS].script))
        rival = _both(bare, "/", lambda page: page.evaluate(KEPT, stock.argument), NOTE)
    return table(ours, rival)


def table(ours: tuple[Measured, Measured], rival: tuple[Measured, Measured]) -> list[Row]:
    """Return the rows of what was held before and after."""
    return [
        row for what, own, other in zip((BEFORE, AFTER), ours, rival, strict=True) for row in compared(what, own, {STOCK_PYODIDE: other})
    ]


def _both(site: Path, path: str, use: Use, note: str = "") -> tuple[Measured, Measured]:
    say(f"memory of {path}")
    held = [_held(site, path, use) for _ in range(RUNS)]
    before, after = ([one for one in column if one is not None] for column in zip(*held, strict=True))
    return attempt(lambda: _figures(before, note)), attempt(lambda: _figures(after, note))


def _held(site: Path, path: str, use: Use) -> tuple[float | None, float | None]:
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        serving(site) as server,
        returning_reader(profile=profile) as page,
    ):
        page.set_default_timeout(PATIENCE_MS)
        page.goto(server.url + path)
        page.wait_for_load_state("networkidle")
        before = processes.held_mb(_tabs(profile))
        use(page)
        return before, processes.held_mb(_tabs(profile))


def _tabs(profile: str) -> list[int]:
    """Return the browser's processes that hold pages, with their workers; the browser is the one with this profile."""
    commands = {pid: command for pid in processes.everything() if (command := processes.command_of(pid))}
    first = [pid for pid, command in commands.items() if f"--user-data-dir={profile}" in command and "--type=" not in command]
    own = {pid for root in first for pid in processes.tree_of(root)}
    return [pid for pid in own if "--type=renderer" in commands.get(pid, "")]


def _figures(held: list[float], note: str) -> Figures:
    if not held:
        raise NotMeasured("the system does not say what a process holds")
    return Figures(tuple(held), "MB", note)
