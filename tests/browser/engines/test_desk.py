"""In every engine a note is begun, written, mended and tried at the writing desk, and outlives the page."""

from __future__ import annotations

from tests.browser.engines.exercising import reflected
from tests.browser.engines.reader import Reader


def test_a_note_is_begun_mended_and_tried(reader: Reader) -> None:
    reader.open("/write/")
    reader.wait("['ready', 'shown'].includes(document.querySelector('writing-desk').getAttribute('state'))")
    if reader.see("document.querySelector('#desk-title').closest('form').hidden"):
        reader.click("[data-do=begin]")
    reader.focus("#desk-title")
    reader.type("On apology")
    reader.press("Enter")
    reader.has("[data-part=page] h1", "On apology")
    reader.has("[data-part=count]", "Nothing to mend.")
    reader.wait("document.querySelectorAll('[data-part=page] reflect-exercise:defined').length === 10")
    reader.wait("document.activeElement === document.querySelector('[data-part=editor]')")
    reader.press("Control+End", "Enter")
    reader.type("A mark.[^none]")
    reader.has("[data-part=mistakes]", "footnote [^none] is not defined on this page")
    reader.press(*["Backspace"] * len("[^none]"))
    reader.has("[data-part=count]", "Nothing to mend.")
    reader.focus("[data-part=page] form textarea")
    reader.type("Sorry, we both said")
    reflected(reader, OF_TEXTAREA)
    reader.has(f"{OF_TEXTAREA} .exercise__status", "Nothing of it is kept.")
    reader.reload()
    reader.has("[data-part=page]", "A mark.")


OF_TEXTAREA = "[data-part=page] .exercise:has(textarea)"
"""The first exercise in which something longer is written."""
