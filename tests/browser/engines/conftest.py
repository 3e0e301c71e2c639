"""Starts each engine once in a run, and gives each journey a reader of its own in each of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Error, Playwright

from tests.browser.engines import host, installed, webkit
from tests.browser.engines.host import Host
from tests.browser.engines.playwrights import PlaywrightDriver, start_firefox
from tests.browser.engines.reader import Reader
from tests.browser.engines.webkit import WebKitDriver, WebKitSession
from tests.browser.server import StaticServer

RUN = pytest.StashKey[set[str]]()
"""The engines that a journey of this run was to be made in."""
TRIES = 3
CANNOT_START = "{} is installed and could not be started in {} tries; the last said: {}"


@dataclass
class Engines:
    """The engines of a run, each started when it is first asked for."""

    request: pytest.FixtureRequest
    playwright: Playwright
    running: dict[str, Browser | WebKitSession] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def browser(self, engine: str) -> Browser | WebKitSession:
        """Return a running browser; the test fails in one sentence where an installed one cannot be started."""
        for _ in range(TRIES):
            if engine in self.running or engine in self.failed:
                break
            self._start(engine)
        if engine not in self.running:
            self.failed.setdefault(engine, self._last)
            pytest.fail(CANNOT_START.format(engine, TRIES, self.failed[engine]), pytrace=False)
        return self.running[engine]

    def forget(self, engine: str) -> None:
        """Have the engine started anew for the next reader."""
        session = self.running.pop(engine)
        session.close()

    def close(self) -> None:
        for engine in list(self.running):
            if engine != installed.CHROMIUM:
                self.forget(engine)

    def _start(self, engine: str) -> None:
        try:
            if engine == installed.CHROMIUM:
                self.running[engine] = self.request.getfixturevalue("browser")
            elif engine == installed.FIREFOX_NAME:
                self.running[engine] = start_firefox(self.playwright)
            else:
                self.running[engine] = WebKitSession()
        except (Error, *webkit.FAULTS) as problem:
            self._last = (str(problem).strip() or type(problem).__name__).splitlines()[0]

    _last: str = ""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which engines the journeys were made in, and which not and why."""
    run = terminalreporter.config.stash.get(RUN, None)
    if run:
        terminalreporter.write_line(installed.told(run))


@pytest.fixture(scope="session")
def engines(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Engines]:
    """The engines of this run; none of them outlives it, nor what drives Firefox, which would then never be closed."""
    engines = Engines(request, playwright)
    yield engines
    engines.close()


@pytest.fixture(params=installed.ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of each engine in turn; where it is not installed, the journey is skipped and says why."""
    name: str = request.param
    request.config.stash.setdefault(RUN, set()).add(name)
    if lack := installed.lacking(name):
        pytest.skip(f"{name} is not here: there is no {lack} ({installed.ADVICE})")
    return name


@pytest.fixture
def hosted(site_server: StaticServer) -> Iterator[Host]:
    """The real site at an address of its own, so that nothing is kept there yet."""
    with host.hosting(site_server.folder) as hosted:
        yield hosted


@pytest.fixture
def reader(engine: str, engines: Engines, hosted: Host) -> Iterator[Reader]:
    """A reader in an engine, with nothing kept yet; afterwards nothing may have gone wrong in any page."""
    with reading(engine, engines, hosted.url) as reader:
        yield reader
    assert reader.expects_forbidden or hosted.reports == []
    assert hosted.posted == []


@pytest.fixture
def visitor(engine: str, engines: Engines, site_server: StaticServer) -> Iterator[Reader]:
    """A reader at the address that the site was built for, where pages are changed in place; what is kept there may be."""
    with reading(engine, engines, site_server.url) as reader:
        yield reader


@contextmanager
def reading(engine: str, engines: Engines, url: str) -> Iterator[Reader]:
    """Give a reader in an engine; afterwards nothing may have gone wrong in any page, as far as the engine lets it be seen."""
    browser = engines.browser(engine)
    driver: PlaywrightDriver | WebKitDriver
    driver = WebKitDriver(browser) if isinstance(browser, WebKitSession) else PlaywrightDriver(browser, url)
    try:
        reader = Reader(driver, url)
        yield reader
        seen = driver.seen()
        driver.close()
    except webkit.FAULTS:
        # Perhaps the session is gone, and the next reader should have one.
        engines.forget(engine)
        raise
    assert reader.expects_forbidden or seen.forbidden == []
    assert reader.expects_errors or seen.errors == []
