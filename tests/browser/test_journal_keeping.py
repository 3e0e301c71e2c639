"""The journal hands out copies, prints, deletes with a way back, and says where it is kept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import journals
from tests.browser.conftest import OpenJournal, OpenPage
from tests.browser.server import StaticServer
from tests.browser.test_pages import violations
from tests.browser.waiting import PYTHON_MS, wait_until

pytestmark = pytest.mark.never_lost


def copied(button: Locator) -> tuple[str, str]:
    """Press a button that hands out a copy, and return the file's name and text."""
    with button.page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_text(encoding="utf-8")


def entries_in(text: str) -> list[str]:
    """Return the ids of the entries in an exported file."""
    content: dict[str, Any] = json.loads(text)
    assert (content["format"], content["version"]) == ("how-we-help", 2)
    return [record["id"] for record in content["records"] if record["type"] == "answered"]


def test_everything_is_handed_out_as_text_and_as_a_file(open_journal: OpenJournal) -> None:
    page = open_journal([*journals.costs("one", journals.moment(1), 1), *journals.letter("two", journals.moment(0), 1)])
    name, text = copied(page.get_by_role("button", name="Export all as text", exact=True))
    assert re.fullmatch(r"how-we-help-journal-\d{4}-\d\d-\d\d\.md", name)
    assert text.index("What asking costs") < text.index("Who steadies you?")
    assert "- When I ask for help I feel exposed." in text
    assert "People who ask tend to overestimate" in text
    name, text = copied(page.get_by_role("button", name="Export all as a file", exact=True))
    assert name.endswith(".json")
    assert sorted(entries_in(text)) == ["one", "two"]
    expect(page.locator("[data-part=copied]")).to_have_text("A copy of 2 entries has been handed to this browser as a download.")


def test_only_what_the_search_shows_is_handed_out_above_the_list(open_journal: OpenJournal) -> None:
    page = open_journal([*journals.costs("one", journals.moment(1), 1), *journals.letter("two", journals.moment(0), 1)])
    page.get_by_label("Search what you wrote").fill("steadied")
    page.get_by_text("Export these").click()
    shown = page.locator("[data-part=browse]")
    _, text = copied(shown.get_by_role("button", name="As a file to read back in"))
    assert entries_in(text) == ["two"]
    assert [record["type"] for record in json.loads(text)["records"]] == ["answered", "reflected"]
    _, text = copied(shown.get_by_role("button", name="As text to read"))
    assert "What asking costs" not in text


def test_one_entry_is_handed_out_from_its_page(open_journal: OpenJournal) -> None:
    page = open_journal([*journals.costs("one", journals.moment(1), 1), *journals.letter("two", journals.moment(0), 1)])
    page.get_by_role("link", name="What asking costs").click()
    page.locator(".journal__entry").get_by_text("Export", exact=True).click()
    _, text = copied(page.locator(".journal__entry").get_by_role("button", name="As a file to read back in"))
    assert entries_in(text) == ["one"]


