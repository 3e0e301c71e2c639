"""Earlier answers stand beside today's, what has changed is said and drawn, and what is saved can be seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.answering import EXERCISES, FIRST, NOTES, SECOND, answered_with_mouse, filled_with_mouse, is_reflected, section
from tests.browser.conftest import OpenPage
from tests.browser.test_pages import violations
from tests.browser.waiting import PYTHON_MS, wait_until

NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 800}}
ANSWERS = "form => [...new FormData(form)].filter(([, answer]) => answer).sort()"
HAS_ANSWERS = f"""([form, answers]) => JSON.stringify(({ANSWERS})(document.querySelector(form))) === JSON.stringify(answers)"""
ANY_DIFFERS = """pairs => pairs.some((pair) => {
  const [then, now] = [...pair.querySelectorAll(".exercise__own, .exercise__columns p")].map((one) => one.textContent);
  return then !== now;
})"""
CHANGED = ".exercise__since ~ *"
DRAWN = f":is({CHANGED}):is(svg, ul, ol, dl, div), :is({CHANGED}) svg"


def on_day(page: Page, day: str, address: str) -> None:
    page.clock.set_fixed_time(f"{day}T10:00:00")
    page.goto(address)


def reflected(sheet: Locator) -> None:
    sheet.get_by_role("button", name="Reflect").click()
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    expect(sheet.get_by_role("status").last).to_contain_text("The reflection is below.")


def test_answers_of_an_earlier_day_stand_beside_todays(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    on_day(page, "2026-11-20", site_url + SECOND)
    sheet = section(page, "the-room-between")
    sheet.locator("textarea").first.fill("In the kitchen")
    reflected(sheet)
    on_day(page, "2026-11-23", site_url + SECOND)
    sheet.locator("textarea").first.fill("On the stairs")
    sheet.get_by_text("Earlier answers", exact=True).click()
    panel = sheet.locator(".exercise__earlier")
    expect(panel.get_by_label("Answered on")).to_contain_text("20 November 2026")
    expect(panel).to_contain_text("In the kitchen")
    expect(panel).to_contain_text("On the stairs")


def test_what_has_changed_since_an_earlier_day_is_said_and_drawn(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    on_day(page, "2026-11-20", site_url + FIRST)
    sheet = section(page, "asking-for-help")
    for name in ("exposed", "weak", "relieved"):
        sheet.locator(f'input[name="{name}"][value="1"]').locator("..").click()
    reflected(sheet)
    expect(sheet.locator(".exercise__since")).to_have_count(0)
    on_day(page, "2026-11-23", site_url + FIRST)
    sheet.locator('input[name="exposed"][value="5"]').locator("..").click()
    reflected(sheet)
    expect(sheet.get_by_role("heading", name="Since 20 November 2026")).to_be_visible()
    expect(sheet.locator(".exercise__since ~ *").first).to_contain_text("Feeling exposed")
    assert sheet.locator(".exercise__since ~ * svg").count() >= 1


@pytest.mark.parametrize("path", NOTES)
def test_what_is_answered_in_any_exercise_is_there_after_a_reload_without_a_reflection(
    path: str, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + path)
    written = {}
    for sheet in exercises_of(page, path):
        filled_with_mouse(sheet)
        written[sheet.get_attribute("id")] = sheet.locator("form").evaluate(ANSWERS)
    assert all(written.values())
    page.reload()
    for exercise, answers in written.items():
        wait_until(page, HAS_ANSWERS, [f"#{exercise} form", answers])


@pytest.mark.parametrize("path", NOTES)
def test_of_any_exercise_two_days_stand_side_by_side_and_the_change_is_said_and_drawn(
    path: str, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "/about/", **NARROW)
    on_day(page, "2026-11-20", site_url + path)
    for sheet in exercises_of(page, path):
        answered_with_mouse(sheet)
        is_reflected(sheet)
    on_day(page, "2026-11-23", site_url + path)
    for sheet in exercises_of(page, path):
        expect(sheet.get_by_text("Earlier answers", exact=True)).to_be_visible()
        filled_with_mouse(sheet, otherwise=True)
        sheet.get_by_role("button", name="Reflect").click()
        is_reflected(sheet)
        sheet.get_by_text("Earlier answers", exact=True).click()
        panel = sheet.locator(".exercise__earlier")
        expect(panel.get_by_label("Answered on").locator("option:checked")).to_contain_text("20 November 2026")
        assert panel.locator(".exercise__pair").evaluate_all(ANY_DIFFERS)
        expect(sheet.get_by_role("heading", name="Since 20 November 2026")).to_be_visible()
        expect(sheet.locator(CHANGED).first).not_to_be_empty()
        expect(sheet.locator(CHANGED).first).not_to_have_text("Nothing has changed.")
        assert sheet.locator(DRAWN).count()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["viewport"]["width"]


def exercises_of(page: Page, path: str) -> list[Locator]:
    """The sheets of a note's exercises."""
    return [section(page, exercise) for where, exercise, _ in EXERCISES.values() if where == path]


