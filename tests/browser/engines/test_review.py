"""In every engine what was remembered comes back on its day, is answered by Python, and goes back to the schedule."""

from __future__ import annotations

from tests.browser import journals
from tests.browser.engines.host import Host
from tests.browser.engines.keeping import receive, with_store
from tests.browser.engines.reader import Reader
from tests.browser.reviewing import RECALL


def remembered(days_ago: int, **answers: bool) -> list[journals.Record]:
    """Return recall questions that were answered so long ago, and whether each was remembered."""
    note = journals.OTHER_NOTE
    entry = journals.answered("one", journals.moment(days_ago), {"One?": "1"}, exercise=RECALL, kind="recall", title="Recall", note=note)
    return [entry, {**journals.reflected(entry, []), "remembered": answers}]


def test_a_question_is_reviewed_with_the_keyboard(reader: Reader, hosted: Host) -> None:
    reader.open("/journal/")
    receive(reader, hosted, remembered(1, hands=True, odds=False, direction=True))
    reader.open("/review/")
    reader.has("review-session", "One thing, about a minute.")
    reader.focus("review-session button")
    reader.press("Enter")
    reader.wait("document.activeElement.textContent === 'What did the note say?'")
    reader.press("Tab", "Space", "ArrowDown", "Tab")
    assert reader.see("document.activeElement.textContent") == "Show"
    reader.press("Enter")
    reader.has("review-session", "You and the note say")
    reader.has(".review__rating", "At once")
    reader.wait("document.activeElement.textContent.startsWith('About how much greater')")
    reader.press("4")
    reader.has("review-session", "That is all for now.")
    assert with_store(reader, hosted, "return (await store.log()).reviews.map(({ item, rating }) => [item, rating]);") == [["odds", 4]]
