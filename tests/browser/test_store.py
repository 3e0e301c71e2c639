"""What is kept on the device stays there, whatever the browser and other tabs do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.journal_site import answer, answers, everything_stored, make_journal_site, with_store
from tests.browser.server import serving
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.never_lost

VERSION_1 = """async (entries) => {
  const opening = indexedDB.open('how-we-help', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('log', { autoIncrement: true }).createIndex('exercise', 'exercise');
    opening.result.createObjectStore('drafts');
  };
  const database = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result); });
  const change = database.transaction(['log', 'drafts'], 'readwrite');
  for (const entry of entries) change.objectStore('log').add(entry);
  change.objectStore('drafts').put({ q: 'half a tho' }, 'note/one');
  await new Promise((resolve) => { change.oncomplete = resolve; });
  database.close();
}"""
FIRST = {"schema": 1, "exercise": "note/one", "revision": "r", "at": "2026-11-02T09:30:00.000Z", "answers": {"q": "early"}, "words": []}
NEWER = """async () => {
  const opening = indexedDB.open('how-we-help', 9);
  opening.onupgradeneeded = () => {
    for (const name of ['drafts', 'keys', 'derived', 'dreams']) opening.result.createObjectStore(name);
    opening.result.createObjectStore('log', { autoIncrement: true }).createIndex('exercise', 'exercise');
    opening.transaction.objectStore('log').add({ schema: 9, type: 'dreamt', id: 'd', at: '2030-01-01T00:00:00Z', of: 'sheep' });
    opening.transaction.objectStore('dreams').put('kept', 'a');
  };
  await new Promise((resolve) => { opening.onsuccess = () => { opening.result.close(); resolve(); }; });
}"""
BLOCKED = "Object.defineProperty(globalThis, 'indexedDB', { get() { throw new DOMException('blocked', 'SecurityError'); } })"
FILL = """() => {
  globalThis.hasRoom = false;
  for (const name of ['add', 'put']) {
    const write = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (...given) {
      if (!globalThis.hasRoom) throw new DOMException('No room', 'QuotaExceededError');
      return write.apply(this, given);
    };
  }
}"""
EVICT = """async () => {
  const deleting = indexedDB.deleteDatabase('how-we-help');
  await new Promise((resolve) => { deleting.onsuccess = resolve; });
}"""


@pytest.fixture(scope="session")
def journal_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(make_journal_site(tmp_path_factory.mktemp("journal") / "site")) as server:
        yield server.url


@pytest.fixture
def page(journal_url: str, open_page: OpenPage) -> Page:
    return open_page(journal_url)


def another_tab(page: Page) -> Page:
    """Return a second tab of the same reader."""
    tab = page.context.new_page()
    tab.goto(page.url)
    return tab


def draft(page: Page, *names: str) -> dict[str, str]:
    found: dict[str, str] = with_store(page, "return store.draft(given);", list(names) or ["note/one"])
    return found


def save(page: Page, name: str = "note/one", **changes: str | None) -> bool:
    is_kept: bool = with_store(page, "return store.saveDraft(...given);", [name, changes])
    return is_kept


def status(page: Page) -> dict[str, str]:
    found: dict[str, str] = with_store(page, "return store.status();")
    return found


def test_what_is_answered_is_there_after_a_reload(page: Page) -> None:
    assert answer(page, "yes")["isKept"]
    page.reload()
    assert answers(page) == ["yes"]


def test_a_record_says_when_and_on_which_day_it_was_written(journal_url: str, open_page: OpenPage) -> None:
    page = open_page(journal_url, timezone_id="Pacific/Kiritimati")
    page.clock.set_fixed_time("2026-11-23T12:00:00Z")
    record = answer(page, "yes")["record"]
    assert (record["at"], record["day"]) == ("2026-11-23T12:00:00.000Z", "2026-11-24")


def test_an_upgrade_keeps_what_version_1_held(page: Page) -> None:
    page.evaluate(VERSION_1, [FIRST])
    answer(page, "late")
    assert answers(page) == ["early", "late"]
    assert draft(page) == {"q": "half a tho"}


def test_damaged_records_are_passed_over_and_kept(page: Page) -> None:
    page.evaluate(
        VERSION_1, [7, "text", None, [], {"schema": 1}, {"type": 3}, {"type": "answered", "schema": 2}, {**FIRST, "answers": 7}, FIRST]
    )
    assert answers(page) == ["early"]
    assert (
        page.evaluate("""async () => {
      const opening = indexedDB.open('how-we-help');
      await new Promise((resolve) => { opening.onsuccess = resolve; });
      const count = opening.result.transaction('log').objectStore('log').count();
      return new Promise((resolve) => { count.onsuccess = () => resolve(count.result); });
    }""")
        == 9
    )


def test_a_newer_database_is_added_to_and_left_whole(page: Page) -> None:
    page.evaluate(NEWER)
    assert answer(page, "yes")["isKept"]
    save(page, q="typed")
    page.reload()
    assert (answers(page), draft(page)) == (["yes"], {"q": "typed"})
    assert status(page) | {"persisted": None} == {
        "kept": "device",
        "why": "newer",
        "lock": "none",
        "waiting": 0,
        "whyNoLock": "newer",
        "persisted": None,
    }
    assert "sheep" in everything_stored(page)
    assert page.evaluate("async () => (await indexedDB.databases())[0].version") == 9


def test_where_storage_is_blocked_answers_last_as_long_as_the_page(page: Page) -> None:
    page.evaluate(BLOCKED)
    assert not answer(page, "yes")["isKept"]
    assert not save(page, q="typed")
    assert (answers(page), draft(page)) == (["yes"], {"q": "typed"})
    assert (status(page)["kept"], status(page)["why"]) == ("memory", "blocked")


def test_what_found_no_room_is_kept_when_there_is_some(page: Page) -> None:
    page.evaluate(FILL)
    assert not answer(page, "first")["isKept"]
    assert not save(page, q="typed")
    assert (answers(page), draft(page)) == (["first"], {"q": "typed"})
    assert (status(page)["kept"], status(page)["why"]) == ("memory", "full")
    page.evaluate("globalThis.hasRoom = true")
    assert answer(page, "second")["isKept"]
    assert status(page)["kept"] == "device"
    page.reload()
    assert (answers(page), draft(page)) == (["first", "second"], {"q": "typed"})


def test_what_found_no_room_is_tried_again_by_itself(page: Page) -> None:
    page.clock.install()
    page.evaluate(FILL)
    answer(page, "first")
    page.evaluate("globalThis.hasRoom = true")
    page.clock.run_for(30_000)
    wait_until(page, "async () => (await (await import('/assets/journal/store.js')).store.status()).kept === 'device'")
    page.reload()
    assert answers(page) == ["first"]


def test_what_is_evicted_under_a_page_is_written_again(page: Page) -> None:
    answer(page, "before this page")
    page.reload()
    answers(page)
    answer(page, "on this page")
    save(page, q="typed")
    page.evaluate(EVICT)
    answer(page, "after")
    page.reload()
    assert answers(page) == ["before this page", "on this page", "after"]
    assert draft(page) == {"q": "typed"}


def test_two_tabs_that_write_at_once_lose_nothing(page: Page) -> None:
    other = another_tab(page)
    for tab, name in ((page, "left"), (other, "right")):
        with_store(
            tab,
            """globalThis.done = Promise.all(Array.from({ length: 20 }, (_, at) => Promise.all([
                 store.append({ type: 'answered', exercise: 'note/one', answers: { q: `${given} ${at}` } }),
                 store.saveDraft('note/one', { [`${given}${at}`]: 'typed' }),
               ])));""",
            name,
        )
    for tab in (page, other):
        tab.evaluate("() => globalThis.done")
    page.reload()
    assert sorted(answers(page)) == sorted(f"{name} {at}" for name in ("left", "right") for at in range(20))
    assert len(draft(page)) == 40


def test_a_tab_hears_of_what_another_one_adds(page: Page) -> None:
    other = another_tab(page)
    assert answers(other) == []
    with_store(other, "globalThis.heard = new Promise((resolve) => store.addEventListener('changed', resolve, { once: true }));")
    answer(page, "yes")
    other.evaluate("async () => { await globalThis.heard; }")
    assert answers(other) == ["yes"]


def test_a_draft_is_found_under_its_exercises_former_name(page: Page) -> None:
    save(page, "old/one", q="typed", r="then")
    save(page, "new/one", r="now")
    assert draft(page, "new/one", "old/one") == {"q": "typed", "r": "now"}


def test_an_answer_taken_back_stays_taken_back(page: Page) -> None:
    save(page, q="typed")
    save(page, q=None)
    assert draft(page) == {}


def test_without_a_trace_nothing_is_stored(page: Page) -> None:
    with_store(page, "store.leaveNoTrace(true);")
    assert not answer(page, "hidden words")["isKept"]
    save(page, q="hidden words")
    assert (answers(page), draft(page)) == (["hidden words"], {"q": "hidden words"})
    assert "hidden words" not in everything_stored(page)


def test_what_was_given_without_a_trace_leaves_none_later(page: Page) -> None:
    with_store(page, "store.leaveNoTrace(true);")
    answer(page, "hidden words")
    with_store(page, "store.leaveNoTrace(false);")
    answer(page, "plain words")
    assert answers(page) == ["hidden words", "plain words"]
    assert "hidden words" not in everything_stored(page)


def test_what_is_removed_is_gone_from_storage_at_once(page: Page) -> None:
    record = answer(page, "rue this")["record"]
    reflected = {"type": "reflected", "entry": record["id"], "blocks": [{"type": "paragraph", "text": "rue this"}]}
    with_store(page, "await store.append(given);", reflected)
    later = answer(page, "later")["record"]
    reflected = {"type": "reflected", "entry": later["id"], "earlier": record["id"], "changes": [{"type": "paragraph", "text": "rue this"}]}
    with_store(page, "await store.append(given);", reflected)
    assert with_store(page, "return store.remove(given);", record["id"])
    assert answers(page) == ["later"]
    assert "rue this" not in everything_stored(page)


def test_a_removal_is_undone(page: Page) -> None:
    record = answer(page, "rue this")["record"]
    with_store(page, "await store.remove(given);", record["id"])
    assert with_store(page, "return store.restore(given);", record["id"])
    page.reload()
    assert answers(page) == ["rue this"]


def test_removing_everything_leaves_nothing(page: Page) -> None:
    answer(page, "these words")
    save(page, q="these words")
    with_store(page, "await store.setDerived('due', 'these words'); await store.lockWith('open sesame'); await store.removeAll();")
    assert (answers(page), draft(page)) == ([], {})
    assert everything_stored(page).replace("\n", "") in ("", "logdraftskeysderived")
    assert status(page)["lock"] == "none"


def test_receiving_twice_adds_once(page: Page) -> None:
    record = answer(page, "yes")["record"]
    records = [record, {**record, "id": "other", "answers": {"q": "more"}}, {"schema": 7, "type": "dreamt", "id": "x"}]
    counts = with_store(page, "return [await store.receive(given), await store.receive(given)];", records)
    assert counts == [
        {"added": 2, "present": 1, "deletedBefore": 0, "deleted": 0, "newer": 1},
        {"added": 0, "present": 3, "deletedBefore": 0, "deleted": 0, "newer": 0},
    ]
    page.reload()
    assert answers(page) == ["yes", "more"]


def test_what_was_deleted_here_comes_back_only_when_asked_for(page: Page) -> None:
    record = answer(page, "rue this")["record"]
    with_store(page, "await store.remove(given);", record["id"])
    page.reload()
    assert with_store(page, "return store.receive(given);", [record])["deletedBefore"] == 1
    assert answers(page) == []
    assert with_store(page, "return store.receive(given, { restoring: true });", [record])["added"] == 1
    page.reload()
    assert answers(page) == ["rue this"]


def test_what_is_derived_is_kept(page: Page) -> None:
    with_store(page, "await store.setDerived('due', { a: 1 });")
    page.reload()
    assert with_store(page, "return store.derived('due');") == {"a": 1}


def test_ten_thousand_entries_are_loaded_and_joined(page: Page) -> None:
    assert with_store(
        page,
        """const records = Array.from({ length: 10000 }, (_, at) => ({ schema: 2, type: 'answered', id: `id ${at}`, exercise: `note/${at % 50}`,
             at: new Date(1.7e12 + at * 1e6).toISOString(), answers: { q: 'word '.repeat(40) }, words: [{ question: 'Q', answer: 'word '.repeat(40) }] }));
           await store.receive(records);
           const fresh = new Store();
           await fresh.status();
           return (await fresh.log()).entries.length === 10000;""",
    )


def test_what_was_deleted_is_no_longer_in_the_form_and_comes_back_with_undo(page: Page) -> None:
    record = answer(page, "the same words")["record"]
    with_store(page, "await store.saveDraft('note/one', { q: 'the same words', other: 'begun since' });")
    assert with_store(page, "await store.remove(given); return store.draft(['note/one']);", record["id"]) == {"other": "begun since"}
    assert "the same words" not in everything_stored(page)
    back = with_store(page, "await store.restore(given); return store.draft(['note/one']);", record["id"])
    assert back == {"q": "the same words", "other": "begun since"}


def test_a_form_keeps_what_another_entry_says_too(page: Page) -> None:
    record = answer(page, "the same words")["record"]
    answer(page, "the same words")
    with_store(page, "await store.saveDraft('note/one', { q: 'the same words' });")
    assert with_store(page, "await store.remove(given); return store.draft(['note/one']);", record["id"]) == {"q": "the same words"}
