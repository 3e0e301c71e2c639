"""A full session of every exercise, journal and review sends nothing anywhere."""

from __future__ import annotations

from playwright.sync_api import Page, Request, expect

from tests.browser.answering import NOTES, answered_with_mouse
from tests.browser.conftest import OpenPage
from tests.browser.test_journal_import import lock
from tests.browser.test_journal_keeping import copied
from tests.browser.waiting import PYTHON_MS


def use_the_journal(page: Page) -> None:
    """Search, read an entry, hand out a copy and read it back in, and set a passphrase."""
    page.get_by_role("searchbox").fill("a")
    page.locator(".journal__row a").first.click()
    page.go_back()
    name, text = copied(page.get_by_role("button", name="Export all as a file", exact=True))
    page.locator("#journal-file").set_input_files({"name": name, "mimeType": "application/json", "buffer": text.encode()})
    expect(page.locator("[data-part=read]")).to_contain_text("Nothing in it was new")
    lock(page)


def test_every_exercise_the_journal_and_review_make_no_request_with_a_body(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/", service_workers="allow")
    asked: list[Request] = []
    page.context.on("request", lambda request: asked.append(request))
    for note in NOTES:
        page.goto(site_url + note)
        for sheet in page.locator(".exercise").all():
            answered_with_mouse(sheet)
            expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    page.goto(site_url + "/journal/")
    expect(page.locator("[data-part=count]")).to_contain_text("12")
    use_the_journal(page)
    page.goto(site_url + "/review/")
    page.goto(site_url + "/offline/")
    page.get_by_role("button", name="Keep all notes on this device").click()
    expect(page.get_by_role("button", name="Remove them")).to_be_visible(timeout=PYTHON_MS)
    page.goto(site_url + "/")
    expect(page.locator("due-today")).to_be_visible()
    assert len(asked) > len(NOTES)
    assert [one.url for one in asked if one.method != "GET" or one.post_data_buffer] == []
    assert [one.url for one in asked if "environment" in one.url or "?" in one.url] == []  # what was written could travel in an address
