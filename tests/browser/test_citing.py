"""A reader copies a citation with mouse or keyboard, and a page that is changed in place says what it is itself."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

NOTE = "/notes/co-regulation/"
CITATION = "How We Help. “Co-regulation.” How We Help, November 16, 2026. {}{}."
COPIED = """async (type) => {
  const [item] = await navigator.clipboard.read();
  return (await item.getType(type)).text();
}"""


def press_copy(page: Page) -> None:
    button = page.get_by_role("button", name="Copy citation")
    button.focus()
    page.keyboard.press("Enter")


def test_the_keyboard_copies_the_citation_and_it_is_announced(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, permissions=["clipboard-read", "clipboard-write"])
    press_copy(page)
    expect(page.locator("copy-citation").get_by_role("status")).to_have_text("Copied.")
    expect(page.get_by_role("button", name="Copy citation")).to_be_focused()
    assert page.evaluate(COPIED, "text/plain") == CITATION.format(site_url, NOTE)
    assert "<em>How We Help</em>" in page.evaluate(COPIED, "text/html")


def test_where_nothing_may_be_copied_the_citation_is_selected(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    page.evaluate("void (navigator.clipboard.write = () => Promise.reject(new DOMException('', 'NotAllowedError')))")
    press_copy(page)
    expect(page.locator("copy-citation").get_by_role("status")).to_contain_text("The citation is selected")
    assert page.evaluate("getSelection().toString()").strip() == CITATION.format(site_url, NOTE)


def test_without_scripts_the_citation_and_its_files_are_there_and_no_button(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, java_script_enabled=False)
    expect(page.get_by_role("heading", name="Cite this note")).to_be_visible()
    expect(page.get_by_role("link", name="BibTeX")).to_be_visible()
    expect(page.get_by_role("button", name="Copy citation")).to_have_count(0)


def test_a_file_for_a_reference_manager_is_saved_under_the_note_s_name(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="RIS").click()
    assert waiting.value.suggested_filename == "co-regulation.ris"


def test_a_page_changed_in_place_says_what_it_is_and_not_what_was_there(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    page.evaluate("window.isSameVisit = true")
    page.get_by_role("navigation", name="Other notes").get_by_role("link").first.click()
    expect(page.locator("main h1")).to_have_text("The Interpersonal Field")
    assert page.evaluate("window.isSameVisit")
    for name in ("citation_title", "citation_public_url", "citation_publication_date"):
        expect(page.locator(f'meta[name="{name}"]')).to_have_count(1)
    expect(page.locator('meta[name="citation_title"]')).to_have_attribute("content", "The Interpersonal Field")
    expect(page.locator('script[type="application/ld+json"]')).to_have_count(1)
    assert "The Interpersonal Field" in (page.locator('script[type="application/ld+json"]').text_content() or "")
    expect(page.get_by_role("button", name="Copy citation")).to_be_visible()
