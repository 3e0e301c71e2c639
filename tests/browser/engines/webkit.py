"""WebKitGTK, driven by selenium on a screen that nobody sees: one session for a whole run, and an address of its own for each
reader, since a session keeps what it stores by address."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.common.proxy import Proxy, ProxyType
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.options import Options
from urllib3.exceptions import HTTPError

from tests.browser.engines.installed import MINI_BROWSER, WEBKIT_DRIVER
from tests.browser.engines.reader import FIND, ScriptFailed, Seen

GUARD = Path(__file__).with_name("guard.py")
START_S = 40
ANSWER_S = 60
FAULTS = (WebDriverException, HTTPError, OSError)
KEYS = {
    "Enter": Keys.ENTER,
    "Tab": Keys.TAB,
    "Space": " ",
    "ArrowDown": Keys.ARROW_DOWN,
    "Control": Keys.CONTROL,
    "End": Keys.END,
    "Backspace": Keys.BACKSPACE,
    "Escape": Keys.ESCAPE,
}
TRIES = 5
AIM = f"""
const [given] = arguments;
{FIND}
found?.scrollIntoView({{ block: 'center', behavior: 'instant' }});
const aim = new AbortController();
const look = (event) => {{
  if (!event.composedPath().includes(found)) {{
    globalThis.missed = true;
    event.preventDefault();
    event.stopImmediatePropagation();
  }}
  if (event.type === 'click') aim.abort();
}};
for (const type of ['pointerdown', 'mousedown', 'click']) addEventListener(type, look, {{ capture: true, signal: aim.signal }});
globalThis.missed = false;
globalThis.aim = aim;
return found;
"""
"""This engine's driver clicks where a thing stood when it was asked, whatever the page has put there since: such a click is
kept from the page, and told of."""
MISSED = "globalThis.aim?.abort(); return globalThis.missed === true;"
IN_PAGE = """
const [given, done] = arguments;
(async () => {{ {body} }})().then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));
"""
LISTEN = """
if (globalThis.wrong) return;
globalThis.wrong = { errors: [], stopped: [] };
const log = console.error;
console.error = (...said) => { wrong.errors.push(said.join(' ')); log.apply(console, said); };
addEventListener('error', ({ message }) => wrong.errors.push(message));
addEventListener('unhandledrejection', ({ reason }) => wrong.errors.push(String(reason)));
addEventListener('securitypolicyviolation', ({ effectiveDirective: what, blockedURI }) => wrong.stopped.push(`${what} ${blockedURI}`));
"""
"""What a page logs before its load is over is not to be had from this engine's driver; what its policy stops is reported to the host."""
HEARD = """
const all = performance.getEntriesByType('resource').map(({ name }) => name);
const strange = all.filter((name) => /^(http|ws)/.test(name) && new URL(name).origin !== location.origin);
const { errors = [], stopped = [] } = globalThis.wrong ?? {};
return [errors.splice(0), [...stopped.splice(0), ...strange.map((name) => `asked for ${name}`)]];
"""


class WebKitSession:
    """A running browser; raises one of FAULTS when it cannot be started in time."""

    def __init__(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
        command = [sys.executable, str(GUARD), str(WEBKIT_DRIVER), str(port)]
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self._guard = subprocess.Popen(command, start_new_session=True, **pipes)
        try:
            self._await_guard()
            self._await_port(port)
            self.browser = self._begin(port)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the browser, its driver and its screen, whatever state they are in."""
        assert self._guard.stdin
        assert self._guard.stdout
        with contextlib.suppress(OSError):
            self._guard.stdin.close()
        self._guard.wait()
        self._guard.stdout.close()

    def _await_guard(self) -> None:
        assert self._guard.stdout
        late = threading.Timer(START_S, self._guard.kill)
        late.start()
        try:
            if self._guard.stdout.readline() != b"ready\n":
                raise TimeoutError("no screen")
        finally:
            late.cancel()

    def _await_port(self, port: int) -> None:
        for _ in range(START_S * 10):
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), START_S):
                return
            time.sleep(0.1)
        raise TimeoutError("no driver")

    def _begin(self, port: int) -> webdriver.Remote:
        options = Options()
        options.binary_location = str(MINI_BROWSER)
        options.add_argument("--automation")
        direct = Proxy(raw={"proxyType": ProxyType.DIRECT})
        config = ClientConfig(f"http://127.0.0.1:{port}", proxy=direct, timeout=START_S)
        browser = webdriver.Remote(RemoteConnection(client_config=config), options=options)
        browser.set_script_timeout(ANSWER_S)
        browser.set_page_load_timeout(ANSWER_S)
        return browser


class WebKitDriver:
    """The one page of a session, for one reader."""

    def __init__(self, session: WebKitSession) -> None:
        self._browser = session.browser
        self._size = session.browser.get_window_size()
        self._seen = Seen()

    def go(self, url: str) -> None:
        self._listened()
        self._browser.get(url)
        self._listen()

    def reload(self) -> None:
        self._listened()
        self._browser.refresh()
        self._listen()

    def back(self) -> None:
        self._listened()
        self._browser.back()
        self._listen()

    def run(self, body: str, given: Any = None) -> Any:
        try:
            done = self._browser.execute_async_script(IN_PAGE.format(body=body), given)
        except WebDriverException as problem:
            raise ScriptFailed(problem.msg or type(problem).__name__) from problem
        if "error" in done:
            raise ScriptFailed(done["error"])
        return done.get("value")

    def resize(self, width: int, height: int) -> None:
        self._browser.set_window_size(width, height)

    def click(self, selector: str, text: str) -> None:
        for _ in range(TRIES):
            found = self._browser.execute_script(AIM, {"selector": selector, "text": text})
            ActionChains(self._browser).move_to_element(found).click().perform()
            if not self._missed():
                return
        raise AssertionError(f"something else was hit in {TRIES} tries: {selector} {text}")

    def tap(self, selector: str, text: str) -> None:
        self.click(selector, text)

    def press(self, *keys: str) -> None:
        for key in keys:
            *held, last = [KEYS.get(part, part) for part in key.split("+")]
            hand = ActionChains(self._browser)
            for one in held:
                hand.key_down(one)
            hand.send_keys(last)
            for one in held:
                hand.key_up(one)
            hand.perform()

    def type(self, text: str) -> None:
        ActionChains(self._browser).send_keys(text).perform()

    def seen(self) -> Seen:
        self._listened()
        return self._seen

    def close(self) -> None:
        """Leave the page, so that nothing of it goes on, and a window for the next reader as this one had it."""
        if self._browser.get_window_size() != self._size:
            self._browser.set_window_size(self._size["width"], self._size["height"])
        self._browser.get("about:blank")

    def _missed(self) -> bool:
        """Whether the last click hit something else; it hit when the page is gone."""
        try:
            return bool(self.run(MISSED))
        except ScriptFailed:
            return False

    def _listen(self) -> None:
        with contextlib.suppress(ScriptFailed):
            self.run(LISTEN)

    def _listened(self) -> None:
        with contextlib.suppress(ScriptFailed):
            errors, forbidden = self.run(HEARD)
            self._seen.errors += errors
            self._seen.forbidden += forbidden
