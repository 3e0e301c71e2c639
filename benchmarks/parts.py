"""The parts of a measurement, in the order in which they run; `make bench ROWS="pages build"` runs those that it names."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import (
    builds,
    desk,
    engines,
    feedback,
    first_visit,
    intent,
    journal,
    lighthouse,
    new_note,
    page_bytes,
    processes,
    readiness,
    rebuild,
    reflection,
    search_bytes,
    tab_memory,
    writing,
)
from benchmarks.browsing import returning_reader
from benchmarks.generated import project
from benchmarks.table import Row
from tests.browser.server import serving

NOTE = "/notes/co-regulation/"
TEN_YEARS, TWENTY_YEARS = 520, 1040
"""Of weekly notes."""


@dataclass(frozen=True)
class Part:
    """What belongs together. `measure` gets the built site, which is made only when a part `needs_site`."""

    what: str
    measure: Callable[[Path], list[Row]]
    needs_site: bool = True


PARTS = {
    "pages": Part("bytes and requests before intent", lambda site: [*intent.rows(site, NOTE), *_page_rows(site)]),
    "start": Part("Python ready, in each engine", lambda _: readiness.rows(), needs_site=False),
    "first": Part("the first visit", first_visit.rows),
    "feedback": Part("a page asked at once, beside rivals", feedback.rows),
    "reflection": Part("a reflection once Python is there", reflection.rows),
    "memory": Part("memory of a tab", tab_memory.rows),
    "desk": Part("the writing desk", desk.rows),
    "journal": Part("ten thousand entries", journal.rows),
    "lighthouse": Part("Lighthouse", lambda site: lighthouse.rows(site, NOTE)),
    "writing": Part("what a writer waits for", lambda _: writing.rows(), needs_site=False),
    "edit": Part("an edit among ten years of notes", lambda _: rebuild.rows(), needs_site=False),
    "search": Part("a first search in twenty years of notes", lambda _: _search_rows(), needs_site=False),
    "new": Part("a new note after ten years, for a returning reader", lambda _: new_note.rows(TEN_YEARS), needs_site=False),
    "build": Part("builds of up to twenty years of notes", lambda _: builds.rows(), needs_site=False),
}


def chosen(words: Sequence[str]) -> dict[str, Part]:
    """Return the parts that are named, in order, or all of them where none is; raise ValueError for a name that is none."""
    unknown = [word for word in words if word not in PARTS]
    if unknown:
        raise ValueError(f"ROWS: {' and '.join(map(repr, unknown))} is no part; choose among {', '.join(PARTS)}")
    return {name: part for name, part in PARTS.items() if name in words or not words}


def titles() -> set[str]:
    """Return what every comparison is called that a whole run makes."""
    opened = {f"{what}, {condition.words}" for condition in feedback.CONDITIONS for what in (feedback.OPENED, feedback.TOUCHED)}
    built = {title(count) for count in builds.COUNTS for title in (builds.time_title, builds.memory_title)}
    started = {*map(readiness.title, engines.ENGINES), first_visit.STARTED}
    kept = {journal.OPENING, journal.SEARCHED_FIRST, journal.COUNTED_FIRST, journal.SEARCHED, journal.COUNTED}
    once = {intent.BYTES, intent.REQUESTS, tab_memory.BEFORE, tab_memory.AFTER, rebuild.WHAT, builds.GROWTH}
    return once | opened | built | started | kept


def _search_rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as temporary:
        root = project.write(Path(temporary) / "project", TWENTY_YEARS)
        processes.run(builds.OWN_COMMAND, root, builds.QUIET)
        return search_bytes.rows(root / "site")


def _page_rows(site: Path) -> list[Row]:
    # What the service worker keeps for later comes after the page, and is held to a limit of its own by a test.
    with serving(site) as server, returning_reader(service_workers="block") as page:
        return page_bytes.rows(page_bytes.weigh(site, page_bytes.requested_by(page, server, NOTE)))
