"""Once a journal is locked, or everything deleted, no file of the browser holds a word of it in plain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.browser import browsers, journals
from tests.browser.server import StaticServer
from tests.browser.test_journal_import import lock
from tests.browser.waiting import eventually

WORD = "zzqxgrandmother"
FILLING = "indexedDB.databases().then((all) => all.some(({ name }) => name === 'how-we-help-filling'))"

BEGUN = """navigator.locks.request = () => {
  const opening = indexedDB.open("how-we-help-filling", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("how-we-help-filling");
  return new Promise(() => {});
};"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """The folder of all that a browser keeps."""
    return tmp_path / "profile"


@pytest.fixture
def page(profile: Path, chromium: Path, playwright: Playwright, site_url: str) -> Iterator[Page]:
    """The journal, in a browser that keeps its files in that folder."""
    context = playwright.chromium.launch_persistent_context(profile, executable_path=chromium, env=browsers.environment(chromium))
    page = context.new_page()
    page.goto(site_url + "/journal/")
    yield page
    context.close()


def written(page: Page, server: StaticServer, count: int) -> None:
    entries = [journals.answered(f"e{at}", journals.moment(at % 300), {"What?": f"{WORD} and {at} more"}) for at in range(count)]
    journals.receive(page, server.folder, entries)
    page.reload()
    page.locator(".journal__row").first.wait_for()


def holding(profile: Path) -> list[str]:
    """Return the browser's files that hold the word, in one of the two ways in which its letters are written."""
    ways = (WORD.encode(), WORD.encode("utf-16-le"))
    found = []
    for path in profile.rglob("*"):
        try:
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        except OSError:  # it has just gone
            continue
        if any(way in content for way in ways):
            found.append(path.relative_to(profile).as_posix())
    return found


@pytest.mark.parametrize("count", [1, 30, 3000])
def test_a_lock_leaves_nothing_that_was_written_before_in_plain(count: int, page: Page, profile: Path, site_server: StaticServer) -> None:
    written(page, site_server, count)
    assert holding(profile) != []
    lock(page)
    eventually(lambda: not page.evaluate(FILLING) and holding(profile) == [])
    page.context.close()
    assert holding(profile) == []


def test_deleting_everything_leaves_nothing_of_it(page: Page, profile: Path, site_server: StaticServer) -> None:
    written(page, site_server, 300)
    page.evaluate("async (address) => { await (await import(address)).store.removeAll(); }", journals.store_script(site_server.folder))
    eventually(lambda: not page.evaluate(FILLING) and holding(profile) == [])
    page.context.close()
    assert holding(profile) == []


def test_what_a_closed_page_left_undone_is_done_by_the_next(page: Page, profile: Path, site_server: StaticServer) -> None:
    written(page, site_server, 30)
    address = page.url
    hung = page.context.new_page()
    hung.add_init_script(BEGUN)
    page.close()
    hung.goto(address)
    lock(hung)
    eventually(lambda: hung.evaluate(FILLING))
    assert holding(profile) != []
    next_page = hung.context.new_page()
    hung.close()
    next_page.goto(address)
    eventually(lambda: not next_page.evaluate(FILLING) and holding(profile) == [])
