"""The lock: nothing can be read without the passphrase, and nothing that is written meanwhile is lost."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import journals
from tests.browser.conftest import OpenJournal, OpenPage
from tests.browser.journal_site import everything_stored
from tests.browser.server import StaticServer
from tests.browser.test_journal_import import PASSPHRASE, lock
from tests.browser.test_journal_keeping import EVERYTHING, copied
from tests.browser.test_pages import violations
from tests.browser.waiting import PYTHON_MS, wait_until

pytestmark = pytest.mark.never_lost

LETTER = "Grandmother"
NOTE = "/notes/the-interpersonal-field/"
WRITTEN = "Unhurried herons, beside our weir"
MINUTE_MS = 60_000
ALL_OF_IT = """() => {
  const values = [...document.querySelectorAll("input, textarea")].map(({ value }) => value);
  return [document.documentElement.outerHTML, ...values].join("\\n");
}"""
# Whether the page, were it closed now, would have nothing left to keep.
IS_KEPT = """async (unsaved) => {
  dispatchEvent(new Event("pagehide"));
  const { everything } = await import(unsaved);
  return !Object.keys(everything()).length;
}"""


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


def in_store(page: Page, server: StaticServer, body: str, given: Any = None) -> Any:
    """Run the body of a script that has the page's own `store` and `given`, and return what it returns."""
    script = f"async ([address, given]) => {{ const {{ store }} = await import(address); {body} }}"
    return page.evaluate(script, [journals.store_script(server.folder), given])


def sheet_of(page: Page) -> Locator:
    return page.locator("#exercise-the-room-between")


def scene(page: Page) -> Locator:
    return sheet_of(page).locator("textarea[name=scene]")


def go_with_a_clock(page: Page, site_url: str, path: str) -> None:
    """Open a page of the site with a clock that can be held; it goes in while no script runs that has set a timer by the other."""
    page.goto(site_url + "/robots.txt")
    page.clock.install()
    page.goto(site_url + path)


def hold(page: Page) -> None:
    """From now on time passes only by the test's own hand."""
    page.clock.pause_at(datetime.datetime.fromisoformat(page.evaluate("new Date(Date.now() + 1000).toISOString()")))


@pytest.mark.parametrize("sign", ["moving", "writing"])
def test_ten_idle_minutes_lock_the_journal_and_a_sign_of_its_reader_puts_that_off(
    sign: str, open_journal: OpenJournal, site_url: str
) -> None:
    page = open_journal(journals.letter("one", journals.moment(), 1))
    go_with_a_clock(page, site_url, "/journal/")
    lock(page)
    hold(page)
    page.clock.run_for(9 * MINUTE_MS)
    if sign == "moving":
        page.mouse.move(40, 40)
    else:
        page.get_by_label("Search what you wrote").press("G")
    page.clock.run_for(9 * MINUTE_MS)
    expect(page.get_by_role("link", name="Who steadies you?")).to_be_visible()
    page.clock.run_for(MINUTE_MS + 1000)
    expect(page.get_by_role("heading", name="The journal is locked")).to_be_visible()
    assert LETTER not in page.evaluate(ALL_OF_IT)


def test_ten_idle_minutes_leave_nothing_written_on_a_notes_page(site_server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(site_server.url + "/about/")
    go_with_a_clock(page, site_server.url, NOTE)
    scene(page).press_sequentially(WRITTEN)
    sheet = sheet_of(page)
    sheet.get_by_role("button", name="Reflect").click()
    expect(sheet.locator(".exercise__reflection")).to_contain_text(WRITTEN, timeout=PYTHON_MS)
    sheet.locator(".exercise__earlier summary").click()
    expect(sheet.locator(".exercise__earlier")).to_contain_text(WRITTEN)
    assert in_store(page, site_server, "return store.lockWith(given);", PASSPHRASE)
    hold(page)
    page.clock.run_for(9 * MINUTE_MS)
    sheet.locator("textarea[name=field]").press("s")
    page.clock.run_for(9 * MINUTE_MS)
    expect(scene(page)).to_have_value(WRITTEN)
    page.clock.run_for(MINUTE_MS + 1000)
    expect(scene(page)).to_have_value("")
    expect(sheet.get_by_role("status")).to_contain_text("locked")
    assert WRITTEN not in page.evaluate(ALL_OF_IT)


@pytest.mark.parametrize("state", ["unlocked", "locked"])
def test_a_reload_in_mid_typing_under_a_lock_loses_no_letter_and_leaves_no_word_in_plain(
    state: str, site_server: StaticServer, open_page: OpenPage
) -> None:
    page = open_page(site_server.url + NOTE)
    assert in_store(page, site_server, "return store.lockWith(given);", PASSPHRASE)
    if state == "locked":
        in_store(page, site_server, "store.lockNow();")
    scene(page).press_sequentially(WRITTEN)
    (unsaved,) = (site_server.folder / "assets" / "journal").glob("unsaved.*js")
    wait_until(page, IS_KEPT, f"/assets/journal/{unsaved.name}")
    in_store(page, site_server, "await store.readyToLeave();")
    scene(page).press_sequentially(" unkept")
    page.reload()
    stored = everything_stored(page)
    assert [word for word in (*WRITTEN.split(), "unkept") if word in stored] == []
    assert in_store(page, site_server, "return store.unlock(given);", PASSPHRASE)
    expect(scene(page)).to_have_value(f"{WRITTEN} unkept")
