"""In every engine a visit goes from page to page and within a page without losing what was begun."""

from __future__ import annotations

from tests.browser.answering import FIRST, SECOND, THIRD
from tests.browser.engines.exercising import sheet
from tests.browser.engines.reader import Reader

WORDS = f"{sheet('i-you-we')} textarea"
REMEMBER = "globalThis.kept = document.querySelector('article'); globalThis.visit = 'the same';"
ARE_KEPT = "[globalThis.visit, globalThis.kept === document.querySelector('article')]"
LISTEN = """
globalThis.asked = [];
const { fetch } = globalThis;
globalThis.fetch = (what, how) => { asked.push(what.url ?? String(what)); return fetch(what, how); };
const { open } = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.open = function (...given) { asked.push(String(given[1])); return open.apply(this, given); };
"""
"""Notes what the page asks for. The host does not know that from what the service worker asks for, to keep the page."""
ASKED = "globalThis.asked.map((one) => new URL(one, document.baseURI).pathname)"


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


def test_a_jump_within_a_page_and_back_leave_the_page(visitor: Reader) -> None:
    visitor.open(THIRD)
    visitor.run(REMEMBER)
    visitor.run(LISTEN)
    visitor.click("a[href$='#fnref:coan']")
    visitor.wait("location.hash === '#fnref:coan'")
    visitor.back()
    visitor.wait("location.hash === ''")
    assert THIRD not in visitor.see(ASKED)
    assert visitor.see(ARE_KEPT) == ["the same", True]
    visitor.click(".neighbours a")
    visitor.has("h1", "The Interpersonal Field")
    assert SECOND in visitor.see(ASKED)
    visitor.back()
    visitor.has("h1", "Co-regulation")
    assert visitor.see("globalThis.visit") == "the same"
