"""How long until Python is ready: our start, against Pyodide as everyone starts it, in the same browser."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from benchmarks.browsing import returning_reader
from benchmarks.table import Row, Sample
from press.runtime.tools import CORE_FILES, Inputs
from tests.browser.server import serving
from tests.browser.small_site import make_site

AIM = 5.0
RUNS = 9
WARMING_RUNS = 4
"""Fill the HTTP cache, and let the browser keep the compiled code that it keeps after a few visits."""
REST_MS = 300

STOCK = "stock/00000000"
"""A folder named like a hash is cached as our files are."""

STOCK_WORKER = """\
import { loadPyodide } from "./pyodide.mjs";

self.onmessage = async ({ data: wheels }) => {
  const pyodide = await loadPyodide();
  await pyodide.loadPackage(wheels, { messageCallback() {} });
  pyodide.pyimport("reflect.wire");
  self.postMessage("ready");
};
"""

START_STOCK = """async ([worker, wheels]) => {
  const start = performance.now();
  const python = new Worker(worker, { type: 'module' });
  await new Promise((resolve, reject) => {
    python.onmessage = resolve;
    python.onerror = (event) => reject(new Error(event.message));
    python.postMessage(wheels);
  });
  const time = performance.now() - start;
  python.terminate();
  return time;
}"""

START_OURS = """async (plain) => {
  const { Session } = await import('/assets/exercises/session.js');
  const start = performance.now();
  const worker = new URL('/assets/exercises/worker.js', location.href);
  const session = new Session(worker, plain, { startMs: 60000, replyMs: 60000 }, () => {});
  await session.started;
  return performance.now() - start;
}"""


def rows() -> list[Row]:
    """Measure three ways of starting in turns, each on a freshly loaded page, with everything in the cache."""
    with tempfile.TemporaryDirectory() as temporary:
        stock, plain, ours = _measured(Path(temporary) / "site")
    ratio = stock.median_ms / ours.median_ms
    return [
        Row("Python ready: stock loadPyodide, loadPackage, import", stock.value, stock.spread, "1.0"),
        Row("Python ready: ours without the snapshot", plain.value, plain.spread, f"{stock.median_ms / plain.median_ms:.1f}"),
        Row("Python ready: ours", ours.value, ours.spread, f"{ratio:.1f}", f"at least {AIM:.0f}", ratio >= AIM),
    ]


def _measured(folder: Path) -> tuple[Sample, Sample, Sample]:
    site = make_site(folder)
    shutil.copytree(Inputs().pyodide, site / STOCK, ignore=lambda _, names: set(names) - set(CORE_FILES))
    (site / STOCK / "worker.js").write_text(STOCK_WORKER, "utf-8")
    with serving(site) as server, returning_reader() as page:
        wheels = [f"{server.url}/assets/runtime/{wheel.name}" for wheel in (site / "assets" / "runtime").glob("*.whl")]
        ways = {
            "stock": (START_STOCK, [f"/{STOCK}/worker.js", wheels]),
            "plain": (START_OURS, True),
            "ours": (START_OURS, False),
        }
        times: dict[str, list[float]] = {way: [] for way in ways}
        for run in range(WARMING_RUNS + RUNS):
            for way, (script, argument) in ways.items():
                page.goto(server.url)
                page.wait_for_timeout(REST_MS)
                time = page.evaluate(script, argument)
                if run >= WARMING_RUNS:
                    times[way].append(time)
    return Sample(tuple(times["stock"])), Sample(tuple(times["plain"])), Sample(tuple(times["ours"]))
