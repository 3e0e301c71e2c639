"""A file of the runtime that is not the one the site was built with is refused before anything of it runs."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser import browsers
from tests.browser.conftest import OpenPage
from tests.browser.server import serving
from tests.browser.small_site import copy_site, file_of, make_site
from tests.browser.test_runtime import REFLECTED, expected, reflect
from tests.browser.waiting import wait_until

CUSTOM_SECTION = b"\x00\x06\x04more\x00"
"""Changes a WebAssembly module, which stays a sound one."""
BETRAY = b"\nfetch('/tampered');"
NOTED = "caches.has('how-we-help checked')"
KEPT = "async (url) => Boolean(await (await import('/assets/exercises/checking.js')).kept(new URL(url, location).href))"
FAILED = [{"kind": "start", "state": "failed"}]


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("integrity") / "site")


@pytest.fixture
def site(small_site: Path, tmp_path: Path) -> Path:
    return copy_site(small_site, tmp_path / "site")


def tamper(site: Path, pattern: str, change: Callable[[bytes], bytes]) -> None:
    """Change a file of the runtime in place, under the name that it has."""
    file = file_of(site, pattern)
    changed = change(file.read_bytes())
    file.unlink()  # it is a link to the cached one
    file.write_bytes(changed)


@pytest.mark.parametrize(
    ("pattern", "more"),
    [("pyodide.????????.js", BETRAY), ("pyodide.asm.*.js", BETRAY), ("pyodide.asm.*.wasm", CUSTOM_SECTION)],
    ids=["loader", "core", "WebAssembly"],
)
def test_a_start_with_a_changed_file_fails_and_runs_nothing_of_it(pattern: str, more: bytes, site: Path, open_page: OpenPage) -> None:
    tamper(site, pattern, lambda data: data + more)
    with serving(site) as server:
        assert reflect(open_page(server.url, expects_errors=True), REFLECTED[0]) == FAILED
        assert "/tampered" not in server.requested


def test_a_sound_snapshot_of_other_bytes_is_left_aside(site: Path, open_page: OpenPage) -> None:
    tamper(site, "snapshot.*.gz", lambda data: gzip.compress(gzip.decompress(data).replace(b"reflect.wire", b"reflect.evil"), 1))
    with serving(site) as server:
        assert reflect(open_page(server.url), REFLECTED[0]) == expected(REFLECTED[0])
        assert any(path.endswith(".zip") for path in server.requested)


@pytest.mark.parametrize("pattern", ["python_stdlib.*.zip", "pyodide-lock.*.json", "reflect-*.whl"])
def test_without_a_snapshot_every_other_file_must_be_right(pattern: str, site: Path, open_page: OpenPage) -> None:
    file_of(site, "snapshot.*.gz").unlink()
    tamper(site, pattern, lambda data: data + b"\n")
    with serving(site) as server:
        assert reflect(open_page(server.url, expects_errors=True), REFLECTED[0]) == FAILED


def test_a_changed_file_that_the_browser_kept_is_refused_at_a_later_visit_too(site: Path, open_page: OpenPage) -> None:
    tamper(site, "pyodide.asm.*.wasm", lambda data: data + CUSTOM_SECTION)
    with serving(site) as server:
        page = open_page(server.url, expects_errors=True)
        assert reflect(page, REFLECTED[0]) == FAILED
        page.reload()
        assert reflect(page, REFLECTED[0]) == FAILED


def test_what_comes_anew_is_checked_anew(site: Path, open_page: OpenPage) -> None:
    with serving(site) as server:
        page = open_page(server.url, expects_errors=True)
        assert reflect(page, REFLECTED[0]) == expected(REFLECTED[0])
        tamper(site, "pyodide.asm.*.wasm", lambda data: data + CUSTOM_SECTION)
        session = page.context.new_cdp_session(page)
        session.send("Network.clearBrowserCache")
        page.reload()
        assert reflect(page, REFLECTED[0]) == FAILED


def test_what_was_found_right_is_taken_from_the_browsers_cache_at_the_next_visit(
    site: Path, tmp_path: Path, chromium: Path, playwright: Playwright
) -> None:
    # Not opened as other pages are: a browser whose requests are watched for strangers uses no cache, a private one a small one.
    profile = playwright.chromium.launch_persistent_context(
        tmp_path / "profile", executable_path=chromium, env=browsers.environment(chromium), service_workers="block"
    )
    with serving(site) as server, profile as context:
        page = context.new_page()
        page.goto(server.url)
        assert reflect(page, REFLECTED[0]) == expected(REFLECTED[0])
        wait_until(page, NOTED)
        page.reload()
        server.requested.clear()
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        assert reflect(page, REFLECTED[0]) == expected(REFLECTED[0])
        assert len([url for url in asked if url.endswith(".wasm")]) == 1
        assert not [path for path in server.requested if path.endswith(".wasm")]


def test_what_was_found_right_is_not_known_any_more_once_the_browser_has_thrown_it_away(site: Path, open_page: OpenPage) -> None:
    with serving(site) as server:
        page = open_page(server.url, expects_errors=True)  # Chromium says aloud that its cache has not got it
        assert reflect(page, REFLECTED[0]) == expected(REFLECTED[0])
        wait_until(page, NOTED)
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")
        assert page.evaluate(KEPT, f"/assets/runtime/{file_of(site, '*.wasm').name}") is False
        page.reload()
        assert reflect(page, REFLECTED[0]) == expected(REFLECTED[0])
