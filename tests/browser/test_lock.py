"""A lock leaves nothing to read on the device, and loses nothing that is written while it is locked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.journal_site import answer, answers, everything_stored, make_journal_site, with_store
from tests.browser.server import serving

pytestmark = pytest.mark.never_lost

PASSPHRASE = "three quiet herons"
WORDS = ("plain words", "typed words", "note/one", "One", "Which?")
EVICT = """async () => {
  const deleting = indexedDB.deleteDatabase('how-we-help');
  await new Promise((resolve) => { deleting.onsuccess = resolve; });
}"""

MADE = """async (passphrase) => {
  const opening = indexedDB.open('how-we-help');
  const database = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result); });
  const asked = database.transaction('keys').objectStore('keys').get('lock');
  const { memory, passes, lanes, salt, id, iv, privateKey } = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
  database.close();
  const { argon2id } = await import('/assets/packages/argon2.js');
  const settings = { memorySize: memory, iterations: passes, parallelism: lanes, hashLength: 32, outputType: 'binary' };
  const key = await crypto.subtle.importKey('raw', await argon2id({ password: passphrase, salt, ...settings }), 'AES-GCM', false, ['decrypt']);
  const cipher = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`how-we-help/${id}/private key`) };
  const opened = await crypto.subtle.decrypt(cipher, key, privateKey).catch(() => null);
  return { memory, passes, lanes, salt: salt.length, opens: opened !== null };
}"""


@pytest.fixture(scope="module")
def journal_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(make_journal_site(tmp_path_factory.mktemp("lock") / "site")) as server:
        yield server.url


@pytest.fixture
def page(journal_url: str, open_page: OpenPage) -> Page:
    """A page with an answer and a draft, and no lock yet."""
    page = open_page(journal_url)
    answer(page, "plain words")
    save(page, q="typed words")
    return page


def save(page: Page, name: str = "note/one", **changes: str | None) -> None:
    with_store(page, "return store.saveDraft(...given);", [name, changes])


def draft(page: Page) -> Any:
    return with_store(page, "return store.draft(['note/one']);")


def lock(page: Page) -> bool:
    done: bool = with_store(page, "return store.lockWith(given);", PASSPHRASE)
    return done


def unlock(page: Page, passphrase: str = PASSPHRASE) -> bool:
    done: bool = with_store(page, "return store.unlock(given);", passphrase)
    return done


def state(page: Page) -> str:
    found: str = with_store(page, "return (await store.status()).lock;")
    return found


def readable(page: Page) -> list[str]:
    stored = everything_stored(page)
    return [word for word in WORDS if word in stored]


def test_without_a_lock_the_words_are_found_in_storage(page: Page) -> None:
    assert readable(page) == list(WORDS)


def test_a_lock_leaves_nothing_to_read(page: Page) -> None:
    with_store(page, "await store.setDerived('plain words', 'typed words');")
    assert lock(page)
    assert (state(page), answers(page), draft(page)) == ("unlocked", ["plain words"], {"q": "typed words"})
    assert readable(page) == []


def test_after_a_reload_it_is_locked_and_its_passphrase_opens_it(page: Page) -> None:
    lock(page)
    page.reload()
    assert (state(page), answers(page), draft(page)) == ("locked", [], {})
    assert unlock(page)
    assert (state(page), answers(page), draft(page)) == ("unlocked", ["plain words"], {"q": "typed words"})


def test_another_passphrase_does_not_open_it(page: Page) -> None:
    lock(page)
    page.reload()
    assert not unlock(page, "three quiet heron")
    assert (state(page), answers(page)) == ("locked", [])


def test_what_a_page_leaves_in_closing_is_not_left_in_plain_under_a_lock(page: Page) -> None:
    leave = "async (text) => (await import('/assets/journal/unsaved.js')).leave('note/one', { q: text })"
    page.evaluate(leave, "left without a lock")
    assert "left without a lock" in everything_stored(page)
    lock(page)
    assert draft(page) == {"q": "left without a lock"}
    assert "left without a lock" not in everything_stored(page)
    page.reload()
    page.evaluate(leave, "plain words left")
    assert "plain words left" not in everything_stored(page)


LEAVE = """async (text) => {
  await (await import('/assets/journal/store.js')).store.readyToLeave();
  (await import('/assets/journal/unsaved.js')).leave('note/one', { q: text });
}"""
LEFT = """async () => {
  await (await import('/assets/journal/store.js')).store.openLeft();
  return (await import('/assets/journal/unsaved.js')).everything();
}"""


@pytest.mark.parametrize("is_open", [True, False], ids=["unlocked", "locked"])
def test_what_a_page_leaves_in_closing_under_a_lock_is_there_after_unlocking(is_open: bool, page: Page) -> None:
    lock(page)
    if not is_open:
        page.reload()
    page.evaluate(LEAVE, "plain words left")
    page.evaluate(LEAVE, "plain words left last")
    assert readable(page) == []
    page.reload()
    assert page.evaluate(LEFT) == {}
    assert unlock(page)
    assert page.evaluate(LEFT) == {"note/one": {"q": "plain words left last"}}


@pytest.mark.parametrize("is_mine", [True, False], ids=["by-this-page", "by-an-earlier-page"])
def test_what_a_page_left_under_a_lock_is_out_of_reach_once_it_is_locked_again(is_mine: bool, page: Page) -> None:
    lock(page)
    page.evaluate(LEAVE, "plain words left")
    if not is_mine:
        page.reload()
        unlock(page)
    assert page.evaluate(LEFT) == {"note/one": {"q": "plain words left"}}
    with_store(page, "store.lockNow();")
    assert page.evaluate(LEFT) == {}
    assert unlock(page)
    assert page.evaluate(LEFT) == {"note/one": {"q": "plain words left"}}


def test_what_a_page_could_not_cover_stays_in_it_when_it_is_locked_again(page: Page) -> None:
    lock(page)
    page.evaluate(LEAVE, "plain words left")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }")
    page.evaluate(LEAVE, "plain words left last")
    with_store(page, "store.lockNow();")
    assert page.evaluate(LEFT) == {"note/one": {"q": "plain words left last"}}
    assert unlock(page)
    assert page.evaluate(LEFT) == {"note/one": {"q": "plain words left last"}}


def test_of_what_two_pages_left_under_a_lock_the_later_stands(page: Page) -> None:
    lock(page)
    page.reload()
    page.evaluate(LEAVE, "plain words left")
    page.reload()
    page.evaluate(LEAVE, "plain words left last")
    page.reload()
    unlock(page)
    assert page.evaluate(LEFT) == {"note/one": {"q": "plain words left last"}}


@pytest.mark.parametrize("damage", ["one.text = 'AAAA'", "one.from = -1", "one.sealed.data = 'AAAA'", "delete one.sealed", "one.text = 1"])
def test_what_was_damaged_of_what_a_page_left_is_passed_over(damage: str, page: Page) -> None:
    lock(page)
    page.evaluate(LEAVE, "plain words left")
    page.evaluate(f"""() => {{
      const [one] = JSON.parse(localStorage.getItem('how-we-help:unsaved-covered'));
      {damage};
      localStorage.setItem('how-we-help:unsaved-covered', JSON.stringify([null, 'text', one]));
    }}""")
    page.reload()
    unlock(page)
    assert page.evaluate(LEFT) == {}
    assert draft(page) == {"q": "typed words"}


def test_what_a_page_left_under_a_lock_is_kept_when_that_is_taken_off(page: Page) -> None:
    lock(page)
    page.evaluate(LEAVE, "plain words left")
    page.reload()
    unlock(page)
    assert with_store(page, "return store.removeLock(given);", PASSPHRASE)
    page.reload()
    assert draft(page) == {"q": "plain words left"}
    assert "unsaved-covered" not in everything_stored(page)


def test_removing_everything_takes_what_a_page_left_under_a_lock(page: Page) -> None:
    lock(page)
    page.evaluate(LEAVE, "plain words left")
    assert "unsaved-covered" in everything_stored(page)
    page.reload()
    assert with_store(page, "return store.removeAll();")
    assert "unsaved-covered" not in everything_stored(page)


def test_what_is_written_while_locked_is_sealed_and_there_after_unlocking(page: Page) -> None:
    lock(page)
    page.reload()
    answer(page, "plain words too")
    save(page, r="typed words too")
    save(page, q="typed words anew")
    assert (answers(page), draft(page)) == (["plain words too"], {"q": "typed words anew", "r": "typed words too"})
    assert readable(page) == []
    page.reload()
    assert unlock(page)
    assert answers(page) == ["plain words", "plain words too"]
    assert draft(page) == {"q": "typed words anew", "r": "typed words too"}


def test_two_locked_tabs_lose_no_field_and_the_later_answer_stands(page: Page) -> None:
    lock(page)
    page.reload()
    other = page.context.new_page()
    other.goto(page.url)
    save(page, a="from here", both="first")
    save(other, b="from there", both="second")
    page.clock.set_fixed_time("2001-01-01T00:00:00Z")
    save(page, both="third, by a clock set back")
    page.reload()
    unlock(page)
    assert draft(page) == {"q": "typed words", "a": "from here", "b": "from there", "both": "third, by a clock set back"}


def test_a_new_tab_gets_the_keys_from_an_open_one(page: Page) -> None:
    lock(page)
    other = page.context.new_page()
    other.goto(page.url)
    assert (state(other), answers(other)) == ("unlocked", ["plain words"])


def test_locking_locks_every_tab(page: Page) -> None:
    lock(page)
    other = page.context.new_page()
    other.goto(page.url)
    answers(other)
    with_store(other, "globalThis.heard = new Promise((resolve) => store.addEventListener('changed', resolve, { once: true }));")
    with_store(page, "store.lockNow();")
    other.evaluate("async () => { await globalThis.heard; }")
    assert [(state(tab), answers(tab), draft(tab)) for tab in (page, other)] == [("locked", [], {})] * 2


def test_idleness_locks(page: Page) -> None:
    lock(page)
    page.reload()
    assert with_store(
        page,
        """const idle = new Store({ idleMs: 40 });
           await idle.unlock(given);
           const before = (await idle.status()).lock;
           await new Promise((resolve) => idle.addEventListener('changed', () => resolve(), { once: true }));
           return [before, (await idle.status()).lock, (await idle.log()).entries];""",
        PASSPHRASE,
    ) == ["unlocked", "locked", []]


def test_a_passphrase_is_changed(page: Page) -> None:
    lock(page)
    assert not with_store(page, "return store.changePassphrase('wrong', 'new one');")
    assert with_store(page, "return store.changePassphrase(given, 'new one');", PASSPHRASE)
    page.reload()
    assert not unlock(page)
    assert unlock(page, "new one")
    assert answers(page) == ["plain words"]


@pytest.mark.parametrize("turn", ["set", "changed"])
def test_what_opens_the_lock_is_made_by_argon2id_at_no_less_than_owasp_asks_for(turn: str, page: Page) -> None:
    lock(page)
    if turn == "changed":
        assert with_store(page, "return store.changePassphrase(given, 'new one');", PASSPHRASE)
    made = page.evaluate(MADE, PASSPHRASE if turn == "set" else "new one")
    assert made["opens"]
    assert made["memory"] >= 19 * 1024
    assert made["passes"] >= 2
    assert made["lanes"] >= 1
    assert made["salt"] >= 16


def test_a_lock_is_taken_off_with_its_passphrase_only(page: Page) -> None:
    lock(page)
    page.reload()
    save(page, r="typed words too")
    assert not with_store(page, "return store.removeLock('wrong');")
    assert readable(page) == []
    assert with_store(page, "return store.removeLock(given);", PASSPHRASE)
    page.reload()
    assert (state(page), answers(page)) == ("none", ["plain words"])
    assert draft(page) == {"q": "typed words", "r": "typed words too"}


@pytest.mark.parametrize("turn", ["lockWith", "removeLock"])
def test_a_crash_while_the_lock_is_turned_loses_nothing(turn: str, page: Page) -> None:
    if turn == "removeLock":
        lock(page)
    before = state(page)
    done = with_store(
        page,
        """const put = IDBObjectStore.prototype.put;
           let left = 1;
           IDBObjectStore.prototype.put = function (...row) {
             if (this.transaction.db.name === 'how-we-help' && !left--) this.transaction.abort();
             return put.apply(this, row);
           };
           return store[given[0]](given[1]).catch(() => 'crashed');""",
        [turn, PASSPHRASE],
    )
    assert done in (False, "crashed")
    page.reload()
    assert state(page) == ("none" if before == "none" else "locked")
    assert before == "none" or unlock(page)
    assert (answers(page), draft(page)) == (["plain words"], {"q": "typed words"})


def test_what_another_tab_adds_while_the_lock_is_turned_is_sealed_too(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    with_store(
        other,
        """globalThis.done = (async () => {
             for (let at = 0; at < 30; at++) {
               await store.append({ type: 'answered', exercise: 'note/one', answers: { q: `plain words ${at}` } });
               await store.saveDraft('note/one', { [`f${at}`]: 'typed words' });
             }
           })();""",
    )
    assert lock(page)
    other.evaluate("() => globalThis.done")
    assert readable(page) == []
    page.reload()
    unlock(page)
    assert len(answers(page)) == 31
    assert len(draft(page)) == 31


def test_what_is_removed_while_unlocked_does_not_come_back(page: Page) -> None:
    lock(page)
    (entry,) = with_store(page, "return (await store.log()).entries;")
    with_store(page, "await store.remove(given);", entry["id"])
    page.reload()
    unlock(page)
    assert answers(page) == []


def test_what_is_derived_is_there_after_unlocking(page: Page) -> None:
    lock(page)
    with_store(page, "await store.setDerived('due', 'plain words');")
    assert readable(page) == []
    page.reload()
    assert with_store(page, "return await store.derived('due') ?? null;") is None
    unlock(page)
    assert with_store(page, "return store.derived('due');") == "plain words"


@pytest.mark.parametrize("is_open", [True, False], ids=["unlocked", "locked"])
def test_after_an_eviction_what_is_written_again_is_sealed(is_open: bool, page: Page) -> None:
    lock(page)
    page.reload()
    if is_open:
        unlock(page)
    answers(page)
    save(page, r="typed words too")
    page.evaluate(EVICT)
    answer(page, "plain words after")
    assert readable(page) == []
    page.reload()
    assert unlock(page)
    assert answers(page) == (["plain words", "plain words after"] if is_open else ["plain words after"])
    assert draft(page)["r"] == "typed words too"


def test_an_exported_file_is_sealed_and_read_elsewhere_with_the_passphrase(page: Page, journal_url: str, open_page: OpenPage) -> None:
    lock(page)
    file = with_store(page, "const { asFile } = await import('/assets/journal/exports.js'); return asFile(await store.log());")
    assert [word for word in WORDS if word in file] == []
    elsewhere = open_page(journal_url)
    assert with_store(
        elsewhere,
        """const { read } = await import('/assets/journal/imports.js');
           const { needs } = await read(given[0]);
           const wrong = await read(given[0], 'wrong');
           const { records } = await read(new Blob([given[0]]), given[1]);
           const { added } = await store.receive(records);
           return [needs, wrong.needs, added];""",
        [file, PASSPHRASE],
    ) == ["passphrase", "passphrase", 1]
    assert answers(elsewhere) == ["plain words"]


def test_a_page_that_came_over_no_secure_connection_says_why_it_has_no_lock(journal_url: str, open_page: OpenPage) -> None:
    page = open_page(journal_url)
    page.evaluate("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    assert with_store(page, "return (await store.status()).whyNoLock;") == "insecure"
    assert not lock(page)
    assert answer(page, "yes")["isKept"]
