"""In every engine a note's sources are read where their marks are, and a paragraph's link is copied and followed."""

from __future__ import annotations

import pytest

from tests.browser.answering import THIRD
from tests.browser.engines.reader import Reader

MARK = "a.footnote-ref[href$='#fn:feldman']"
SOURCE = ".source-box"
NAME = "document.querySelector(given).getAttribute('aria-label')"
NARROW, WIDE = (834, 900), (1440, 900)
IS_FOCUSED = "document.activeElement?.matches(given)"
BESIDE = "[...document.querySelectorAll('.margin[data-placed] > div')].map((one) => one.getBoundingClientRect())"
APART = f"(({BESIDE}).length === 5 && ({BESIDE}).every(({{ top }}, at, all) => at === 0 || top >= all[at - 1].bottom))"
NEAR = f"Math.abs(({BESIDE})[0].top - document.querySelector('.footnote-ref').getBoundingClientRect().top) < 30"
PARAGRAPH = ".prose > h2 ~ p:last-of-type"
IS_READ = "(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.querySelector(':target').getBoundingClientRect())"
FETCHED = "performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.endsWith(given) && responseEnd)"
AT_TARGET = f"document.querySelector(':target')?.matches(given) && {IS_READ}"


@pytest.mark.parametrize("way", ["tap", "keyboard"])
def test_a_source_opens_at_its_mark_and_escape_gives_the_focus_back(way: str, reader: Reader) -> None:
    reader.resize(*NARROW)
    reader.open(THIRD)
    if way == "tap":
        reader.tap(MARK)
    else:
        reader.focus(MARK)
        reader.press("Enter")
    reader.has(SOURCE, "Ruth Feldman")
    reader.wait(IS_FOCUSED, f"{SOURCE}[role=dialog]")
    assert reader.see(NAME, SOURCE) == reader.see(NAME, MARK) == "Source 2"
    reader.press("Escape")
    reader.has_not(SOURCE)
    reader.wait(IS_FOCUSED, MARK)


def test_a_tap_outside_closes_a_source_and_gives_the_focus_back(reader: Reader) -> None:
    reader.resize(*NARROW)
    reader.open(THIRD)
    reader.tap(MARK)
    reader.wait(IS_FOCUSED, SOURCE)
    reader.tap("h1")
    reader.has_not(SOURCE)
    reader.wait(IS_FOCUSED, MARK)


def test_sources_stand_in_a_wide_margin_beside_their_marks(reader: Reader) -> None:
    reader.resize(*WIDE)
    reader.open(THIRD)
    reader.has(".margin", "Ruth Feldman")
    reader.wait(APART)
    reader.wait(NEAR)
    reader.resize(*NARROW)
    reader.has_not(".margin")


def test_the_link_of_a_paragraph_is_copied_and_followed(reader: Reader) -> None:
    reader.open(THIRD)
    reader.focus(".tools__links")
    reader.press("Enter")
    reader.focus(f"{PARAGRAPH} .permalink")
    reader.press("Enter")
    reader.has("[role=status]", "Copied")
    reader.click(".top__search")
    reader.focus("#search-query")
    reader.press("Control+v")
    link: str = reader.wait("document.querySelector(given).value", "#search-query")
    assert link == reader.url + THIRD + reader.see("'#' + document.querySelector(given).id", PARAGRAPH)
    # Firefox calls it an error when a page is left that is still fetching: the search, or the list of the site's pages.
    reader.wait("!['', 'Searching'].includes(document.querySelector('.search__count').textContent)")
    reader.open("/about/")
    reader.wait(FETCHED, "sitemap.xml")
    reader.open(link.removeprefix(reader.url))
    reader.wait(AT_TARGET, PARAGRAPH)
