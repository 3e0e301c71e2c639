"""A walk through one note as a screen reader goes, by roles and names; and every control large enough for a thumb."""

from __future__ import annotations

import itertools
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.server import StaticServer
from tests.browser.waiting import add_style

NOTE = "/notes/co-regulation/"
LEAST_PX = 24
MAIN_PX = 44
MAIN = """
.exercise__reflect, .exercise button:not([data-export]), .exercise__choices:not(.exercise__strip) input, [type=submit],
.tool, .top a, .top__search, .permalink--below, .source-box button, .neighbours a, .cite__acts button, .printing button,
.search__form :is(input, button), .search__results a, .offline__act :is(a, button)
"""
"""What is used most; the rest is at least half a thumb."""
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

OUTLINE = """
- banner:
  - link "How We Help"
  - navigation "Site":
    - link "Notes"
    - link "Exercises"
    - link "Journal"
    - link "Sources"
  - button "Search"
- main:
  - article:
    - paragraph:
      - time: 16 November 2026
    - heading "Co-regulation" [level=1]
    - paragraph: How We Help
    - button "Paragraph links"
    - paragraph: /A child falls in the playground/
    - paragraph:
      - emphasis: co-regulation
      - superscript:
        - link "Source 1"
      - superscript:
        - link "Source 2"
    - heading "A hand in the scanner" [level=2]
    - paragraph:
      - superscript:
        - link "Source 3"
      - superscript:
        - link "Source 4"
    - region "What steadies you?":
      - heading "What steadies you?" [level=2]
      - button "Reflect"
      - status
    - paragraph:
      - superscript:
        - link "Source 5"
    - heading "Two directions" [level=2]
    - paragraph: /easily mistaken for being soothed/
    - region "Before and after":
      - button "Reflect"
    - region "What did the note say?":
      - button "Reflect"
    - region "Sources":
      - heading "Sources" [level=2]
      - list:
        - listitem:
          - paragraph:
            - link "https://doi.org/10.1177/1754073912451630"
            - link "Back to source 1 in the text"
        - listitem:
          - paragraph:
            - link "Back to source 2 in the text"
        - listitem:
          - paragraph:
            - link "Back to source 3 in the text"
        - listitem:
          - paragraph:
            - link "Back to source 4 in the text"
        - listitem:
          - paragraph:
            - link "Back to source 5 in the text"
    - navigation "Topics of this note":
      - link "interdependence"
      - link "the body"
    - navigation "Other notes":
      - link "Earlier note The Interpersonal Field"
      - link "Later note Independence vs. Interdependence"
- contentinfo:
  - navigation "More"
  - group "Colours":
    - radio "Automatic"
"""
"""In the order in which it is heard; between these stands more, but nothing here is missing or elsewhere."""


def small(page: Page, selector: str, least: int) -> list[str]:
    """Return the controls that are smaller than they may be, with their sizes.

    As WCAG 2.5.8 has it, links in a sentence are as high as its lines are; a field that its label covers is as large as that.
    """
    found: list[str] = page.locator(selector).evaluate_all(
        """(all, least) => all.flatMap((one) => {
          if (!one.checkVisibility({ visibilityProperty: true }) || one.closest("[aria-hidden=true]")) return [];
          const boxes = [one, ...(one.labels ?? [])].map((part) => part.getBoundingClientRect());
          if (boxes[0].width === 0 || one.matches(".md-skip")) return [];
          const inSentence = one.matches("a") && [...(one.closest("p, li, dd")?.childNodes ?? [])]
            .some((node) => node.nodeType === Node.TEXT_NODE && /\\\\w/.test(node.data));
          if (inSentence && !one.matches(".footnote-ref")) return [];
          if (boxes.some(({ width, height }) => width >= least - 0.5 && height >= least - 0.5)) return [];
          const { width, height } = boxes[0];
          return [`${one.outerHTML.slice(0, 120)} is ${Math.round(width)} by ${Math.round(height)}`];
        })""".replace("\\\\", "\\"),
        least,
    )
    return found


CONTROLS = "a[href], button, input, select, textarea, summary"


def test_a_note_is_walked_through_in_its_order_by_roles_and_names(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    expect(page.locator("body")).to_match_aria_snapshot(OUTLINE)


def test_headings_lead_through_a_note_without_a_step_left_out(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    levels: list[int] = page.get_by_role("heading").evaluate_all("(all) => all.map((one) => Number(one.tagName.slice(1)))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_the_keyboard_goes_through_a_note_in_the_order_of_its_text(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    stops: list[str] = []
    for _ in range(11):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()"))
    assert stops[1:] == [
        "How We Help",
        "Notes",
        "Exercises",
        "Journal",
        "Sources",
        "Search",
        "Paragraph links",
        "Source 1",
        "Source 2",
        "Source 3",
    ]


def test_a_source_is_heard_by_its_name_and_left_for_the_sentence_it_belongs_to(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    page.get_by_role("link", name="Source 3", exact=True).press("Enter")
    expect(page.get_by_role("dialog", name="Source 3")).to_match_aria_snapshot("""
      - dialog "Source 3":
        - paragraph:
          - emphasis: Psychological Science
          - link "https://doi.org/10.1111/j.1467-9280.2006.01832.x"
        - button "Close"
    """)
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Source 3", exact=True)).to_be_focused()


def test_every_control_of_every_page_is_large_enough_for_a_thumb(site_server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(site_server.url + "/robots.txt", **PHONE)
    found: dict[str, list[str]] = {}
    for path in sorted(path.relative_to(site_server.folder).as_posix() for path in site_server.folder.rglob("*.html")):
        page.goto(f"{site_server.url}/{path.removesuffix('index.html')}")
        opened(page)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert page.locator(CONTROLS).count() > 10, path
        found[path] = [*small(page, CONTROLS, LEAST_PX), *small(page, MAIN, MAIN_PX)]
    assert {path: controls for path, controls in found.items() if controls} == {}


def test_what_the_search_shows_is_large_enough_too(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **PHONE)
    page.get_by_role("button", name="Search", exact=True).tap()
    page.get_by_label("Notes, sources and exercises").fill("love")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.get_by_role("link").first).to_be_visible()
    assert small(page, f".search :is({CONTROLS})", LEAST_PX) == []
    assert small(page, MAIN, MAIN_PX) == []


def test_what_is_opened_on_a_note_is_large_enough_too(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **PHONE)
    page.get_by_role("button", name="Paragraph links").tap()
    expect(page.get_by_role("button", name="Copy link").first).to_be_visible()
    page.get_by_role("link", name="Source 1", exact=True).tap()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert small(page, CONTROLS, LEAST_PX) == []
    assert small(page, MAIN, MAIN_PX) == []


def opened(page: Page) -> None:
    """Wait until the page's elements have said what they have to say."""
    page.wait_for_load_state("networkidle")
    elements: Locator = page.locator(":not(:defined)")
    expect(elements).to_have_count(0)


def test_the_reader_s_own_spacing_hides_nothing_of_the_tools(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, viewport={"width": 320, "height": 800})
    page.get_by_role("link", name="Source 1", exact=True).click()
    add_style(page, "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }")
    for selector in (".tools", ".source-box"):
        clipped = page.locator(selector).evaluate("(one) => one.scrollWidth > one.clientWidth + 1")
        assert not clipped, selector
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
