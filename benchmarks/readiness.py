"""How long from the first touch until Python is ready, from the browser's cache: ours, Pyodide as everyone starts it, and the floor."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.comparison import OURS, NotMeasured
from benchmarks.engines import ENGINES, Reader
from benchmarks.starting import Way, ways
from benchmarks.table import Row, Sample
from tests.browser.server import serving

AIMS = {"Chromium": 7.0, "Firefox": 4.0, "WebKitGTK": 4.0}
"""How many times faster than stock."""
FLOOR_AIM = 1.6
RUNS = {"Chromium": 9, "Firefox": 5, "WebKitGTK": 5}
WARMING_RUNS = 3
"""Fill the HTTP cache, and let the browser keep the compiled code that it keeps after a few visits."""
STOCK = "stock loadPyodide, loadPackage, import"
STAY_MS = 4000
"""How long Python stays in those: a browser keeps compiled code once a page has rested for a while, as a reader's does."""
REST = "() => new Promise((done) => setTimeout(done, 300))"


def rows() -> list[Row]:
    """Measure each engine that is there, all ways of starting in turns, each on a freshly loaded page."""
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        every = ways(site)
        with serving(site) as server:
            return [row for engine in ENGINES for row in _engine_rows(engine, server.url, every)]


def _engine_rows(engine: str, url: str, every: Mapping[str, Way]) -> list[Row]:
    try:
        with ENGINES[engine]() as reader:
            times = in_turns(reader, url, every, RUNS[engine], WARMING_RUNS)
    except NotMeasured as reason:
        return [Row(title(engine), "–", note=f"not measured here: {reason}")]
    return compared(title(engine), times, AIMS[engine], FLOOR_AIM if engine == "Chromium" else None)


def title(engine: str) -> str:
    return f"Python ready in {engine}"


def in_turns(reader: Reader, url: str, every: Mapping[str, Way], runs: int, warming: int = 0) -> dict[str, Sample]:
    """Return how long each way took, after some runs that do not count."""
    times: dict[str, list[float]] = {way: [] for way in every}
    for run in range(warming + runs):
        for name, way in every.items():
            reader.visit(url)
            reader.evaluate(REST)
            stay_ms = STAY_MS if run < warming else 0
            time = float(reader.evaluate(way.script, [stay_ms, *way.arguments]))
            if run >= warming:
                times[name].append(time)
    return {name: Sample(tuple(measured)) for name, measured in times.items()}


def compared(what: str, times: Mapping[str, Sample], aim: float, floor_aim: float | None = None) -> list[Row]:
    """Return a row for ours with what it must reach, one for stock and, where it was measured, one for the floor below ours."""
    stock, ours = times["stock"], times["ours"]
    ratio = middle(stock.times_ms, ours.times_ms)
    above = middle(ours.times_ms, times["floor"].times_ms) if "floor" in times else None
    aims, is_met = f"{aim:g} times faster than stock", ratio >= aim
    if above is not None and floor_aim:
        aims, is_met = f"{aims}, at most {floor_aim:g} times the floor", is_met and above <= floor_aim
    rows = [
        Row(what, ours.value, ours.spread, "1.0", aims, is_met, measured=what, whose=OURS),
        Row(f"  {STOCK}", stock.value, stock.spread, f"{ratio:.1f}", measured=what, whose=STOCK),
    ]
    if above is not None:
        floor = times["floor"]
        rows.append(Row("  the floor: compile and unzip, nothing else", floor.value, floor.spread, f"{1 / above:.2f}"))
    return rows


def middle(slower: Iterable[float], faster: Iterable[float]) -> float:
    """Return the median of the ratios of what was measured in the same turn, which a busy machine moves together."""
    return statistics.median(one / other for one, other in zip(slower, faster, strict=True))
