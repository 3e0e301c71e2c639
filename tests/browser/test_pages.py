"""Every page in a real browser: accessible in both schemes, readable at every width, and answering to the keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.page_bytes import AIM_BYTES, AIM_OWN_BYTES, requested_by, weigh
from tests.browser.conftest import OpenPage
from tests.browser.server import StaticServer
from tests.browser.waiting import PYTHON_MS
from tests.conftest import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NOTE = "/notes/independence-vs-interdependence/"
PAGES = (
    "/",
    "/notes/",
    NOTE,
    "/notes/co-regulation/",
    "/notes/the-interpersonal-field/",
    "/notes/archive/2026/",
    "/exercises/",
    "/journal/",
    "/review/",
    "/journal/",
    "/sources/",
    "/topics/",
    "/about/",
    "/offline/",
    "/subscribe/",
    "/write/",
    "/where-your-answers-live/",
    "/who-could-read-an-answer/",
    "/if-you-need-help-now/",
    "/404.html",
    "/503.html",
)


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page as it is now, a line for each kind of fault."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # The size of controls is a rule of WCAG 2.2 that axe leaves out unless it is asked for.
    found: dict[str, Any] = page.evaluate("axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })")
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


def test_the_list_of_pages_is_whole(site_url: str, site_server: StaticServer, open_page: OpenPage) -> None:
    sitemap = open_page(site_url + "/").request.get(site_url + "/sitemap.xml").text()
    assert set(re.findall(rf"{site_url}(/[^<]*)</loc>", sitemap)) <= set(PAGES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 834, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(path: str, width: int, scheme: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + path, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_after_answering(width: int, scheme: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for answer in page.locator(".exercise__choice:first-of-type input").all():
        answer.check(force=True)
    sheets = page.locator("reflect-exercise")
    for sheet in sheets.all():
        sheet.get_by_role("button", name="Reflect").click()
        expect(sheet).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_runs_over_the_edge_at_320_pixels(path: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + path, viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [834, 1440, 1920])
def test_a_line_holds_60_to_75_characters(width: int, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, viewport={"width": width, "height": 900})
    page.evaluate("document.fonts.ready")
    lengths: list[int] = page.evaluate("""() => {
      const text = [...document.querySelectorAll("article p")].filter((one) => one.textContent.length > 400);
      return text.flatMap((paragraph) => {
        const range = document.createRange();
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        const lines = new Map();
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          for (let at = 0; at < node.length; at++) {
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const top = Math.round(range.getBoundingClientRect().bottom / 12);
            lines.set(top, (lines.get(top) ?? 0) + 1);
          }
        }
        return [...lines.values()].slice(0, -1);
      });
    }""")
    assert lengths
    whole = sorted(lengths)[len(lengths) // 2]
    assert 60 <= whole <= 75


def test_the_text_face_is_ours_and_loads(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].filter((face) => face.status === 'loaded').length") >= 2


def test_search_is_opened_and_closed_by_keyboard_and_finds_a_note(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/", viewport={"width": 390, "height": 800})
    button = page.get_by_role("button", name="Search")
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Lewin")
    expect(page.get_by_role("link", name="The Interpersonal Field").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_a_scheme_is_chosen_by_keyboard_and_kept(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/", color_scheme="light")
    light: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("radio", name="Dark").focus()
    page.keyboard.press("Space")
    dark: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.goto(site_url + NOTE)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_the_first_tab_skips_to_the_text(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    page.keyboard.press("Tab")
    assert "Skip" in page.evaluate("document.activeElement.textContent")


def test_a_note_leads_to_the_earlier_and_the_later_one(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/notes/co-regulation/")
    neighbours = page.get_by_role("navigation", name="Other notes")
    expect(neighbours.get_by_role("link")).to_have_text([re.compile("Interpersonal Field"), re.compile("Independence vs")])


def test_a_note_weighs_what_it_may_before_intent(site_server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(site_server.url + "/robots.txt")
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    weight = weigh(site_server.folder, requested_by(page, site_server, NOTE))
    assert weight.fonts > 0
    assert weight.total <= AIM_BYTES
    assert weight.own <= AIM_OWN_BYTES
    assert weight.runtime == 0
