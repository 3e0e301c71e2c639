"""The search finds notes, sources and exercises, says which is which, and answers to the keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.server import StaticServer
from tests.browser.test_pages import NOTE, violations


def search(page: Page, words: str) -> Locator:
    """Open the search, type the words, and return the list of results."""
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_label("Notes, sources and exercises").fill(words)
    return page.get_by_role("dialog", name="Search").get_by_role("listitem")


def counted(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search").get_by_role("status")


def test_a_name_finds_the_source_and_the_note_and_says_which_is_which(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/")
    found = search(page, "Lewis")
    source = found.filter(has_text=re.compile("^Source, book"))
    note = found.filter(has_text=re.compile("^Note"))
    expect(source).to_contain_text("A General Theory of Love")
    expect(note).to_contain_text("Independence vs. Interdependence")
    expect(counted(page)).to_have_text("1 note and 1 source")


def test_a_source_leads_to_its_place(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    search(page, "General Theory of Love").get_by_role("link", name=re.compile("^Source, book")).click()
    page.wait_for_url(f"{site_url}/sources/#lewis-2000")
    expect(page.locator("#lewis-2000")).to_be_in_viewport()
    expect(page.get_by_role("dialog", name="Search")).to_be_hidden()


def test_an_exercise_is_found_by_its_title_and_opens(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/")
    link = search(page, "what steadies you").get_by_role("link", name=re.compile("^Exercise in Co-regulation What steadies you"))
    link.click()
    page.wait_for_url(f"{site_url}/notes/co-regulation/#exercise-what-steadies-you")
    expect(page.get_by_role("heading", name="What steadies you?")).to_be_in_viewport()


def test_the_search_looks_the_same_after_a_change_of_page(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/")
    source = page.locator(".search__kind").filter(has_text="Source")
    search(page, "Lewis")
    expect(source).to_have_css("display", "block")
    page.get_by_role("link", name=re.compile("^Source, book")).click()
    page.wait_for_url(f"{site_url}/sources/#lewis-2000")
    expect(page.get_by_role("heading", name="Sources", exact=True)).to_be_attached()
    search(page, "Lewis")
    expect(source).to_have_css("display", "block")


def test_a_place_in_a_note_is_led_to_under_its_note(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/")
    one = search(page, "scanner").first
    expect(one).to_have_text(re.compile("^Note Co-regulation"))
    expect(one.get_by_role("link", name=re.compile("^A hand in the scanner"))).to_have_attribute(
        "href", f"{site_url}/notes/co-regulation/#a-hand-in-the-scanner"
    )


def test_only_what_has_every_word_is_found_when_there_is_such(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/")
    found = search(page, "General Theory of Love")
    expect(found.first).to_contain_text("A General Theory of Love")
    for one in found.all():
        expect(one).to_contain_text("Love")


def test_words_from_different_parts_of_a_note_find_it(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/")
    found = search(page, "playground scanner")
    expect(counted(page)).to_have_text("1 note")
    expect(found.get_by_role("link")).to_have_text([re.compile("^Note Co-regulation"), re.compile("^A hand in the scanner")])


def test_the_keyboard_goes_from_the_field_through_the_results_and_back(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/")
    links = search(page, "Lewis").get_by_role("link")
    expect(links.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Notes, sources and exercises")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/sources/#lewis-2000$"))


def test_words_that_nothing_has_are_said(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/")
    found = search(page, "zzyzx")
    expect(counted(page)).to_have_text("No note, source or exercise has these words")
    expect(found).to_have_count(0)


def test_an_emptied_field_shows_nothing(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/")
    found = search(page, "Lewis")
    expect(found.first).to_be_visible()
    page.get_by_label("Notes, sources and exercises").fill(" ")
    expect(found).to_have_count(0)
    expect(counted(page)).to_have_text("")


def test_html_in_a_query_is_only_words(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/")
    search(page, "<img src=x onerror=alert(1)> +*~: ")
    expect(counted(page)).to_have_text(re.compile("note|source|exercise"))
    expect(page.locator("dialog img")).to_have_count(0)


def test_nothing_of_the_search_is_fetched_before_it_opens(site_server: StaticServer, open_page: OpenPage) -> None:
    before = len(site_server.requested)
    page = open_page(site_server.url + NOTE)
    page.wait_for_load_state("networkidle")
    assert not [path for path in site_server.requested[before:] if path.startswith("/search/") or "pagefind" in path or "finding" in path]


def test_an_index_that_does_not_come_is_said_and_asked_for_again(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/", expects_errors=True)

    def refused(route: Route) -> None:
        route.abort()

    page.route("**/search/index/*", refused)
    found = search(page, "Lewis")
    expect(counted(page)).to_have_text("The search could not be loaded. Try again when there is a network.")
    page.unroute("**/search/index/*", refused)
    page.get_by_label("Notes, sources and exercises").fill("Lewin")
    expect(found.first).to_be_visible()


def test_an_address_with_a_query_asks_at_once(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/?q=Lewis")
    expect(counted(page)).to_have_text("1 note and 1 source")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_results(scheme: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/", viewport={"width": 390, "height": 900}, color_scheme=scheme)
    expect(search(page, "help").first).to_be_visible()
    assert violations(page) == []


def test_an_unknown_address_names_the_nearest_note(site_server: StaticServer, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/404.html", expects_errors=True)
    page.route("**/notes/co-regulaton/", lambda route: route.fulfill(path=site_server.folder / "404.html", status=404))
    page.goto(site_url + "/notes/co-regulaton/")
    expect(page.get_by_role("link", name="Co-regulation")).to_have_attribute("href", f"{site_url}/notes/co-regulation/")


def test_an_address_like_no_note_s_names_none(site_server: StaticServer, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/404.html", expects_errors=True)
    page.route("**/wp-login.php", lambda route: route.fulfill(path=site_server.folder / "404.html", status=404))
    page.goto(site_url + "/wp-login.php")
    page.wait_for_load_state("networkidle")
    expect(page.locator("nearest-note")).to_be_hidden()
