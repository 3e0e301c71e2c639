"""A copy is read back in: merged, whole or not at all, and whatever it holds nothing of it runs."""

from __future__ import annotations

import json
from pathlib import Path
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


def lock(page: Page, passphrase: str = PASSPHRASE) -> None:
    page.get_by_text("Set a passphrase").click()
    page.locator("#journal-new").fill(passphrase)
    page.get_by_label("The same once more").fill(passphrase)
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


MEGABYTE = 1024 * 1024
LONG = "A sentence that goes on. " * 400_000


def choose(page: Page, file: Path) -> None:
    page.locator("#journal-file").set_input_files(file)
    expect(said(page)).not_to_have_text("Reading the file.", timeout=PYTHON_MS)


def answers_still(page: Page) -> None:
    """Check that the entry which was there before a file came is there, and that its page opens."""
    page.get_by_role("link", name="Who steadies you?").click()
    expect(page.locator(".journal__entry")).to_contain_text("Grandmother")


def test_a_file_of_fifty_megabytes_is_read_whole(open_journal: OpenJournal, tmp_path: Path) -> None:
    page = open_journal(journals.letter("here", journals.moment(), 1))
    answers = [LONG, *(f"{number} {'word ' * 400}" for number in range(8_000))]
    given = [journals.answered(f"e{number}", journals.moment(number % 900), {"Which?": answer}) for number, answer in enumerate(answers)]
    file = tmp_path / "large.json"
    file.write_text(journals.file_of(given), "utf-8")
    assert 50 * MEGABYTE < file.stat().st_size < 64 * MEGABYTE
    choose(page, file)
    expect(said(page)).to_have_text("8,001 entries added.")
    page.reload()
    expect(page.locator("[data-part=count]")).to_have_text("8,002 entries")
    answers_still(page)


@pytest.mark.parametrize(
    ("begin", "filling", "size", "says"),
    [
        ("", "not a journal ", 50 * MEGABYTE, "This is not a file that was exported here."),
        ("", '"', 50 * MEGABYTE, "This is not a file that was exported here."),
        ('{"records": [', "[],", 50 * MEGABYTE, "This is not a file that was exported here."),
        ("", "[", 50 * MEGABYTE, "This file is damaged, or was changed by hand; nothing was taken from it."),
        ("", " ", 65 * MEGABYTE, "This file is larger than any journal; it was not read."),
    ],
    ids=["words", "quotes", "brackets", "deep", "larger"],
)
def test_fifty_megabytes_of_anything_else_are_refused_in_a_sentence(
    begin: str, filling: str, size: int, says: str, open_journal: OpenJournal, tmp_path: Path
) -> None:
    page = open_journal(journals.letter("here", journals.moment(), 1))
    file = tmp_path / "large.json"
    file.write_text(begin + filling * (size // len(filling)), "utf-8")
    choose(page, file)
    expect(said(page)).to_have_text(says)
    answers_still(page)


REACHING = ("__proto__", "constructor", "prototype", "toString", "hasOwnProperty")


def reaching() -> list[dict[str, Any]]:
    """Return records whose names are those that every object has, wherever a name may stand, and nested as deep as may be."""
    polluted = {"polluted": "yes"}
    names: dict[str, Any] = dict.fromkeys(REACHING, polluted)
    deep: dict[str, Any] = polluted
    for _ in range(50):
        deep = {"__proto__": deep, "constructor": {"prototype": deep}, "within": deep} if deep is polluted else {"within": deep}
    records: list[dict[str, Any]] = []
    for number, name in enumerate(REACHING):
        fields = {"exercise": name, "title": f"Titled {name}", "kind": name, "revision": name, "deep": deep, **names}
        entry = journals.answered(name, journals.moment(number), {name: f"kept under {name}"}, **fields)
        entry["answers"] = {**names, "deep": deep, name: f"kept under {name}"}
        entry["note"] |= names
        blocks = [{**journals.paragraph(f"said of {name}"), **names, "deep": deep}, {"type": name}, {"type": "source", "evidence": name}]
        records += [entry, {**journals.reflected(entry, blocks, {name: polluted}), "remembered": {name: True, **names}}]
    later = {"schema": 3, "type": "constructor", "id": "later", "at": journals.moment(), "deep": deep, **names}
    return [*records, later]


def test_names_that_reach_into_every_object_pollute_nothing_and_lose_nothing(open_journal: OpenJournal) -> None:
    page = open_journal(journals.letter("here", journals.moment(9), 1))
    journals.read_in(page, journals.file_of(reaching()))
    expect(said(page)).to_contain_text(f"{len(REACHING)} entries added. 1 record was made by a newer version of this site")
    page.reload()
    expect(page.locator(".journal__row")).to_have_count(len(REACHING) + 1)
    for name in REACHING:
        page.get_by_role("link", name=f"Titled {name}").click()
        expect(page.locator(".journal__pair")).to_have_text(f"{name}kept under {name}")
        expect(page.locator(".journal__reflection")).to_contain_text(f"said of {name}")
        page.go_back()
    page.get_by_label("Search what you wrote").fill("kept under")
    expect(page.locator(".journal__row")).to_have_count(len(REACHING))
    page.get_by_label("Search what you wrote").fill("")
    page.get_by_role("radio", name="By note").check(force=True)
    _, text = copied(page.get_by_role("button", name="Export all as a file", exact=True))
    kept = {record["id"]: record["answers"] for record in json.loads(text)["records"] if record["type"] == "answered"}
    assert [kept[name] for name in ("toString", "hasOwnProperty")] == [
        {name: f"kept under {name}"} for name in ("toString", "hasOwnProperty")
    ]
    assert page.evaluate("[({}).polluted, [].polluted, (() => {}).polluted, Object.polluted, 'within' in {}]") == [None] * 4 + [False]
    answers_still(page)
