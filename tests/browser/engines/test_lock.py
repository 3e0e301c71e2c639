"""In every engine a lock leaves nothing to read on the device, and opens with its passphrase alone."""

from __future__ import annotations

from tests.browser import journals
from tests.browser.engines.host import Host
from tests.browser.engines.keeping import receive
from tests.browser.engines.reader import Reader
from tests.browser.test_journal_keeping import EVERYTHING

PASSPHRASE = "three quiet herons"
WRITTEN = "Grandmother"


def unlock(reader: Reader, passphrase: str) -> None:
    reader.focus("#journal-unlock")
    reader.press("Control+a")
    reader.type(passphrase)
    reader.press("Enter")


def test_a_lock_is_set_and_opened_with_the_keyboard(reader: Reader, hosted: Host) -> None:
    reader.open("/journal/")
    receive(reader, hosted, journals.letter("one", journals.moment(), 1))
    assert WRITTEN in reader.see(f"({EVERYTHING})()")
    reader.focus("[data-part=can-lock] summary")
    reader.press("Enter", "Tab")
    reader.type(PASSPHRASE)
    reader.press("Tab")
    reader.type(PASSPHRASE)
    reader.press("Enter")
    reader.has("[data-part=lock-said]", "The journal has a passphrase now.")
    assert WRITTEN not in reader.see(f"({EVERYTHING})()")
    reader.reload()
    reader.has("h2", "The journal is locked")
    assert WRITTEN not in reader.text("html")
    unlock(reader, "not the one")
    reader.has("#journal-unlock-said", "That is not the passphrase.")
    unlock(reader, PASSPHRASE)
    reader.has(".journal__row a", "Who steadies you?")
