"""What has been read opens again without a network, all of it where that is wished, and an update mixes and loses nothing."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.page_bytes import requested_by, weigh
from tests.browser import journals, waiting
from tests.browser.conftest import OpenPage
from tests.browser.hosts import SIGNS_SEEN, Host
from tests.browser.server import StaticHandler, StaticServer, serving
from tests.browser.waiting import PYTHON_MS

NOTE = "/notes/independence-vs-interdependence/"
OTHER = "/notes/co-regulation/"
BLANK = "/notes/the-interpersonal-field/"
PATIENCE_MS = 30_000
INSTALL_BYTES = 80 * 1024
"""What the exercises of a page fetch on intent is most of it, so it is not lost when an exercise is done; a quarter is the search
with its index, which no page fetches by itself."""
NOT_KEPT = "This page is not kept on this device"
ALLOWED: dict[str, Any] = {"service_workers": "allow"}
KEPT = """async (text) => {
  for (const name of await caches.keys()) {
    const kept = await (await caches.open(name)).match(location.href.split(/[?#]/)[0]);
    if (kept && (await kept.text()).includes(text)) return true;
  }
  return false;
}"""


def wait_until(page: Page, claim: str, given: str = "") -> None:
    """Wait until an asynchronous function of the page says yes; playwright itself would not wait for its promise."""
    page.evaluate(
        f"""async (given) => {{
          const claim = {claim};
          const start = performance.now();
          while (!(await claim(given))) {{
            if (performance.now() - start > {PATIENCE_MS}) throw new Error("still not so");
            await new Promise((go) => setTimeout(go, 20));
          }}
        }}""",
        given,
    )


def wait_until_kept(page: Page, text: str = "") -> None:
    """Wait until the page that is open is kept, with the text in it."""
    wait_until(page, KEPT, text)
    waiting.wait_until(page, "Boolean(navigator.serviceWorker.controller)")


SET_IN = """(face) => {
  const line = document.createElement("span");
  line.textContent = "iiiiilllllMMMMM";
  line.style.fontFamily = face;
  document.querySelector("main").append(line);
  const { width } = line.getBoundingClientRect();
  line.remove();
  return width;
}"""
"""How wide the letters are in a face; a stand-in has the same width over a page, and another for these."""


def wait_until_settled(page: Page) -> None:
    """Wait until one worker is in charge and none is on its way: where a newer one takes over just then, Chromium forgets a page
    that is being asked for."""
    wait_until(
        page,
        """async () => {
             const { installing, waiting, active } = await navigator.serviceWorker.ready;
             return !installing && !waiting && active.state === "activated";
           }""",
    )


def kept_paths(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """async () => (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys())))
             .flat().map(({ url }) => new URL(url).pathname)"""
    )
    return found


def reflected(page: Page) -> None:
    """Do the first exercise of the page."""
    sheet = page.locator("reflect-exercise:has(input[type=radio])").first
    sheet.locator("input[type=radio]").first.check(force=True)
    sheet.get_by_role("button", name="Reflect").click()
    expect(sheet).to_have_attribute("state", "answered", timeout=PYTHON_MS)


def followed(page: Page, path: str) -> None:
    """Follow a link of the site, so that Material changes the page in place where it can."""
    page.locator(f'a[href$="{path.rsplit("/", 2)[1]}/"]').first.click()
    page.wait_for_url(f"**{path}")


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Requests whose path holds one of these are not answered before the test ends."""
    paths: list[str] = []
    released = threading.Event()
    answer = StaticHandler.do_GET

    def do_get(handler: StaticHandler) -> None:
        if any(part in handler.path for part in paths):
            released.wait(60)
        answer(handler)

    monkeypatch.setattr(StaticHandler, "do_GET", do_get)
    yield paths
    released.set()


def test_pages_that_the_worker_hands_out_are_set_in_the_text_face(site_url: str, browser: Browser) -> None:
    # In a context of its own: where a test looks at requests on their way, Chromium takes the preload.
    context = browser.new_context()
    page = context.new_page()
    page.goto(site_url + NOTE)
    wait_until_kept(page)
    face = page.evaluate(SET_IN, "Literata, monospace")
    paths = ("/", NOTE, "/sources/", "/topics/", "/journal/", "/notes/co-regulation/") * 2
    own = []
    for path in paths:
        page.goto(site_url + path)
        own.append(page.evaluate(SET_IN, "var(--text)") == face)
    context.close()
    # On a machine that has much else to do a face may come too late now and then.
    assert own.count(True) > len(paths) - 3


def test_what_was_read_opens_offline_and_its_exercise_reflects(site_server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(site_server.url + NOTE, **ALLOWED)
    wait_until_kept(page)
    reflected(page)
    wait_until(
        page,
        "async () => (await (await caches.open((await caches.keys()).find((name) => name.endsWith('assets')))).keys()).some(({ url }) => url.includes('snapshot.'))",
    )
    page.context.set_offline(True)
    asked = len(site_server.requested)
    page.reload()
    reflected(page)
    # Whether there is a newer worker the browser asks by itself, past what a test can cut off.
    assert set(site_server.requested[asked:]) <= {"/service-worker.js"}


def test_a_page_that_came_by_instant_navigation_is_kept(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **ALLOWED)
    wait_until_kept(page)
    page.evaluate("globalThis.visit = 'the same'")
    followed(page, "/exercises/")
    wait_until_kept(page)
    assert page.evaluate("globalThis.visit") == "the same"
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="Exercises", level=1)).to_be_visible()
    page.evaluate("globalThis.visit = 'the same'")
    page.go_back()
    expect(page.get_by_role("heading", name="Independence", level=1)).to_be_visible()


