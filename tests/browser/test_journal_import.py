"""A copy is read back in: merged, whole or not at all, and whatever it holds nothing of it runs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import journals
from tests.browser.conftest import OpenJournal
from tests.browser.server import StaticServer
from tests.browser.test_journal_keeping import copied
from tests.browser.waiting import PYTHON_MS

pytestmark = pytest.mark.never_lost

PASSPHRASE = "four words that rhyme"
SCRIPT = '<img src=x onerror="globalThis.ran = true"><script>globalThis.ran = true</script>'
STATE = """async (address) => {
  const { store } = await import(address);
  return JSON.stringify((await store.log()).records);
}"""


def said(page: Page) -> Locator:
    return page.locator("[data-part=read]")


def test_a_copy_is_merged_and_reading_it_twice_changes_nothing(open_journal: OpenJournal) -> None:
    page = open_journal(journals.costs("here", journals.moment(3), 1))
    text = journals.file_of([*journals.costs("here", journals.moment(3), 1), *journals.letter("new", journals.moment(0), 1)])
    journals.read_in(page, text)
    expect(said(page)).to_have_text("1 entry added. 1 was here already.")
    expect(page.locator(".journal__row")).to_have_count(2)
    journals.read_in(page, text)
    expect(said(page)).to_have_text("Nothing in it was new. 2 were here already.")
    expect(page.locator(".journal__row")).to_have_count(2)


def test_a_file_of_the_first_version_is_read(open_journal: OpenJournal) -> None:
    words = [{"question": "When I ask for help I feel exposed.", "answer": "4"}]
    entry = {
        "schema": 1,
        "exercise": "independence-vs-interdependence/asking-for-help",
        "revision": "0",
        "at": journals.moment(),
        "answers": {"exposed": "4"},
        "words": words,
    }
    page = open_journal([])
    journals.read_in(page, json.dumps({"format": "how-we-help", "version": 1, "entries": [entry]}))
    expect(said(page)).to_have_text("1 entry added.")
    page.get_by_role("link", name="What asking costs").click()
    expect(page.locator(".journal__pair")).to_contain_text("When I ask for help I feel exposed.4")


def test_what_was_deleted_here_stays_deleted_until_it_is_put_back(open_journal: OpenJournal) -> None:
    records = journals.letter("one", journals.moment(), 1)
    page = open_journal(records)
    page.get_by_role("link", name="Who steadies you?").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("Nothing is here yet.")).to_be_visible()
    journals.read_in(page, journals.file_of(records))
    expect(said(page)).to_contain_text("1 had been deleted here and stays deleted.")
    expect(page.locator(".journal__row")).to_have_count(0)
    page.get_by_role("button", name="Put them back").click()
    expect(said(page)).to_have_text("1 entry added.")
    expect(page.locator(".journal__row")).to_have_count(1)
    page.locator(".journal__title").click()
    expect(page.locator(".journal__reflection")).to_contain_text("It is kept.")


def test_records_of_a_newer_version_are_kept_and_said_to_be(open_journal: OpenJournal) -> None:
    page = open_journal([])
    newer = {"schema": 3, "type": "dreamt", "id": "later", "at": journals.moment()}
    journals.read_in(page, journals.file_of([newer, *journals.costs("one", journals.moment(), 1)]))
    expect(said(page)).to_contain_text("made by a newer version of this site")
    _, text = copied(page.get_by_role("button", name="Export all as a file", exact=True))
    assert "dreamt" in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not JSON",
        "[]",
        '{"format": "else", "version": 2, "records": []}',
        '{"format": "how-we-help", "version": 2, "records": {}}',
        "[" * 100_000,
    ],
    ids=["empty", "no-json", "a-list", "another-format", "no-records", "deep"],
)
def test_a_file_that_is_not_ours_is_refused_in_a_sentence_and_changes_nothing(
    text: str, open_journal: OpenJournal, site_server: StaticServer
) -> None:
    page = open_journal(journals.costs("one", journals.moment(), 1))
    before = page.evaluate(STATE, journals.store_script(site_server.folder))
    journals.read_in(page, text)
    expect(said(page)).to_contain_text("file")
    assert page.evaluate(STATE, journals.store_script(site_server.folder)) == before
    expect(page.locator(".journal__row")).to_have_count(1)


def test_one_damaged_record_keeps_the_whole_file_out(open_journal: OpenJournal) -> None:
    page = open_journal([])
    good = journals.costs("one", journals.moment(), 1)
    journals.read_in(page, journals.file_of([*good, {"type": "answered", "schema": 2, "id": 7}]))
    expect(said(page)).to_contain_text("nothing was taken from it")
    expect(page.get_by_text("Nothing is here yet.")).to_be_visible()


def test_a_sealed_file_asks_for_its_passphrase(open_journal: OpenJournal) -> None:
    theirs = open_journal(journals.letter("one", journals.moment(), 1))
    lock(theirs)
    _, text = copied(theirs.get_by_role("button", name="Export all as a file", exact=True))
    assert "Grandmother" not in text
    page = open_journal([])
    journals.read_in(page, text)
    passphrase = page.get_by_label("Passphrase of the file")
    expect(passphrase).to_be_focused()
    passphrase.fill("another one")
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("This passphrase does not open the file.")
    expect(page.get_by_text("Nothing is here yet.")).to_be_visible()
    passphrase.fill(PASSPHRASE)
    page.get_by_role("button", name="Open the file").click()
    expect(said(page)).to_have_text("1 entry added.")
    expect(passphrase).to_be_hidden()
    expect(page.get_by_role("link", name="Who steadies you?")).to_be_visible()


def lock(page: Page) -> None:
    page.get_by_text("Set a passphrase").click()
    page.locator("#journal-new").fill(PASSPHRASE)
    page.get_by_label("The same once more").fill(PASSPHRASE)
    page.get_by_role("button", name="Lock with this passphrase").click()
    expect(page.get_by_role("button", name="Lock now")).to_be_focused()


def hostile() -> list[dict[str, Any]]:
    """Return records with a script in every string that may be shown, and addresses that are scripts."""
    words = {SCRIPT: SCRIPT, f"{SCRIPT} again": f"line\n{SCRIPT}"}
    note = {"title": SCRIPT, "path": "javascript:globalThis.ran=true"}
    entry = journals.answered("hostile", journals.moment(), words, title=SCRIPT, note=note, kind="circles", exercise=SCRIPT)
    ring = {"label": SCRIPT, "level": 1, "text": SCRIPT, "names": SCRIPT}
    odd = {"label": SCRIPT, "level": "constructor", "text": SCRIPT, "names": SCRIPT}
    blocks: list[dict[str, Any]] = [
        {"type": "rings", "rings": [ring, odd], "levels": [SCRIPT, SCRIPT, SCRIPT]},
        {
            "type": "bars",
            "bars": [{"label": SCRIPT, "value": 2, "least": 1, "most": 5, "text": SCRIPT, "detail": SCRIPT}],
            "unanswered": [SCRIPT],
        },
        {"type": "groups", "groups": SCRIPT},
        {"type": "marked", "parts": [{"text": SCRIPT, "group": SCRIPT}], "legend": [SCRIPT]},
        {"type": "quotation", "text": SCRIPT, "label": SCRIPT},
        {"type": SCRIPT},
        journals.paragraph(SCRIPT),
        {"type": "source", "evidence": "a"},
        {"type": "source", "evidence": "__proto__"},
    ]
    sources = {"a": {"text": SCRIPT, "href": "javascript:globalThis.ran=true", "label": SCRIPT}}
    return [entry, journals.reflected(entry, blocks, sources)]


def test_scripts_in_every_string_of_a_file_are_shown_as_text_and_never_run(open_journal: OpenJournal) -> None:
    page = open_journal([])
    journals.read_in(page, journals.file_of(hostile()))
    expect(said(page)).to_have_text("1 entry added.")
    page.get_by_label("Search what you wrote").fill("globalThis.ran")
    expect(page.locator(".journal__preview mark").first).to_be_visible()
    page.get_by_role("radio", name="By note").check(force=True)
    page.locator(".journal__title").click()
    shown = page.locator(".journal__entry")
    expect(shown.locator(".journal__heading")).to_have_text(SCRIPT)
    expect(shown.locator(".journal__reflection")).to_contain_text(SCRIPT)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    made = page.locator("reflection-journal :is(img, script, iframe), reflection-journal a[href^='javascript:']")
    expect(made).to_have_count(0)
    assert page.evaluate("globalThis.ran") is None


def test_the_export_of_ten_thousand_entries_comes_to_the_same_state(open_journal: OpenJournal, site_server: StaticServer) -> None:
    theirs = open_journal(journals.large(10_000))
    address = journals.store_script(site_server.folder)
    expect(theirs.locator("[data-part=count]")).to_have_text("10,000 entries")
    _, text = copied(theirs.get_by_role("button", name="Export all as a file", exact=True))
    page = open_journal([])
    journals.read_in(page, text)
    expect(said(page)).to_have_text("10,000 entries added.", timeout=PYTHON_MS)
    page.reload()
    expect(page.locator("[data-part=count]")).to_have_text("10,000 entries")
    assert page.evaluate(STATE, address) == theirs.evaluate(STATE, address)
