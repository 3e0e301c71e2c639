"""The policy of every page: nothing of the site's own is stopped by it, and what is not the site's own is.

Whatever else a browser test does, `open_page` fails it when a page does what its policy stops; here is what is only of
the policy.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from press import policy
from tests.browser.answering import FIRST, section
from tests.browser.conftest import OpenPage
from tests.browser.server import StaticServer, serving
from tests.browser.test_pages import PAGES
from tests.browser.waiting import PYTHON_MS

ELSEWHERE = "https://elsewhere.example"
FIRST_IN_HEAD = "document.head.firstElementChild.content"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_the_policy_first_and_does_nothing_that_it_stops(path: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(FIRST_IN_HEAD) == policy.text(policy.IN_PAGES)


def test_a_visit_from_page_to_page_does_nothing_that_the_first_one_s_policy_stops(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/")
    page.evaluate("globalThis.visit = 'the same'")
    for name in ("Exercises", "Journal", "Sources", "Notes"):
        page.locator(".top__words").get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Independence").first.click()
    sheet = section(page, "whose-burden")
    sheet.get_by_role("button", name="Reflect").click()
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    assert page.evaluate("globalThis.visit") == "the same"


def test_where_a_host_sends_no_headers_the_page_has_its_policy_all_the_same(site_server: StaticServer, browser: Browser) -> None:
    with serving(site_server.folder) as bare:
        bare.policy = ""
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        page.goto(bare.url + FIRST)
        assert stopped(page, f"fetch('{ELSEWHERE}').catch(() => {{}})") == "connect-src"
        context.close()


@pytest.fixture
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """A note's page that may try what is stopped."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(site_url + FIRST)
    yield page
    context.close()


def stopped(page: Page, script: str) -> str:
    """Return the directive that stops what a script tries, as the browser reports it."""
    directive: str = page.evaluate(
        """(script) => new Promise((resolve) => {
          addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective), { once: true });
          setTimeout(resolve, 5000, "nothing");
          (0, eval)(`try { ${script} } catch {}`);
        })""",
        script,
    )
    return directive


@pytest.mark.parametrize(
    ("script", "directive"),
    [
        ("const s = document.createElement('script'); s.textContent = 'globalThis.ran = 1'; document.body.append(s)", "script-src-elem"),
        (f"const s = document.createElement('script'); s.setAttribute('src', '{ELSEWHERE}/a.js')", "require-trusted-types-for"),
        ("document.body.setAttribute('onclick', 'globalThis.ran = 1')", "require-trusted-types-for"),
        ("document.body.innerHTML += '<img src=x onerror=\"globalThis.ran = 1\">'", "require-trusted-types-for"),
        ("document.body.insertAdjacentHTML('beforeend', '<b>bold</b>')", "require-trusted-types-for"),
        ("setTimeout('globalThis.ran = 1')", "require-trusted-types-for"),
        (f"new Worker('{ELSEWHERE}/worker.js')", "require-trusted-types-for"),
        ("trustedTypes.createPolicy('another', {})", "trusted-types"),
        ("document.body.setAttribute('style', 'color: red')", "style-src-attr"),
        (f"fetch('{ELSEWHERE}').catch(() => {{}})", "connect-src"),
        (f"navigator.sendBeacon('{ELSEWHERE}', 'an answer')", "connect-src"),
        (f"new Image().src = '{ELSEWHERE}/pixel.gif?an-answer'", "img-src"),
        ("const f = document.createElement('iframe'); f.src = '/about/'; document.body.append(f)", "frame-src"),
        ("const b = document.createElement('base'); b.href = '/elsewhere/'; document.head.append(b)", "base-uri"),
        ("HTMLFormElement.prototype.submit.call(document.querySelector('form'))", "form-action"),
    ],
)
def test_what_is_not_the_site_s_own_is_stopped(script: str, directive: str, page: Page) -> None:
    assert stopped(page, script) == directive
    assert page.evaluate("globalThis.ran") is None


def test_python_itself_can_reach_no_other_host(site_url: str, page: Page) -> None:
    asked: list[str] = []

    def caught(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=200, headers={"Access-Control-Allow-Origin": "*"})

    page.context.route(f"{ELSEWHERE}/**", caught)
    section(page, "whose-burden").locator("input").first.focus()
    expect(section(page, "whose-burden").locator("reflect-exercise")).to_have_attribute("state", "ready", timeout=PYTHON_MS)
    (worker,) = (one for one in page.workers if "/exercises/worker" in one.url)
    said = worker.evaluate(f"fetch('{ELSEWHERE}/?an-answer').then(() => 'sent', () => 'stopped')")
    assert said == "stopped"
    assert asked == []
