"""What a reader's first search loads, as a host that compresses would send it; from intent to the finds that are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, expect

from benchmarks.browsing import returning_reader
from benchmarks.page_bytes import kb, travelling
from benchmarks.table import Row
from tests.browser.server import StaticServer, serving

AIM_BYTES = 300 * 1000
QUERIES = ("listening", "what helps a friend", "self")
"""A rare word, several words, and one that most notes have."""
OF_PIECES = re.compile(r"^search/(index|fragment)/")


def rows(site: Path) -> list[Row]:
    """Return a row for each query, typed by a reader who has never searched this site."""
    with serving(site) as server:
        return [_row(site, query, asked_by_search(server, query)) for query in QUERIES]


def asked_by_search(server: StaticServer, query: str) -> list[str]:
    """Type a query as a reader would, a letter at a time, on a first visit; return the paths that this asked for."""
    # What the worker keeps for later is no part of a search, and comes without one.
    with returning_reader(service_workers="block") as page:
        page.goto(f"{server.url}/about/")
        page.wait_for_load_state("networkidle")
        before = len(server.requested)
        search(page, query)
        return server.requested[before:]


def search(page: Page, query: str) -> None:
    """Type a query a letter at a time, and wait for what is found."""
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_label("Notes, sources and exercises").press_sequentially(query, delay=120)
    expect(page.get_by_role("dialog", name="Search").get_by_role("status")).not_to_have_text(re.compile("^(Searching)?$"))
    page.wait_for_load_state("networkidle")


def weigh(site: Path, requested: Iterable[str]) -> tuple[int, int]:
    """Return how many bytes were asked for, each file once, and how many of them are pieces of the index."""
    files = {path for one in requested if (site / (path := unquote(urlsplit(one).path).lstrip("/"))).is_file()}
    sizes = {path: travelling(site / path) for path in files}
    return sum(sizes.values()), sum(size for path, size in sizes.items() if OF_PIECES.match(path))


def _row(site: Path, query: str, requested: list[str]) -> Row:
    total, pieces = weigh(site, requested)
    what = f"A first search, “{query}”, of which {kb(pieces)} hold its words"
    return Row(what, kb(total), "", "", f"under {AIM_BYTES // 1000} KB", total < AIM_BYTES)


if __name__ == "__main__":
    import sys

    from benchmarks.table import printed

    print(printed(rows(Path(sys.argv[1]).resolve())))
