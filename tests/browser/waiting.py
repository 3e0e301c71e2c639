"""What tests do to a page from outside: wait for what it only tells asynchronously, and dress it in styles of a reader's own."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

STEP_MS = 50
WAIT_MS = 30_000
"""How long a page may take to show what it should: a machine with other work on it is many times slower than an idle one, and a
test that passes waits for nothing."""
PYTHON_MS = 120_000
"""How long Python may take to come and answer, on such a machine."""


def wait_until(page: Page, script: str, arg: Any = None) -> None:
    """Return once the script, which may be async, comes to something true.

    Playwright's own wait takes any promise for true, and evaluates text in the page, which the page's policy stops.
    """
    for _ in range(WAIT_MS // STEP_MS):
        if page.evaluate(script, arg):
            return
        page.wait_for_timeout(STEP_MS)
    raise AssertionError(f"never true: {script}")


def eventually(claim: Callable[[], object]) -> None:
    """Return once the claim holds, of something that no page tells."""
    for _ in range(WAIT_MS // STEP_MS):
        if claim():
            return
        time.sleep(STEP_MS / 1000)
    raise AssertionError("never so")


def add_style(page: Page, text: str) -> None:
    """Give the page a style sheet that its policy has no say in, as a reader's own has none."""
    page.evaluate(
        "(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); document.adoptedStyleSheets.push(sheet); }", text
    )
