"""Chromium and Firefox, driven by playwright: a fresh context for each reader."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, ElementHandle, Error, Playwright, Request

from tests.browser.conftest import STOPPED, TELL_STOPPED
from tests.browser.engines.installed import FIREFOX
from tests.browser.engines.reader import FIND, PATIENCE_S, ScriptFailed, Seen

START_MS = 60_000
# Firefox from a distribution is spoken to in the standard protocol, which cannot set these.
AS_IT_IS: dict[str, Any] = {"color_scheme": "null", "reduced_motion": "null", "forced_colors": "null", "contrast": "null"}
COPYING = {"permissions": ["clipboard-read", "clipboard-write"]}
"""Not every headless Chromium lets a page copy on a key press, as all others do."""
OPTIONS: dict[str, dict[str, Any]] = {"firefox": AS_IT_IS, "chromium": COPYING}
FINGERS = ("chromium",)
"""The engines whose pages playwright can touch."""


def start_firefox(playwright: Playwright) -> Browser:
    """Return a running Firefox; raises playwright's Error."""
    return playwright.firefox.launch(channel="moz-firefox", executable_path=FIREFOX, timeout=START_MS)


class PlaywrightDriver:
    """A page in a context of its own, which is watched."""

    def __init__(self, browser: Browser, origin: str) -> None:
        self._origin = origin
        self._seen = Seen()
        name = browser.browser_type.name
        self._has_finger = name in FINGERS
        self._context = browser.new_context(has_touch=self._has_finger, **OPTIONS.get(name, {}))
        self._context.set_default_timeout(PATIENCE_S * 1000)
        self._context.add_init_script(TELL_STOPPED)
        self._context.on("console", self._heard)
        self._context.on("weberror", lambda error: self._seen.errors.append(str(error.error)))
        self._context.on("request", self._asked)
        self._page = self._context.new_page()

    def go(self, url: str) -> None:
        self._page.goto(url)

    def reload(self) -> None:
        self._page.reload()

    def back(self) -> None:
        self._page.go_back()

    def run(self, body: str, given: Any = None) -> Any:
        try:
            return self._page.evaluate(f"async (given) => {{ {body} }}", given)
        except Error as problem:
            raise ScriptFailed(str(problem)) from problem

    def resize(self, width: int, height: int) -> None:
        self._page.set_viewport_size({"width": width, "height": height})

    def click(self, selector: str, text: str) -> None:
        try:
            self._found(selector, text).click()
        except Error as problem:
            if "not attached" not in str(problem):
                raise
            self._found(selector, text).click()  # its list was drawn anew between the two

    def tap(self, selector: str, text: str) -> None:
        found = self._found(selector, text)
        if self._has_finger:
            found.tap()
        else:
            found.click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)

    def seen(self) -> Seen:
        self._page.wait_for_timeout(0)  # playwright hands on what has happened while it is asked for something, and only then
        return self._seen

    def close(self) -> None:
        self._context.close()

    def _found(self, selector: str, text: str) -> ElementHandle:
        given = {"selector": selector, "text": text}
        found = self._page.evaluate_handle(f"(given) => {{ {FIND} return found; }}", given).as_element()
        assert found, given
        return found

    def _heard(self, message: ConsoleMessage) -> None:
        if message.text.startswith(STOPPED):
            self._seen.forbidden.append(message.text)
        elif message.type == "error":
            self._seen.errors.append(message.text)

    def _asked(self, request: Request) -> None:
        if request.url.startswith(("http:", "https:", "ws:", "wss:")) and not request.url.startswith(self._origin):
            self._seen.forbidden.append(f"asked for {request.url}")
