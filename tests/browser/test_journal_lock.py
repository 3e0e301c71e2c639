"""The lock: nothing can be read without the passphrase, and nothing that is written meanwhile is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import journals
from tests.browser.conftest import OpenJournal
from tests.browser.server import StaticServer
from tests.browser.test_journal_import import PASSPHRASE, lock
from tests.browser.test_journal_keeping import EVERYTHING, copied
from tests.browser.test_pages import violations

pytestmark = pytest.mark.never_lost

LETTER = "Grandmother"


def unlock(page: Page, passphrase: str = PASSPHRASE) -> None:
    page.locator("#journal-unlock").fill(passphrase)
    page.get_by_role("button", name="Unlock").click()


def locked(open_journal: OpenJournal) -> Page:
    page = open_journal(journals.letter("one", journals.moment(), 1))
    lock(page)
    page.get_by_role("button", name="Lock now").click()
    expect(page.get_by_role("heading", name="The journal is locked")).to_be_visible()
    return page


def test_a_lock_is_set_with_the_keyboard_and_seals_what_is_here(open_journal: OpenJournal) -> None:
    page = open_journal(journals.letter("one", journals.moment(), 1))
    assert LETTER in page.evaluate(EVERYTHING)
    page.get_by_text("Set a passphrase").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=lock-said]")).to_contain_text("The journal has a passphrase now.")
    expect(page.get_by_role("link", name="Who steadies you?")).to_be_visible()
    assert LETTER not in page.evaluate(EVERYTHING)


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [("short", "short", "fewer than 8 characters"), (PASSPHRASE, PASSPHRASE + "s", "The two are not the same.")],
    ids=["short", "different"],
)
def test_a_passphrase_that_would_not_serve_is_refused(first: str, second: str, says: str, open_journal: OpenJournal) -> None:
    page = open_journal(journals.letter("one", journals.moment(), 1))
    page.get_by_text("Set a passphrase").click()
    page.locator("#journal-new").fill(first)
    page.get_by_label("The same once more").fill(second)
    page.get_by_role("button", name="Lock with this passphrase").click()
    expect(page.locator("#journal-new-said")).to_contain_text(says)
    expect(page.locator("#journal-new")).to_be_focused()
    assert LETTER in page.evaluate(EVERYTHING)


def test_what_is_typed_can_be_seen_and_hidden(open_journal: OpenJournal) -> None:
    page = open_journal(journals.letter("one", journals.moment(), 1))
    page.get_by_text("Set a passphrase").click()
    expect(page.locator("#journal-new")).to_have_attribute("type", "password")
    page.get_by_label("Show what I type").locator("visible=true").check()
    expect(page.locator("#journal-new")).to_have_attribute("type", "text")
    expect(page.locator("#journal-again")).to_have_attribute("type", "text")


def test_a_forgotten_passphrase_is_said_to_be_final_before_it_is_set(open_journal: OpenJournal) -> None:
    page = open_journal([])
    expect(page.get_by_text("If you forget the passphrase, that is final: nobody can open the journal again")).to_be_visible()


def test_locked_the_page_holds_nothing_that_was_written(open_journal: OpenJournal) -> None:
    page = locked(open_journal)
    assert LETTER not in page.content()
    assert "Who steadies" not in page.content()
    expect(page.locator("#journal-unlock")).to_be_focused()
    expect(page.get_by_role("button", name="Export all as text")).to_be_hidden()
    assert violations(page) == []
    page.reload()
    expect(page.get_by_role("heading", name="The journal is locked")).to_be_visible()
    assert LETTER not in page.content()


def test_an_entrys_address_shows_nothing_while_it_is_locked(open_journal: OpenJournal, site_url: str) -> None:
    page = locked(open_journal)
    page.goto(site_url + "/about/")
    page.goto(site_url + "/journal/#entry-one")
    expect(page.get_by_role("heading", name="The journal is locked")).to_be_visible()
    unlock(page)
    expect(page.locator(".journal__heading")).to_have_text("Who steadies you?")


def test_the_right_passphrase_opens_it_and_a_wrong_one_says_so(open_journal: OpenJournal) -> None:
    page = locked(open_journal)
    unlock(page, "not the one")
    expect(page.locator("#journal-unlock-said")).to_have_text("That is not the passphrase. Nothing has changed; please try again.")
    unlock(page)
    expect(page.get_by_role("link", name="Who steadies you?")).to_be_visible()


def test_what_comes_while_it_is_locked_is_there_after_unlocking(open_journal: OpenJournal, site_server: StaticServer) -> None:
    page = locked(open_journal)
    given = {
        key: value
        for key, value in journals.answered("", journals.moment(), {"And now?": "Sealed too."}).items()
        if key not in ("schema", "id", "at", "day")
    }
    script = "async ([address, given]) => { const { store } = await import(address); await store.append(given); }"
    page.evaluate(script, [journals.store_script(site_server.folder), given])
    assert "Sealed too." not in page.evaluate(EVERYTHING)
    unlock(page)
    expect(page.locator(".journal__row")).to_have_count(2)


def test_locking_in_one_tab_locks_the_other(open_journal: OpenJournal, site_url: str) -> None:
    page = open_journal(journals.letter("one", journals.moment(), 1))
    lock(page)
    other = page.context.new_page()
    other.goto(site_url + "/journal/")
    expect(other.get_by_role("link", name="Who steadies you?")).to_be_visible()
    page.get_by_role("button", name="Lock now").click()
    expect(other.get_by_role("heading", name="The journal is locked")).to_be_visible()
    assert LETTER not in other.content()


def test_the_passphrase_can_be_changed(open_journal: OpenJournal) -> None:
    page = open_journal(journals.letter("one", journals.moment(), 1))
    lock(page)
    page.get_by_text("Change the passphrase").click()
    page.get_by_label("Passphrase until now").fill(PASSPHRASE)
    page.get_by_label("New passphrase").fill("five other words instead")
    page.get_by_label("The new one once more").fill("five other words instead")
    page.get_by_role("button", name="Change it").click()
    expect(page.locator("[data-part=lock-said]")).to_have_text("The passphrase is changed.")
    page.get_by_role("button", name="Lock now").click()
    unlock(page)
    expect(page.locator("#journal-unlock-said")).to_contain_text("That is not the passphrase.")
    unlock(page, "five other words instead")
    expect(page.get_by_role("link", name="Who steadies you?")).to_be_visible()


def test_the_lock_is_removed_with_the_passphrase_only(open_journal: OpenJournal) -> None:
    page = open_journal(journals.letter("one", journals.moment(), 1))
    lock(page)
    page.get_by_text("Remove the lock").first.click()
    passphrase = page.locator("#journal-remove")
    passphrase.fill("a wrong one")
    page.get_by_role("button", name="Remove the lock").click()
    expect(page.locator("#journal-remove-said")).to_contain_text("That is not the passphrase.")
    assert LETTER not in page.evaluate(EVERYTHING)
    passphrase.fill(PASSPHRASE)
    page.get_by_role("button", name="Remove the lock").click()
    expect(page.locator("[data-part=lock-said]")).to_have_text("The lock is removed.")
    assert LETTER in page.evaluate(EVERYTHING)


def test_with_a_lock_the_file_is_sealed_and_the_text_is_said_to_be_readable(open_journal: OpenJournal) -> None:
    page = open_journal(journals.letter("one", journals.moment(), 1))
    warning = page.locator("[data-part=keeping]").get_by_text("anyone who has it can read it")
    expect(warning).to_be_hidden()
    lock(page)
    expect(warning).to_be_visible()
    _, text = copied(page.get_by_role("button", name="Export all as a file", exact=True))
    assert LETTER not in text
    _, text = copied(page.get_by_role("button", name="Export all as text", exact=True))
    assert LETTER in text


def test_a_locked_journal_whose_passphrase_is_lost_can_be_begun_anew(open_journal: OpenJournal) -> None:
    page = locked(open_journal)
    page.get_by_text("If you have forgotten it").click()
    page.get_by_role("button", name="Delete everything").first.click()
    dialog = page.get_by_role("dialog", name="Delete everything?")
    expect(dialog.get_by_role("button", name="Export all as text first")).to_be_hidden()
    dialog.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_text("Nothing is here yet.")).to_be_visible()
    expect(page.get_by_text("Set a passphrase")).to_be_visible()
