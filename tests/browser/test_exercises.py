"""What every exercise does in a real browser, whatever its kind: answers are kept, Python comes when it is wanted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.answering import EXERCISES, FIRST, answered_with_mouse, section
from tests.browser.conftest import OpenPage
from tests.browser.server import StaticServer
from tests.browser.waiting import PYTHON_MS, wait_until


def test_python_is_not_asked_for_before_intent(site_server: StaticServer, open_page: OpenPage) -> None:
    site_server.requested.clear()
    page = open_page(site_server.url + FIRST)
    page.mouse.wheel(0, 20_000)
    page.wait_for_load_state("networkidle")
    asked = [
        path for path in site_server.requested if "/runtime/" in path or ("worker" in path.rsplit("/", 1)[-1] and "search" not in path)
    ]
    assert asked == []
    section(page, "asking-for-help").locator("input").first.focus()
    expect(section(page, "asking-for-help").locator("reflect-exercise")).to_have_attribute("state", "ready", timeout=PYTHON_MS)
    assert any("/runtime/" in path for path in site_server.requested)


def test_one_worker_serves_the_whole_visit(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST)
    page.evaluate("globalThis.visit = 'the same'")
    answered_with_mouse(section(page, "asking-for-help"))
    expect(page.locator("reflect-exercise[state=answered]")).to_have_count(1, timeout=PYTHON_MS)
    workers = len(page.workers)
    page.get_by_role("link", name="Co-regulation").last.click()
    expect(page.get_by_role("heading", name="Co-regulation", level=1)).to_be_visible()
    answered_with_mouse(section(page, "what-the-note-says"))
    expect(page.locator("reflect-exercise[state=answered]")).to_have_count(1, timeout=PYTHON_MS)
    assert page.evaluate("globalThis.visit") == "the same"
    assert len(page.workers) == workers


def test_a_draft_is_there_after_the_page_is_loaded_again(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST)
    sheet = section(page, "asking-for-help")
    sheet.locator('input[name="exposed"][value="4"]').locator("..").click()
    sheet.locator('input[name="weak"][value=""]').locator("..").click()
    expect(sheet.get_by_role("status")).to_contain_text("Saved here")
    page.reload()
    expect(sheet.locator('input[name="exposed"][value="4"]')).to_be_checked()
    expect(sheet.locator('input[name="weak"][value=""]')).to_be_checked()


def test_typed_words_are_there_after_leaving_at_once(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + EXERCISES["recall-blank"][0])
    page.locator('input[name="lewin-formula"]').press_sequentially("the weather")
    page.get_by_role("link", name="Sources").first.click()
    page.wait_for_url("**/sources/")
    page.go_back()
    expect(page.locator('input[name="lewin-formula"]')).to_have_value("the weather")


def test_answers_are_kept_and_said_to_be_when_python_cannot_start(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST, expects_errors=True)
    page.context.route("**/assets/runtime/**", lambda route: route.abort())
    sheet = section(page, "asking-for-help")
    answered_with_mouse(sheet)
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "failed", timeout=PYTHON_MS)
    expect(sheet.get_by_role("status")).to_contain_text("Saved here")
    expect(sheet.get_by_role("status")).to_contain_text("The reflection could not be made just now. Choose Reflect to try again.")
    page.context.unroute("**/assets/runtime/**")
    sheet.get_by_role("button", name="Reflect").click()
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)


def test_a_browser_that_waits_for_its_reader_to_allow_keeping_holds_up_no_reflection(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST)
    page.evaluate("() => { navigator.storage.persist = () => { globalThis.asked = true; return new Promise(() => {}); }; }")
    sheet = section(page, "asking-for-help")
    answered_with_mouse(sheet)
    expect(sheet.get_by_role("status")).to_contain_text("The reflection is below.", timeout=PYTHON_MS)
    assert page.evaluate("asked")
    page.goto(site_url + "/journal/")
    page.locator(".journal__row a").first.click()
    expect(page.locator(".journal__reflection")).to_be_visible()


BLOCKED = "Object.defineProperty(globalThis, 'indexedDB', { get() { throw new DOMException('blocked', 'SecurityError'); } })"
FULL = "IDBObjectStore.prototype.put = IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError'); }"


@pytest.mark.parametrize(
    ("fault", "says"),
    [(BLOCKED, "This browser keeps nothing for this page"), (FULL, "This device has no room left")],
    ids=["blocked-storage", "full-quota"],
)
def test_where_nothing_can_be_kept_it_is_said_and_the_exercise_works(fault: str, says: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    page.add_init_script(fault)
    page.goto(site_url + FIRST)
    sheet = section(page, "asking-for-help")
    answered_with_mouse(sheet)
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    expect(sheet.get_by_role("status")).to_contain_text(says)
    assert "What asking costs" in exported(sheet, "text")


def test_damaged_drafts_do_no_harm(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST)
    name = "independence-vs-interdependence/asking-for-help"
    put = """async ([name, draft]) => {
      const opened = indexedDB.open("how-we-help");
      const database = await new Promise((resolve) => { opened.onsuccess = () => resolve(opened.result); });
      const change = database.transaction("drafts", "readwrite");
      change.objectStore("drafts").put(draft, name);
      await new Promise((resolve) => { change.oncomplete = resolve; });
    }"""
    section(page, "asking-for-help").locator('input[value="3"]').first.check(force=True)
    expect(section(page, "asking-for-help").get_by_role("status")).to_contain_text("Saved here")
    page.evaluate(put, [name, {"exposed": "99", "gone": "4", "weak": 7, "bother": None, "alone": "2"}])
    page.reload()
    sheet = section(page, "asking-for-help")
    expect(sheet.locator('input[name="alone"][value="2"]')).to_be_checked()
    expect(sheet.locator('input[name="exposed"]:checked')).to_have_count(0)
    sheet.get_by_role("button", name="Reflect").click()
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)


def exported(sheet: Locator, kind: str) -> str:
    if not sheet.locator("[data-export]").first.is_visible():
        sheet.get_by_text("What is saved", exact=True).click()
    with sheet.page.expect_download() as download:
        sheet.locator(f'[data-export="{kind}"]').click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_what_was_answered_can_be_exported_to_read_and_as_a_file(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST)
    sheet = section(page, "asking-for-help")
    answered_with_mouse(sheet)
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    expect(sheet.get_by_role("status")).to_contain_text("The reflection is below.")
    text = exported(sheet, "text")
    assert text.startswith("# What I answered\n\n## What asking costs\n\nFrom the note “Independence vs. Interdependence”. ")
    assert "- When I ask for help I feel exposed.\n  1, Not at all true\n" in text
    assert "- Telling someone that I am struggling is mostly a relief.\n  Skipped\n" in text
    kept: dict[str, Any] = json.loads(exported(sheet, "file"))
    assert (kept["format"], kept["version"]) == ("how-we-help", 2)
    (answered,) = [record for record in kept["records"] if record["type"] == "answered"]
    assert answered["exercise"] == "independence-vs-interdependence/asking-for-help"
    assert answered["answers"]["exposed"] == "1"


def test_two_tabs_keep_each_others_answers(site_url: str, open_page: OpenPage) -> None:
    first = open_page(site_url + FIRST)
    second = first.context.new_page()
    second.goto(site_url + FIRST)
    for page, name in ((second, "weak"), (first, "exposed")):
        sheet = section(page, "asking-for-help")
        sheet.locator(f'input[name="{name}"][value="2"]').locator("..").click()
        expect(sheet.get_by_role("status")).to_contain_text("Saved here")
    second.reload()
    for name in ("weak", "exposed"):
        expect(section(second, "asking-for-help").locator(f'input[name="{name}"][value="2"]')).to_be_checked()


def test_pressing_reflect_twice_saves_once(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST)
    sheet = section(page, "asking-for-help")
    answered_with_mouse(sheet)
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    sheet.get_by_role("button", name="Reflect").dblclick()
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered")
    types = [record["type"] for record in json.loads(exported(sheet, "file"))["records"]]
    assert sorted(types) == ["answered", "reflected"]


def test_a_changed_answer_says_that_the_reflection_is_an_older_one(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST)
    sheet = section(page, "asking-for-help")
    answered_with_mouse(sheet)
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    sheet.locator('input[name="exposed"][value="5"]').locator("..").click()
    expect(sheet.get_by_role("status")).to_contain_text("Your answers have changed; choose Reflect again.")
    sheet.get_by_role("button", name="Reflect").click()
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered")
    expect(sheet.get_by_role("status")).not_to_contain_text("have changed")


DRAFT_HOLDS = """async (answers) => {
  if (!(await indexedDB.databases()).some((one) => one.name === "how-we-help")) return false;
  const opened = indexedDB.open("how-we-help");
  const database = await new Promise((resolve) => { opened.onsuccess = () => resolve(opened.result); });
  const asked = database.transaction("drafts").objectStore("drafts").get("independence-vs-interdependence/asking-for-help");
  const draft = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result ?? {}); });
  database.close();
  return Object.entries(answers).every(([name, value]) => draft[name] === value);
}"""
SLOW_STORAGE = """
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (...parts) {
  const until = performance.now() + 400;
  const request = open.apply(this, parts);
  const add = request.addEventListener.bind(request);
  request.addEventListener = (name, listener, ...rest) =>
    add(name, (event) => setTimeout(() => listener(event), name === "success" ? until - performance.now() : 0), ...rest);
  return request;
};
"""


def test_a_draft_never_goes_over_what_was_answered_while_it_was_fetched(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST)
    sheet = section(page, "asking-for-help")
    for name in ("exposed", "weak"):
        sheet.locator(f'input[name="{name}"][value="1"]').locator("..").click()
    wait_until(page, DRAFT_HOLDS, {"exposed": "1", "weak": "1"})
    page.add_init_script(SLOW_STORAGE)
    page.reload()
    sheet.locator('input[name="exposed"][value="5"]').check(force=True)
    expect(sheet.locator('input[name="weak"][value="1"]')).to_be_checked()
    expect(sheet.locator('input[name="exposed"][value="5"]')).to_be_checked()
    expect(sheet.get_by_role("status")).to_contain_text("Saved here")


def test_what_is_answered_before_the_script_has_come_is_kept(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST)
    sheet = section(page, "asking-for-help")
    sheet.locator('input[name="exposed"][value="1"]').locator("..").click()
    wait_until(page, DRAFT_HOLDS, {"exposed": "1"})
    held: list[Route] = []
    page.context.route("**/assets/exercises/element.*", lambda route: held.append(route))
    with page.context.expect_event("request", lambda request: "/exercises/element." in request.url):
        page.goto(site_url + FIRST, wait_until="commit")
    sheet.locator('input[name="exposed"][value="4"]').check(force=True)
    page.context.unroute("**/assets/exercises/element.*")
    for route in held:
        route.continue_()
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "idle")
    wait_until(page, DRAFT_HOLDS, {"exposed": "4"})
    expect(sheet.locator('input[name="exposed"][value="4"]')).to_be_checked()


def test_leave_no_trace_keeps_nothing_on_the_device(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/where-your-answers-live/")
    page.get_by_role("checkbox", name="Leave no trace").check()
    page.goto(site_url + FIRST)
    sheet = section(page, "asking-for-help")
    answered_with_mouse(sheet)
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    expect(sheet.get_by_role("status")).to_contain_text("Leaving no trace")
    page.reload()
    expect(sheet.locator("input:checked")).to_have_count(0)


def test_each_number_of_an_order_is_given_once(site_url: str, open_page: OpenPage) -> None:
    sheet = section(open_page(site_url + FIRST), "what-the-note-says")

    def number(part: str, value: str) -> Locator:
        return sheet.locator(f'input[name="stages.{part}"][value="{value}"]')

    expect(sheet.locator("reflect-exercise[state]")).to_be_attached()
    number("dependence", "1").locator("..").click()
    number("independence", "2").locator("..").click()
    number("independence", "1").locator("..").click()
    expect(number("independence", "1")).to_be_checked()
    expect(number("dependence", "2")).to_be_checked()


def test_an_order_is_given_by_keyboard_though_its_keys_pass_over_numbers_that_others_have(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST)
    sheet = section(page, "what-the-note-says")
    parts = sheet.locator('[data-once="stages"]')
    expect(sheet.locator("reflect-exercise[state]")).to_be_attached()
    wanted = [str(number) for number in range(parts.count(), 0, -1)]
    for at, number in enumerate(wanted):
        parts.nth(at).locator('input[value="1"]').focus()
        page.keyboard.press("Space")
        for _ in range(int(number) - 1):
            page.keyboard.press("ArrowDown")
    expect(parts.locator("input:checked")).to_have_count(len(wanted))
    assert [one.get_attribute("value") for one in parts.locator("input:checked").all()] == wanted


def test_a_number_that_the_keyboard_only_passed_over_goes_back_to_its_part(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST)
    sheet = section(page, "what-the-note-says")
    parts = sheet.locator('[data-once="stages"]')
    expect(sheet.locator("reflect-exercise[state]")).to_be_attached()
    for at, number in ((0, "2"), (1, "1")):
        parts.nth(at).locator(f'input[value="{number}"]').locator("..").click()
    parts.nth(2).locator('input[value="1"]').focus()
    for key in ("Space", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    assert [one.get_attribute("value") for one in parts.locator("input:checked").all()] == ["2", "1", "3"]


def test_evidence_leads_to_the_notes_own_footnote(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST)
    sheet = section(page, "what-the-note-says")
    sheet.get_by_role("button", name="Reflect").click()
    evidence = sheet.locator(".exercise__reflection").get_by_role("link", name="Footnote 2")
    evidence.click(timeout=PYTHON_MS)
    expect(page.locator('[id="fn:lewis"]')).to_be_in_viewport()


def test_without_javascript_a_note_reads_with_its_questions_and_nothing_to_press(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST, java_script_enabled=False)
    expect(page.get_by_text("Keeping a friendship going")).to_be_visible()
    expect(page.get_by_role("group", name="When I ask for help I feel exposed.")).to_be_visible()
    expect(page.get_by_role("button", name="Reflect")).to_have_count(0)
    page.get_by_text("What the note says").click()
    expect(page.get_by_text("It cannot be done: Not should or should not: cannot.")).to_be_visible()


def test_without_javascript_a_note_prints_as_a_worksheet(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST, java_script_enabled=False)
    page.emulate_media(media="print")
    expect(page.get_by_role("group", name="I worry that I am a bother.")).to_be_visible()
    expect(page.locator(".exercise__act").first).to_be_hidden()
    assert page.pdf()[:5] == b"%PDF-"


def test_a_reflection_is_read_aloud_as_it_is_seen(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST)
    sheet = section(page, "asking-for-help")
    answered_with_mouse(sheet)
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    bar = sheet.get_by_role("listitem").filter(has_text="Feeling exposed")
    expect(bar).to_contain_text("1.5 on a scale of 1 to 5, from 2 of 3 sentences; 1 skipped")
    expect(bar.locator("svg")).to_have_attribute("aria-hidden", "true")
