"""The writing desk: how long until a kept draft is checked and shown, and from a letter typed to the page that has it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from benchmarks.browsing import returning_reader
from benchmarks.table import Row, Sample
from tests.browser.server import serving
from tests.browser.waiting import wait_until
from tests.browser.writing import editor, open_published, turn

READY_AIM_MS = 3000
EDIT_AIM_MS = 200
RUNS = 9
WARMING_RUNS = 3
EDITS = 15
REST_MS = 300
HEADING = "Whose burden is it?"
"""A line of the longest published note's exercises."""

# From the start of the navigation to the frame after the first page was shown.
WATCH = """addEventListener('DOMContentLoaded', () => {
  const desk = document.querySelector('writing-desk');
  if (!desk) return;
  new MutationObserver((_, observer) => {
    if (desk.getAttribute('state') !== 'shown') return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.readyMs = performance.now(); }));
  }).observe(desk, { attributes: true });
});"""

# From the letter to the frame after the one in which the page has changed.
TIME = """() => {
  let start = 0;
  document.addEventListener('beforeinput', () => { start = performance.now(); }, { capture: true, once: true });
  window.edited = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
    }).observe(document.querySelector('[data-part=page]'), { childList: true, subtree: true });
  });
}"""


def rows(site: Path) -> list[Row]:
    """Measure both with the longest published note as a draft, everything in the cache."""
    with serving(site) as server, returning_reader() as page:
        page.add_init_script(WATCH)
        page.goto(f"{server.url}/write/")
        page.locator("writing-desk[state=ready]").wait_for(timeout=60_000)
        open_published(page)
        ready = Sample(tuple(_ready_ms(page) for _ in range(WARMING_RUNS + RUNS))[WARMING_RUNS:])
        editor(page).focus()
        page.keyboard.press("Control+End")
        note = Sample(tuple(_edit_ms(page) for _ in range(EDITS)))
        turn(page, "Exercises")
        editor(page).locator(".cm-line", has_text=HEADING).click()
        page.keyboard.press("End")
        exercises = Sample(tuple(_edit_ms(page) for _ in range(EDITS)))
    return [
        _row("Desk: page opened to draft checked and shown", ready, READY_AIM_MS),
        _row("Desk: letter in the note to page", note, EDIT_AIM_MS),
        _row("Desk: letter in 10 KB of exercises to page", exercises, EDIT_AIM_MS),
    ]


def _row(what: str, sample: Sample, aim_ms: int) -> Row:
    return Row(what, sample.value, sample.spread, "", f"under {aim_ms} ms", sample.median_ms < aim_ms)


def _ready_ms(page: Page) -> float:
    page.wait_for_timeout(REST_MS)
    page.reload()
    wait_until(page, "() => window.readyMs !== undefined")
    return float(page.evaluate("window.readyMs"))


def _edit_ms(page: Page) -> float:
    page.wait_for_timeout(REST_MS)
    page.evaluate(TIME)
    page.keyboard.type("x")
    return float(page.evaluate("window.edited"))
