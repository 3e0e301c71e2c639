"""Whatever a writer or a reader fills in, nothing of it runs: each page is opened with its policy set aside."""

from __future__ import annotations

import email
import json
import re
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from press.__main__ import main
from tests.browser import journals
from tests.browser.answering import fields
from tests.browser.injected import RUN, TEXT, hostile_project, served_without_policy
from tests.browser.server import StaticServer
from tests.browser.test_journal_import import hostile, lock
from tests.browser.waiting import PYTHON_MS

SHOWN = f"<img src=x onerror={RUN}>"
NOTES = ("independence-vs-interdependence", "the-interpersonal-field", "co-regulation")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, count = hostile_project(tmp_path_factory.mktemp("injected"))
    assert count > 300
    return folder


@pytest.fixture(scope="module")
def server(project: Path) -> Iterator[StaticServer]:
    with served_without_policy(project) as server:
        yield server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in which a script that came in with a field would run."""
    context = browser.new_context(bypass_csp=True, service_workers="block")
    yield context.new_page()
    context.close()


def nothing_ran(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert page.evaluate("globalThis.ran") is None
    assert (
        page.evaluate("[...document.querySelectorAll('a[href]')].filter((one) => !/^(https?|mailto|tel):/.test(one.protocol)).length") == 0
    )


def test_a_page_without_its_policy_would_run_what_is_put_in(server: StaticServer, page: Page) -> None:
    page.goto(server.url + "/about/")
    page.evaluate("(text) => { document.body.innerHTML = text; }", SHOWN)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("globalThis.ran") == 1


def test_no_page_runs_what_a_writer_wrote(server: StaticServer, page: Page) -> None:
    pages = sorted(path.relative_to(server.folder).as_posix().removesuffix("index.html") for path in server.folder.rglob("*.html"))
    assert len(pages) > 15
    for path in pages:
        page.goto(f"{server.url}/{path}")
        nothing_ran(page)


@pytest.mark.parametrize("slug", NOTES)
def test_no_exercise_runs_what_was_answered_or_written(slug: str, server: StaticServer, page: Page) -> None:
    page.goto(f"{server.url}/notes/{slug}/#{SHOWN}")
    for sheet in page.locator(".exercise").all():
        for name in fields(sheet):
            field = sheet.locator(f'[name="{name}"]').first
            if field.evaluate("one => one.type") in ("text", "textarea"):
                field.fill(TEXT)
            elif field.evaluate("one => one.type") == "radio":
                field.check(force=True)
        sheet.get_by_role("button", name="Reflect").click()
        expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)
        nothing_ran(page)
    page.goto(server.url + "/journal/")
    page.locator("reflection-journal[view=browse]").wait_for()
    for row in page.locator(".journal__row summary, .journal__row button").all():
        row.click()
    nothing_ran(page)
    page.goto(server.url + "/review/")
    nothing_ran(page)


def test_no_file_that_is_read_in_runs_anything(server: StaticServer, page: Page) -> None:
    page.goto(server.url + "/journal/")
    expect(page.get_by_text("Nothing is here yet.")).to_be_visible()
    journals.read_in(page, journals.file_of(hostile()), f"{SHOWN}.json")
    page.get_by_label("Search what you wrote").fill("globalThis.ran")
    expect(page.locator(".journal__preview mark").first).to_be_visible()
    page.locator(".journal__title").click()
    expect(page.locator(".journal__reflection")).to_be_visible()
    nothing_ran(page)


def test_no_passphrase_runs(server: StaticServer, page: Page) -> None:
    page.goto(server.url + "/journal/")
    expect(page.get_by_text("Nothing is here yet.")).to_be_visible()
    journals.read_in(page, journals.file_of(hostile()))
    lock(page, TEXT)
    page.get_by_role("button", name="Lock now").click()
    for given in (SHOWN, TEXT):
        page.locator("#journal-unlock").fill(given)
        page.get_by_role("button", name="Unlock").click()
        nothing_ran(page)
    expect(page.locator(".journal__title").first).to_be_visible()


def test_no_search_runs_what_is_asked_or_found(server: StaticServer, page: Page) -> None:
    for asked in ("onerror", "ran script", SHOWN.replace(" ", "%20"), "%22%3E%3Csvg%20onload=globalThis.ran=1%3E"):
        page.goto(f"{server.url}/?q={asked}")
        expect(page.locator(".search__count")).not_to_have_text("")
        nothing_ran(page)
    assert page.locator(".search__results li").count() or page.goto(f"{server.url}/?q=Lewis")


def test_no_filter_of_sources_runs_what_is_put_in(server: StaticServer, page: Page) -> None:
    page.goto(f"{server.url}/sources/#{SHOWN}")
    field = page.locator("source-filter input").first
    field.fill(TEXT)
    nothing_ran(page)
    field.fill("Lewis")
    nothing_ran(page)


def rendered(page: Page, server: StaticServer, html: str) -> None:
    """Show some HTML as a page of its own, as a feed reader without any care would."""
    file = server.folder / "rendered.html"
    file.write_text(f"<!doctype html><meta charset=utf-8><title>x</title>{html}", "utf-8")
    page.goto(f"{server.url}/rendered.html")
    file.unlink()
    nothing_ran(page)


def test_no_entry_of_a_feed_runs_anything(server: StaticServer, page: Page) -> None:
    for feed in sorted(server.folder.rglob("feed.json")):
        for item in json.loads(feed.read_text("utf-8"))["items"]:
            rendered(page, server, item["content_html"])


def test_no_letter_runs_anything(project: Path, server: StaticServer, page: Page) -> None:
    assert main(["email", NOTES[0], "--root", str(project), "--site", str(server.folder)]) == 0
    letter: Message = email.message_from_bytes((project / "build" / "email" / f"{NOTES[0]}.eml").read_bytes())
    (html,) = (part for part in letter.walk() if part.get_content_type() == "text/html")
    content = html.get_payload(decode=True)
    assert isinstance(content, bytes)
    rendered(page, server, content.decode())


def test_what_others_read_of_a_page_is_whole(server: StaticServer) -> None:
    """Not a line of JSON-LD ends its element, and no field of it ends another."""
    for slug in NOTES:
        html = (server.folder / "notes" / slug / "index.html").read_text("utf-8")
        (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
        assert json.loads(told)["@type"] == "BlogPosting"
