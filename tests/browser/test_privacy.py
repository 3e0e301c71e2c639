"""A full session of every exercise, journal and review sends nothing anywhere."""

from __future__ import annotations

from playwright.sync_api import Request, expect

from tests.browser.answering import NOTES, answered_with_mouse
from tests.browser.conftest import OpenPage
from tests.browser.waiting import PYTHON_MS


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
    page.goto(site_url + "/review/")
    page.goto(site_url + "/")
    expect(page.locator("due-today")).to_be_visible()
    assert len(asked) > len(NOTES)
    assert [one.url for one in asked if one.method != "GET" or one.post_data_buffer] == []
    assert [one.url for one in asked if "environment" in one.url or "?" in one.url] == []  # what was written could travel in an address