def printed(page: Page) -> Locator:
    """Return what goes on paper when the page is printed now."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    return page.locator(".journal__sheet")


def test_everything_that_the_filter_shows_is_printed_and_nothing_to_press(open_journal: OpenJournal) -> None:
    page = open_journal([record for number in range(40) for record in journals.costs(f"e{number}", journals.moment(number), number)])
    sheets = printed(page)
    expect(sheets).to_have_count(40)
    expect(sheets.last).to_contain_text("When I ask for help I feel exposed.")
    expect(sheets.last).to_contain_text("People who ask tend to overestimate")
    expect(page.locator("reflection-journal button:visible, reflection-journal input:visible")).to_have_count(0)
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(sheets).to_have_count(0)


def test_print_asks_the_browser_to_print(open_journal: OpenJournal) -> None:
    page = open_journal(journals.costs("one", journals.moment(), 1))
    page.evaluate("globalThis.print = () => { globalThis.printed = true; }")
    page.get_by_role("button", name="Print these").click()
    assert page.evaluate("globalThis.printed") is True


def test_one_entry_is_printed_alone(open_journal: OpenJournal) -> None:
    page = open_journal(journals.realistic(5))
    page.locator(".journal__title").first.click()
    expect(printed(page)).to_have_count(1)


def test_a_deleted_entry_comes_back_by_undo_with_the_keyboard_alone(open_journal: OpenJournal) -> None:
    page = open_journal([*journals.costs("one", journals.moment(1), 1), *journals.letter("two", journals.moment(0), 1)])
    page.get_by_role("link", name="What asking costs").click()
    page.get_by_role("button", name="Delete", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="The entry is deleted.")).to_be_visible()
    expect(page.locator(".journal__row")).to_have_count(1)
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="The entry is back.")).to_be_visible()
    expect(page.get_by_role("link", name="What asking costs")).to_be_visible()
    page.reload()
    expect(page.locator(".journal__row")).to_have_count(2)


def test_a_deleted_entry_is_gone_from_the_device(open_journal: OpenJournal) -> None:
    page = open_journal(journals.letter("one", journals.moment(), 1))
    page.get_by_role("link", name="Who steadies you?").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("Nothing is here yet.")).to_be_visible()
    kept = page.evaluate(EVERYTHING)
    assert "Grandmother" not in kept
    page.get_by_role("button", name="Close", exact=True).last.click()
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()


EVERYTHING = """async () => {
  const opening = indexedDB.open("how-we-help");
  const database = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result); });
  const values = [];
  for (const name of database.objectStoreNames) {
    const asked = database.transaction(name).objectStore(name).getAll();
    values.push(await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); }));
  }
  database.close();
  return JSON.stringify(values);
}"""


# The browser's promise stays from page to page; how many records it was given for is told.
ASKED = """{
  const PROMISE = "promised";
  const persist = async () => {
    const opening = indexedDB.open("how-we-help");
    const database = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result); });
    const asked = database.transaction("log").objectStore("log").getAll();
    const records = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
    database.close();
    await globalThis.asked(records.filter((one) => one.type === "answered").length);
    localStorage.setItem(PROMISE, "ANSWER");
    return ANSWER;
  };
  Object.assign(navigator.storage, { persist, persisted: async () => localStorage.getItem(PROMISE) === "true" });
}"""
IS_ANSWERED = """async () => {
  const opening = indexedDB.open("how-we-help");
  const database = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result); });
  const got = database.transaction("keys").objectStore("keys").get("persistence");
  await new Promise((resolve) => { got.onsuccess = resolve; });
  database.close();
  return got.result !== undefined;
}"""
LEFT = """() => localStorage.setItem("how-we-help:unsaved", '{"note/one": {"q": "Grandmother"}}')"""


def test_deleting_everything_is_asked_twice_and_offers_a_copy(open_journal: OpenJournal) -> None:
    page = open_journal(journals.letter("one", journals.moment(), 1))
    page.evaluate(LEFT)
    ask = page.locator("[data-part=keeping]").get_by_role("button", name="Delete everything")
    ask.click()
    dialog = page.get_by_role("dialog", name="Delete everything?")
    expect(dialog.get_by_role("button", name="Keep everything")).to_be_focused()
    assert violations(page) == []
    _, text = copied(dialog.get_by_role("button", name="Export all as a file first"))
    assert entries_in(text) == ["one"]
    page.keyboard.press("Escape")
    expect(ask).to_be_focused()
    ask.click()
    dialog.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_text("Nothing is here yet.")).to_be_visible()
    said = page.get_by_role("status").filter(has_text="Everything is deleted from this browser.")
    expect(said).to_be_in_viewport()
    expect(said.locator("..").get_by_role("button", name="Close")).to_be_focused()
    expect(page.locator("[data-part=copied]")).to_be_empty()
    assert violations(page) == []
    assert "Grandmother" not in page.evaluate(EVERYTHING)
    assert "Grandmother" not in page.evaluate("JSON.stringify(localStorage)")


def test_what_could_not_be_deleted_is_still_there_and_is_said_to_be(open_journal: OpenJournal) -> None:
    page = open_journal(journals.letter("one", journals.moment(), 1))
    page.evaluate("() => { IDBObjectStore.prototype.clear = () => { throw new DOMException('no', 'UnknownError'); }; }")
    page.locator("[data-part=keeping]").get_by_role("button", name="Delete everything").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("status").filter(has_text="It could not be deleted just now, and all of it is still here.")).to_be_in_viewport()
    expect(page.locator(".journal__row")).to_have_count(1)


@pytest.mark.parametrize(
    ("answer", "says"),
    [("true", "This browser has promised to keep it."), ("false", "This browser was asked just now, and did not promise. Keep a copy.")],
    ids=["granted", "refused"],
)
def test_it_says_whether_the_browser_promised_to_keep_it(answer: str, says: str, open_journal: OpenJournal) -> None:
    page = open_journal(journals.costs("one", journals.moment(), 1))
    expect(page.locator("[data-part=persisted]")).to_contain_text("This browser may clear it")
    page.evaluate(f"navigator.storage.persist = navigator.storage.persisted = async () => {answer}")
    page.get_by_role("button", name="Ask this browser to keep it").click()
    expect(page.get_by_role("status").filter(has_text=says)).to_be_focused()


@pytest.mark.parametrize(("answer", "says"), [(True, "has promised to keep it"), (False, "may clear it")], ids=["granted", "refused"])
def test_the_browser_is_asked_to_keep_everything_once_and_only_when_there_is_something(
    answer: bool, says: str, site_url: str, open_page: OpenPage
) -> None:
    asked: list[int] = []
    page = open_page(site_url + "/about/")
    page.context.expose_function("asked", lambda count: asked.append(count))
    page.add_init_script(ASKED.replace("ANSWER", json.dumps(answer)))
    page.goto(site_url + "/notes/the-interpersonal-field/")
    sheet = page.locator("#exercise-the-room-between")
    for text in ("Two of us", "Two of us, and the keys"):
        sheet.locator("textarea[name=scene]").fill(text)
        expect(sheet.get_by_role("status")).to_contain_text("Saved here")
        assert asked == ([] if text == "Two of us" else [1])
        sheet.get_by_role("button", name="Reflect").click()
        expect(sheet.locator(".exercise__reflection")).to_contain_text(text, timeout=PYTHON_MS)
        expect(sheet.get_by_role("status")).to_contain_text("The reflection is below.")  # said once all is saved
        wait_until(page, IS_ANSWERED)
        page.reload()
    assert asked == [1]
    sheet.locator(".exercise__saved summary").click()
    expect(sheet.locator(".exercise__where")).to_contain_text(f"This browser {says}")
    page.goto(site_url + "/journal/")
    expect(page.locator("[data-part=persisted]")).to_contain_text(f"This browser {says}")
    assert asked == [1]


def test_blocked_storage_is_said_and_a_copy_can_still_be_made(site_server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(site_server.url + "/about/")
    page.add_init_script(
        "Object.defineProperty(globalThis, 'indexedDB', { get() { throw new DOMException('blocked', 'SecurityError'); } })"
    )
    page.goto(site_server.url + "/journal/")
    expect(page.locator("[data-part=where]")).to_contain_text("this browser keeps nothing for this site")
    expect(page.locator("[data-part=no-lock]")).to_contain_text("there is nothing to lock")
    journals.receive(page, site_server.folder, journals.letter("one", journals.moment(), 1))
    _, text = copied(page.get_by_role("button", name="Export all as text", exact=True))
    assert "Grandmother" in text


@pytest.mark.parametrize("path", ["/journal/", "/where-your-answers-live/"])
def test_leave_no_trace_is_switched_on_and_stays_on(path: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + path)
    page.get_by_role("checkbox", name="Leave no trace").check()
    expect(page.locator("leave-no-trace [role=status]")).to_contain_text("On.")
    page.reload()
    expect(page.get_by_role("checkbox", name="Leave no trace")).to_be_checked()
    page.goto(site_url + "/journal/")
    expect(page.locator("[data-part=where]")).to_contain_text("leave no trace")


def test_the_elements_come_to_life_when_a_link_leads_to_them(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    page.evaluate("globalThis.visit = 'the same'")
    page.get_by_role("navigation", name="More").get_by_role("link", name="Where your answers live").click()
    expect(page.get_by_role("checkbox", name="Leave no trace")).to_be_visible()
    page.locator("article").get_by_role("link", name="journal").click()
    expect(page.get_by_text("Nothing is here yet.")).to_be_visible()
    radius = page.get_by_role("button", name="Delete everything").last.evaluate("button => getComputedStyle(button).borderRadius")
    assert radius != "0px"
    assert page.evaluate("globalThis.visit") == "the same"
