"""What was answered comes back on its day, one thing at a time, and nothing is lost or late whatever clocks do."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.reviewing import ALL_REMEMBERED, CHECK_IN, HARD, RECALL, THE_ASK, Reader
from tests.browser.server import StaticServer
from tests.browser.test_pages import violations
from tests.browser.waiting import PYTHON_MS

NOTHING = "Nothing is due today."
REFLECTED = """while (!(await store.log()).entries[0]?.reflection) {
  await new Promise((changed) => store.addEventListener("changed", changed, { once: true }));
}"""


@pytest.fixture
def reader(site_server: StaticServer, open_page: OpenPage) -> Reader:
    return Reader(site_server, open_page)


def session(page: Page) -> Locator:
    return page.locator("review-session")


def press(page: Page, name: str) -> None:
    session(page).get_by_role("button", name=name).click(timeout=PYTHON_MS)


def says(page: Page, text: str) -> None:
    expect(session(page)).to_contain_text(text, timeout=PYTHON_MS)


def test_a_reader_who_has_answered_nothing_is_told_what_would_come(reader: Reader) -> None:
    says(reader.go("/review/"), "Nothing has been answered on this device yet.")


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, NOTHING), (1.6, NOTHING), (1.7, "3 things, about 2 minutes."), (2, "3 things"), (40, "3 things, about 2 minutes.")],
    ids=["at-once", "the-evening-before", "just-after-midnight", "its-hour", "weeks-later"],
)
def test_what_was_remembered_is_due_on_its_day_and_not_before(days: float, said: str, reader: Reader) -> None:
    reader.recall()
    reader.set_clock(days)
    says(reader.go("/review/"), said)


def test_what_was_answered_in_its_note_comes_back_each_question_on_its_day(reader: Reader) -> None:
    page = reader.go("/notes/co-regulation/")
    sheet = page.locator("#exercise-what-the-note-says")
    sheet.locator("label", has_text="About 50 per cent").click()
    sheet.get_by_role("button", name="Reflect").click()
    reader.store(REFLECTED)
    reader.set_clock(1)
    says(reader.go("/review/"), "2 things, about a minute.")
    reader.set_clock(2)
    says(reader.go("/review/"), "3 things")


def test_when_nothing_is_due_it_says_when_something_comes_back(reader: Reader) -> None:
    reader.recall()
    says(reader.go("/review/"), "The next thing comes back on Wednesday 25 November.")


def test_what_was_not_remembered_comes_back_tomorrow(reader: Reader) -> None:
    reader.recall(ALL_REMEMBERED | {"odds": False})
    reader.set_clock(1)
    says(reader.go("/review/"), "One thing, about a minute.")


def test_a_second_try_on_the_same_day_does_not_count_as_remembering(reader: Reader) -> None:
    reader.recall(ALL_REMEMBERED | {"odds": False})
    reader.recall()
    reader.set_clock(1)
    says(reader.go("/review/"), "One thing")


def test_of_two_reviews_on_one_day_the_later_one_counts_last(reader: Reader) -> None:
    reader.answer(RECALL, {"odds": "fifty"})
    for hours, rating in ((1, 4), (2, 1)):
        reader.set_clock(0, hours)
        for item in ALL_REMEMBERED:
            reader.store("await store.append({ type: 'reviewed', ...given });", {"exercise": RECALL, "item": item, "rating": rating})
    reader.set_clock(1)
    says(reader.go("/review/"), NOTHING)
    reader.set_clock(3)
    says(reader.go("/review/"), "3 things")


def test_what_was_answered_and_never_reflected_on_comes_back_too(reader: Reader) -> None:
    reader.answer(RECALL, {"odds": "fifty"})
    reader.set_clock(1)
    says(reader.go("/review/"), "3 things")


def test_a_question_is_tried_shown_with_its_evidence_and_given_back(reader: Reader) -> None:
    reader.recall(ALL_REMEMBERED | {"odds": False})
    reader.set_clock(1)
    page = reader.go("/review/")
    press(page, "Begin")
    expect(page.get_by_role("heading", name="What did the note say?")).to_be_focused()
    page.get_by_text("About 50 per cent").locator("..").click()
    press(page, "Show")
    says(page, "You and the note say")
    expect(session(page).get_by_role("link", name="Footnote")).to_have_attribute(
        "href", f"{page.url.removesuffix('/review/')}/notes/co-regulation/#fn:holt"
    )
    expect(session(page).get_by_text("In which direction")).to_have_count(0)
    expect(session(page).locator(".review__rating")).to_have_text(
        ["Not yet Tomorrow", "With effort Tomorrow", "Well In 2 days", "At once In 3 days"]
    )
    press(page, "At once")
    says(page, "That is all for now.")
    says(page, "It comes back in 3 days.")
    (review,) = reader.reviews()
    assert (review["exercise"], review["item"], review["rating"], review["day"]) == (RECALL, "odds", 4, "2026-11-24")
    says(reader.go("/review/"), NOTHING)


def test_a_question_is_reviewed_with_the_keyboard_alone(reader: Reader) -> None:
    reader.recall(ALL_REMEMBERED | {"odds": False})
    reader.set_clock(1)
    page = reader.go("/review/")
    begin = session(page).get_by_role("button", name="Begin")
    begin.focus(timeout=PYTHON_MS)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What did the note say?")).to_be_focused()
    for key in ("Tab", "Space", "ArrowDown", "Tab"):
        page.keyboard.press(key)
    expect(session(page).get_by_role("button", name="Show")).to_be_focused()
    page.keyboard.press("Enter")
    expect(session(page).get_by_role("heading", name="About how much greater")).to_be_focused(timeout=PYTHON_MS)
    page.keyboard.press("Control+3")
    page.keyboard.press("3")
    says(page, "That is all for now.")
    assert [review["rating"] for review in reader.reviews()] == [3]


def test_passing_and_stopping_leave_everything_as_it_was(reader: Reader) -> None:
    reader.recall()
    reader.set_clock(2)
    page = reader.go("/review/")
    press(page, "Begin")
    press(page, "Pass")
    says(page, "About how much greater")
    press(page, "Stop for now")
    says(page, "Stopped here. What is left can wait")
    assert reader.reviews() == []
    press(page, "Go on")
    says(page, "About how much greater")
    says(reader.go("/review/"), "3 things")


@pytest.mark.parametrize(("days", "is_due"), [(6, False), (7, True), (20, True)])
def test_an_exercise_asks_again_after_its_days(days: int, is_due: bool, reader: Reader) -> None:
    reader.answer(THE_ASK, {"what": HARD})
    reader.set_clock(days)
    says(reader.go("/review/"), "One thing, about 3 minutes." if is_due else NOTHING)


def test_what_was_written_then_stands_beside_an_empty_form_of_today(reader: Reader) -> None:
    reader.answer(THE_ASK, {"what": HARD, "who": ""})
    reader.store("return store.saveDraft(given[0], given[1]);", [THE_ASK, {"what": HARD, "who": ""}])
    reader.set_clock(7)
    page = reader.go("/review/")
    press(page, "Begin")
    says(page, "Did the moment come? What happened?")
    then = session(page).locator(".review__then")
    expect(then).to_contain_text("Your answers of 23 November 2026")
    expect(then).to_contain_text(HARD)
    expect(then.locator("dd")).to_have_count(1)
    expect(session(page).locator("reflect-exercise")).to_have_attribute("state", "idle")
    expect(session(page).get_by_role("textbox", name="What is hard just now")).to_have_value("")


def test_a_draft_that_was_not_reflected_on_is_still_in_todays_form(reader: Reader) -> None:
    reader.answer(THE_ASK, {"what": HARD})
    reader.store("return store.saveDraft(given[0], given[1]);", [THE_ASK, {"what": "Something newer"}])
    reader.set_clock(7)
    page = reader.go("/review/")
    press(page, "Begin")
    expect(session(page).get_by_role("textbox", name="What is hard just now")).to_have_value("Something newer")


def test_answering_again_in_review_ends_in_the_log(reader: Reader) -> None:
    reader.answer(THE_ASK, {"what": HARD})
    reader.set_clock(7)
    page = reader.go("/review/")
    press(page, "Begin")
    session(page).get_by_role("textbox", name="What is hard just now").fill("Less than it was")
    press(page, "Reflect")
    press(page, "Next")
    says(page, "That is all for now.")
    given = reader.store("return (await store.log()).of([given]).map((entry) => entry.answers.what);", THE_ASK)
    assert given == [HARD, "Less than it was"]


def test_after_five_minutes_the_reader_is_asked_whether_to_go_on(reader: Reader) -> None:
    reader.answer(CHECK_IN, {"body": "well"})
    reader.recall()
    reader.set_clock(2)
    page = reader.go("/review/")
    says(page, "4 things, about 6 minutes.")
    for way in ("Begin", "Leave it for now", "Pass", "Pass"):
        press(page, way)
    says(page, "There is more if you like: One thing, about a minute.")
    press(page, "Go on")
    says(page, "In which direction")


def test_a_clock_set_back_a_year_makes_nothing_due_and_loses_nothing(reader: Reader) -> None:
    reader.recall()
    reader.answer(THE_ASK, {"what": HARD})
    reader.set_clock(-365)
    says(reader.go("/review/"), NOTHING)
    reader.set_clock(7)
    says(reader.go("/review/"), "4 things")


def test_an_answer_given_after_the_clock_was_set_back_is_the_one_that_counts(reader: Reader) -> None:
    reader.answer(THE_ASK, {"what": "By a clock that was wrong"})
    reader.set_clock(-365)
    reader.answer(THE_ASK, {"what": HARD})
    reader.set_clock(-358)
    page = reader.go("/review/")
    press(page, "Begin")
    expect(session(page).locator(".review__then")).to_contain_text(HARD)


def test_a_note_that_cannot_be_had_is_passed_over_calmly(site_server: StaticServer, open_page: OpenPage) -> None:
    reader = Reader(site_server, open_page, expects_errors=True, service_workers="block")
    reader.answer(THE_ASK, {"what": HARD})
    reader.recall()
    reader.set_clock(7)
    page = reader.go("/review/")
    says(page, "4 things")
    page.route("**/notes/co-regulation/", lambda route: route.abort())
    press(page, "Begin")
    says(page, "“Co-regulation” cannot be had without a connection")
    says(page, "Did the moment come?")
    press(page, "Leave it for now")
    says(page, "What is left stands in notes that cannot be had without a connection. It can wait.")
    assert reader.reviews() == []


def test_without_python_it_is_still_said_what_is_due_and_can_be_tried_again(site_server: StaticServer, open_page: OpenPage) -> None:
    reader = Reader(site_server, open_page, expects_errors=True, service_workers="block")
    reader.recall()
    reader.set_clock(3)
    reader.page.context.route("**/exercises/worker.*", lambda route: route.abort())
    page = reader.go("/review/")
    says(page, "3 things")
    press(page, "Begin")
    press(page, "Show")
    says(page, "This could not be shown just now. Choose Show to try again.")
    page.context.unroute("**/exercises/worker.*")
    press(page, "Show")
    expect(session(page).locator(".review__rating")).to_have_count(4, timeout=PYTHON_MS)


def test_while_the_journal_is_locked_nothing_of_it_is_shown(reader: Reader) -> None:
    reader.answer(THE_ASK, {"what": HARD})
    reader.set_clock(7)
    page = reader.go("/review/")
    press(page, "Begin")
    says(page, HARD)
    reader.store("await store.lockWith('a long enough passphrase'); store.lockNow();")
    says(page, "Unlock the journal to see what is due.")
    expect(session(page)).not_to_contain_text(HARD)


def test_answers_given_under_a_notes_former_name_come_back_under_the_new_one(reader: Reader) -> None:
    def renamed(route: Route) -> None:
        year = route.fetch().json()
        for one in year["exercises"]:
            one["aliases"] = [f"old-name/{one['name'].split('/')[1]}"] if one["name"] == RECALL else []
        route.fulfill(body=json.dumps(year))

    reader.page.context.route("**/assets/review/20*.json", renamed)
    reader.recall(exercise="old-name/what-the-note-says")
    reader.set_clock(2)
    page = reader.go("/review/")
    says(page, "3 things")
    press(page, "Begin")
    says(page, "In the 2006 experiment")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_and_nothing_runs_out_of_the_page(
    width: int, scheme: str, site_server: StaticServer, open_page: OpenPage
) -> None:
    reader = Reader(site_server, open_page, viewport={"width": width, "height": 800}, color_scheme=scheme)
    reader.recall(ALL_REMEMBERED | {"odds": False})
    reader.answer(THE_ASK, {"what": "A long word: " + "interdependence" * 4})
    reader.set_clock(7)
    page = reader.go("/review/")
    page.get_by_text("A reminder for your calendar").click()

    def is_well() -> None:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    says(page, "4 things")
    is_well()
    press(page, "Begin")
    press(page, "Show")
    expect(session(page).locator(".review__rating")).to_have_count(4, timeout=PYTHON_MS)
    is_well()
    for way in ("Pass", "Pass", "Pass"):
        press(page, way)
    says(page, "Did the moment come?")
    is_well()
