"""What the browser tests share: a browser, pages that are watched, and the real site on a server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Route, WebError, expect, sync_playwright

from tests.browser import browsers, journals
from tests.browser.server import StaticServer, serving
from tests.browser.waiting import PYTHON_MS, WAIT_MS
from tests.conftest import ROOT, build

HERE = Path(__file__).resolve().parent
# Playwright's five seconds are for a machine with nothing else to do.
expect.set_options(timeout=WAIT_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a test of this folder once more when it fails, and name it in the summary: on a shared machine a browser is now and then
    kept waiting past every patience. What is broken fails twice; what is lost only now and then would not, so that tests marked
    `never_lost` have one try."""
    for item in items:
        if item.path.is_relative_to(HERE) and not item.get_closest_marker("never_lost"):
            item.add_marker(pytest.mark.flaky(reruns=1))


class OpenPage(Protocol):
    """Opens an address in a page of a fresh context; options are those of playwright's contexts."""

    def __call__(self, url: str, *, expects_errors: bool = False, **options: Any) -> Page: ...


class OpenJournal(Protocol):
    """Opens the journal with records in it, in a page of a fresh context; options are those of `OpenPage`."""

    def __call__(self, records: list[journals.Record], **options: Any) -> Page: ...


STOPPED = "Stopped by the policy: "
TELL_STOPPED = f"""
addEventListener('securitypolicyviolation', ({{ effectiveDirective, blockedURI, sourceFile, sample }}) => {{
  console.info(`{STOPPED}${{effectiveDirective}} ${{blockedURI}} ${{sourceFile}} ${{sample}}`);
}});
"""


@dataclass
class Watched:
    """What must not happen in a context."""

    origin: str
    expects_errors: bool
    errors: list[str] = field(default_factory=list)
    stopped_by_policy: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        if message.text.startswith(STOPPED):
            self.stopped_by_policy.append(message.text)
        elif message.type == "error" and not self.expects_errors:
            self.errors.append(message.text)

    def threw(self, error: WebError) -> None:
        # What Material is built on cannot tell a test's clock from a broken one.
        if str(error.error) != "executing a cancelled action":
            self.errors.append(str(error.error))

    def is_strange(self, url: str) -> bool:
        return url.startswith(("http:", "https:", "ws:", "wss:")) and _origin(url) != self.origin

    def stopped(self, route: Route) -> None:
        self.strangers.append(route.request.url)
        route.abort()


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The program of a Chromium."""
    return browsers.find()


@pytest.fixture(scope="session")
def playwright(chromium: Path) -> Iterator[Playwright]:
    """What drives browsers; there can be one at a time, and looking for a Chromium may need another."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(chromium: Path, playwright: Playwright) -> Iterator[Browser]:
    """A Chromium for the whole run."""
    browser = playwright.chromium.launch(executable_path=chromium, env=browsers.environment(chromium))
    yield browser
    browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """A function that opens pages; afterwards none may have asked another host for anything, done what its policy stops, or
    logged an error.

    `expects_errors=True` allows errors in the console, for tests that break something on purpose.
    """
    contexts = []
    watched: list[Watched] = []

    def opened(url: str, *, expects_errors: bool = False, **options: Any) -> Page:
        # Without the service worker every request is the page's own; tests of reading offline allow it.
        context = browser.new_context(**{"service_workers": "block", **options})
        contexts.append(context)
        watch = Watched(_origin(url), expects_errors)
        watched.append(watch)
        context.route(watch.is_strange, watch.stopped)
        context.add_init_script(TELL_STOPPED)
        context.on("console", watch.heard)
        if not expects_errors:
            context.on("weberror", lambda error: watch.errors.append(str(error.error)))
        context.set_default_timeout(PYTHON_MS)
        page = context.new_page()
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()
    for watch in watched:
        assert watch.strangers == []
        assert watch.stopped_by_policy == []
        assert watch.errors == []


@pytest.fixture(scope="session")
def site_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaticServer]:
    """The real site on a server; its `requested` lists the path of every request.

    Built for the address it is served at: Material changes pages in place only below the site's own address.
    """
    site = tmp_path_factory.mktemp("browser") / "site"
    port = _free_port()
    done = build(ROOT, site, SITE_URL=f"http://127.0.0.1:{port}/")
    assert done.returncode == 0, done.stdout + done.stderr
    with serving(site, port) as server:
        yield server


@pytest.fixture(scope="session")
def site_url(site_server: StaticServer) -> str:
    """The address of the real site, with no slash at its end."""
    return site_server.url


@pytest.fixture
def open_journal(site_server: StaticServer, open_page: OpenPage) -> OpenJournal:
    """A function that opens the journal of the real site with records in it; the time zone is UTC unless another is named."""

    def opened(records: list[journals.Record], **options: Any) -> Page:
        page = open_page(f"{site_server.url}/journal/", **{"timezone_id": "UTC", **options})
        page.locator("reflection-journal[view]").wait_for()
        journals.receive(page, site_server.folder, records)
        if records:
            page.locator("reflection-journal[view=browse]").wait_for()
        return page

    return opened


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
