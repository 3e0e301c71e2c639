"""Nothing moves while a page loads, nothing is cut off when readers space the text, and the text keeps its rhythm."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import journals
from tests.browser.conftest import OpenJournal, OpenPage
from tests.browser.test_exercises import SLOW_STORAGE
from tests.browser.test_pages import NOTE
from tests.browser.waiting import PYTHON_MS, add_style, wait_until

NOTES = (NOTE, "/notes/co-regulation/", "/notes/the-interpersonal-field/")
AIM_SHIFT = 0.01
WATCH_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries())
      window.shifts.push([shift.value, shift.startTime, ...shift.sources.map(({ node, previousRect: a, currentRect: b }) =>
        `${node?.className} ${node?.textContent?.slice(0, 30)}: ${[a.x, a.y, a.height]} to ${[b.x, b.y, b.height]}`)]);
  }).observe({ type: "layout-shift", buffered: true });
"""
SLOW_CACHES = """
  for (const name of ["keys", "open", "match"]) {
    const own = CacheStorage.prototype[name];
    CacheStorage.prototype[name] = async function (...given) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return own.apply(this, given);
    };
  }
"""
"""What is kept is told only after the page has been painted."""
PAINTED_TWICE = "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))"
SPACING = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
"""
"""What WCAG 2.2 lets a reader set (1.4.12), paragraph spacing included."""
CUT_OFF = """() => {
  const seen = (element) => element.checkVisibility() && !element.closest(".exercise__unseen, .md-skip, .search");
  const parts = [...document.querySelectorAll("body *")].filter(seen);
  const hidden = parts.filter((one) => /hidden|clip/.test(getComputedStyle(one).overflow) && one.matches(":not(svg, svg *)"))
    .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
  const boxes = parts.filter((one) => one.matches("button, summary, label, legend, th, td, .exercise__choice, .top a, .foot a"));
  const over = boxes.filter((box) => {
    const edge = box.getBoundingClientRect();
    const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT, (one) => seen(one.parentElement) ? 1 : 3);
    const range = document.createRange();
    while (texts.nextNode()) {
      range.selectNodeContents(texts.currentNode);
      for (const line of range.getClientRects()) {
        if (line.right > edge.right + 1 || line.left < edge.left - 1) return true;
        if (line.bottom > edge.bottom + 6 || line.top < edge.top - 6) return true;
      }
    }
    return false;
  });
  return [...hidden, ...over].map((one) => one.outerHTML.slice(0, 160));
}"""

HEIGHT = "document.documentElement.scrollHeight"
MOST_GROWTH_PX = 4
"""A place in order by buttons is a hair less high than one by numbers."""


def shifts_while_fonts_come(page: Page, url: str) -> list[list[Any]]:
    """Return the layout shifts of a page whose fonts arrive only after it has been painted: how much, when, and of what."""
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.add_init_script(WATCH_SHIFTS)
    page.goto(url, wait_until="domcontentloaded")
    wait_until(page, "performance.getEntriesByName('first-contentful-paint').length > 0")
    page.evaluate(PAINTED_TWICE)
    # Browsers wait a tenth of a second for an optional font, and then go on without it.
    wait_until(page, "performance.now() > performance.getEntriesByName('first-contentful-paint')[0].startTime + 500")
    assert held, "the page asked for no font"
    for route in held:
        route.continue_()
    page.unroute("**/*.woff2")
    page.wait_for_load_state("networkidle")
    page.evaluate(f"document.fonts.ready.then(() => {PAINTED_TWICE})")
    shifts: list[list[Any]] = page.evaluate("window.shifts")
    return shifts


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["/", *NOTES, "/sources/", "/exercises/", "/journal/", "/review/", "/offline/", "/topics/"])
def test_nothing_moves_while_a_page_and_its_fonts_load(path: str, width: int, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/robots.txt", viewport={"width": width, "height": 900})
    shifts = shifts_while_fonts_come(page, site_url + path)
    assert sum(shift[0] for shift in shifts) <= AIM_SHIFT, shifts


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", NOTES)
def test_a_note_is_as_long_before_its_scripts_have_come_as_after(path: str, width: int, site_url: str, open_page: OpenPage) -> None:
    # Where a browser keeps no place while what stands above it grows, a link to a footnote would end beside it.
    page = open_page(site_url + "/robots.txt", viewport={"width": width, "height": 900})
    held: list[Route] = []
    may_come = False
    page.route("**/assets/exercises/*.js", lambda route: route.continue_() if may_come else held.append(route))
    with page.expect_request("**/assets/exercises/*.js"):
        page.goto(site_url + path, wait_until="commit")
    page.locator("footer").wait_for()
    page.evaluate(f"document.fonts.ready.then(() => {PAINTED_TWICE})")
    assert page.evaluate("!customElements.get('reflect-exercise')")
    before = page.evaluate(HEIGHT)
    may_come = True
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    page.evaluate(PAINTED_TWICE)
    assert page.evaluate("!!customElements.get('reflect-exercise')")
    assert abs(page.evaluate(HEIGHT) - before) <= MOST_GROWTH_PX


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_in_review_while_a_slow_device_looks_for_what_is_due(width: int, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/review/", viewport={"width": width, "height": 900})
    nothing = page.get_by_text("Nothing has been answered on this device yet")
    nothing.wait_for()
    page.add_init_script(WATCH_SHIFTS + SLOW_STORAGE)
    page.reload()
    nothing.wait_for()
    assert_nothing_moved(page)


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_while_a_journal_with_entries_loads(width: int, open_journal: OpenJournal) -> None:
    page = open_journal(journals.realistic(), viewport={"width": width, "height": 900})
    page.add_init_script(WATCH_SHIFTS + SLOW_STORAGE)
    page.reload()
    page.locator(".journal__row").first.wait_for()
    assert_nothing_moved(page)


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_on_the_page_about_reading_offline_once_all_is_kept(width: int, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/offline/", viewport={"width": width, "height": 900}, service_workers="allow")
    all_kept(page)
    page.add_init_script(WATCH_SHIFTS + SLOW_CACHES)
    page.reload()
    page.get_by_role("heading", name="On this device now").wait_for()
    expect(page.locator("keep-offline")).to_have_attribute("state", "all")
    assert_nothing_moved(page)


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_on_the_page_that_stands_for_one_that_is_not_kept(width: int, site_url: str, open_page: OpenPage) -> None:
    size = {"width": width, "height": 900}
    page = open_page(site_url + "/offline/", expects_errors=True, viewport=size, service_workers="allow")
    all_kept(page)
    page.context.set_offline(True)
    page.add_init_script(WATCH_SHIFTS + SLOW_CACHES)
    page.goto(site_url + "/notes/of-next-week/")
    page.get_by_role("heading", name="This page is not kept on this device").wait_for()
    page.get_by_role("heading", name="On this device now").wait_for()
    assert_nothing_moved(page)


def test_a_style_sheet_is_loaded_once_and_stays_while_pages_that_share_it_are_visited(site_url: str, open_page: OpenPage) -> None:
    # A sheet that is loaded again is gone meanwhile: a slow device paints the page without it.
    page = open_page(site_url + "/offline/", service_workers="allow")
    wait_until(page, "navigator.serviceWorker.controller !== null")
    page.reload(wait_until="networkidle")
    assert loaded_sheets(page) == ["offline", "site"]
    page.evaluate("window.shared = document.querySelector('link[href*=\"/site.\"]')")
    page.locator("footer").get_by_role("link", name="Topics").click()
    page.get_by_role("heading", name="Topics", level=1).wait_for()
    page.go_back()
    page.get_by_role("heading", name="Reading offline").wait_for()
    wait_until(page, "document.querySelector('link[href*=\"/offline.\"]')?.sheet != null")
    assert page.evaluate("window.shared.isConnected && window.shared.sheet !== null")
    # The page's own had gone with its page.
    assert loaded_sheets(page) == ["offline", "offline", "site"]


def all_kept(page: Page) -> None:
    page.get_by_role("button", name="Keep all notes on this device").click()
    expect(page.locator("keep-offline")).to_have_attribute("state", "all", timeout=PYTHON_MS)


def assert_nothing_moved(page: Page) -> None:
    """Claim so of a page that watches shifts, once it has come to rest."""
    page.wait_for_load_state("networkidle")
    page.evaluate(f"document.fonts.ready.then(() => {PAINTED_TWICE}).then(() => {PAINTED_TWICE})")
    shifts: list[list[Any]] = page.evaluate("window.shifts")
    assert sum(shift[0] for shift in shifts) <= AIM_SHIFT, shifts


def loaded_sheets(page: Page) -> list[str]:
    """Return the names of the style sheets that a page has asked for, as often as it has."""
    addresses: list[str] = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    return sorted(found[1] for address in addresses if (found := re.search(r"/(\w+)\.[0-9a-f]{8}\.css$", address)))


def test_every_stand_in_of_this_machine_is_as_wide_as_the_text_face(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    page.evaluate("document.fonts.ready")
    widths: dict[str, list[float]] = page.evaluate("""async () => {
      const text = [...document.querySelectorAll(".prose > p")].map((one) => one.textContent).join(" ");
      const stack = getComputedStyle(document.documentElement).getPropertyValue("--text").split(",").map((one) => one.trim());
      const measure = document.createElement("canvas").getContext("2d");
      // Large, since some browsers give each letter a whole number of pixels.
      const width = (style, family) => ((measure.font = `${style} 180px ${family}`), measure.measureText(text).width);
      const found = {};
      for (const style of ["normal 400", "normal 560", "italic 400"]) {
        for (const family of stack.filter((one) => one.includes(" by "))) {
          const faces = await document.fonts.load(`${style} 180px ${family}`).catch(() => []);
          if (faces.length) found[`${style} ${family}`] = [width(style, family), width(style, stack[0])];
        }
      }
      return found;
    }""")
    if not widths:
        pytest.skip("this machine has none of the faces that stand in")
    for face, (standing_in, own) in widths.items():
        assert standing_in == pytest.approx(own, rel=0.03), face


BROKEN = """() => [...document.querySelectorAll("button, summary, legend, label, .exercise__choice, h1, h2, h3")].flatMap((one) => {
  const found = [];
  const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    for (const { index, 0: word } of texts.currentNode.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) found.push(word);
    }
  }
  return found;
})"""


@pytest.mark.parametrize("path", ["/", *NOTES, "/exercises/", "/sources/", "/journal/", "/review/", "/offline/"])
def test_no_word_of_a_heading_or_a_control_is_broken_on_a_small_phone(path: str, site_url: str, open_page: OpenPage) -> None:
    # Letters of other systems are wider than here: less room stands for them.
    page = open_page(site_url + path, viewport={"width": 300, "height": 640})
    page.wait_for_load_state("networkidle")
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("path", ["/", *NOTES, "/exercises/", "/sources/", "/journal/", "/review/"])
def test_readers_own_text_spacing_cuts_nothing_off(path: str, width: int, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + path, viewport={"width": width, "height": 900})
    page.wait_for_load_state("networkidle")
    add_style(page, SPACING)
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def written(page: Page) -> None:
    """Add to a note what a body can have, with more than one line in each."""
    page.evaluate("""() => {
      const prose = document.querySelector(".prose");
      const words = "“Those who have lived side by side for long,” they say, “know a sentence before it is said.” ".repeat(3);
      const add = (into, name, text) => {
        const made = into.appendChild(document.createElement(name));
        made.textContent = text;
        return made;
      };
      for (const heading of ["h2", "h3"]) {
        add(prose, heading, "What is said first");
        add(prose, "p", words).append(" In ", document.querySelector(".prose sup").cloneNode(true));
      }
      for (const list of ["ul", "ol"]) for (const into = add(prose, list, ""); into.children.length < 2; add(into, "li", words));
      add(add(prose, "blockquote", ""), "p", words);
    }""")


@pytest.mark.parametrize("width", [390, 1440])
def test_every_line_of_a_note_is_as_high_as_the_next(width: int, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, viewport={"width": width, "height": 900})
    written(page)
    found: list[tuple[str, float, float]] = page.evaluate("""() => {
      const line = parseFloat(getComputedStyle(document.body).lineHeight);
      const parts = document.querySelectorAll(".prose > p, .prose > :is(ul, ol) > li, .prose > blockquote > p");
      return [...parts].map((one) => [one.textContent, one.getBoundingClientRect().height / line, parseFloat(getComputedStyle(one).lineHeight) / line]);
    }""")
    assert len(found) > 10
    for text, lines, line in found:
        assert line == pytest.approx(1, abs=0.01), text
        assert lines == pytest.approx(round(lines), abs=0.05), text


@pytest.mark.parametrize("width", [390, 1440])
def test_a_heading_and_the_white_round_it_are_whole_lines(width: int, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, viewport={"width": width, "height": 900})
    written(page)
    found: list[tuple[str, float]] = page.evaluate("""() => {
      const line = parseFloat(getComputedStyle(document.body).lineHeight);
      const apart = (one) => one.nextElementSibling.getBoundingClientRect().top - one.previousElementSibling.getBoundingClientRect().bottom;
      return [...document.querySelectorAll(".prose > p + :is(h2, h3):has(+ p)")].map((one) => [one.localName, apart(one) / line]);
    }""")
    assert {name for name, _ in found} == {"h2", "h3"}
    for name, lines in found:
        assert lines == pytest.approx(round(lines), abs=0.05), name


def test_quotation_marks_hang_at_the_first_line_of_all_that_is_read(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    written(page)
    sheet: str = page.evaluate("fetch(document.querySelector('link[rel=stylesheet]').href).then((answer) => answer.text())")
    hanging = re.findall(r"([^{}]+)\{[^{}]*hanging-punctuation:\s*first", sheet)
    # A browser that does not know the property drops it, so that only the sheet's own text tells.
    found: list[bool] = page.evaluate(
        """(hanging) => [...document.querySelectorAll(".prose > p, .prose > :is(ul, ol) > li, .prose > blockquote")].map((one) =>
          CSS.supports("hanging-punctuation", "first")
            ? getComputedStyle(one).getPropertyValue("hanging-punctuation").startsWith("first")
            : one.matches(hanging))""",
        ", ".join(hanging),
    )
    assert len(found) > 10
    assert all(found)


@pytest.mark.parametrize("path", [NOTE, "/sources/", "/journal/"])
def test_no_capitals_are_shrunk_to_look_small(path: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + path)
    caps = "new Set([...document.querySelectorAll('*')].flatMap((one) => getComputedStyle(one).fontVariantCaps))"
    assert page.evaluate(f"[...{caps}]") == ["normal"]
    assert page.evaluate("getComputedStyle(document.body).fontSynthesisSmallCaps") == "none"


def test_a_quotation_before_the_first_words_is_an_epigraph(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, viewport={"width": 1440, "height": 900})
    page.evaluate("""() => {
      const figure = document.createElement("figure");
      figure.className = "quotation";
      const quotation = figure.appendChild(document.createElement("blockquote"));
      quotation.appendChild(document.createElement("p")).textContent = "Two are better than one.";
      figure.appendChild(document.createElement("figcaption")).textContent = "— Ecclesiastes 4:9";
      document.querySelector(".prose").prepend(figure);
    }""")
    first, text = page.locator(".prose > figure"), page.locator(".prose > p").first
    assert first.locator("p").evaluate("(one) => getComputedStyle(one).fontStyle") == "italic"
    epigraph, paragraph = first.bounding_box(), text.bounding_box()
    assert epigraph
    assert paragraph
    assert epigraph["x"] > paragraph["x"] + 40
    larger, usual = (page.locator(".prose > p").nth(at).evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)") for at in (0, 1))
    assert larger > usual


def test_a_wide_table_scrolls_by_itself_on_a_phone(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, viewport={"width": 320, "height": 800})
    page.evaluate("""() => {
      const table = document.createElement("table");
      const row = table.createTBody().insertRow();
      for (const month of ["January", "February", "September", "November", "December"]) row.insertCell().textContent = month;
      document.querySelector(".prose").prepend(table);
    }""")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator(".prose > table").evaluate("(one) => one.scrollWidth > one.clientWidth")
