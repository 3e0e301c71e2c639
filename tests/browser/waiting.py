"""Waits for what a page only tells asynchronously, such as what its database holds."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

STEP_MS = 50
STEPS = 300


def wait_until(page: Page, script: str, arg: Any = None) -> None:
    """Return once the script, which may be async, comes to something true; playwright's own wait takes any promise for true."""
    for _ in range(STEPS):
        if page.evaluate(script, arg):
            return
        page.wait_for_timeout(STEP_MS)
    raise AssertionError(f"never true: {script}")
