"""Every exercise is done in every engine with the keyboard alone, and answered by the same Python from its snapshot."""

from __future__ import annotations

import pytest

from tests.browser.answering import EXERCISES, NOTES
from tests.browser.engines.exercising import done_with_keyboard, sheet
from tests.browser.engines.host import Host
from tests.browser.engines.reader import Reader


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.split("/")[2])
def test_the_exercises_of_a_note_are_done(note: str, reader: Reader, hosted: Host) -> None:
    reader.open(note)
    for path, exercise, says in EXERCISES.values():
        if path == note:
            done_with_keyboard(reader, exercise)
            reader.has(f"{sheet(exercise)} .exercise__reflection", says)
            reader.has(f"{sheet(exercise)} .exercise__status", "Saved here")
            assert reader.see("document.activeElement.textContent") == "Reflect"
    assert any("/snapshot." in path for path in hosted.requested)
    # What a start without the snapshot needs.
    assert [path for path in hosted.requested if path.endswith((".whl", ".zip"))] == []


def test_what_was_answered_is_there_after_a_reload(reader: Reader) -> None:
    reader.open(NOTES[0])
    reader.focus(f"{sheet('i-you-we')} textarea")
    reader.type("We, and the weather")
    reader.has(f"{sheet('i-you-we')} .exercise__status", "Saved here")
    reader.reload()
    reader.wait("document.querySelector(given)?.value === 'We, and the weather'", f"{sheet('i-you-we')} textarea")
