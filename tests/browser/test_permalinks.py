"""Every paragraph has a link, which is copied without being in anybody's way."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.server import StaticServer
from tests.browser.test_pages import violations

NOTE = "/notes/co-regulation/"
WIDE: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "permissions": ["clipboard-read", "clipboard-write"]}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 800},
    "has_touch": True,
    "is_mobile": True,
    "permissions": ["clipboard-read", "clipboard-write"],
}
FIRST = "p-a-child-falls-in-the-playground-"
SELECT = """([from, to]) => {
  const paragraph = document.querySelector(".prose p");
  const text = paragraph.firstChild;
  const at = text.data.indexOf(from);
  getSelection().setBaseAndExtent(text, at, text, text.data.indexOf(to) + to.length);
}"""


def clipboard(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def link_of(page: Page, number: int) -> str:
    return f"{page.url.partition('#')[0]}#{page.locator('.prose p[id]').nth(number).get_attribute('id')}"


def test_a_listener_meets_one_button_and_no_link_more(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **WIDE)
    page.locator(".prose p").nth(1).hover()
    expect(page.locator(".permalink--beside")).to_be_visible()
    names = [one for one in page.locator("main").aria_snapshot().splitlines() if re.search(r"copy link|paragraph", one, re.IGNORECASE)]
    assert [one.strip() for one in names if "- paragraph" not in one] == ['- button "Paragraph links"']


def test_the_keyboard_shows_a_button_in_each_paragraph_and_copies(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **WIDE)
    page.get_by_role("button", name="Paragraph links").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Paragraph links", pressed=True)).to_be_visible()
    copies = page.get_by_role("button", name="Copy link")
    expect(copies).to_have_count(page.locator(".prose p[id]").count())
    page.get_by_role("button", name="Copy link: A child falls in the playground,").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_text("Copied")
    assert clipboard(page) == link_of(page, 0)
    assert FIRST in clipboard(page)
    page.get_by_role("button", name="Paragraph links").press("Enter")
    expect(copies).to_have_count(0)


def test_a_mouse_copies_beside_the_paragraph_that_it_is_over(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **WIDE)
    page.locator(".prose p[id]").nth(1).hover()
    page.locator(".permalink--beside").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_text("Copied")
    assert clipboard(page) == link_of(page, 1)


def test_what_is_selected_is_copied_with_title_and_link(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **WIDE)
    page.locator(".prose p[id]").first.hover()
    page.evaluate(SELECT, ["decides from a face", "whether to cry"])
    page.locator(".permalink--beside").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_text("Copied, with the quotation")
    quote, origin, address = clipboard(page).splitlines()
    assert quote == "“decides from a face whether to cry”"
    assert origin == "Co-regulation, How We Help"
    assert address == link_of(page, 0) + ":~:text=decides%20from%20a%20face%20whether%20to%20cry"


def test_a_quotation_over_a_mark_leaves_out_its_number_and_the_text_fragment(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **WIDE)
    paragraph = page.locator(".prose p[id]").nth(1)
    paragraph.hover()
    paragraph.evaluate("(one) => getSelection().selectAllChildren(one)")
    page.locator(".permalink--beside").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    quote, _, address = clipboard(page).splitlines()
    assert "toward a steady state. It begins early." in quote
    assert address == link_of(page, 1)


def test_a_touch_that_selects_is_offered_to_copy(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **PHONE)
    page.evaluate(SELECT, ["decides", "to cry"])
    button = page.get_by_role("button", name="Copy with link")
    expect(button).to_be_visible()
    at = button.bounding_box()
    assert at is not None
    assert at["height"] >= 44
    button.tap()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert clipboard(page).startswith("“decides from a face whether to cry”\n")
    expect(button).to_have_count(0)


def test_the_offer_goes_with_the_selection(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **PHONE)
    page.evaluate(SELECT, ["decides", "to cry"])
    expect(page.get_by_role("button", name="Copy with link")).to_be_visible()
    page.evaluate("getSelection().removeAllRanges()")
    expect(page.get_by_role("button", name="Copy with link")).to_have_count(0)


def test_what_is_selected_in_an_exercise_is_no_quotation(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **PHONE)
    page.evaluate(SELECT, ["decides", "to cry"])
    expect(page.get_by_role("button", name="Copy with link")).to_be_visible()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.exercise__intro'))")
    expect(page.get_by_role("button", name="Copy with link")).to_have_count(0)


def test_where_copying_is_forbidden_the_link_is_in_the_address_bar(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **WIDE)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }")
    page.get_by_role("button", name="Paragraph links").click()
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.get_by_role("status").filter(has_text="address bar")).to_be_visible()
    assert f"#{FIRST}" in page.url


@pytest.mark.parametrize("directive", ["", ":~:text=decides%20from%20a%20face"])
def test_a_copied_link_leads_to_its_paragraph(directive: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **WIDE)
    address = link_of(page, 0)
    page.locator("footer").scroll_into_view_if_needed()
    page.goto("about:blank")
    page.goto(address + directive)
    target = page.locator(".prose p:target")
    expect(target).to_be_in_viewport()
    assert unquote(address).endswith(f"#{target.get_attribute('id')}")


def test_a_link_to_a_paragraph_whose_first_sentence_was_edited_leads_to_it_all_the_same(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE + "#p-co-regulation-is-easily-mistaken-by-0000", **WIDE)
    expect(page.locator(".prose p:target")).to_contain_text("Co-regulation is easily mistaken for being soothed")
    expect(page.locator(".prose p:target")).to_be_in_viewport()


def test_a_year_among_a_paragraphs_first_words_is_no_end_of_its_name(site_server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(site_server.url + NOTE)
    (module,) = (site_server.folder / "assets" / "note").glob("permalinks.*.js")
    page.evaluate("document.querySelectorAll('.prose p')[4].id = 'p-in-2013-the-first-of-them-came-3f2a'")
    script = "async ([module, name]) => (await import(`/assets/note/${module}`)).find(name)"
    page.evaluate(script, [module.name, "p-in-2013-the-first-of-those-9a9a-1b1b-2"])
    page.wait_for_url("**/#p-in-2013-the-first-of-them-came-3f2a")


def test_a_link_to_a_paragraph_that_is_gone_opens_the_note(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE + "#p-nothing-like-this-0000", **WIDE)
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(page.locator(":target")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_the_buttons_are_accessible_and_run_over_no_edge(width: int, scheme: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.get_by_role("button", name="Paragraph links").click()
    expect(page.get_by_role("button", name="Copy link").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_of_it_is_printed(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **WIDE)
    page.get_by_role("button", name="Paragraph links").click()
    expect(page.get_by_role("button", name="Copy link").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button")).to_have_count(0)


def test_on_the_next_page_the_button_works_again(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **WIDE)
    page.get_by_role("button", name="Paragraph links").click()
    page.get_by_role("link", name="Earlier note").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The Interpersonal Field")
    expect(page.get_by_role("button", name="Copy link")).to_have_count(0)
    page.get_by_role("button", name="Paragraph links", pressed=False).click()
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert clipboard(page) == link_of(page, 0)
