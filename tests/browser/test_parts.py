"""A long list on several pages: links to its rows lead there, and what is asked of the sources is asked of all pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from press import parts
from tests.browser.conftest import OpenPage
from tests.browser.server import StaticServer, serving
from tests.browser.test_pages import violations

ROOM = 4000
"""For the HTML of a few sources."""


@pytest.fixture(scope="module")
def divided(site_server: StaticServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real site with its list of sources on several pages."""
    site: Path = shutil.copytree(site_server.folder, tmp_path_factory.mktemp("divided") / "site")
    parts.write(site, "", most=ROOM)
    with serving(site) as server:
        yield server.url


def test_pages_lead_on_and_back_without_scripts(divided: str, open_page: OpenPage) -> None:
    page = open_page(divided + "/sources/", java_script_enabled=False)
    first = page.locator("li.source").first.inner_text()
    page.get_by_role("link", name=re.compile("^Next: ")).click()
    page.wait_for_url(re.compile(r"/sources/\w[\w-]*\.html$"))
    assert page.locator("li.source").first.inner_text() != first
    page.get_by_role("link", name=re.compile("^Before: ")).click()
    page.wait_for_url(re.compile("/sources/$"))


def test_an_old_link_to_a_row_on_another_page_leads_there(divided: str, open_page: OpenPage) -> None:
    page = open_page(divided + "/sources/#lewis-2000")
    page.wait_for_url(re.compile(r"/sources/\w[\w-]*\.html#lewis-2000$"))
    expect(page.locator("#lewis-2000")).to_be_in_viewport()


def test_what_is_asked_is_asked_of_all_pages(divided: str, open_page: OpenPage) -> None:
    page = open_page(divided + "/sources/")
    total = page.get_by_role("status").inner_text()
    here = page.locator("li.source").count()
    page.get_by_label("Find in the sources").fill("general theory of love")
    expect(page.locator("li.source")).to_have_count(1)
    expect(page.locator("li.source")).to_have_attribute("id", "lewis-2000")
    expect(page.get_by_role("status")).to_have_text(f"1 of {total}")
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_have_text(total)
    assert page.locator("li.source").count() == int(total.split()[0]) > here


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_page_of_a_list(scheme: str, divided: str, open_page: OpenPage) -> None:
    page = open_page(divided + "/sources/", viewport={"width": 390, "height": 900}, color_scheme=scheme)
    assert violations(page) == []