def test_the_check_in_of_yesterday_does_not_fill_todays(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    on_day(page, "2026-11-22", site_url + FIRST)
    sheet = section(page, "how-are-we")
    sheet.locator('input[name="body"]').first.locator("..").click()
    reflected(sheet)
    on_day(page, "2026-11-23", site_url + FIRST)
    expect(sheet.get_by_text("Earlier answers", exact=True)).to_be_visible()
    expect(sheet.locator("input:checked")).to_have_count(0)


def test_an_exercise_worded_otherwise_says_so_beside_its_earlier_answers(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + SECOND)
    sheet = section(page, "the-room-between")
    sheet.locator("textarea").first.fill("In the kitchen")
    reflected(sheet)
    page.route("**/notes/the-interpersonal-field/", lambda route: changed_wording(route))
    page.goto(site_url + SECOND)
    sheet.get_by_text("Earlier answers", exact=True).click()
    panel = sheet.locator(".exercise__earlier")
    expect(panel).to_contain_text("The exercise was worded otherwise then.")
    expect(panel).to_contain_text("Who was there, and what was it about?")
    reworded = panel.locator(".exercise__pair").first
    expect(reworded).to_contain_text("In the kitchen")
    expect(reworded.get_by_role("heading", name="Now")).to_have_count(0)  # it is asked in other words, and is answered


def changed_wording(route: object) -> None:
    """Answer with the page as a later build would make it, with one question in other words."""
    response = route.fetch()  # type: ignore[attr-defined]
    text = response.text().replace("Who was there, and what was it about?", "Who was with you?")
    revision = text.split('exercise="the-interpersonal-field/the-room-between"')[1].split('data-revision="')[1][:8]
    route.fulfill(response=response, body=text.replace(revision, "0badc0de"))  # type: ignore[attr-defined]


def test_a_renamed_note_keeps_what_was_answered_and_typed_under_its_old_name(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    name = 'exercise="the-interpersonal-field/the-room-between"'
    page.route("**/notes/the-interpersonal-field/", lambda route: served_with(route, name, 'exercise="the-field/the-room-between"'))
    page.goto(site_url + SECOND)
    sheet = section(page, "the-room-between")
    sheet.locator("textarea").nth(0).fill("In the kitchen")
    reflected(sheet)
    sheet.locator("textarea").nth(1).fill("Tight at first")
    page.unroute_all()
    page.route("**/notes/the-interpersonal-field/", lambda route: served_with(route, name, f'{name} aliases="the-field/the-room-between"'))
    page.goto(site_url + SECOND)
    expect(sheet.locator("textarea").nth(0)).to_have_value("In the kitchen")
    expect(sheet.locator("textarea").nth(1)).to_have_value("Tight at first")
    sheet.get_by_text("Earlier answers", exact=True).click()
    expect(sheet.locator(".exercise__earlier")).to_contain_text("In the kitchen")


def served_with(route: Route, before: str, after: str) -> None:
    """Answer with the page as another build would make it."""
    response = route.fetch()
    assert before in response.text()
    route.fulfill(response=response, body=response.text().replace(before, after))


@pytest.mark.parametrize("path", NOTES)
def test_beside_every_exercise_stands_what_is_saved_and_where(path: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + path)
    for sheet in exercises_of(page, path):
        answered_with_mouse(sheet)
        is_reflected(sheet)
        expect(sheet.get_by_role("status").last).to_contain_text("Saved here")
        sheet.get_by_text("What is saved", exact=True).click()
        where = sheet.locator(".exercise__where")
        expect(where).to_contain_text("Answered once. Kept in this browser, on this device only.")
        expect(where).to_contain_text("keep a copy")
        for kind in ("Export as text", "Export as a file"):
            with page.expect_download() as downloaded:
                sheet.get_by_role("button", name=kind).click()
            assert sheet.get_by_role("heading", level=2).inner_text() in Path(downloaded.value.path()).read_text("utf-8")
        expect(sheet.get_by_role("link", name="Journal", exact=True)).to_be_visible()


def test_what_is_written_now_is_not_said_again_where_it_differs_from_then(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    on_day(page, "2026-11-20", site_url + SECOND)
    sheet = section(page, "the-room-between")
    sheet.locator("textarea").first.fill("In the kitchen")
    reflected(sheet)
    on_day(page, "2026-11-23", site_url + SECOND)
    sheet.locator("textarea").first.fill("On the stairs")
    reflected(sheet)
    said = sheet.locator(".exercise__reflection").inner_text()
    assert said.count("In the kitchen") == said.count("On the stairs") == 1


def test_with_leave_no_trace_it_says_that_nothing_is_kept(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "/where-your-answers-live/")
    page.get_by_role("checkbox", name="Leave no trace").check()
    page.goto(site_url + SECOND)
    sheet = section(page, "the-room-between")
    sheet.get_by_text("What is saved", exact=True).click()
    expect(sheet.locator(".exercise__where")).to_contain_text("nothing is kept after the page is closed")
