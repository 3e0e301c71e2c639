"""A jump within a page leaves the page, and what was begun on it, where it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

NOTE = "/notes/co-regulation/"
REMEMBER = "() => { window.kept = document.querySelector('article') }"
IS_KEPT = "window.kept === document.querySelector('article')"


@pytest.mark.parametrize("jump", ["link", "address"])
def test_a_jump_within_a_page_keeps_the_page(jump: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    page.wait_for_load_state("networkidle")
    page.evaluate(REMEMBER)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    if jump == "link":
        page.get_by_role("link", name="Back to source 3 in the text").click()
    else:
        page.evaluate("() => { location.hash = 'fnref:coan' }")
    expect(page.locator("sup:target")).to_be_in_viewport()
    page.go_back()
    page.wait_for_url(f"**{NOTE}")
    page.wait_for_load_state("networkidle")
    assert [one for one in requests if one.split("#")[0].endswith(NOTE)] == []
    assert page.evaluate(IS_KEPT)


def test_back_after_a_jump_and_another_page_leads_to_the_first(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    page.get_by_role("link", name="Back to source 3 in the text").click()
    page.wait_for_url("**/#fnref:coan")
    page.get_by_role("link", name="Earlier note").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The Interpersonal Field")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Co-regulation")
    assert page.url.endswith(f"{NOTE}#fnref:coan")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("The Interpersonal Field")
