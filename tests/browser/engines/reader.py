"""A reader of the site in some browser: what a journey can do and see, whichever engine is underneath.

What can be seen is asked of the page by script, alike in every engine. What a hand does (keys, clicks, the address bar)
goes through the engine's own driver, so that the browser takes it for a reader's.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any, Protocol

PATIENCE_S = 180.0
"""Python starts within it on a machine that has much else to do; nothing waits as long otherwise."""
STEP_S = 0.05

FIND = """
const { selector, text } = given;
const isSeen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
const words = (one) => (one.getAttribute('aria-label') ?? one.textContent).replace(/\\s+/g, ' ').trim();
const found = [...document.querySelectorAll(selector)].filter(isSeen).find((one) => !text || words(one) === text);
"""
"""Finds the first element that is seen, fits the selector, and says this text when one is given."""


class ScriptFailed(Exception):
    """A script was not done: it threw, or the page went away under it."""


@dataclass
class Seen:
    """What went wrong in pages, as far as an engine lets it be seen."""

    errors: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    """What the policy stopped, and requests to other hosts."""


class Driver(Protocol):
    """What an engine must be able to do."""

    def go(self, url: str) -> None: ...

    def reload(self) -> None: ...

    def back(self) -> None: ...

    def run(self, body: str, given: Any = None) -> Any:
        """Run the body of an async function that has `given`, in the page; raises ScriptFailed."""

    def resize(self, width: int, height: int) -> None:
        """Give the page a window of this size in pixels, as near as the engine can."""

    def click(self, selector: str, text: str) -> None:
        """Click what `FIND` finds."""

    def tap(self, selector: str, text: str) -> None:
        """Tap what `FIND` finds, or click it where the engine's driver has no finger."""

    def press(self, *keys: str) -> None:
        """Press keys one after another, by their names in the DOM; "Control+a" holds one down."""

    def type(self, text: str) -> None: ...

    def seen(self) -> Seen:
        """Return what went wrong in the pages so far."""


class Reader:
    """One reader at one address of the site."""

    expects_errors = False
    """Set where a journey breaks something on purpose, which browsers log."""
    expects_forbidden = False

    def __init__(self, driver: Driver, url: str) -> None:
        self.driver = driver
        self.url = url

    def open(self, path: str) -> None:
        self.driver.go(self.url + path)

    def resize(self, width: int, height: int) -> None:
        """Read in a window of this size from now on."""
        self.driver.resize(width, height)

    def run(self, body: str, given: Any = None) -> Any:
        """Run the body of an async function that has `given`, and return what it returns."""
        return self.driver.run(body, given)

    def see(self, expression: str, given: Any = None) -> Any:
        """Return what an expression of the page comes to."""
        return self.run(f"return {expression};", given)

    def wait(self, expression: str, given: Any = None) -> Any:
        """Return what an expression of the page comes to, once that is something; it may be a promise."""
        end = time.monotonic() + PATIENCE_S
        last: object = None
        while time.monotonic() < end:
            try:
                last = self.see(expression, given)
            except ScriptFailed as problem:
                last = problem
            else:
                if last:
                    return last
            time.sleep(STEP_S)
        raise AssertionError(f"never so: {expression} with {given!r}; at last {last}; the page: {self._page()}")

    def has(self, selector: str, text: str = "") -> None:
        """Wait until something that is seen fits the selector and says the text somewhere."""
        seen = "(one) => one.checkVisibility({ visibilityProperty: true }) && one.textContent.replace(/\\s+/g, ' ').includes(given[1])"
        self.wait(f"[...document.querySelectorAll(given[0])].some({seen})", [selector, text])

    def has_not(self, selector: str) -> None:
        """Wait until nothing that is seen fits the selector."""
        self.wait("[...document.querySelectorAll(given)].every((one) => !one.checkVisibility({ visibilityProperty: true }))", selector)

    def is_in(self, state: str, selector: str) -> None:
        """Wait until an element of ours is in a state."""
        self.wait("document.querySelector(given[0])?.getAttribute('state') === given[1]", [selector, state])

    def focus(self, selector: str) -> None:
        """Put the keyboard's focus on the first such thing that is seen, once it is there."""
        self.wait(f"(() => {{ {FIND} found?.focus(); return found && document.activeElement === found; }})()", _of(selector))

    def click(self, selector: str, text: str = "") -> None:
        """Click the first such thing that is seen, once it is there."""
        self.wait(f"(() => {{ {FIND} return Boolean(found); }})()", _of(selector, text))
        self.driver.click(selector, text)

    def tap(self, selector: str, text: str = "") -> None:
        """Tap the first such thing that is seen, once it is there."""
        self.wait(f"(() => {{ {FIND} return Boolean(found); }})()", _of(selector, text))
        self.driver.tap(selector, text)

    def press(self, *keys: str) -> None:
        self.driver.press(*keys)

    def type(self, text: str) -> None:
        self.driver.type(text)

    def text(self, selector: str) -> str:
        """Return the text of the first such thing, seen or not."""
        found: str = self.see("document.querySelector(given)?.textContent ?? ''", selector)
        return found

    def reload(self) -> None:
        self.driver.reload()

    def back(self) -> None:
        self.driver.back()

    def _page(self) -> Any:
        try:
            return self.see("[location.href, document.title, document.activeElement?.outerHTML.slice(0, 200)]")
        except ScriptFailed as problem:
            return problem


def _of(selector: str, text: str = "") -> dict[str, str]:
    return {"selector": selector, "text": text}
