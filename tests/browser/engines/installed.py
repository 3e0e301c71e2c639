"""Which engines are on this machine: Chromium always is, since the other browser tests need it."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Collection
from pathlib import Path

CHROMIUM, FIREFOX_NAME, WEBKIT = "Chromium", "Firefox", "WebKitGTK"
ENGINES = (CHROMIUM, FIREFOX_NAME, WEBKIT)
FIREFOX = Path("/usr/bin/firefox-esr")
"""Debian's, whose version the pinned playwright is known to drive."""
WEBKIT_DRIVER = Path("/usr/bin/WebKitWebDriver")
MINI_BROWSER = Path(f"/usr/lib/{platform.machine()}-linux-gnu/webkit2gtk-4.1/MiniBrowser")
ADVICE = "make browsers installs it on Debian"


def lacking(engine: str) -> str:
    """Return what an engine lacks to run here, or nothing."""
    if engine == FIREFOX_NAME:
        needed = [str(FIREFOX)]
    elif engine == WEBKIT:
        needed = [str(WEBKIT_DRIVER), str(MINI_BROWSER), "Xvfb"]
    else:
        needed = []
    return ", ".join(program for program in needed if not shutil.which(program))


def told(engines: Collection[str] = ENGINES) -> str:
    """Return a line that says which of the engines the tests run in, and which not and why."""
    missing = {engine: lack for engine in ENGINES if engine in engines and (lack := lacking(engine))}
    running = [engine for engine in ENGINES if engine in engines and engine not in missing]
    not_running = [f"not in {engine}, where there is no {lack} ({ADVICE})" for engine, lack in missing.items()]
    return "; ".join([f"Browser tests run in {_listed(running)}", *not_running]) + "."


def _listed(names: list[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part) or "no engine"


if __name__ == "__main__":
    print(told(), flush=True)
