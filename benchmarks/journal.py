"""How long the journal takes to open and to search with ten thousand entries, against a plain way of doing both."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from benchmarks.browsing import returning_reader
from benchmarks.comparison import Figures, Limit, compared
from benchmarks.table import Row
from tests.browser import journals
from tests.browser.server import serving

ENTRIES = 10_000
AIM_OPEN_MS = 1000
AIM_SEARCH_MS = 100
OPENING = f"Journal of {ENTRIES:,} entries opened, to its first rows painted"
SEARCHED_FIRST = f"Journal of {ENTRIES:,} entries searched at once after opening, key to painted"
SEARCHED = f"Journal of {ENTRIES:,} entries searched later, key to painted"
COUNTED_FIRST = f"Journal of {ENTRIES:,} entries searched at once after opening, key to all hits counted"
COUNTED = f"Journal of {ENTRIES:,} entries searched later, key to all hits counted"
SCANNED = "the database read through"
RUNS = 7
QUERIES = ("boiler", "grandmother wondering", "overestimate", "cafe", "strained", "zeppelin", "asking costs")
"""Rare, frequent, in reflections only, with an accent, in every third entry, nowhere, in titles."""

# From the beginning of the navigation to the frame in which the first rows are painted.
OPENED = """() => new Promise((resolve) => {
  const look = () => {
    if (document.querySelector("reflection-journal[view=browse] .journal__row")) {
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    } else requestAnimationFrame(look);
  };
  look();
})"""

# From a change of the query to the frame after the one that shows what was found first, and after the one that says how many there are.
SEARCH = """async (queries) => {
  const field = document.querySelector("#journal-query");
  const said = document.querySelector("[data-part=count]");
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const times = [];
  for (const query of queries) {
    const start = performance.now();
    field.value = query;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await painted();
    const first = performance.now() - start;
    while (said.textContent === "Searching…") await painted();
    times.push([first, performance.now() - start]);
  }
  return times;
}"""

# The plain way: the same rows, all of them at once.
WHOLE = """async ([timeline, store, catalogue]) => {
  const { Timeline } = await import(timeline);
  const log = await (await import(store)).store.log();
  const { Catalogue } = await import(catalogue);
  const list = document.querySelector("[data-part=list]");
  const all = new Timeline(list, document.querySelector("[data-part=more]"), new Catalogue());
  const start = performance.now();
  all.show(log.entries.toReversed(), "day", [], Infinity);
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - start;
}"""

# The plain way: every record read from the database by a cursor, for each search.
SCAN = """async (queries) => {
  const opening = indexedDB.open("how-we-help");
  const database = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result); });
  const times = [];
  for (const query of queries) {
    const words = query.toLowerCase().split(" ");
    const start = performance.now();
    await new Promise((resolve) => {
      const found = [];
      database.transaction("log").objectStore("log").openCursor().onsuccess = ({ target }) => {
        const cursor = target.result;
        if (!cursor) return resolve(found);
        const text = JSON.stringify(cursor.value).normalize("NFKD").toLowerCase();
        if (words.every((word) => text.includes(word))) found.push(cursor.value);
        cursor.continue();
      };
    });
    times.push(performance.now() - start);
  }
  database.close();
  return times;
}"""


def rows(site: Path) -> list[Row]:
    """Measure, on the built site, with entries as long as those of the real exercises."""
    with serving(site) as server, returning_reader() as page:
        address = f"{server.url}/journal/"
        page.goto(address)
        page.locator("reflection-journal[view]").wait_for()
        journals.receive(page, site, journals.large(ENTRIES))
        visits = [(_opened(page, address), *page.evaluate(SEARCH, QUERIES[-1:])[0]) for _ in range(RUNS)]
        opened, first, counted_first = (Figures(times, "ms") for times in zip(*visits, strict=True))
        searches = [times for _ in range(RUNS) for times in page.evaluate(SEARCH, QUERIES)]
        searched, counted = (Figures(times, "ms") for times in zip(*searches, strict=True))
        scanned = Figures(tuple(page.evaluate(SCAN, QUERIES[:3])), "ms")
        whole = Figures((page.evaluate(WHOLE, [_script(site, name) for name in ("timeline", "store", "catalogue")]),), "ms")
    return [
        *compared(OPENING, opened, {"every row drawn": whole}, Limit(AIM_OPEN_MS, f"under {AIM_OPEN_MS:,} ms")),
        *compared(SEARCHED_FIRST, first, {SCANNED: scanned}, Limit(AIM_SEARCH_MS, f"under {AIM_SEARCH_MS} ms")),
        *compared(COUNTED_FIRST, counted_first, {SCANNED: scanned}),
        *compared(SEARCHED, searched, {SCANNED: scanned}, Limit(AIM_SEARCH_MS, f"under {AIM_SEARCH_MS} ms")),
        *compared(COUNTED, counted, {SCANNED: scanned}),
    ]


def _opened(page: Page, address: str) -> float:
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    time: float = page.evaluate(OPENED)
    return time


def _script(site: Path, name: str) -> str:
    (file,) = (site / "assets" / "journal").glob(f"{name}.*js")
    return f"/{file.relative_to(site).as_posix()}"
