"""Wherever the site is put, its exercises work, or the page says calmly where they stand that they cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import browsers
from tests.browser.conftest import OpenPage
from tests.browser.container import PROGRAM, web_server
from tests.browser.hosts import Host
from tests.browser.server import StaticServer, serving
from tests.browser.writing import begin

NOTE = "/notes/the-interpersonal-field/"
WRITTEN = "Two of us, in the kitchen, about the keys"
PYTHON_MS = 60_000
PAGE_MS = 30_000
NO_SCRIPT = "Answering takes the scripts of this page, which do not run here."
STOPPED = "The exercises did not start, because their scripts did not come or were not sent as JavaScript"
FILE = "Opened as a file, this page cannot run its exercises: open it at the site’s own address"
INSECURE_NAME = "how-we-help.test"


def sheet_of(page: Page) -> Locator:
    return page.locator("#exercise-the-room-between")


def answered(page: Page) -> None:
    """Write, reflect, and see what was written in the reflection, saved."""
    sheet = sheet_of(page)
    sheet.locator('textarea[name="scene"]').press_sequentially(WRITTEN)
    sheet.get_by_role("button", name="Reflect").click()
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    expect(sheet.locator(".exercise__reflection")).to_contain_text(WRITTEN)
    expect(sheet.get_by_role("status")).to_contain_text("Saved here")


def says_only(page: Page, words: str) -> None:
    """See that each exercise says why it cannot be answered, once, and can be read, with nothing to press that does nothing."""
    sheet = sheet_of(page)
    expect(sheet.locator(".exercise__without")).to_contain_text(words, timeout=PAGE_MS)
    expect(sheet.locator(".exercise__without")).to_be_visible()
    expect(sheet.get_by_role("heading", level=2)).to_be_visible()
    expect(sheet.locator('textarea[name="scene"]')).to_be_visible()
    expect(sheet.get_by_role("button", name="Reflect")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_page_whose_scripts_run_says_nothing_of_it(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    expect(page.locator("reflect-exercise:defined").first).to_be_attached(timeout=PAGE_MS)
    assert page.locator(".exercise__without").count() > 1
    expect(page.locator(".exercise__without").filter(visible=True)).to_have_count(0)


def test_a_host_that_compresses_nothing_serves_working_exercises(site_server: StaticServer, open_page: OpenPage) -> None:
    assert not site_server.packs
    page = open_page(site_server.url + NOTE)
    assert page.evaluate("performance.getEntriesByType('navigation')[0].encodedBodySize") == len(
        (site_server.folder / NOTE.strip("/") / "index.html").read_bytes()
    )
    answered(page)


@pytest.mark.skipif(not PROGRAM, reason="no nginx is installed, which the container serves with")
def test_the_web_server_of_the_container_serves_working_exercises(site_server: StaticServer, tmp_path: Path, open_page: OpenPage) -> None:
    with web_server(site_server.folder, tmp_path) as address:
        page = open_page(address + NOTE)
        answered(page)
        (sheet,) = (site_server.folder / "assets" / "styles").glob("site.*.css")
        hashed = page.request.get(f"{address}/assets/styles/{sheet.name}").headers
        assert hashed["content-encoding"] == "gzip"
        assert hashed["cache-control"] == "public, max-age=31536000, immutable"
        assert page.request.get(address + NOTE).headers["cache-control"] == "no-cache"
        missing = page.request.get(f"{address}/nowhere/")
        assert missing.status == 404
        assert missing.text() == (site_server.folder / "404.html").read_text("utf-8")


@pytest.mark.parametrize("sent_as", ["application/octet-stream", "text/plain", "application/wasm; charset=utf-8"])
def test_webassembly_of_a_wrong_type_starts_from_the_snapshot_all_the_same(
    sent_as: str, site_server: StaticServer, open_page: OpenPage
) -> None:
    with serving(site_server.folder, types={".wasm": sent_as, ".mjs": sent_as}) as host:
        page = open_page(host.url + NOTE)
        answered(page)
        assert not [path for path in host.requested if path.endswith(".zip")]
        page.reload()  # now the browser has kept the module
        sheet_of(page).get_by_role("button", name="Reflect").click()
        expect(sheet_of(page).locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)


@pytest.mark.parametrize("sent_as", ["application/octet-stream", "text/plain"])
def test_scripts_of_a_wrong_type_are_told_where_the_exercises_stand(sent_as: str, site_server: StaticServer, open_page: OpenPage) -> None:
    with serving(site_server.folder, types={".js": sent_as}) as host:
        page = open_page(host.url + NOTE, expects_errors=True)
        says_only(page, STOPPED)
        expect(page.get_by_role("search")).to_be_hidden()
        expect(page.get_by_role("button", name="Paragraph links")).to_be_hidden()
        page.goto(host.url + "/write/")
        expect(page.locator(".desk__without")).to_be_visible(timeout=PAGE_MS)
        page.goto(host.url + "/journal/")
        expect(page.locator(".journal__without")).to_be_visible()


def test_a_host_whose_scripts_all_are_refused_leaves_the_page_as_without_scripts(site_server: StaticServer, open_page: OpenPage) -> None:
    with serving(site_server.folder) as host:
        page = open_page(host.url + "/about/", expects_errors=True)
        page.route(
            "**/*.js", lambda route: route.fulfill(body="", headers={"X-Content-Type-Options": "nosniff", "Content-Type": "text/plain"})
        )
        page.goto(host.url + NOTE)
        says_only(page, NO_SCRIPT)


def test_without_scripts_the_exercises_say_so(site_url: str, open_page: OpenPage) -> None:
    says_only(open_page(site_url + NOTE, java_script_enabled=False), NO_SCRIPT)


def test_a_script_that_does_not_come_is_told_until_the_page_is_loaded_again(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/", expects_errors=True)
    page.route("**/exercises/element.*.js", lambda route: route.abort())
    page.goto(site_url + NOTE)
    says_only(page, STOPPED)
    page.unroute_all()
    page.reload()
    answered(page)


def test_on_paper_it_is_not_said(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, java_script_enabled=False)
    page.emulate_media(media="print")
    expect(page.locator(".exercise__without").filter(visible=True)).to_have_count(0)


def test_a_page_that_is_opened_as_a_file_reads_well_and_says_what_to_do(site_server: StaticServer, open_page: OpenPage) -> None:
    page = open_page((site_server.folder / NOTE.strip("/") / "index.html").as_uri(), expects_errors=True)
    says_only(page, FILE)
    assert page.evaluate("getComputedStyle(document.querySelector('.exercise')).borderRadius") != "0px", "the style sheet has come"
    expect(page.locator(".prose p").first).to_be_visible()


def test_under_a_path_of_its_address_it_works(tmp_path: Path, open_page: OpenPage) -> None:
    host = Host(tmp_path, "/how/we-help/")
    host.publish("one")
    with serving(host.served, host.port) as server:
        page = open_page(host.url + NOTE)
        answered(page)
        page.get_by_role("link", name="Journal").first.click()
        page.wait_for_url("**/how/we-help/journal/")
        expect(page.locator("reflection-journal")).to_contain_text(WRITTEN, timeout=PAGE_MS)
        assert not [path for path in server.requested if not path.startswith("/how/we-help/") and path != "/favicon.ico"]


@pytest.fixture
def insecure(browser: Browser, site_server: StaticServer) -> Iterator[tuple[BrowserContext, str]]:
    """A context of a browser for which the site stands at an address that is neither https nor this machine, and that address."""
    program = browsers.find()
    rules = [f"--host-resolver-rules=MAP {INSECURE_NAME} 127.0.0.1"]
    other = browser.browser_type.launch(executable_path=program, env=browsers.environment(program), args=rules)
    try:
        yield other.new_context(timezone_id="UTC"), f"http://{INSECURE_NAME}:{site_server.server_port}"
    finally:
        other.close()


def test_over_an_insecure_connection_exercises_and_journal_work_and_say_what_does_not(insecure: tuple[BrowserContext, str]) -> None:
    context, url = insecure
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    page.goto(url + NOTE)
    assert page.evaluate("[isSecureContext, typeof crypto.subtle, typeof caches, 'serviceWorker' in navigator, typeof crypto.randomUUID]") == [
        False, "undefined", "undefined", False, "undefined",
    ]  # fmt: skip
    answered(page)
    page.reload()
    expect(sheet_of(page).locator('textarea[name="scene"]')).to_have_value(WRITTEN, timeout=PAGE_MS)
    page.goto(url + "/journal/")
    expect(page.locator("reflection-journal[view=browse]")).to_contain_text(WRITTEN, timeout=PAGE_MS)
    page.goto(url + "/offline/")
    cannot = "This browser cannot keep pages for reading offline, or has been told not to."
    expect(page.locator("keep-offline")).to_contain_text(cannot, timeout=PAGE_MS)
    page.goto(url + "/review/")
    expect(page.locator("review-session:defined")).to_be_attached(timeout=PAGE_MS)
    assert errors == []


def test_over_an_insecure_connection_a_draft_is_written(insecure: tuple[BrowserContext, str]) -> None:
    context, url = insecure
    page = context.new_page()
    page.goto(url + "/write/")
    page.locator("writing-desk:is([state=ready], [state=shown])").wait_for(timeout=PYTHON_MS)
    begin(page, "On apology")
    page.reload()
    page.locator("writing-desk[state=shown]").wait_for(timeout=PYTHON_MS)
