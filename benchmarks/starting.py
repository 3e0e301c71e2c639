"""The ways of starting that are compared: Pyodide as everyone starts it, ours, and the floor, on one site."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.runtime.tools import CORE_FILES, Inputs
from tests.browser.small_site import file_of, make_site

CACHED = "00000000"
"""A folder named like a hash is cached as files with a hash in their name are: all that is compared stands in it."""

STOCK_WORKER = """\
import { loadPyodide } from "./pyodide.mjs";

self.onmessage = async ({ data: wheels }) => {
  const pyodide = await loadPyodide();
  await pyodide.loadPackage(wheels, { messageCallback() {} });
  pyodide.pyimport("reflect.wire");
  self.postMessage("ready");
};
"""

# Nothing can start sooner than the module is compiled and the snapshot is unzipped; both at once, and nothing else.
FLOOR_WORKER = """\
self.onmessage = async ({ data: [wasm, ...zipped] }) => {
  const unzip = async (url) => {
    const { body } = await fetch(url);
    const reader = body.pipeThrough(new DecompressionStream("gzip")).getReader();
    while (!(await reader.read()).done);
  };
  await Promise.all([WebAssembly.compileStreaming(fetch(wasm)), ...zipped.map(unzip)]);
  self.postMessage("ready");
};
"""

START_OTHER = """async ([stayMs, worker, files]) => {
  const start = performance.now();
  const python = new Worker(worker, { type: 'module' });
  await new Promise((resolve, reject) => {
    python.onmessage = resolve;
    python.onerror = (event) => reject(new Error(event.message));
    python.postMessage(files);
  });
  const time = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, stayMs));
  python.terminate();
  return time;
}"""

# From the first touch on, as element.js does it: the scripts of the page's side are part of the time.
START_OURS = """async ([stayMs, client]) => {
  const start = performance.now();
  const { runtime } = await import(client);
  await runtime.start();
  const time = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, stayMs));
  runtime.end();
  return time;
}"""


@dataclass(frozen=True)
class Way:
    """A script that starts Python in a page, resolves to the milliseconds that took, and ends it again.

    It is called with how long Python then stays, in milliseconds, and with the arguments.
    """

    script: str
    arguments: tuple[Any, ...]


def ways(folder: Path) -> dict[str, Way]:
    """Fill the folder with a site on which Python can be started in each way; return the ways: "stock", "ours", "floor"."""
    site = make_site(folder / CACHED)
    shutil.copy(site / "index.html", folder)
    others = site / "others"
    shutil.copytree(Inputs().pyodide, others, ignore=lambda _, names: set(names) - set(CORE_FILES))
    (others / "stock.js").write_text(STOCK_WORKER, "utf-8")
    (others / "floor.js").write_text(FLOOR_WORKER, "utf-8")
    address = f"/{CACHED}/assets/runtime"
    wheels = [f"{address}/{wheel.name}" for wheel in (site / "assets" / "runtime").glob("*.whl")]
    parts = [f"{address}/{file_of(site, '*.wasm').name}", f"{address}/{file_of(site, 'snapshot.*.gz').name}"]
    return {
        "stock": Way(START_OTHER, (f"/{CACHED}/others/stock.js", wheels)),
        "ours": Way(START_OURS, (f"/{CACHED}/assets/exercises/client.js",)),
        "floor": Way(START_OTHER, (f"/{CACHED}/others/floor.js", parts)),
    }
