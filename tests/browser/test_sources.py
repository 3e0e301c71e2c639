"""The sources are found, arranged and linked to in a real browser, by keyboard too, and nothing is lost without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_pages import violations

READY = "source-filter:defined"
SHOWN = "source-filter li.source"


@pytest.fixture
def page(site_url: str, open_page: OpenPage) -> Page:
    return opened(site_url, open_page)


def opened(site_url: str, open_page: OpenPage, asked: str = "", **options: Any) -> Page:
    page = open_page(f"{site_url}/sources/{asked}", **options)
    page.locator(READY).wait_for(state="attached")
    return page


def headings(page: Page) -> list[str]:
    return page.locator("source-filter h2").all_text_contents()


def keys(page: Page) -> list[str]:
    found: list[str] = page.locator(SHOWN).evaluate_all("(rows) => rows.map((row) => row.id)")
    return found


def address(page: Page) -> str:
    return page.url.partition("/sources/")[2]


def test_words_are_found_by_keyboard_and_counted(page: Page) -> None:
    every = page.locator(SHOWN).count()
    find = page.get_by_role("searchbox", name="Find in the sources")
    find.focus()
    page.keyboard.type("coan THREAT")
    expect(page.locator(SHOWN)).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text(f"2 of {every} sources")
    assert headings(page) == ["C"]
    expect(find).to_be_focused()
    page.keyboard.type(" nowhere")
    expect(page.get_by_role("status")).to_have_text(f"Nothing found in {every} sources")


def test_kind_note_and_arrangement_are_chosen_by_keyboard(page: Page) -> None:
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Kind", exact=True)).to_be_focused()
    page.keyboard.type("Book")
    assert set(page.locator(SHOWN).evaluate_all("(rows) => rows.map((row) => row.dataset.kind)")) == {"book"}
    page.keyboard.press("Tab")
    page.keyboard.type("The Inter")
    assert set(keys(page)) == {"lewin-1936", "stolorow-1992", "sullivan-1953"}
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="By note")).to_be_checked()
    assert headings(page) == ["The Interpersonal Field"]
    page.keyboard.press("ArrowRight")
    assert headings(page) == ["Book"]
    assert address(page) == "?kind=book&note=the-interpersonal-field&by=kind"


def test_show_all_takes_back_what_was_asked_and_keeps_the_arrangement(page: Page) -> None:
    every = keys(page)
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()
    page.get_by_role("radio", name="By kind").check(force=True)
    page.get_by_role("searchbox").fill("love")
    page.get_by_role("button", name="Show all").press("Enter")
    assert set(keys(page)) == set(every)
    assert address(page) == "?by=kind"
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("")
    page.get_by_role("radio", name="By author").check(force=True)
    assert keys(page) == every
    assert address(page) == ""


def test_what_was_asked_stands_in_the_address_and_is_asked_again_from_it(site_url: str, open_page: OpenPage) -> None:
    page = opened(site_url, open_page, "?find=lewin&by=kind&kind=book")
    assert keys(page) == ["lewin-1936"]
    expect(page.get_by_label("Kind", exact=True)).to_have_value("book")
    expect(page.get_by_role("searchbox")).to_have_value("lewin")
    page.reload()
    page.locator(READY).wait_for(state="attached")
    assert keys(page) == ["lewin-1936"]
    expect(page.locator("dialog.search")).to_be_hidden()


def test_an_address_that_asks_for_what_is_not_there_shows_everything(site_url: str, open_page: OpenPage) -> None:
    page = opened(site_url, open_page, "?kind=poem&note=none&by=colour")
    expect(page.get_by_role("radio", name="By author")).to_be_checked()
    assert len(keys(page)) >= 17
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ sources$"))


def test_going_back_to_the_page_asks_again_what_was_asked(page: Page) -> None:
    page.get_by_role("searchbox").fill("lewin")
    page.get_by_role("link", name="Exercises").first.click()
    page.wait_for_url("**/exercises/")
    page.go_back()
    page.locator(READY).wait_for(state="attached")
    expect(page.locator(SHOWN)).to_have_count(1)
    expect(page.get_by_role("searchbox")).to_have_value("lewin")


def test_a_source_of_two_notes_stands_under_both_and_keeps_one_id(page: Page) -> None:
    page.get_by_role("radio", name="By note").check(force=True)
    ids = [key for key in keys(page) if key]
    assert len(ids) == len(set(ids)) >= 17
    used = page.locator(SHOWN).evaluate_all("(rows) => rows.map((row) => row.dataset.notes.split(' ').length)")
    assert len(keys(page)) == sum({key: number for key, number in zip(keys(page), used, strict=True) if key}.values())
    assert headings(page) == page.locator("#source-note option").all_text_contents()[1:]


def test_a_link_to_a_hidden_source_shows_it(page: Page) -> None:
    page.get_by_role("searchbox").fill("World Health")
    expect(page.locator(SHOWN)).to_have_count(1)
    page.get_by_role("link", name="Lost Connections").click()
    expect(page.locator("#hari-lost-connections")).to_be_in_viewport()
    assert address(page) == "#hari-lost-connections"
    assert page.locator("#hari-lost-connections").evaluate("(row) => row.matches(':target')")


def test_the_list_is_whole_without_scripts(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}/sources/?find=lewin", java_script_enabled=False)
    expect(page.get_by_role("search", name="Find sources")).to_be_hidden()
    assert page.locator(SHOWN).count() >= 17
    expect(page.get_by_role("link", name="as BibTeX")).to_be_visible()


def test_nothing_moves_when_the_filter_arrives(site_url: str, open_page: OpenPage) -> None:
    page = opened(site_url, open_page)
    moved = page.evaluate(
        """() => new Promise((done) => {
          let sum = 0;
          new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; }).observe({type: "layout-shift", buffered: true});
          requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
        })"""
    )
    assert moved <= 0.01


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("asked", ["", "?find=coan", "?by=note", "?by=kind&kind=book", "?find=nowhere"])
def test_axe_finds_nothing_before_and_after_filtering(asked: str, scheme: str, site_url: str, open_page: OpenPage) -> None:
    page = opened(site_url, open_page, asked, color_scheme=scheme)
    assert violations(page) == []


def test_what_can_be_pressed_is_large_enough(page: Page) -> None:
    page.get_by_role("searchbox").fill("lewin")
    for control in page.locator(":is(.filter label:has(input), .filter input[type=search], .filter select, .filter button)").all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 44
