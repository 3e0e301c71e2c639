"""The first page says what today asks of a reader who has answered before, and a calendar can say it too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Download, Locator, expect

from tests.browser.conftest import OpenPage
from tests.browser.reviewing import CHECK_IN, RECALL, THE_ASK, Reader
from tests.browser.server import StaticServer
from tests.browser.test_pages import violations
from tests.browser.waiting import PYTHON_MS
from tests.conftest import ROOT

MOVED = """() => new Promise((resolve) => {
  const moved = [];
  const inMain = ({ node }) => (node instanceof Element ? node : node?.parentElement)?.closest("main");
  new PerformanceObserver((list) => moved.push(...list.getEntries().flatMap((one) => one.sources.filter(inMain))))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(moved.map(({ node }) => node.textContent.slice(0, 80)))));
})"""
PARSED = """
import ICAL from "ical.js";
import { readFileSync } from "node:fs";
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const component = calendar.getFirstSubcomponent("vevent");
const event = new ICAL.Event(component);
const alarm = component.getFirstSubcomponent("valarm");
const coming = event.iterator();
console.log(JSON.stringify({
  version: calendar.getFirstPropertyValue("version"),
  uid: event.uid, summary: event.summary, start: event.startDate.toString(), zone: event.startDate.zone.tzid,
  rule: component.getFirstPropertyValue("rrule").toString(), url: component.getFirstPropertyValue("url"),
  stamp: component.getFirstPropertyValue("dtstamp").toString(),
  alarm: [alarm.getFirstPropertyValue("action"), alarm.getFirstPropertyValue("trigger").toString()],
  next: [coming.next(), coming.next(), coming.next()].map(String),
}));
"""


@pytest.fixture
def reader(site_server: StaticServer, open_page: OpenPage) -> Reader:
    return Reader(site_server, open_page)


def today(reader: Reader) -> Locator:
    return reader.go("/").locator("due-today")


def parsed(text: str) -> dict[str, Any]:
    """Return what another reader of calendars finds in a file."""
    path = {"PATH": f"{Path(sys.prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    command = ["node", "--input-type=module", "--eval", PARSED]
    done = subprocess.run(command, input=text, cwd=ROOT, env={**os.environ, **path}, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


OFFERED = "How are we this morning? 4 minutes"


def test_who_has_answered_nothing_is_offered_the_check_in_and_fetches_no_list(reader: Reader, site_server: StaticServer) -> None:
    site_server.requested.clear()
    line = today(reader)
    reader.page.wait_for_load_state("networkidle")
    expect(line).to_have_text(OFFERED)
    assert not [path for path in site_server.requested if "catalogue." in path and path.endswith(".json")]


def test_who_has_answered_nothing_finds_the_check_in_on_the_first_page(reader: Reader) -> None:
    link = reader.go("/").get_by_role("link", name="How are we this morning?")
    link.click()
    expect(reader.page.locator("#exercise-how-are-we")).to_be_in_viewport()


def test_who_keeps_the_check_in_is_asked_each_day_and_told_when_it_is_done(reader: Reader) -> None:
    reader.answer(CHECK_IN, {"body": "well"})
    expect(today(reader)).to_have_text("How are we this morning? Done today at 8:12 AM")
    reader.set_clock(1)
    expect(today(reader)).to_have_text(OFFERED)
    expect(reader.page.get_by_role("link", name="How are we this morning?")).to_have_attribute(
        "href", f"{reader.page.url}notes/independence-vs-interdependence/#exercise-how-are-we"
    )


def test_it_counts_what_is_due_and_leads_there(reader: Reader) -> None:
    reader.answer(THE_ASK, {"what": "Sleep"})
    reader.set_clock(7)
    expect(today(reader)).to_contain_text("One question is due")
    reader.page.get_by_role("link", name="One question is due").click()
    expect(reader.page.locator("review-session")).to_contain_text("One thing, about 3 minutes.")


def test_dates_that_are_kept_are_known_without_python(reader: Reader, site_server: StaticServer) -> None:
    reader.recall()
    reader.set_clock(1)
    expect(reader.go("/review/").locator("review-session")).to_contain_text("Nothing is due today.", timeout=PYTHON_MS)
    site_server.requested.clear()
    line = today(reader)
    reader.page.wait_for_load_state("networkidle")
    expect(line).to_have_text(OFFERED)
    assert not [path for path in site_server.requested if "/runtime/" in path]


def test_without_kept_dates_a_thing_is_due_on_the_day_after_it_was_answered(reader: Reader) -> None:
    reader.recall()
    expect(today(reader)).to_have_text(OFFERED)
    reader.set_clock(1)
    expect(today(reader).locator("p")).to_have_text([OFFERED, "3 questions are due"])


def test_dates_made_of_other_reviews_do_not_count(reader: Reader) -> None:
    reader.recall()
    kept = {f"{RECALL}#{item}": {"day": "2030-01-01", "basis": "9 never"} for item in ("hands", "odds", "direction")}
    reader.store("return store.setDerived('due', given);", kept)
    reader.set_clock(1)
    expect(today(reader)).to_contain_text("3 questions are due")


@pytest.mark.parametrize(
    ("zone", "says"),
    [("America/New_York", "Done today at"), ("Pacific/Auckland", "4 minutes")],
    ids=["still-the-same-day", "already-the-next"],
)
def test_a_flight_over_midnight_asks_by_the_day_where_the_reader_is(
    zone: str, says: str, site_server: StaticServer, open_page: OpenPage
) -> None:
    reader = Reader(site_server, open_page, timezone_id="Europe/Berlin")
    reader.set_clock(0, hours=14)  # 23.12 in Berlin
    reader.answer(CHECK_IN, {"body": "well"})
    landed = Reader(site_server, open_page, timezone_id=zone, storage_state=reader.page.context.storage_state(indexed_db=True))
    landed.set_clock(0, hours=17)
    expect(today(landed)).to_contain_text(says)


def test_while_the_journal_is_locked_it_says_only_that(reader: Reader) -> None:
    reader.answer(THE_ASK, {"what": "Sleep"})
    reader.set_clock(7)
    reader.store("await store.lockWith('a long enough passphrase'); store.lockNow();")
    expect(today(reader)).to_have_text("Unlock the journal to see what is due.")


@pytest.mark.parametrize("width", [320, 390, 834, 1440])
def test_nothing_moves_when_it_has_something_to_say(width: int, site_server: StaticServer, open_page: OpenPage) -> None:
    reader = Reader(site_server, open_page, viewport={"width": width, "height": 900})
    reader.answer(CHECK_IN, {"body": "well"})
    reader.recall()
    reader.set_clock(1)
    expect(today(reader)).to_contain_text("3 questions are due")
    assert reader.page.evaluate(MOVED) == []
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(reader.page) == []


def downloaded(reader: Reader) -> Download:
    with reader.page.expect_download() as found:
        reader.page.get_by_role("button", name="Download the reminder").click()
    return found.value


def test_a_reminder_is_a_calendar_file_that_other_programs_read(reader: Reader) -> None:
    page = reader.go("/review/")
    page.get_by_text("A reminder for your calendar").click()
    page.get_by_role("checkbox", name="Wednesday").check()
    page.get_by_label("At what time").fill("20:30")
    download = downloaded(reader)
    assert download.suggested_filename == "how-we-help-review.ics"
    text = Path(download.path()).read_bytes().decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    found = parsed(text)
    assert found.pop("stamp").startswith("2026-11-23T08:12:")
    assert found == {
        "version": "2.0",
        "uid": "review@127.0.0.1",
        "summary": "A few minutes of review",
        "start": "2026-11-25T20:30:00",
        "zone": "floating",
        "rule": "FREQ=WEEKLY;BYDAY=SU,WE",
        "url": page.url,
        "alarm": ["DISPLAY", "PT0S"],
        "next": ["2026-11-25T20:30:00", "2026-11-29T20:30:00", "2026-12-02T20:30:00"],
    }


def test_the_check_in_is_for_every_day_and_its_reminder_leads_to_the_first_page(reader: Reader) -> None:
    page = reader.go("/review/")
    page.get_by_text("A reminder for your calendar").click()
    page.get_by_text("The daily check-in").click()
    found = parsed(Path(downloaded(reader).path()).read_text())
    assert found["next"] == ["2026-11-24T08:00:00", "2026-11-25T08:00:00", "2026-11-26T08:00:00"]
    assert found["url"] == page.url.removesuffix("review/")


def test_the_ring_round_the_reminders_heading_touches_no_text(reader: Reader) -> None:
    page = reader.go("/review/")
    page.get_by_text("A reminder for your calendar").click()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    apart, ring = page.locator(".reminder > summary").evaluate("""one => {
      const text = document.createRange();
      text.selectNodeContents(one.nextElementSibling);
      const { outlineOffset, outlineWidth } = getComputedStyle(one);
      return [text.getBoundingClientRect().top - one.getBoundingClientRect().bottom, parseFloat(outlineOffset) + parseFloat(outlineWidth)];
    }""")
    assert ring > 0
    assert apart >= ring + 3


def test_a_reminder_without_a_day_is_asked_for_one(reader: Reader) -> None:
    page = reader.go("/review/")
    page.get_by_text("A reminder for your calendar").click()
    page.get_by_role("checkbox", name="Sunday").uncheck()
    page.get_by_role("button", name="Download the reminder").click()
    expect(page.locator("calendar-reminder").get_by_role("status")).to_have_text("Choose at least one day.")


def test_a_reminder_is_made_without_a_connection_once_it_was_made_with_one(reader: Reader) -> None:
    page = reader.go("/review/")
    page.get_by_text("A reminder for your calendar").click()
    first = without_its_moment(Path(downloaded(reader).path()).read_text())
    page.context.set_offline(True)
    assert without_its_moment(Path(downloaded(reader).path()).read_text()) == first


def without_its_moment(calendar: str) -> list[str]:
    """Return the lines of a calendar file but for the one that says when it was made."""
    return [line for line in calendar.splitlines() if not line.startswith("DTSTAMP")]
