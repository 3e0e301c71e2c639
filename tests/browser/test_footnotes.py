"""Sources: beside their marks where there is a margin, over the text where there is none, and always in the list at the end."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.server import StaticServer, serving
from tests.browser.test_pages import violations
from tests.browser.waiting import eventually, wait_until
from tests.conftest import build
from tests.site import tiny_site
from tests.tiny_project import NOTE_FILE

NOTE = "/notes/co-regulation/"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
NARROW: dict[str, Any] = {"viewport": {"width": 834, "height": 800}}
WIDE: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
LONG = "A source that goes on for as long as a source can, with a remark of the author's own after it. " * 4
SEVERAL = f"""---
date: 2026-01-12
description: Many references in one paragraph.
---
# Several

One.[^a] Two.[^b] Three.[^c] One again.[^a] And a remark.[^d]

<!-- more -->

{"A paragraph that fills the window. " * 60}

And once more, one.[^a]

[^a]: {LONG}
[^b]: {LONG}
[^c]: {LONG}
[^d]: A remark of *two* paragraphs.

    The second, with [a link](first.md).
"""
ABOUT = "# About\n\nA page that is no note, and has one.[^x]\n\n[^x]: A source of its own.\n"


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaticServer]:
    """A site with a note that refers to one source three times, and to several in one line."""
    project = tiny_site.made(tmp_path_factory.mktemp("several"))
    project.write("docs/notes/posts/several.md", SEVERAL)
    project.write("docs/about.md", ABOUT)
    assert (project.root / NOTE_FILE).is_file()
    site: Path = project.root / "site"
    done = build(project.root, site)
    assert done.returncode == 0, done.stdout + done.stderr
    with serving(site) as server:
        yield server


def mark(page: Page, number: int = 2) -> Locator:
    return page.get_by_role("link", name=f"Source {number}", exact=True).first


def dialog(page: Page, number: int = 2) -> Locator:
    return page.get_by_role("dialog", name=f"Source {number}", exact=True)


def tops_and_bottoms(page: Page) -> list[tuple[float, float]]:
    page.locator(".margin[data-placed]").wait_for(state="attached")
    found: list[tuple[float, float]] = page.locator(".margin > div").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])"
    )
    return found


def assert_apart(placed: list[tuple[float, float]]) -> None:
    assert len(placed) > 1
    for (_, bottom), (top, _) in itertools.pairwise(placed):
        assert bottom <= top


@pytest.mark.parametrize("options", [PHONE, NARROW], ids=["phone", "narrow"])
def test_a_mark_opens_its_source_there_and_escape_returns_to_it(options: dict[str, Any], site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **options)
    mark(page).click()
    expect(dialog(page)).to_be_focused()
    expect(dialog(page)).to_contain_text("Ruth Feldman")
    expect(mark(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    expect(mark(page)).to_be_focused()
    assert "#" not in page.url


def test_a_tap_opens_and_a_tap_outside_closes_and_returns_the_focus(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **PHONE)
    mark(page).tap()
    expect(dialog(page)).to_be_visible()
    page.locator("h1").tap()
    expect(dialog(page)).to_have_count(0)
    expect(mark(page)).to_be_focused()


def test_the_same_mark_again_closes(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **NARROW)
    mark(page).click()
    expect(dialog(page)).to_be_visible()
    mark(page).click()
    expect(dialog(page)).to_have_count(0)
    mark(page).click()
    expect(dialog(page)).to_be_visible()


def test_the_keyboard_opens_uses_its_link_and_goes_on(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **NARROW)
    mark(page).focus()
    page.keyboard.press("Enter")
    expect(dialog(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(dialog(page).get_by_role("link")).to_be_focused()
    expect(dialog(page).get_by_role("link")).to_have_attribute("href", "https://doi.org/10.1111/j.1469-7610.2006.01701.x")
    page.keyboard.press("Tab")
    expect(dialog(page).get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    expect(mark(page)).to_be_focused()


def test_the_focus_that_leaves_closes_and_is_not_called_back(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **NARROW)
    mark(page).click()
    expect(dialog(page)).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(dialog(page)).to_have_count(0)
    assert page.evaluate("document.activeElement !== document.body && !document.activeElement.closest('.source-box')")


def test_another_mark_takes_the_place_of_the_first(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **NARROW)
    mark(page, 1).focus()
    page.keyboard.press("Enter")
    expect(dialog(page, 1)).to_be_visible()
    mark(page, 2).focus()
    page.keyboard.press("Enter")
    expect(dialog(page, 2)).to_be_visible()
    expect(dialog(page, 1)).to_have_count(0)
    expect(page.locator(".footnote-ref[aria-expanded]")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 834])
def test_an_open_source_is_accessible_and_inside_the_window(width: int, scheme: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, viewport={"width": width, "height": 700}, color_scheme=scheme)
    mark(page).click()
    expect(dialog(page)).to_be_visible()
    at = dialog(page).bounding_box()
    assert at is not None
    assert at["x"] >= 0
    assert at["x"] + at["width"] <= width
    assert at["y"] >= 0
    assert at["y"] + at["height"] <= 700
    assert violations(page) == []


def test_a_modified_click_stays_a_link(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **NARROW)
    mark(page).click(modifiers=["Control"])
    eventually(lambda: site_url + NOTE + "#fn:feldman" in shown(page))
    expect(dialog(page)).not_to_be_focused()


def shown(page: Page) -> list[str]:
    """The addresses that the browser shows; of a tab behind, Playwright is not always told."""
    browser = page.context.browser
    assert browser
    asking = browser.new_browser_cdp_session()
    try:
        return [one["url"] for one in asking.send("Target.getTargets")["targetInfos"] if one["type"] == "page"]
    finally:
        asking.detach()


def test_without_scripts_a_mark_leads_to_the_list_and_back(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, java_script_enabled=False, **PHONE)
    mark(page).click()
    assert page.url.endswith("#fn:feldman")
    page.get_by_role("link", name="Back to source 2 in the text").click()
    assert page.url.endswith("#fnref:feldman")
    expect(page.locator(".tools")).to_be_hidden()


def test_when_the_script_cannot_be_had_a_mark_leads_to_the_list(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, expects_errors=True, **PHONE)
    page.route("**/popover*", lambda route: route.abort())
    mark(page).click()
    page.wait_for_url("**/#fn:feldman")


def test_leaving_in_place_takes_an_open_source_away(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **NARROW)
    page.evaluate("window.stayed = true")
    mark(page).click()
    expect(dialog(page)).to_be_visible()
    # As a shortcut or the back button would: nothing has closed it before.
    page.evaluate("document.querySelector('.neighbours a').click()")
    page.wait_for_url("**/the-interpersonal-field/")
    expect(page.get_by_role("heading", level=1)).to_have_text("The Interpersonal Field")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("window.stayed")
    mark(page, 1).click()
    expect(dialog(page, 1)).to_be_visible()


def test_in_a_wide_window_sources_stand_beside_their_marks_without_overlap(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **WIDE)
    placed = tops_and_bottoms(page)
    assert len(placed) == 5
    assert_apart(placed)
    first = mark(page, 1).bounding_box()
    assert first is not None
    assert abs(placed[0][0] - first["y"]) < 30


@pytest.mark.parametrize("size", [(1280, 900), (1210, 700), (1920, 1080)])
def test_sources_of_one_line_do_not_overlap_after_the_window_changes(
    size: tuple[int, int], several: StaticServer, open_page: OpenPage
) -> None:
    page = open_page(several.url + "/notes/several/", **WIDE)
    assert_apart(tops_and_bottoms(page))
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert_apart(tops_and_bottoms(page))
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_sources_follow_their_marks_when_something_above_grows(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **WIDE)
    tops_and_bottoms(page)
    places = """() => [".footnote-ref[href$=holt]", ".margin > div:last-child"].map(
      (one) => document.querySelector(one).getBoundingClientRect().top + scrollY)"""
    at, beside = page.evaluate(places)
    page.locator(".exercise__saved summary").first.click()
    wait_until(page, f"([at]) => ({places})()[0] > at", [at])
    wait_until(page, f"([apart]) => {{ const [at, beside] = ({places})(); return Math.abs(beside - at - apart) < 1; }}", [beside - at])


def test_what_stands_in_the_margin_is_for_the_eye_and_the_mouse_only(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **WIDE)
    tops_and_bottoms(page)
    expect(page.locator(".margin")).to_have_attribute("aria-hidden", "true")
    links = page.locator(".margin a")
    assert links.count() == 5
    assert links.evaluate_all("(all) => all.every((one) => one.tabIndex === -1 && one.href.startsWith('https://doi.org/'))")
    page.emulate_media(media="print")
    expect(page.locator(".margin")).to_be_hidden()
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()


def test_a_mouse_over_a_mark_shows_which_source_is_meant(several: StaticServer, open_page: OpenPage) -> None:
    page = open_page(several.url + "/notes/several/", **WIDE)
    tops_and_bottoms(page)
    page.get_by_role("link", name="Source 2", exact=True).hover()
    expect(page.locator(".margin [data-here]")).to_have_count(1)
    expect(page.locator(".margin > div").nth(1)).to_have_attribute("data-here", "")


def test_a_source_referred_to_again_stands_in_the_margin_once_and_opens_at_each_mark(several: StaticServer, open_page: OpenPage) -> None:
    page = open_page(several.url + "/notes/several/", **WIDE)
    assert len(tops_and_bottoms(page)) == 4
    marks = page.get_by_role("link", name="Source 1", exact=True)
    assert marks.count() == 3
    marks.nth(2).click()  # its copy is far up, out of the window
    expect(dialog(page, 1)).to_be_visible()
    page.keyboard.press("Escape")
    expect(marks.nth(2)).to_be_focused()
    for name in ("first", "second", "third"):
        expect(page.get_by_role("link", name=f"Back to {name} mention of source 1 in the text")).to_have_count(1)


def test_a_source_of_two_paragraphs_is_shown_whole(several: StaticServer, open_page: OpenPage) -> None:
    page = open_page(several.url + "/notes/several/", **NARROW)
    mark(page, 4).click()
    expect(dialog(page, 4).get_by_role("paragraph")).to_have_count(2)
    expect(dialog(page, 4).get_by_role("link", name="a link")).to_be_visible()


def test_a_page_that_is_no_note_shows_its_footnotes_too(several: StaticServer, open_page: OpenPage) -> None:
    page = open_page(several.url + "/about/", **NARROW)
    mark(page, 1).click()
    expect(dialog(page, 1)).to_contain_text("A source of its own.")


@pytest.mark.parametrize("path", ["/", "/notes/", "/notes/archive/2026/", "/topics/"])
def test_lists_of_notes_have_no_marks_and_no_ids_twice(path: str, several: StaticServer, open_page: OpenPage) -> None:
    page = open_page(several.url + path, **WIDE)
    expect(page.locator(".footnote-ref, .footnote, .margin")).to_have_count(0)
    assert (
        page.evaluate(
            "[...document.querySelectorAll('[id]')].filter((one, _, all) => all.some((other) => other !== one && other.id === one.id)).length"
        )
        == 0
    )


def test_in_forced_colours_the_open_source_has_an_outline(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, forced_colors="active", **NARROW)
    mark(page).click()
    assert dialog(page).evaluate("(one) => getComputedStyle(one).borderTopStyle") == "solid"


def test_a_mouse_that_rests_on_a_mark_sees_its_source_and_takes_no_focus(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **NARROW)
    mark(page).hover()
    expect(dialog(page)).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")
    at, shown = mark(page).bounding_box(), dialog(page).bounding_box()
    assert at is not None
    assert shown is not None
    assert min(abs(shown["y"] - at["y"] - at["height"]), abs(at["y"] - shown["y"] - shown["height"])) < 20
    dialog(page).hover()
    page.wait_for_timeout(600)  # longer than it stays once the mouse is away
    expect(dialog(page)).to_be_visible()
    page.mouse.move(2, 2)
    expect(dialog(page)).to_have_count(0)
    assert page.evaluate("document.activeElement === document.body")


def test_what_a_mouse_shows_goes_with_escape_and_a_click_keeps_it(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **NARROW)
    mark(page).hover()
    expect(dialog(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    page.mouse.move(2, 2)
    mark(page).hover()
    expect(dialog(page)).to_be_visible()
    mark(page).click()
    expect(dialog(page)).to_be_focused()
    page.mouse.move(2, 2)
    page.wait_for_timeout(600)
    expect(dialog(page)).to_be_visible()


def test_a_source_that_stands_beside_its_mark_is_not_shown_over_it(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **WIDE)
    page.locator(".margin[data-placed]").wait_for(state="attached")
    mark(page, 1).hover()
    page.wait_for_timeout(600)
    expect(dialog(page, 1)).to_have_count(0)


def test_a_tap_on_a_wide_screen_opens_a_source_too(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **WIDE, has_touch=True)
    mark(page).tap()
    expect(dialog(page)).to_be_focused()
    page.touchscreen.tap(5, 5)
    expect(dialog(page)).to_have_count(0)
