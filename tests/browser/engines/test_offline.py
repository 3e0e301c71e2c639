"""In every engine what has been read opens again while its host is away, and its exercises are answered."""

from __future__ import annotations

from tests.browser.answering import THIRD
from tests.browser.engines.exercising import done_with_keyboard
from tests.browser.engines.host import Host
from tests.browser.engines.reader import Reader
from tests.browser.test_offline import KEPT, NOT_KEPT

RUNTIME_KEPT = """(async () => {
  const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  return all.flat().some(({ url }) => url.includes('/snapshot.'));
})()"""


def test_a_note_opens_while_its_host_is_away_and_its_exercise_reflects(reader: Reader, hosted: Host) -> None:
    reader.open(THIRD)
    reader.wait(f"({KEPT})(given)", "")
    reader.wait("Boolean(navigator.serviceWorker.controller)")
    done_with_keyboard(reader, "what-the-note-says")
    reader.wait(RUNTIME_KEPT)
    reader.expects_errors = True
    hosted.go_away()
    reader.reload()
    reader.has("h1", "Co-regulation")
    done_with_keyboard(reader, "what-steadies-you")
    reader.has("#exercise-what-steadies-you .exercise__reflection", "Your order")


def test_a_page_that_is_not_kept_says_so_and_comes_with_its_host(reader: Reader, hosted: Host) -> None:
    reader.open(THIRD)
    reader.wait(f"({KEPT})(given)", "")
    reader.wait("Boolean(navigator.serviceWorker.controller)")
    reader.expects_errors = True
    hosted.go_away()
    reader.open("/sources/")
    reader.has("h1", NOT_KEPT)
    hosted.come()
    reader.click("main a", "Try again")
    reader.has("h1", "Sources")
