"""What a tab holds in memory before a first reflection and after it: ours, and Pyodide as everyone starts it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from benchmarks import processes, starting
from benchmarks.browsing import returning_reader
from benchmarks.comparison import OURS, Figures, Measured, NotMeasured, attempt, compared
from benchmarks.feedback import ASKINGS, PATIENCE_MS
from benchmarks.progress import say
from benchmarks.rivals import STOCK_PYODIDE
from benchmarks.table import Row
from tests.browser.server import serving
from tests.browser.small_site import copy_site

RUNS = 3
BEFORE, AFTER = "Memory of a tab before a first reflection", "Memory of a tab after it"
NOTE = "in a copy of the same page: Python started and its engine imported, no reflection drawn"
POLICY = re.compile(r'<meta http-equiv="?Content-Security-Policy"?[^>]*>')
KEPT = starting.START_OTHER.replace("python.terminate();", "globalThis.kept = python;")
"""Starts Python, and lets it live."""

type Use = Callable[[Page], object]


def rows(site: Path) -> list[Row]:
    """Measure tabs of new browsers, each before and after."""
    with tempfile.TemporaryDirectory() as temporary:
        asking = ASKINGS[OURS]
        beside, argument = _with_stock(site, asking.path, Path(temporary))
        ours = _both(site, asking.path, lambda page: page.evaluate(asking.script))
        rival = _both(beside, asking.path, lambda page: page.evaluate(KEPT, argument), NOTE)
    return table(ours, rival)


def table(ours: tuple[Measured, Measured], rival: tuple[Measured, Measured]) -> list[Row]:
    """Return the rows of what was held before and after."""
    return [
        row for what, own, other in zip((BEFORE, AFTER), ours, rival, strict=True) for row in compared(what, own, {STOCK_PYODIDE: other})
    ]


def _with_stock(site: Path, path: str, folder: Path) -> tuple[Path, Any]:
    """Return a copy of the site that has stock Pyodide too, and no policy on this page that would stop it, and what starts it."""
    bare, beside = folder / "bare", copy_site(site, folder / "beside")
    stock = starting.ways(bare)["stock"]
    (beside / starting.CACHED).symlink_to(bare / starting.CACHED)
    (beside / "_headers").unlink()
    page = beside / path.lstrip("/") / "index.html"
    html = POLICY.sub("", page.read_text("utf-8"))
    page.unlink()  # it is a link to the site's own
    page.write_text(html, "utf-8")
    return beside, [0, *stock.arguments]


def _both(site: Path, path: str, use: Use, note: str = "") -> tuple[Measured, Measured]:
    say(f"memory of {path}{note and ', '}{note}")
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
