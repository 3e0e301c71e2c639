"""In every engine the journal shows what was answered, finds it, and lets it go and come back."""

from __future__ import annotations

from tests.browser import journals
from tests.browser.answering import THIRD
from tests.browser.engines.exercising import done_with_keyboard
from tests.browser.engines.host import Host
from tests.browser.engines.keeping import receive
from tests.browser.engines.reader import Reader


def test_what_was_answered_is_in_the_journal(reader: Reader) -> None:
    reader.open(THIRD)
    done_with_keyboard(reader, "before-and-after")
    reader.open("/journal/")
    reader.has("[data-part=count]", "1 entry")
    reader.click(".journal__row a")
    reader.has(".journal__entry .journal__pair", "Breath")
    reader.has(".journal__reflection", "You came out of it with more")


def test_entries_are_found_deleted_and_brought_back(reader: Reader, hosted: Host) -> None:
    reader.open("/journal/")
    receive(reader, hosted, [*journals.costs("one", journals.moment(1), 1), *journals.letter("two", journals.moment(), 1)])
    reader.has("[data-part=count]", "2 entries")
    reader.focus("#journal-query")
    reader.type("steadied")
    reader.has("[data-part=count]", "1 of 2 entries")
    reader.has(".journal__preview mark", "steadied")
    reader.focus(".journal__row a")
    reader.press("Enter")
    reader.focus("[data-removal=one]")
    reader.press("Enter")
    reader.has("[data-part=undo] [role=status]", "The entry is deleted.")
    reader.press("Enter")
    reader.has("[data-part=undo] [role=status]", "The entry is back.")
