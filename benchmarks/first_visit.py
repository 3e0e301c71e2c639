"""The first visit on a poor connection with a slow processor, and the whole way of a touch to a painted reflection."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.browsing import returning_reader
from benchmarks.readiness import REST, compared
from benchmarks.slowing import slowed
from benchmarks.starting import Way, ways
from benchmarks.table import Row, Sample
from tests.browser.server import Line, StaticServer, serving

AIM = 1.5
BITS_PER_S = 10_000_000
TIMES_SLOWER = 4
RUNS = 3
WARM_RUNS = 5
PATIENCE_MS = 300_000
NOTE = "/notes/independence-vs-interdependence/"
COLD = "empty cache, 10 Mbit/s, processor 4 times slower"
STARTED = f"Python ready, {COLD}"

# Whoever touches the form and asks at once waits longest: for the form's scripts, for Python, and for the paint.
TOUCH = """async () => {
  const sheet = document.querySelector("reflect-exercise");
  const painted = new Promise((resolve) => {
    sheet.addEventListener("reflected", () => requestAnimationFrame(() => setTimeout(resolve)), { once: true });
  });
  const start = performance.now();
  for (const field of sheet.querySelectorAll("input[type=radio]")) field.click();
  sheet.querySelector("input").focus();
  sheet.querySelector(".exercise__reflect").click();
  await painted;
  return performance.now() - start;
}"""


def rows(site: Path) -> list[Row]:
    """Measure starts of Python with nothing cached, and on the built site a reflection with nothing and with everything cached."""
    with tempfile.TemporaryDirectory() as temporary:
        bare = Path(temporary) / "site"
        every = ways(bare)
        with _poor_server(bare) as server:
            starts = {name: Sample(tuple(_cold(server, every[name]) for _ in range(RUNS))) for name in ("stock", "ours")}
    with _poor_server(site) as server:
        cold = Sample(tuple(_cold(server, Way(TOUCH, ()), NOTE) for _ in range(RUNS)))
    warm = _warm_touches(site)
    return [
        *compared(STARTED, starts, AIM),
        Row(f"First touch to reflection painted, {COLD}", cold.value, cold.spread),
        Row("First touch to reflection painted, warm cache", warm.value, warm.spread),
    ]


def _poor_server(folder: Path) -> contextlib.AbstractContextManager[StaticServer]:
    return serving(folder, packs=True, line=Line(BITS_PER_S))


def _cold(server: StaticServer, way: Way, path: str = "/") -> float:
    """Return how long a way takes in a browser that was never used before, on a page that has come to rest."""
    with _new_browser() as (page, profile):
        page.set_default_timeout(PATIENCE_MS)
        page.goto(server.url + path, timeout=PATIENCE_MS)
        page.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
        with slowed(profile, TIMES_SLOWER):
            return float(page.evaluate(way.script, [0, *way.arguments]))


@contextlib.contextmanager
def _new_browser() -> Iterator[tuple[Page, str]]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, returning_reader(profile=profile) as page:
        yield page, profile


def _warm_touches(site: Path) -> Sample:
    """Return how long it takes on later visits; what was answered is forgotten between them, since it would start Python by itself."""
    times = []
    with serving(site) as server, returning_reader() as page:
        for run in range(WARM_RUNS + 2):
            page.goto(server.url + NOTE)
            page.wait_for_load_state("networkidle")
            page.evaluate(REST)
            time = float(page.evaluate(TOUCH))
            if run >= 2:
                times.append(time)
    return Sample(tuple(times))
