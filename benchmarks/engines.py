"""The browser engines that are there, each with a page that measurements run in."""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Page, sync_playwright

from benchmarks.browsing import returning_reader
from benchmarks.comparison import NotMeasured

FIREFOX = ("firefox-esr", "firefox")
WEBKIT_DRIVER = "WebKitWebDriver"
MINI_BROWSERS = "webkit2gtk-4.1/MiniBrowser"
SCRIPT_S = 300
ATTEMPTS = 3
"""A new session of WebKitGTK's driver hangs now and then."""

AWAITED = """
const [argument, done] = arguments;
(%s)(argument).then((value) => done({ value }), (error) => done({ error: String(error) }));
"""


class Reader(Protocol):
    """A page of an engine whose caches stay between visits."""

    def visit(self, url: str) -> None: ...

    def evaluate(self, script: str, argument: Any = None) -> Any: ...


class _PlaywrightReader:
    def __init__(self, page: Page) -> None:
        self._page = page

    def visit(self, url: str) -> None:
        self._page.goto(url)

    def evaluate(self, script: str, argument: Any = None) -> Any:
        return self._page.evaluate(script, argument)


class _SeleniumReader:
    def __init__(self, driver: Any) -> None:
        self._driver = driver

    def visit(self, url: str) -> None:
        self._driver.get(url)

    def evaluate(self, script: str, argument: Any = None) -> Any:
        done = self._driver.execute_async_script(AWAITED % script, argument)
        if "error" in done:
            raise RuntimeError(f"a script failed in the page: {done['error']}")
        return done["value"]


@contextlib.contextmanager
def chromium() -> Iterator[Reader]:
    """Open a page in Chromium, where neither HTTP cache nor compiled code is lost between visits."""
    with returning_reader() as page:
        yield _PlaywrightReader(page)


@contextlib.contextmanager
def firefox() -> Iterator[Reader]:
    """Open a page in the Firefox of this machine; raises NotMeasured where there is none."""
    program = next((found for name in FIREFOX if (found := shutil.which(name))), None)
    if not program:
        raise NotMeasured("Firefox is not installed")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, sync_playwright() as playwright:
        context = playwright.firefox.launch_persistent_context(
            profile,
            channel="moz-firefox",
            executable_path=program,
            # What playwright sets otherwise, only its own Firefox understands.
            color_scheme="null",
            reduced_motion="null",
            forced_colors="null",
            contrast="null",
        )
        yield _PlaywrightReader(context.pages[0] if context.pages else context.new_page())
        context.close()


@contextlib.contextmanager
def webkit() -> Iterator[Reader]:
    """Open a page in WebKitGTK; raises NotMeasured where it, its driver or what drives that is missing."""
    driver, screen, browser = shutil.which(WEBKIT_DRIVER), shutil.which("Xvfb"), _mini_browser()
    if not (driver and screen and browser):
        raise NotMeasured("WebKitGTK, its driver or Xvfb is not installed")
    try:
        webdriver = importlib.import_module("selenium.webdriver")
    except ModuleNotFoundError:
        raise NotMeasured("selenium, which drives WebKitGTK, is not installed") from None
    with _display(screen) as display:
        reader = _webkit_session(webdriver, driver, browser, display)
        try:
            yield _SeleniumReader(reader)
        finally:
            reader.quit()


ENGINES: dict[str, Callable[[], AbstractContextManager[Reader]]] = {"Chromium": chromium, "Firefox": firefox, "WebKitGTK": webkit}


def _mini_browser() -> Path | None:
    return next((found for place in ("/usr/lib", "/usr/libexec", "/usr/lib64") for found in Path(place).glob(f"**/{MINI_BROWSERS}")), None)


@contextlib.contextmanager
def _display(program: str) -> Iterator[str]:
    """Run a screen that nobody sees, and return its name."""
    end, told = os.pipe()
    command = [program, "-displayfd", str(told), "-nolisten", "tcp", "-screen", "0", "1280x900x24"]
    with subprocess.Popen(command, pass_fds=[told], stderr=subprocess.DEVNULL) as screen:
        os.close(told)
        try:
            with os.fdopen(end) as line:
                number = line.readline().strip()
            if not number:
                raise NotMeasured("Xvfb does not start")
            yield f":{number}"
        finally:
            screen.terminate()


def _webkit_session(webdriver: Any, driver: str, browser: Path, display: str) -> Any:
    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(browser)
    options.add_argument("--automation")
    service = importlib.import_module("selenium.webdriver.webkitgtk.service").Service
    problem: Exception | None = None
    for _ in range(ATTEMPTS):
        try:
            session = webdriver.WebKitGTK(options=options, service=service(driver, env={**os.environ, "DISPLAY": display}))
        except Exception as error:  # noqa: BLE001 - whatever kept it from starting, the next attempt may succeed
            problem = error
        else:
            session.set_script_timeout(SCRIPT_S)
            return session
    raise NotMeasured(f"WebKitGTK does not start: {str(problem).splitlines()[0]}")
