"""Whatever breaks while an exercise is done, nothing that was written is lost, and the page says so calmly."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Error, Locator, Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.server import Line, StaticServer, serving
from tests.browser.waiting import PYTHON_MS, wait_until

pytestmark = pytest.mark.never_lost

NOTE = "/notes/the-interpersonal-field/"
SCENE = 'textarea[name="scene"]'
FIELD = 'textarea[name="field"]'
WRITTEN = "Two of us, in the kitchen, about the keys"
DROP_S = 0.2
SIGN_MS = 3000
"""Longer than the worker goes without saying that something has come."""
FASTEST_HAND_MS = 30
"""Between two letters; the quickest typists take twice as long."""
DRAFT_HOLDS = """async (text) => {
  if (!(await indexedDB.databases()).some((one) => one.name === "how-we-help")) return false;
  const opened = indexedDB.open("how-we-help");
  const database = await new Promise((resolve, reject) => { opened.onsuccess = () => resolve(opened.result); opened.onerror = reject; });
  const asked = database.transaction("drafts").objectStore("drafts").getAll();
  const drafts = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result ?? []); });
  database.close();
  return JSON.stringify(drafts).includes(text);
}"""
KILL_ON_REQUEST = """
globalThis.killed = 0;
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...more) {
  post.call(this, message, ...more);
  if (message?.type !== "reflect" || globalThis.killed) return;
  globalThis.killed += 1;
  this.terminate();
};
"""
WATCH_WORKERS = """
globalThis.workers = [];
globalThis.Worker = class extends Worker {
  constructor(...parts) { super(...parts); if (parts[1]?.name === "reflect") globalThis.workers.push(this); }
};
"""


def sheet_of(page: Page, exercise: str = "the-room-between") -> Locator:
    return page.locator(f"#exercise-{exercise}")


def state(sheet: Locator) -> Locator:
    return sheet.locator("reflect-exercise")


def written(page: Page, text: str = WRITTEN) -> Locator:
    """Write into the first question and wait until the draft is kept."""
    sheet = sheet_of(page)
    sheet.locator(SCENE).press_sequentially(text)
    wait_until(page, DRAFT_HOLDS, text)
    return sheet


def reflected(sheet: Locator) -> None:
    sheet.get_by_role("button", name="Reflect").click()
    expect(state(sheet)).to_have_attribute("state", "answered", timeout=PYTHON_MS)


def test_a_tab_that_crashes_in_mid_typing_loses_no_word(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    written(page)
    with pytest.raises(Error):
        page.goto("chrome://crash")
    again = page.context.new_page()
    again.goto(site_url + NOTE)
    expect(sheet_of(again).locator(SCENE)).to_have_value(WRITTEN)


def test_a_tab_that_crashes_right_after_the_last_letter_loses_at_most_that_one(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    sheet_of(page).locator(SCENE).press_sequentially(WRITTEN, delay=FASTEST_HAND_MS)
    with pytest.raises(Error):
        page.goto("chrome://crash")
    again = page.context.new_page()
    again.goto(site_url + NOTE)
    expect(sheet_of(again).locator(SCENE)).to_have_value(re.compile(f"^{WRITTEN[:-1]}"))


SLOW_TO_OPEN = """
globalThis.opened = [];
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (...parts) {
  const request = open.apply(this, parts);
  request.addEventListener("success", (event) => {
    if (!globalThis.opened) return;
    event.stopImmediatePropagation();
    globalThis.opened.push(() => request.dispatchEvent(new Event("success")));
  });
  return request;
};
globalThis.letOpen = () => { const all = globalThis.opened; globalThis.opened = null; for (const one of all) one(); };
"""


def test_the_last_letter_is_kept_though_it_came_between_the_scripts_and_the_database(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    page.add_init_script(SLOW_TO_OPEN)
    held: list[Route] = []
    is_typed: list[bool] = []
    # On a slow machine it may be asked for only then.
    page.route("**/exercises/exercise.*.js", lambda route: route.continue_() if is_typed else held.append(route))
    page.goto(site_url + NOTE)
    scene = sheet_of(page).locator(SCENE)
    scene.press_sequentially(WRITTEN[:-1])
    is_typed.append(True)
    for route in held:
        route.continue_()
    wait_until(page, "() => globalThis.opened.length > 0")
    scene.press_sequentially(WRITTEN[-1])
    page.evaluate("globalThis.letOpen()")
    wait_until(page, DRAFT_HOLDS, WRITTEN)


def test_a_reload_in_mid_typing_loses_no_letter(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    sheet_of(page).locator(SCENE).press_sequentially(WRITTEN)
    page.reload()
    expect(sheet_of(page).locator(SCENE)).to_have_value(WRITTEN)


def test_a_worker_killed_before_reflecting_is_started_anew(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/", expects_errors=True)
    page.add_init_script(WATCH_WORKERS)
    page.goto(site_url + NOTE)
    sheet = written(page)
    expect(state(sheet)).to_have_attribute("state", "ready", timeout=PYTHON_MS)
    page.evaluate("() => { for (const one of workers) one.terminate(); }")
    sheet.get_by_role("button", name="Reflect").click()
    expect(state(sheet)).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    expect(sheet.locator(".exercise__reflection")).to_contain_text(WRITTEN)
    assert page.evaluate("workers.length") == 2


def test_a_worker_killed_while_reflecting_is_asked_anew(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/", expects_errors=True)
    page.add_init_script(KILL_ON_REQUEST)
    page.goto(site_url + NOTE)
    sheet = written(page)
    sheet.get_by_role("button", name="Reflect").click()
    expect(state(sheet)).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    expect(sheet.locator(".exercise__reflection")).to_contain_text(WRITTEN)
    assert page.evaluate("killed") == 1


def held(page: Page, pattern: str) -> list[Route]:
    routes: list[Route] = []
    page.context.route(pattern, lambda route: routes.append(route))
    return routes


def test_a_runtime_that_never_arrives_is_given_up_calmly_after_a_minute(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/", expects_errors=True)
    page.clock.install()
    held(page, "**/assets/runtime/**")
    page.goto(site_url + NOTE)
    sheet = sheet_of(page)
    sheet.locator(SCENE).press_sequentially(WRITTEN)
    sheet.get_by_role("button", name="Reflect").click()
    expect(state(sheet)).to_have_attribute("state", "working")
    for _ in range(30):
        page.clock.run_for(5_000)
    expect(state(sheet)).to_have_attribute("state", "failed", timeout=PYTHON_MS)
    expect(sheet.get_by_role("status")).to_contain_text("The reflection could not be made just now. Choose Reflect to try again.")
    expect(sheet.get_by_role("status")).to_contain_text("Saved here")
    assert page.evaluate(DRAFT_HOLDS, WRITTEN)


class NarrowLine(Line):
    """A line on which the snapshot comes in drops until it `is_wide`."""

    is_wide = False

    def __init__(self, requested: list[str]) -> None:
        super().__init__(bits_per_s=1 << 30)
        self._requested = requested

    def carry(self, count: int) -> None:
        if not self.is_wide and any("/runtime/snapshot" in path for path in self._requested):
            time.sleep(DROP_S)
        super().carry(count)


def test_a_runtime_slower_than_a_minute_is_waited_for_as_long_as_it_moves(site_server: StaticServer, open_page: OpenPage) -> None:
    with serving(site_server.folder) as server:
        server.line = line = NarrowLine(server.requested)
        page = open_page(server.url + "/about/")
        page.clock.install()
        page.goto(server.url + NOTE)
        sheet = sheet_of(page)
        with page.context.expect_event("request", lambda request: "/runtime/snapshot" in request.url):
            sheet.locator(SCENE).press_sequentially(WRITTEN)
        sheet.get_by_role("button", name="Reflect").click()
        for _ in range(5):
            page.wait_for_timeout(SIGN_MS)
            page.clock.run_for(20_000)
            expect(state(sheet)).to_have_attribute("state", "working")
        line.is_wide = True
        expect(state(sheet)).to_have_attribute("state", "answered", timeout=PYTHON_MS)


@pytest.mark.parametrize("file", ["*.wasm", "snapshot*", "pyodide.asm*.js", "manifest*"])
def test_a_runtime_that_arrives_corrupt_does_no_harm(file: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/", expects_errors=True)
    pattern = f"**/assets/runtime/{file}"
    page.context.route(pattern, lambda route: route.fulfill(status=200, body=b"\x00garbage" * 100))
    page.goto(site_url + NOTE)
    sheet = written(page)
    sheet.get_by_role("button", name="Reflect").click()
    expect(state(sheet)).to_have_attribute("state", "answered" if file == "snapshot*" else "failed", timeout=PYTHON_MS)
    expect(sheet.get_by_role("status")).to_contain_text("Saved here")
    page.context.unroute(pattern)
    page.reload()
    expect(sheet.locator(SCENE)).to_have_value(WRITTEN)
    reflected(sheet)


BLOCKED = "Object.defineProperty(globalThis, 'indexedDB', { get() { throw new DOMException('blocked', 'SecurityError'); } })"
FULL = """
for (const name of ["put", "add"]) {
  const method = IDBObjectStore.prototype[name];
  IDBObjectStore.prototype[name] = function (...parts) {
    if (globalThis.isFull !== false) throw new DOMException("full", "QuotaExceededError");
    return method.apply(this, parts);
  };
}
"""
# Chromium finds no room only when it is to commit: what had been asked of the transaction hears that it was aborted.
FULL_AT_COMMIT = """
for (const name of ["put", "add"]) {
  const method = IDBObjectStore.prototype[name];
  IDBObjectStore.prototype[name] = function (...parts) {
    const request = method.apply(this, parts);
    if (globalThis.isFull === false) return request;
    Object.defineProperty(this.transaction, "error", { value: new DOMException("full", "QuotaExceededError") });
    this.transaction.abort();
    return request;
  };
}
"""


@pytest.mark.parametrize("full", [FULL, FULL_AT_COMMIT], ids=["when-asked", "at-commit"])
def test_what_a_full_device_could_not_keep_is_kept_once_there_is_room(full: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    page.add_init_script(full)
    page.goto(site_url + NOTE)
    sheet = sheet_of(page)
    sheet.locator(SCENE).press_sequentially(WRITTEN)
    expect(sheet.get_by_role("status")).to_contain_text("This device has no room left")
    reflected(sheet)
    page.evaluate("globalThis.isFull = false")
    sheet.locator(FIELD).press_sequentially("warm")
    expect(sheet.get_by_role("status")).to_contain_text("Saved here")
    wait_until(page, DRAFT_HOLDS, WRITTEN)


@pytest.mark.parametrize("blocked", [[BLOCKED], [BLOCKED, BLOCKED.replace("indexedDB", "localStorage")]], ids=["database", "all"])
def test_blocked_storage_keeps_the_visit_and_says_so(blocked: list[str], site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    for script in blocked:
        page.add_init_script(script)
    page.goto(site_url + NOTE)
    sheet = sheet_of(page)
    sheet.locator(SCENE).press_sequentially(WRITTEN)
    gone_away_and_back(page)
    expect(sheet_of(page).locator(SCENE)).to_have_value(WRITTEN)
    sheet_of(page).locator(FIELD).press_sequentially("slack")
    expect(sheet_of(page).get_by_role("status")).to_contain_text("This browser keeps nothing for this page")


@pytest.mark.parametrize("blocked", [BLOCKED, FULL], ids=["blocked", "full"])
def test_what_the_device_could_not_keep_is_in_the_copy_though_nothing_was_reflected_on(
    blocked: str, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "/about/", accept_downloads=True)
    page.add_init_script(blocked)
    page.goto(site_url + NOTE)
    sheet = sheet_of(page)
    sheet.locator(SCENE).press_sequentially(WRITTEN)
    expect(sheet.get_by_role("status")).to_contain_text("Export makes a copy")
    sheet.locator(".exercise__saved summary").click()
    with page.expect_download() as download:
        sheet.locator('[data-export="text"]').click()
    assert WRITTEN in Path(download.value.path()).read_text("utf-8")


EVICT = """async () => {
  const gone = indexedDB.deleteDatabase("how-we-help");
  await new Promise((resolve, reject) => { gone.onsuccess = resolve; gone.onerror = reject; });
}"""


def test_storage_evicted_while_the_page_is_open_is_filled_anew(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    sheet = written(page)
    page.evaluate(EVICT)
    sheet.locator(FIELD).press_sequentially("slack")
    wait_until(page, DRAFT_HOLDS, "slack")
    page.reload()
    expect(sheet.locator(FIELD)).to_have_value("slack")
    expect(sheet.locator(SCENE)).to_have_value(WRITTEN)


def test_storage_that_the_browser_evicts_is_filled_anew(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    sheet = written(page)
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": site_url, "storageTypes": "all"})
    sheet.locator(FIELD).press_sequentially("slack")
    wait_until(page, DRAFT_HOLDS, "slack")
    page.reload()
    expect(sheet.locator(FIELD)).to_have_value("slack")
    expect(sheet.locator(SCENE)).to_have_value(WRITTEN)


NEWER = """async () => {
  const opened = indexedDB.open("how-we-help", 99);
  opened.onupgradeneeded = () => {
    opened.result.createObjectStore("log", { autoIncrement: true }).createIndex("exercise", "exercise");
    for (const name of ["drafts", "keys", "derived", "something-newer"]) opened.result.createObjectStore(name);
  };
  await new Promise((resolve, reject) => { opened.onsuccess = resolve; opened.onerror = reject; });
  opened.result.close();
}"""


def test_storage_of_a_newer_version_is_added_to_and_not_changed(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/404.html")
    page.evaluate(NEWER)
    page.goto(site_url + NOTE)
    sheet = written(page)
    reflected(sheet)
    page.reload()
    expect(sheet.locator(SCENE)).to_have_value(WRITTEN)
    version = page.evaluate("async () => (await indexedDB.databases()).find((one) => one.name === 'how-we-help').version")
    assert version == 99


def test_two_tabs_that_write_at_once_keep_both_and_stay_in_step(site_url: str, open_page: OpenPage) -> None:
    first = open_page(site_url + NOTE)
    second = first.context.new_page()
    second.goto(site_url + NOTE)
    sheet_of(first).locator(SCENE).press_sequentially(WRITTEN)
    sheet_of(second).locator(FIELD).press_sequentially("hurried")
    expect(sheet_of(second).locator(SCENE)).to_have_value(WRITTEN)
    expect(sheet_of(first).locator(FIELD)).to_have_value("hurried")


def journal_count(page: Page) -> int:
    count: int = page.evaluate("""async () => {
      const opened = indexedDB.open("how-we-help");
      const database = await new Promise((resolve) => { opened.onsuccess = () => resolve(opened.result); });
      const asked = database.transaction("log").objectStore("log").getAll();
      const records = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
      database.close();
      return records.filter((one) => one.type === "answered").length;
    }""")
    return count


def test_a_clock_set_back_a_year_loses_and_hides_nothing(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    page.clock.set_fixed_time("2026-11-23T08:00:00Z")
    page.goto(site_url + NOTE)
    sheet = written(page)
    reflected(sheet)
    page.clock.set_fixed_time("2025-11-23T08:00:00Z")
    page.reload()
    expect(sheet.locator(SCENE)).to_have_value(WRITTEN)
    sheet.locator(FIELD).fill("a year younger")
    reflected(sheet)
    assert journal_count(page) == 2
    expect(sheet.locator(".exercise__since")).to_have_text("Since 23 November 2026")


def test_a_change_of_time_zone_over_midnight_leaves_the_day_that_it_was(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/", timezone_id="Pacific/Auckland")
    page.clock.set_fixed_time("2026-11-23T10:30:00Z")  # 23:30 on the 23rd there
    page.goto(site_url + NOTE)
    sheet = written(page)
    reflected(sheet)
    day = page.evaluate("""async () => {
      const opened = indexedDB.open("how-we-help");
      const database = await new Promise((resolve) => { opened.onsuccess = () => resolve(opened.result); });
      const asked = database.transaction("log").objectStore("log").getAll();
      const [record] = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
      database.close();
      return record.day;
    }""")
    assert day == "2026-11-23"
    kept = page.context.storage_state(indexed_db=True)
    elsewhere = open_page(site_url + "/journal/", timezone_id="America/Los_Angeles", storage_state=kept)
    expect(elsewhere.get_by_role("heading", name="23 November 2026")).to_be_visible()


def gone_away_and_back(page: Page) -> None:
    """Leave by instant navigation and come back, each page taking the other's place before anything else is done."""
    page.get_by_role("link", name="Sources").first.click()
    expect(page.get_by_role("heading", name="Sources", level=1)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Sources", level=1)).to_have_count(0)


def test_going_away_and_back_while_python_starts_ends_in_a_reflection(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    sheet = sheet_of(page)
    sheet.locator(SCENE).press_sequentially(WRITTEN)
    gone_away_and_back(page)
    expect(sheet.locator(SCENE)).to_have_value(WRITTEN)
    sheet.get_by_role("button", name="Reflect").click()
    gone_away_and_back(page)
    reflected(sheet)
    expect(sheet.locator(".exercise__reflection")).to_contain_text(WRITTEN)


@pytest.mark.parametrize("script", ["element", "exercise"])
def test_a_reload_before_the_scripts_are_there_loses_no_letter(script: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    page.route(f"**/exercises/{script}.*.js", lambda route: None)
    page.goto(site_url + NOTE)
    sheet_of(page).locator(SCENE).press_sequentially(WRITTEN)
    page.unroute_all(behavior="ignoreErrors")
    page.reload()
    expect(sheet_of(page).locator(SCENE)).to_have_value(WRITTEN)


def test_what_is_taken_back_before_the_scripts_are_there_stays_taken_back(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    page.route("**/exercises/exercise.*.js", lambda route: None)
    page.goto(site_url + NOTE)
    scene = sheet_of(page).locator(SCENE)
    scene.press_sequentially(WRITTEN)
    scene.fill("")
    sheet_of(page).locator(FIELD).press_sequentially(WRITTEN)
    page.unroute_all(behavior="ignoreErrors")
    page.reload()
    expect(sheet_of(page).locator(FIELD)).to_have_value(WRITTEN)
    expect(scene).to_have_value("")


def test_going_away_before_the_exercises_first_script_is_there_loses_no_letter(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    held: list[Route] = []
    page.route("**/exercises/element.*.js", lambda route: held.append(route))
    page.goto(site_url + NOTE)
    sheet_of(page).locator(SCENE).press_sequentially(WRITTEN)
    gone_away_and_back(page)
    for route in held:
        route.continue_()
    expect(sheet_of(page).locator(SCENE)).to_have_value(WRITTEN)


def test_leaving_before_the_scripts_are_there_loses_no_word(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    held: list[Route] = []
    page.route("**/exercises/exercise.*.js", lambda route: held.append(route))
    sheet = sheet_of(page)
    sheet.locator(SCENE).press_sequentially(WRITTEN)
    sheet.get_by_role("button", name="Reflect").click()
    gone_away_and_back(page)
    for route in held:
        route.continue_()
    expect(sheet.locator(SCENE)).to_have_value(WRITTEN)
    reflected(sheet)
    expect(sheet.locator(".exercise__reflection")).to_contain_text(WRITTEN)


def test_leaving_when_the_scripts_never_come_loses_no_word(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE, expects_errors=True)
    page.route("**/exercises/exercise.*.js", lambda route: route.abort())
    sheet = sheet_of(page)
    sheet.locator(SCENE).press_sequentially(WRITTEN)
    expect(sheet.get_by_text("The exercise could not be loaded")).to_be_visible()
    gone_away_and_back(page)
    page.unroute_all()
    page.reload()
    expect(sheet.locator(SCENE)).to_have_value(WRITTEN)
