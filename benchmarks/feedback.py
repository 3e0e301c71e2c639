"""How long until a page answers somebody who asks it at once: ours, and rivals' pages, with nothing and with everything cached.

Asking at once is the first touch, as soon as the page's control works; the answer counts once it is painted. What a rival does
before any touch, as starting Python for everyone who only reads, is in the time since the page was opened.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error, Page

from benchmarks.browsing import returning_reader
from benchmarks.comparison import OURS, Figures, Measured, NotMeasured, compared
from benchmarks.intent import NO_OTHER_HOST
from benchmarks.progress import say
from benchmarks.rivals import PYODIDE_THEME, QUIZ, material, pyodide_theme, quiz
from benchmarks.slowing import slowed
from benchmarks.table import Row
from tests.browser.server import Line, StaticServer, serving

BITS_PER_S = 10_000_000
TIMES_SLOWER = 4
PATIENCE_MS = 300_000
WARMING_RUNS = 2
NOTE = "/notes/independence-vs-interdependence/"
POOR = "10 Mbit/s, processor 4 times slower"
OPENED, TOUCHED = "Page opened to its first answer", "First touch to its answer"


@dataclass(frozen=True)
class Condition:
    """Where a reader is: with what was fetched before or not, on a good machine and line or a poor one."""

    words: str
    is_warm: bool
    is_poor: bool
    runs: int


CONDITIONS = (
    Condition("empty cache", is_warm=False, is_poor=False, runs=3),
    Condition("warm cache", is_warm=True, is_poor=False, runs=5),
    Condition(f"empty cache, {POOR}", is_warm=False, is_poor=True, runs=2),
    Condition(f"warm cache, {POOR}", is_warm=True, is_poor=True, runs=2),
)


@dataclass(frozen=True)
class Asking:
    """How a page is asked, as expressions in it: when its control works, what presses it, and when the answer is there."""

    path: str
    is_ready: str
    ask: str
    is_answered: str

    @property
    def script(self) -> str:
        """Resolves to the milliseconds from opening the page to the press, and to the frame that painted the answer."""
        return f"""async () => {{
          const until = (holds) => new Promise((done) => {{
            const look = () => holds() ? done() : requestAnimationFrame(look);
            look();
          }});
          await until(() => {self.is_ready});
          const touched = performance.now();
          {self.ask};
          await until(() => {self.is_answered});
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          return [touched, performance.now()];
        }}"""


ASK_OURS = """
  const sheet = document.querySelector("reflect-exercise");
  for (const field of sheet.querySelectorAll("input[type=radio]")) field.click();
  sheet.querySelector("input").focus();
  sheet.querySelector(".exercise__reflect").click();
"""
ASKINGS = {
    OURS: Asking(
        NOTE,
        'document.querySelector("reflect-exercise")?.hasAttribute("state")',
        ASK_OURS,
        'document.querySelector("reflect-exercise[state=answered]")',
    ),
    QUIZ: Asking(
        "/notes/note/",
        'document.readyState === "complete"',
        'document.querySelector(".quiz input").click()',
        'document.querySelector(".quiz-feedback:not(.hidden)")',
    ),
    PYODIDE_THEME: Asking(
        "/",
        "globalThis.CONFIG?.pyodideIsReady",
        'document.querySelector("button[btn_kind=play]").click()',
        f'document.querySelector(".terminal-output")?.textContent.includes("{pyodide_theme.SAID}")',
    ),
}
# What was answered on an earlier visit would start Python by itself.
FORGET = """async () => {
  localStorage.clear();
  for (const { name } of await indexedDB.databases()) {
    await new Promise((done) => { indexedDB.deleteDatabase(name).onsuccess = done; });
  }
}"""
BARE = "/robots.txt"


def rows(site: Path) -> list[Row]:
    """Return, for each condition, the time since the page was opened and the time since the first touch."""
    with tempfile.TemporaryDirectory() as temporary:
        sites = {OURS: site, **_rival_sites(Path(temporary))}
        return [row for condition in CONDITIONS for row in rows_of(condition, _times(condition, sites))]


def rows_of(condition: Condition, times: Mapping[str, list[tuple[float, float]] | NotMeasured]) -> list[Row]:
    """Return the rows of one condition, from times of touch and answer since the page was opened."""
    opened = {name: _figures(name, pairs, lambda _, answered: answered) for name, pairs in times.items()}
    touched = {name: _figures(name, pairs, lambda touched, answered: answered - touched) for name, pairs in times.items()}
    return [
        *compared(f"{OPENED}, {condition.words}", opened.pop(OURS), opened),
        *compared(f"{TOUCHED}, {condition.words}", touched.pop(OURS), touched),
    ]


def _figures(name: str, pairs: list[tuple[float, float]] | NotMeasured, time: Callable[[float, float], float]) -> Measured:
    if isinstance(pairs, NotMeasured):
        return pairs
    return Figures(tuple(time(*pair) for pair in pairs), "ms", pyodide_theme.NOTE if name == PYODIDE_THEME else "")


def _rival_sites(folder: Path) -> dict[str, Path | NotMeasured]:
    made: dict[str, Callable[[], Path]] = {
        QUIZ: lambda: material.build_site(_quiz_project(folder / "quiz"), QUIZ),
        PYODIDE_THEME: lambda: pyodide_theme.build_site(folder / "code"),
    }
    sites: dict[str, Path | NotMeasured] = {}
    for name, make in made.items():
        try:
            sites[name] = make()
        except NotMeasured as reason:
            sites[name] = reason
    return sites


def _quiz_project(folder: Path) -> Path:
    return material.write_project(folder, [material.PlainNote("note", "A note", quiz.question(1))], quiz.CONFIG)


def _times(condition: Condition, sites: Mapping[str, Path | NotMeasured]) -> dict[str, list[tuple[float, float]] | NotMeasured]:
    times: dict[str, list[tuple[float, float]] | NotMeasured] = {}
    for name, site in sites.items():
        if isinstance(site, NotMeasured):
            times[name] = site
            continue
        say(f"{name}, {condition.words}")
        try:
            times[name] = _asked(condition, site, ASKINGS[name])
        except Error as problem:
            if name == OURS:
                raise
            times[name] = NotMeasured(problem.message.splitlines()[0])
    return times


def _asked(condition: Condition, site: Path, asking: Asking) -> list[tuple[float, float]]:
    line = Line(BITS_PER_S) if condition.is_poor else None
    with serving(site, packs=True, line=line) as server:
        if not condition.is_warm:
            return [_visits(server, asking, condition, 0, 1)[0] for _ in range(condition.runs)]
        return _visits(server, asking, condition, WARMING_RUNS, condition.runs)


def _visits(server: StaticServer, asking: Asking, condition: Condition, warming: int, runs: int) -> list[tuple[float, float]]:
    """Return the times of visits in a browser that was never used before, after those that only fill its cache."""
    times = []
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        returning_reader(profile=profile, arguments=[NO_OTHER_HOST]) as page,
    ):
        page.set_default_timeout(PATIENCE_MS)
        for visit in range(warming + runs):
            page.goto(server.url + BARE)
            page.evaluate(FORGET)
            is_slow = condition.is_poor and visit >= warming
            with slowed(profile, TIMES_SLOWER) if is_slow else contextlib.nullcontext():
                pair = _answered(page, server.url + asking.path, asking)
            if visit >= warming:
                times.append(pair)
    return times


def _answered(page: Page, url: str, asking: Asking) -> tuple[float, float]:
    page.goto(url, wait_until="commit")
    touched, answered = page.evaluate(asking.script)
    return touched, answered
