"""Whatever fails at the writing desk is said calmly, and costs no word of what was written."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import PYTHON_MS, wait_until
from tests.browser.writing import begin, editor, kept_drafts, mistakes, open_desk, replace, said, shown_page, write

BLOCKED = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('Denied', 'SecurityError'); } });"
FULL = """IDBObjectStore.prototype.put = () => { throw new DOMException('No room', 'QuotaExceededError'); };"""
HOSTILE = """---
date: 2026-11-23
description: D.
---
# Hostile

<script>window.broken = 'script'</script>
<img src="x" alt="A" onerror="window.broken = 'onerror'">
<a href="javascript:window.broken='link'" id="__config">Press</a>
<iframe srcdoc="<script>parent.broken = 'frame'</script>"></iframe>
<svg><script>window.broken = 'svg'</script><a href="javascript:1"><circle r="3" onload="window.broken = 'load'"/></a></svg>
<form action="https://elsewhere.example/"><button formaction="https://elsewhere.example/">Send</button></form>
<p style="position: fixed">Fixed</p>
<reflect-exercise exercise="journal/stolen" data-definition="{}"><form></form></reflect-exercise>

![Tracked](https://elsewhere.example/pixel.png)
"""
STRICT = "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; object-src 'none'"


def desk_without(open_page: OpenPage, site_url: str, script: str) -> Page:
    """Open the desk in a browser that was changed by a script before."""
    page = open_page(f"{site_url}/about/", expects_errors=True)
    page.add_init_script(script)
    page.goto(f"{site_url}/write/")
    page.locator("writing-desk[state=ready]").wait_for()
    return page


def held_back(page: Page, site_url: str) -> list[str]:
    """Open the desk while its Python never comes, and return what was asked for in vain."""
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("**/assets/runtime/*.wasm", refuse)
    page.goto(f"{site_url}/write/")
    return asked


@pytest.mark.parametrize(
    ("script", "says"), [(BLOCKED, "This browser keeps no drafts."), (FULL, "This device has no room left")], ids=["blocked", "full"]
)
def test_a_draft_that_cannot_be_kept_is_written_all_the_same_and_can_be_taken_away(
    script: str, says: str, site_url: str, open_page: OpenPage
) -> None:
    page = desk_without(open_page, site_url, script)
    begin(page, "On apology")
    write(page, "\nStill here.\n")
    expect(said(page)).to_contain_text(says)
    expect(shown_page(page)).to_contain_text("Still here.")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download").click()
    assert "Still here." in downloading.value.path().read_text("utf-8")


def test_who_leaves_no_trace_leaves_no_draft(site_url: str, open_page: OpenPage) -> None:
    page = desk_without(open_page, site_url, "localStorage.setItem('how-we-help:leave-no-trace', 'yes')")
    begin(page, "On apology")
    expect(said(page)).to_contain_text("Leaving no trace")
    assert kept_drafts(page) == []


def test_without_python_what_is_written_is_kept_and_it_can_be_tried_again(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url, expects_errors=True)
    begin(page, "On apology")
    asked = held_back(page, site_url)
    waiting = page.locator("[data-part=waiting]")
    expect(waiting).to_contain_text("Python could not be loaded, so nothing is checked or shown.")
    assert asked
    write(page, "\nWritten without it.\n")
    wait_until(page, "() => document.querySelector('#desk-draft').options.length === 1")
    page.unroute("**/assets/runtime/*.wasm")
    page.get_by_role("button", name="Try again").click()
    expect(shown_page(page)).to_contain_text("Written without it.")
    assert [draft["note"].rstrip().splitlines()[-1] for draft in kept_drafts(page)] == ["Written without it."]


def test_a_worker_that_dies_is_replaced_and_knows_the_site_again(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}/about/", expects_errors=True)
    page.add_init_script("""window.workers = [];
      const Real = Worker;
      window.Worker = class extends Real { constructor(...given) { super(...given); window.workers.push(this); } };""")
    page.goto(f"{site_url}/write/")
    page.locator("writing-desk[state=ready]").wait_for()
    begin(page, "On apology")
    page.evaluate("window.workers.forEach((worker) => worker.onmessage?.({ data: { type: 'failed', message: 'gone' } }))")
    write(page, "\nAfter it.\n")
    expect(shown_page(page)).to_contain_text("After it.")
    expect(page.locator("[data-part=count]")).to_have_text("Nothing to mend.")


def test_nothing_in_a_text_can_act_in_the_page(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    begin(page, "On apology")
    replace(page, HOSTILE)
    expect(shown_page(page)).to_contain_text("Fixed")
    shown = shown_page(page)
    expect(shown.locator("script, iframe, [onerror], [onload], [style], [action], [formaction], [srcdoc], img, #__config")).to_have_count(0)
    assert shown.evaluate("(page) => [...page.querySelectorAll('[href]')].filter((one) => /script/.test(one.href)).length") == 0
    expect(shown.locator(".desk__picture").last).to_have_text(
        "A picture that is not on this site: https://elsewhere.example/pixel.png. Tracked"
    )
    assert page.evaluate("window.broken") is None


def test_the_desk_works_where_only_the_sites_own_style_sheets_may(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}/about/")

    def strict(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": STRICT})

    page.route("**/write/", strict)
    page.goto(f"{site_url}/write/")
    page.locator("writing-desk[state=ready]").wait_for()
    begin(page, "On apology")
    write(page, "\nA mark.[^none]\n")
    mistakes(page).wait_for()
    assert editor(page).evaluate("(text) => getComputedStyle(text).whiteSpace") == "break-spaces"


def test_a_very_long_text_is_kept_and_shown_in_its_own_time(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    text = HOSTILE.partition("<script>")[0] + "Some words of a long text, and more of them.\n\n" * 4000
    page.locator("input[type=file]").set_input_files({"name": "long.md", "mimeType": "text/markdown", "buffer": text.encode()})
    expect(shown_page(page)).to_contain_text("Some words", timeout=PYTHON_MS)
    write(page, "The very end.")
    expect(shown_page(page)).to_contain_text("The very end.", timeout=PYTHON_MS)
    assert kept_drafts(page)[0]["note"].endswith("The very end.")


def test_the_desk_opens_without_a_network_once_it_was_used(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url, service_workers="allow")
    begin(page, "On apology")
    kept = """async () => {
      const names = (await caches.keys()).filter((name) => name.endsWith(' assets'));
      const urls = (await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))).flat().map(({ url }) => url);
      return urls.some((url) => /write.runtime.snapshot/.test(url)) && urls.some((url) => /runtime.pyodide.asm.*wasm/.test(url))
        && Boolean(await caches.match(location.href, { ignoreVary: true }));
    }"""
    wait_until(page, "() => Boolean(navigator.serviceWorker.controller)")
    page.reload()
    wait_until(page, kept)
    page.context.set_offline(True)
    page.reload()
    expect(shown_page(page).get_by_role("heading", level=1)).to_have_text("On apology")
    write(page, "\nWithout a network.\n")
    expect(shown_page(page)).to_contain_text("Without a network.")


def test_the_desk_says_what_it_is_where_there_are_no_scripts(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}/write/", java_script_enabled=False)
    expect(page.locator(".desk__without")).to_be_visible()
    expect(page.get_by_role("button", name="New note")).to_be_hidden()
