"""In every engine a visit goes from page to page and within a page without losing what was begun."""

from __future__ import annotations

from tests.browser.answering import FIRST, THIRD
from tests.browser.engines.exercising import sheet
from tests.browser.engines.reader import Reader
from tests.browser.server import StaticServer

WORDS = f"{sheet('i-you-we')} textarea"
REMEMBER = "globalThis.kept = document.querySelector('article'); globalThis.visit = 'the same';"
ARE_KEPT = "[globalThis.visit, globalThis.kept === document.querySelector('article')]"


def test_a_visit_changes_pages_in_place_and_keeps_what_was_typed(visitor: Reader) -> None:
    visitor.open(FIRST)
    visitor.run(REMEMBER)
    visitor.focus(WORDS)
    visitor.type("We, and the weather")
    visitor.click(".neighbours a")
    visitor.has("h1", "Co-regulation")
    assert visitor.see(ARE_KEPT) == ["the same", False]
    visitor.back()
    visitor.has("h1", "Independence")
    visitor.wait("document.querySelector(given)?.value === 'We, and the weather'", WORDS)
    assert visitor.see("globalThis.visit") == "the same"


def test_a_jump_within_a_page_and_back_leave_the_page(visitor: Reader, site_server: StaticServer) -> None:
    visitor.open(THIRD)
    visitor.run(REMEMBER)
    asked = len(site_server.requested)
    visitor.click("a[href$='#fnref:coan']")
    visitor.wait("location.hash === '#fnref:coan'")
    visitor.back()
    visitor.wait("location.hash === ''")
    # What the jumps would have asked for was asked for before these.
    visitor.run("await fetch('/robots.txt'); await fetch('/robots.txt');")
    assert [path for path in site_server.requested[asked:] if path.startswith(THIRD)] == []
    assert visitor.see(ARE_KEPT) == ["the same", True]
    visitor.click(".neighbours a")
    visitor.has("h1", "The Interpersonal Field")
    visitor.back()
    visitor.has("h1", "Co-regulation")
    assert visitor.see("globalThis.visit") == "the same"
