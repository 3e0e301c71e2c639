"""A note on paper: an article with its sources, then a worksheet with room to write, which a reader may leave out."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_layout import NOTES

NOTE = "/notes/co-regulation/"
TITLES = ("What steadies you?", "Before and after", "What did the note say?")
MM = 96 / 25.4
"""Pixels of CSS in a millimetre."""
FOOT_PT = 24 * 72 / 25.4
"""Height of the margin at the foot of a sheet."""


def printed(page: Page) -> list[str]:
    """Return the text of each sheet that the page prints, a line break for each line."""
    return [re.sub(r"\r\n", "\n", sheet.get_textpage().get_text_range()) for sheet in document(page)]


def document(page: Page) -> pypdfium2.PdfDocument:
    page.wait_for_load_state("networkidle")
    return pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))


def holds(sheet: str, words: str) -> bool:
    """Return whether a sheet shows the words; where one ends and the next begins, a reader of its file can only guess."""
    return bare(words) in bare(sheet)


def bare(text: str) -> str:
    return "".join(text.split())


def first_with(sheets: list[str], words: str) -> int:
    return next(at for at, sheet in enumerate(sheets) if holds(sheet, words))


@pytest.fixture
def on_paper(site_url: str, open_page: OpenPage) -> Page:
    """A note as it is laid out for paper."""
    page = open_page(site_url + NOTE)
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print")
    return page


def test_a_dark_screen_prints_dark_on_light(on_paper: Page) -> None:
    seen = "() => [document.body, document.querySelector('h1')].map((one) => getComputedStyle(one)).map((one) => [one.color, one.backgroundColor])"
    light = on_paper.evaluate(seen)
    on_paper.emulate_media(media="print", color_scheme="dark")
    on_paper.evaluate("document.documentElement.dataset.scheme = 'dark'")
    assert on_paper.evaluate(seen) == light
    on_paper.emulate_media(media="screen")
    assert on_paper.evaluate(seen) != light


def test_article_comes_first_then_its_sources_then_the_worksheet_on_a_sheet_of_its_own(site_url: str, open_page: OpenPage) -> None:
    sheets = printed(open_page(site_url + NOTE))
    worksheet = first_with(sheets, "Worksheet")
    assert first_with(sheets, "decides from a face") <= first_with(sheets, "Lending a Hand") < worksheet
    assert not any(holds(sheet, title) for title in TITLES for sheet in sheets[:worksheet])
    assert all(first_with(sheets, title) >= worksheet for title in TITLES)
    assert holds(sheets[worksheet], "Co-regulation, 16 November 2026")


@pytest.mark.parametrize("path", NOTES)
def test_an_exercise_is_never_parted_from_its_heading(path: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + path)
    exercises: list[list[str]] = page.evaluate("""() => [...document.querySelectorAll(".exercise")].map((one) => [
      one.querySelector(".exercise__title").textContent,
      one.querySelector(".exercise__option .exercise__label, .exercise__question > :is(legend:not(.exercise__unseen), label)").textContent])""")
    sheets = printed(page)
    for title, question in exercises:
        assert any(holds(sheet, title) and holds(sheet, question) for sheet in sheets), title


@pytest.mark.parametrize("path", NOTES)
def test_no_heading_ends_a_sheet(path: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + path)
    headings = [bare(heading) for heading in page.locator(".prose > h2, .exercise__title").all_text_contents()]
    for at, sheet in enumerate(printed(page)):
        lines = [line for line in sheet.split("\n") if line.strip() and line.strip() != str(at + 1)]
        assert bare(lines[-1]) not in headings


def test_sheets_are_numbered_from_the_second_on(site_url: str, open_page: OpenPage) -> None:
    feet = [sheet.get_textpage().get_text_bounded(top=FOOT_PT).strip() for sheet in document(open_page(site_url + NOTE))]
    assert feet == ["", *(str(number) for number in range(2, len(feet) + 1))]


def test_addresses_stand_in_the_sources_only(site_url: str, open_page: OpenPage) -> None:
    text = "\n".join(printed(open_page(site_url + NOTE)))
    before, sources = text.split("Sources", 1)
    assert "https:" not in before
    assert holds(sources, "https://doi.org/10.1177/1754073912451630")


def test_what_belongs_to_the_screen_is_not_printed(site_url: str, open_page: OpenPage) -> None:
    text = "\n".join(printed(open_page(site_url + NOTE)))
    for words in ("Search", "Automatic", "Skip", "Reflect", "Stays on this device", "What is saved", "What the note says", "Earlier note"):
        assert not holds(text, words)


def test_without_a_script_a_note_prints_with_its_worksheet(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, java_script_enabled=False)
    expect(page.get_by_text("the article alone")).to_be_hidden()
    sheets = printed(page)
    assert all(first_with(sheets, title) >= first_with(sheets, "Worksheet") for title in TITLES)
    assert not holds("".join(sheets), "Reflect")


def test_article_alone_is_chosen_for_one_printing(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    page.evaluate("window.print = () => { window.asked = document.documentElement.dataset.print; }")
    page.get_by_role("button", name="Print the article alone").click()
    assert page.evaluate("window.asked") == "article"
    alone = "\n".join(printed(page))
    assert holds(alone, "decides from a face")
    assert not any(holds(alone, words) for words in (*TITLES, "Worksheet"))
    # Chromium's own printing to a file has said "afterprint" by now; a browser says it when its dialog is closed.
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.print") is None
    page.get_by_role("button", name="Print with its exercises as a worksheet").click()
    assert page.evaluate("window.asked") == "worksheet"


def test_printing_is_offered_by_keyboard_and_large_enough(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, viewport={"width": 390, "height": 800})
    page.evaluate("window.print = () => { window.asked = document.documentElement.dataset.print; }")
    button = page.get_by_role("button", name="Print the article alone")
    box = button.bounding_box()
    assert box
    assert box["height"] >= 24
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.asked") == "article"


def test_printing_is_offered_again_after_a_change_of_page(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    page.get_by_role("navigation", name="Other notes").get_by_role("link").first.click()
    page.wait_for_url("**/the-interpersonal-field/")
    page.evaluate("window.print = () => { window.asked = document.documentElement.dataset.print; }")
    page.get_by_role("button", name="Print the article alone").click()
    assert page.evaluate("window.asked") == "article"


def test_choices_have_boxes_to_tick_and_none_to_skip(on_paper: Page) -> None:
    choice = on_paper.locator(".exercise__choices--list .exercise__choice").first
    box = choice.evaluate(
        "(one) => { const { inlineSize, borderTopWidth } = getComputedStyle(one, '::before'); return [inlineSize, borderTopWidth]; }"
    )
    assert [float(one.removesuffix("px")) for one in box] == [pytest.approx(4 * MM, abs=1.5), pytest.approx(1, abs=0.5)]
    for skip in on_paper.locator(".exercise__choice--skip").all():
        expect(skip).to_be_hidden()


def test_an_order_is_written_as_numbers_where_a_script_had_put_buttons(on_paper: Page) -> None:
    options = on_paper.locator("rank-list .exercise__option")
    expect(on_paper.locator("rank-list .exercise__number")).to_have_count(options.count())
    for number in on_paper.locator("rank-list .exercise__number").all():
        expect(number).to_be_visible()
    expect(on_paper.get_by_role("button", name="Place Music")).to_be_hidden()


@pytest.mark.parametrize("path", ["/notes/independence-vs-interdependence/", "/notes/the-interpersonal-field/"])
def test_places_to_write_are_ruled_and_tall_enough_for_a_pen(path: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + path)
    page.emulate_media(media="print")
    for field in page.locator(".exercise textarea").all():
        box = field.bounding_box()
        assert box
        assert box["height"] >= 40 * MM - 1
        assert "linear-gradient" in field.evaluate("(one) => getComputedStyle(one).backgroundImage")
        assert field.evaluate("(one) => getComputedStyle(one).printColorAdjust") == "exact"


def test_what_was_written_before_printing_is_printed(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/notes/the-interpersonal-field/")
    page.locator(".exercise textarea").first.fill("Two of us in the kitchen.")
    assert "Two of us in the kitchen." in "\n".join(printed(page))