@pytest.mark.parametrize("is_link", [True, False], ids=["by a link", "by its address"])
def test_a_page_that_is_not_kept_says_so_and_lists_what_is(is_link: bool, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, expects_errors=True, **ALLOWED)
    wait_until_kept(page)
    page.context.set_offline(True)
    if is_link:
        followed(page, "/sources/")
    else:
        answer = page.goto(site_url + "/sources/")
        assert answer is not None
        assert answer.status == 503
    expect(page.get_by_role("heading", name=NOT_KEPT)).to_be_visible()
    assert set(page.evaluate("document.fonts.load('1em Literata').then((faces) => faces.map(({ status }) => status))")) == {"loaded"}
    page.get_by_role("main").get_by_role("link", name="Independence").click()
    expect(page.locator("reflect-exercise").first).to_be_visible()


def test_a_copy_is_read_in_while_there_is_no_network(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/journal/", **ALLOWED)
    wait_until_kept(page)
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Nothing is here yet.")).to_be_visible()
    journals.read_in(page, journals.file_of(journals.costs("one", journals.moment(), 1)))
    expect(page.locator("[data-part=read]")).to_have_text("1 entry added.")
    page.reload()
    expect(page.locator(".journal__row")).to_have_count(1)


def test_trying_again_opens_the_page_once_the_network_is_back(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, expects_errors=True, **ALLOWED)
    wait_until_kept(page)
    page.context.set_offline(True)
    page.goto(site_url + OTHER)
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", name="Co-regulation", level=1)).to_be_visible()


def test_a_kept_page_is_shown_when_the_network_does_not_answer(site_url: str, open_page: OpenPage, held: list[str]) -> None:
    page = open_page(site_url + NOTE, **ALLOWED)
    wait_until_kept(page)
    held.append(NOTE)
    page.reload()
    expect(page.get_by_role("heading", name="Independence", level=1)).to_be_visible()


def test_all_notes_are_kept_on_this_device_and_all_work_offline(site_server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(site_server.url + "/offline/", **ALLOWED)
    waiting.wait_until(page, "Boolean(navigator.serviceWorker.controller)")
    keep = page.locator("keep-offline")
    files = json.loads((site_server.folder / "offline" / "files.json").read_text("utf-8"))["files"]
    size = sum(file["bytes"] for file in files) / 1e6
    expect(keep).to_contain_text(f"All notes, exercises and what they run on: {size:.1f} MB.")
    keep.get_by_role("button", name="Keep all notes on this device").click()
    expect(keep).to_have_attribute("state", "all", timeout=PYTHON_MS)
    expect(keep.get_by_role("status")).to_have_text("All of it is on this device now.")
    page.context.set_offline(True)
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    for path in (file["path"] for file in files if "hash" in file):
        page.goto(f"{site_server.url}/{path}")
        if path != "503.html":
            expect(page.get_by_role("heading", name=NOT_KEPT)).to_have_count(0)
    page.goto(site_server.url + OTHER)
    reflected(page)
    assert failed == []


def test_keeping_all_can_be_stopped_and_goes_on_where_it_was(site_server: StaticServer, open_page: OpenPage, held: list[str]) -> None:
    held.append(".wasm")
    page = open_page(site_server.url + "/offline/", **ALLOWED)
    keep = page.locator("keep-offline")
    keep.get_by_role("button", name="Keep all notes on this device").click()
    expect(keep.get_by_role("progressbar")).to_be_visible()
    size = keep.locator("[data-part=size]").inner_text().split(": ")[1].removesuffix(".")
    expect(keep.get_by_text("On this device: ")).to_contain_text(f" of {size}")
    expect(keep.get_by_role("button", name="Stop")).to_be_focused()
    wait_until(page, "async (note) => (await caches.match(note)) !== undefined", site_server.url + NOTE)
    keep.get_by_role("button", name="Stop").click()
    expect(keep.get_by_role("status")).to_contain_text("What has come stays")
    held.clear()
    before = len(site_server.requested)
    keep.get_by_role("button", name="Fetch what is new").click()
    expect(keep).to_have_attribute("state", "all", timeout=PYTHON_MS)
    assert not [path for path in site_server.requested[before:] if path.endswith(NOTE)]


def test_what_is_kept_can_be_removed(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **ALLOWED)
    wait_until_kept(page)
    page.goto(site_url + "/offline/")
    expect(page.get_by_role("main").get_by_role("link", name="Independence")).to_be_visible()
    page.get_by_role("button", name="Remove them").click()
    expect(page.locator("keep-offline").get_by_role("status")).to_contain_text("Removed from this device")
    expect(page.get_by_role("main").get_by_role("link", name="Independence")).to_have_count(0)
    assert NOTE not in kept_paths(page)


def test_where_there_is_no_room_it_is_said(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/", **ALLOWED)
    page.add_init_script("Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))")
    page.goto(site_url + "/offline/")
    page.get_by_role("button", name="Keep all notes on this device").click()
    expect(page.locator("keep-offline").get_by_role("status")).to_contain_text("There is not enough room on this device")


def test_leaving_no_trace_keeps_no_page(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/404.html", expects_errors=True, **ALLOWED)
    page.evaluate("localStorage.setItem('how-we-help:leave-no-trace', 'yes')")
    page.goto(site_url + NOTE)
    waiting.wait_until(page, "Boolean(navigator.serviceWorker.controller)")
    followed(page, "/exercises/")
    page.context.set_offline(True)
    page.goto(site_url + NOTE)
    expect(page.get_by_role("heading", name=NOT_KEPT)).to_be_visible()
    pages = [path for path in kept_paths(page) if path.endswith("/") and path != "/assets/"]
    assert pages == []


def test_without_service_workers_the_site_is_as_it_was(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.goto(site_url + NOTE)
    reflected(page)


def test_the_site_can_be_installed(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, **ALLOWED)
    waiting.wait_until(page, "Boolean(navigator.serviceWorker.controller)")
    session = page.context.new_cdp_session(page)
    manifest: dict[str, Any] = session.send("Page.getAppManifest")
    assert re.search(r"/assets/offline/manifest\.[0-9a-f]{8}\.webmanifest$", manifest["url"])
    assert manifest["errors"] == []
    assert manifest["manifest"]["scope"] == site_url + "/"
    found = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # Every context of a test is a private window.
    assert [one for one in found if one["errorId"] != "in-incognito"] == []


def test_making_ready_for_offline_costs_little_beyond_the_page(site_server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(site_server.url + "/404.html")
    alone = set(requested_by(page, site_server, NOTE))
    page = open_page(site_server.url + "/robots.txt", **ALLOWED)
    before = len(site_server.requested)
    page.goto(site_server.url + NOTE)
    wait_until_kept(page)
    more = {path for path in site_server.requested[before:] if path not in alone and "/runtime/" not in path and path != "/404.html"}
    cost = weigh(site_server.folder, more)
    assert cost.runtime == 0
    assert cost.total <= INSTALL_BYTES


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """The site under a path of its address, in the build that calls itself one."""
    host = Host(tmp_path, "/how/we-help/")
    host.publish("one")
    with serving(host.served, host.port):
        yield host


def is_whole(page: Page, name: str) -> None:
    """Wait for the page of a build, and see that text, style and script are all of it; style and script may still be coming."""
    expect(page.locator("#text-of")).to_have_text(name)
    assert set(page.evaluate(SIGNS_SEEN)) <= {name, "", None}
    wait_until(page, f"(name) => {SIGNS_SEEN}.every((sign) => sign === name)", name)


def test_an_update_mixes_nothing_while_a_page_is_open_and_loses_no_typed_word(host: Host, open_page: OpenPage) -> None:
    page = open_page(host.url + BLANK, expects_errors=True, **ALLOWED)
    wait_until_kept(page)
    page.locator('input[name="lewin-formula"]').press_sequentially("the weather")
    host.publish("two")
    is_whole(page, "one")
    followed(page, "/exercises/")
    is_whole(page, "two")
    wait_until_kept(page, 'text-of">two<')
    page.go_back()
    is_whole(page, "two")
    expect(page.locator('input[name="lewin-formula"]')).to_have_value("the weather")


def test_offline_pages_of_two_builds_are_each_shown_whole(host: Host, open_page: OpenPage) -> None:
    page = open_page(host.url + "/about/", expects_errors=True, **ALLOWED)
    wait_until_kept(page)
    page.goto(host.url + "/sources/")
    wait_until_kept(page)
    host.publish("two")
    page.goto(host.url + "/sources/")
    wait_until_kept(page, 'text-of">two<')
    wait_until_settled(page)
    page.context.set_offline(True)
    page.reload()
    is_whole(page, "two")
    followed(page, "/about/")
    is_whole(page, "one")
    followed(page, "/sources/")
    is_whole(page, "two")


def test_what_only_an_older_build_needed_goes_with_its_last_page(host: Host, open_page: OpenPage) -> None:
    page = open_page(host.url + "/about/", expects_errors=True, **ALLOWED)
    wait_until_kept(page)
    old = {path for path in kept_paths(page) if "/site." in path}
    for name in ("two", "three"):
        host.publish(name)
        page.reload()
        wait_until_kept(page, f'text-of">{name}<')
    assert len(old) == 1
    wait_until(page, "async (path) => (await caches.match(path)) === undefined", old.pop())


def test_after_an_update_what_is_new_is_offered(host: Host, open_page: OpenPage) -> None:
    page = open_page(host.url + "/offline/", expects_errors=True, **ALLOWED)
    keep = page.locator("keep-offline")
    keep.get_by_role("button", name="Keep all notes on this device").click()
    expect(keep).to_have_attribute("state", "all", timeout=PYTHON_MS)
    host.publish("two")
    page.reload()
    expect(keep).to_contain_text(re.compile(r"\d+ new files \(\d+ KB\) can be fetched\."))
    keep.get_by_role("button", name="Fetch what is new").click()
    expect(keep).to_have_attribute("state", "all", timeout=PYTHON_MS)
    wait_until_settled(page)
    page.context.set_offline(True)
    page.goto(host.url + NOTE)
    is_whole(page, "two")
