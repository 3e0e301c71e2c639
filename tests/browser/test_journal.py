"""The journal in a real browser: what was answered is listed, found, read, and goes on paper."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import journals
from tests.browser.answering import answered_with_mouse, section
from tests.browser.conftest import OpenJournal, OpenPage
from tests.browser.server import StaticServer
from tests.browser.test_pages import violations
from tests.browser.waiting import PYTHON_MS

JOURNAL = "/journal/"
NOTE = "/notes/independence-vs-interdependence/"


def titles(page: Page) -> list[str]:
    found: list[str] = page.locator(".journal__title").all_text_contents()
    return found


def test_an_answered_exercise_is_in_the_journal_and_leads_back_to_its_note(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    sheet = section(page, "asking-for-help")
    answered_with_mouse(sheet)
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Journal").click()
    page.get_by_role("link", name="What asking costs").click()
    expect(page.locator(".journal__pair").first).to_contain_text("When I ask for help I feel exposed.1")
    expect(page.locator(".journal__reflection")).to_contain_text("Feeling exposed")
    page.locator(".journal__entry").get_by_role("link", name="Independence vs. Interdependence").click()
    page.wait_for_url(f"**{NOTE}#exercise-asking-for-help")
    expect(section(page, "asking-for-help")).to_be_in_viewport()


def test_an_empty_journal_says_what_comes_here(open_journal: OpenJournal) -> None:
    page = open_journal([])
    expect(page.get_by_text("Nothing is here yet.")).to_be_visible()
    expect(page.get_by_label("Search what you wrote")).to_be_hidden()
    assert violations(page) == []


def test_entries_stand_under_their_days_newest_first(open_journal: OpenJournal) -> None:
    old = journals.answered("old", "2026-03-01T20:00:00.000Z", {"One?": "1"}, title="Evening")
    new = journals.answered("new", "2026-03-02T07:00:00.000Z", {"One?": "2"}, title="Morning")
    early = journals.answered("early", "2026-03-01T06:00:00.000Z", {"One?": "3"}, title="Dawn")
    page = open_journal([old, new, early])
    assert titles(page) == ["Morning", "Evening", "Dawn"]
    expect(page.locator("[data-part=list] h2")).to_have_text(["Monday, 2 March 2026", "Sunday, 1 March 2026"])


def test_an_entry_stays_under_the_day_on_which_it_was_written(open_journal: OpenJournal) -> None:
    entry = journals.answered("one", "2026-03-02T03:00:00.000Z", {"One?": "1"}, day="2026-03-01")
    page = open_journal([entry], timezone_id="Asia/Tokyo")
    expect(page.locator("[data-part=list] h2")).to_have_text(["Sunday, 1 March 2026"])


def test_a_check_in_says_each_of_its_circles_once_on_the_page_and_in_its_export(open_journal: OpenJournal) -> None:
    page = open_journal(journals.check_in("one", journals.moment(), 3))
    page.get_by_role("link", name="How are we this morning?").click()
    entry = page.locator(".journal__entry")
    entry.get_by_text("Export", exact=True).click()
    with page.expect_download() as downloaded:
        entry.locator('[data-copy$="text"]').click()
    for said in (entry.inner_text(), Path(downloaded.value.path()).read_text("utf-8")):
        assert [said.count(circle) for circle in journals.CIRCLES] == [1] * len(journals.CIRCLES)
        assert "Skipped" in said
        assert "Strained" in said


def test_what_an_older_check_in_calls_passed_by_is_said_in_todays_word(open_journal: OpenJournal) -> None:
    words = {"My body": "Pass by", "Friends": "Not answered"}
    page = open_journal([journals.answered("one", journals.moment(), words, title="Then", answers={"body": ""})])
    expect(page.locator(".journal__preview")).to_have_text("Every question was skipped.")
    page.get_by_role("link", name="Then").click()
    expect(page.locator(".journal__answers dd")).to_have_text(["Skipped", "Skipped"])


def test_who_typed_a_word_for_skipping_reads_that_word(open_journal: OpenJournal) -> None:
    words = {"What would help?": "Skip", "And then?": "Skipped"}
    page = open_journal([journals.answered("one", journals.moment(), words, title="Then", answers={"help": " Skip\n"})])
    expect(page.locator(".journal__preview")).to_have_text("What would help? Skip")
    page.get_by_role("link", name="Then").click()
    expect(page.locator(".journal__answers dd")).to_have_text(["Skip", "Skipped"])


COUNT_LISTS = """
window.lists = 0;
new MutationObserver((records) => {
  const isRow = (node) => node instanceof Element && node.matches(".journal__group");
  if (records.some(({ addedNodes }) => [...addedNodes].some(isRow))) window.lists += 1;
}).observe(document, { childList: true, subtree: true });
"""
# What is late on a machine with other work is in time by this clock.
WAIT_LONG = "const wait = window.setTimeout; window.setTimeout = (then, ms = 0, ...given) => wait(then, ms * 50, ...given);"


def test_the_list_is_drawn_once_when_the_journal_opens(open_journal: OpenJournal) -> None:
    page = open_journal(journals.realistic(20))
    page.add_init_script(COUNT_LISTS + WAIT_LONG)
    page.reload()
    expect(page.locator(".journal__row").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.lists") == 1


def test_the_list_waits_for_no_late_catalogue_and_takes_its_titles_when_it_comes(open_journal: OpenJournal) -> None:
    held: list[Route] = []
    page = open_journal([journals.answered("one", journals.moment(), {"One?": "1"}, title="")])
    page.add_init_script(COUNT_LISTS)
    page.route("**/assets/review/20*.json", lambda route: held.append(route))
    page.reload()
    expect(page.locator(".journal__title")).to_have_text("An exercise")
    held[0].continue_()
    expect(page.locator(".journal__title")).to_have_text("What asking costs")
    assert page.evaluate("window.lists") == 2


def test_a_list_without_a_catalogue_is_drawn_once(open_journal: OpenJournal) -> None:
    page = open_journal(journals.realistic(3), expects_errors=True)
    page.add_init_script(COUNT_LISTS)
    page.route("**/assets/review/*.json", lambda route: route.abort())
    page.reload()
    expect(page.locator(".journal__row").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.lists") == 1


def test_by_note_the_entries_of_each_note_stand_together(open_journal: OpenJournal) -> None:
    page = open_journal(
        [
            *journals.letter("b", journals.moment(2), 1),
            *journals.costs("a", journals.moment(1), 1),
            *journals.letter("c", journals.moment(0), 2),
        ]
    )
    page.get_by_role("radio", name="By note").check(force=True)
    expect(page.locator("[data-part=list] h2")).to_have_text(["Co-regulation", "Independence vs. Interdependence"])
    assert titles(page) == ["Who steadies you?", "Who steadies you?", "What asking costs"]


@pytest.mark.parametrize("query", ["cafe CLOSING", "CAFÉ", "i didn't believe him", "brother’s"])
def test_search_finds_words_whatever_their_case_accents_and_apostrophes(query: str, open_journal: OpenJournal) -> None:
    said = "My brother’s café is closing; he says he is fine, and I didn't believe him."
    hit = journals.answered("hit", journals.moment(3), {"Who?": said}, title="Found")
    page = open_journal([hit, *journals.costs("other", journals.moment(0), 1)])
    page.get_by_label("Search what you wrote").fill(query)
    assert titles(page) == ["Found"]
    expect(page.locator("[data-part=count]")).to_have_text("1 of 2 entries")
    expect(page.locator(".journal__preview mark").first).to_be_visible()


@pytest.mark.parametrize(
    "query",
    ["which way", "steadied", "Listening", "Small things", "overestimate"],
    ids=["question", "answer", "title", "note", "reflection"],
)
def test_search_looks_into_questions_answers_titles_and_reflections(query: str, open_journal: OpenJournal) -> None:
    note = {"title": "Small things", "path": "notes/gone/"}
    entry = journals.answered(
        "hit", journals.moment(), {"Which way did it go?": "She steadied me."}, exercise="gone/one", title="Listening", note=note
    )
    back = journals.reflected(entry, [journals.paragraph("People overestimate how often they are refused.")])
    page = open_journal([entry, back, *journals.check_in("other", journals.moment(1), 1)])
    page.get_by_label("Search what you wrote").fill(query)
    assert titles(page) == ["Listening"]


SLOWLY = """(query) => {
  let now = 0;
  performance.now = () => (now += 10);  // each entry takes its time
  const field = document.querySelector("#journal-query");
  field.value = query;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return [document.querySelector("[data-part=count]").textContent, document.querySelectorAll(".journal__row").length];
}"""


def test_a_search_that_takes_its_time_shows_the_newest_hits_first_and_all_of_them_in_the_end(open_journal: OpenJournal) -> None:
    page = open_journal([record for day in range(25) for record in journals.costs(f"one-{day}", journals.moment(day), day)])
    said, rows = page.evaluate(SLOWLY, "exposed")
    assert said == "Searching…"
    assert 0 < rows < 25
    expect(page.locator("[data-part=count]")).to_have_text("25 of 25 entries")
    expect(page.locator(".journal__row")).to_have_count(25)


def test_what_is_exported_while_a_search_goes_on_is_all_that_it_finds(open_journal: OpenJournal) -> None:
    page = open_journal([record for day in range(25) for record in journals.costs(f"one-{day}", journals.moment(day), day)])
    with page.expect_download() as downloaded:
        page.evaluate(f"(query) => {{ ({SLOWLY})(query); document.querySelector('.journal__export [data-copy]').click(); }}", "exposed")
    assert Path(downloaded.value.path()).read_text("utf-8").count("## What asking costs") == 25


def test_a_search_without_a_hit_says_so(open_journal: OpenJournal) -> None:
    page = open_journal(journals.costs("one", journals.moment(), 1))
    page.get_by_label("Search what you wrote").fill("zeppelin")
    expect(page.locator("[data-part=count]")).to_have_text("Nothing found in 1 entry")
    expect(page.get_by_role("button", name="Print these")).to_be_hidden()


def test_the_filter_shows_one_exercise_one_note_or_todays_check_ins(open_journal: OpenJournal) -> None:
    page = open_journal(journals.realistic(10))
    show = page.get_by_label("Show", exact=True)
    show.select_option("Who steadies you? (Co-regulation)")
    assert set(titles(page)) == {"Who steadies you?"}
    show.select_option("Independence vs. Interdependence")
    assert set(titles(page)) == {"What asking costs", "How are we this morning?"}
    show.select_option("Today’s check-ins")
    assert titles(page) == ["How are we this morning?"]


def test_answers_under_a_notes_former_name_stand_with_those_under_its_present_one(open_journal: OpenJournal) -> None:
    def renamed(route: Route) -> None:
        year = route.fetch().json()
        for one in year["exercises"]:
            one["aliases"] = ["old-name/the-room-between"] if one["name"] == "the-interpersonal-field/the-room-between" else []
        route.fulfill(body=json.dumps(year))

    old = journals.answered("old", journals.moment(9), {"Who?": "The two of us"}, exercise="old-name/the-room-between")
    new = journals.answered("new", journals.moment(1), {"Who?": "All of us"}, exercise="the-interpersonal-field/the-room-between")
    page = open_journal([old, new])
    page.route("**/assets/review/20*.json", renamed)
    page.reload()
    show = page.get_by_label("Show", exact=True)
    expect(show.locator('option[value^="exercise:"]')).to_have_count(1)
    show.select_option("The Interpersonal Field")
    expect(page.locator(".journal__row")).to_have_count(2)
    page.get_by_role("radio", name="By note").check(force=True)
    expect(page.locator("[data-part=list] h2")).to_have_text(["The Interpersonal Field"])


def test_only_a_first_portion_is_listed_until_more_is_asked_for(open_journal: OpenJournal) -> None:
    page = open_journal([record for number in range(70) for record in journals.costs(f"e{number}", journals.moment(number), number)])
    expect(page.locator(".journal__row")).to_have_count(30)
    more = page.get_by_role("button", name="Show earlier")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".journal__row")).to_have_count(60)
    expect(page.locator(".journal__title").nth(30)).to_be_focused()
    more.click()
    expect(page.locator(".journal__row")).to_have_count(70)
    expect(more).to_be_hidden()


def test_an_entry_has_an_address_and_back_leads_to_the_list(open_journal: OpenJournal) -> None:
    page = open_journal(journals.realistic(20))
    row = page.locator(".journal__title").nth(12)
    row.scroll_into_view_if_needed()
    row.click()
    expect(page.locator(".journal__heading")).to_be_focused()
    assert "#entry-" in page.url
    page.go_back()
    expect(page.locator("reflection-journal")).to_have_attribute("view", "browse")
    expect(row).to_be_focused()
    expect(row).to_be_in_viewport()
    page.go_forward()
    expect(page.locator(".journal__heading")).to_be_visible()
    page.reload()
    expect(page.locator(".journal__heading")).to_be_visible()
    page.get_by_role("link", name="All entries").click()
    expect(page.locator(".journal__row").first).to_be_visible()


def test_the_word_journal_in_the_header_leads_from_an_entry_to_the_list(open_journal: OpenJournal) -> None:
    page = open_journal(journals.realistic(3))
    page.locator(".journal__title").first.click()
    expect(page.locator(".journal__heading")).to_be_visible()
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Journal").click()
    expect(page.locator("reflection-journal")).to_have_attribute("view", "browse")


def test_back_from_another_page_comes_to_the_entry_again(open_journal: OpenJournal) -> None:
    page = open_journal(journals.realistic(3))
    page.locator(".journal__title").first.click()
    page.get_by_role("link", name="Sources").first.click()
    page.wait_for_url("**/sources/")
    page.go_back()
    expect(page.locator(".journal__heading")).to_be_visible()


def test_a_retired_exercise_stays_readable_and_is_said_to_be_gone(open_journal: OpenJournal) -> None:
    note = {"title": "A note that was", "path": "notes/a-note-that-was/#exercise-gone"}
    entry = journals.answered(
        "one", journals.moment(), {"As it was asked then?": "Yes."}, exercise="a-note-that-was/gone", title="What was asked", note=note
    )
    page = open_journal([entry, journals.reflected(entry, [journals.paragraph("That came back.")])])
    page.get_by_role("link", name="What was asked").click()
    shown = page.locator(".journal__entry")
    expect(shown).to_contain_text("From “A note that was”. It is no longer in the notes.")
    expect(shown.get_by_role("link", name="A note that was")).to_have_count(0)
    expect(shown).to_contain_text("As it was asked then?Yes.")
    expect(shown).to_contain_text("That came back.")


def test_an_entry_shows_the_wording_that_was_answered(open_journal: OpenJournal) -> None:
    page = open_journal([journals.answered("one", journals.moment(), {"When I ask I used to feel exposed.": "4"}, revision="another")])
    page.get_by_role("link", name="What asking costs").click()
    expect(page.locator(".journal__pair dt")).to_have_text(["When I ask I used to feel exposed."])


def test_an_entry_of_the_first_version_gets_its_title_from_the_notes(open_journal: OpenJournal) -> None:
    first = {
        "schema": 1,
        "exercise": "independence-vs-interdependence/asking-for-help",
        "revision": "0",
        "at": journals.moment(),
        "answers": {},
        "words": [{"question": "Q", "answer": "A"}],
    }
    page = open_journal([first])
    page.get_by_role("link", name="What asking costs").click()
    expect(page.locator(".journal__entry").get_by_role("link", name="Independence vs. Interdependence")).to_be_visible()


def test_a_source_is_shown_as_it_was_saved(open_journal: OpenJournal) -> None:
    page = open_journal(journals.costs("one", journals.moment(), 3))
    page.get_by_role("link", name="What asking costs").click()
    footnote = page.locator(".journal__reflection").get_by_role("link", name="Footnote 4")
    assert (footnote.get_attribute("href") or "").endswith("/notes/independence-vs-interdependence/#fn:flynn")


def test_the_check_ins_of_four_weeks_are_drawn_and_said(open_journal: OpenJournal) -> None:
    page = open_journal([*journals.check_in("today", journals.moment(0), 1), *journals.check_in("old", journals.moment(40), 2)])
    chart = page.locator(".journal__chart")
    expect(chart.get_by_role("heading")).to_have_text("The last four weeks: How are we this morning?")
    expect(chart.locator("svg.journal__days")).to_have_attribute("aria-hidden", "true")
    chart.get_by_text("1 check-in, in a table").click()
    expect(chart.get_by_role("row")).to_have_count(2)
    cells = chart.get_by_role("row").last.get_by_role("cell").all_text_contents()
    assert sum(map(int, cells)) == len(journals.CIRCLES)


def test_a_check_in_done_in_its_note_stands_in_the_chart(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    sheet = section(page, "how-are-we")
    answered_with_mouse(sheet)
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Journal").click()
    expect(page.locator(".journal__chart").get_by_text("1 check-in, in a table")).to_be_visible()
    page.get_by_label("Show", exact=True).select_option("Today’s check-ins")
    page.get_by_role("link", name="How are we this morning?").click()
    expect(page.locator(".journal__reflection .exercise__rings")).to_be_visible()


def test_without_a_check_in_there_is_no_chart(open_journal: OpenJournal) -> None:
    expect(open_journal(journals.costs("one", journals.moment(), 1)).locator(".journal__chart")).to_be_hidden()


def test_what_is_answered_in_another_tab_comes_in(open_journal: OpenJournal, site_server: StaticServer) -> None:
    page = open_journal(journals.costs("one", journals.moment(1), 1))
    other = page.context.new_page()
    other.goto(site_server.url + JOURNAL)
    other.locator("reflection-journal[view]").wait_for()
    journals.receive(other, site_server.folder, journals.letter("two", journals.moment(0), 1))
    expect(page.locator(".journal__row")).to_have_count(2)


def test_without_scripts_the_page_says_what_the_journal_is(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + JOURNAL, java_script_enabled=False)
    expect(page.get_by_text("only scripts in this page can show them")).to_be_visible()
    expect(page.get_by_role("button", name="Delete everything")).to_have_count(0)


def test_a_note_loads_nothing_of_the_journals_page(site_server: StaticServer, open_page: OpenPage) -> None:
    site_server.requested.clear()
    page = open_page(site_server.url + NOTE)
    page.wait_for_load_state("networkidle")
    assert [path for path in site_server.requested if "reflection-journal" in path or "journal.css" in path or "/browse." in path] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_in_a_full_journal(width: int, scheme: str, open_journal: OpenJournal) -> None:
    page = open_journal(journals.realistic(12), viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.get_by_label("Search what you wrote").fill("grandmother")
    page.get_by_text("in a table").click()
    page.get_by_text("Set a passphrase").click()
    assert violations(page) == []
    page.locator(".journal__title").first.click()
    assert violations(page) == []


def test_nothing_runs_over_the_edge_at_320_pixels(open_journal: OpenJournal) -> None:
    page = open_journal(journals.realistic(12), viewport={"width": 320, "height": 800})
    page.get_by_text("Set a passphrase").click()
    page.get_by_text("Export these").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator(".journal__title").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_with_forced_colours_what_is_chosen_and_drawn_still_shows(open_journal: OpenJournal) -> None:
    page = open_journal(journals.realistic(12), forced_colors="active")
    looks = "selector => { const { fill, backgroundColor } = getComputedStyle(document.querySelector(selector)); return fill || backgroundColor; }"
    assert page.evaluate(looks, ".journal__calm") != page.evaluate(looks, ".journal__strained")
    assert "underline" in page.locator(".journal__switch :checked + span").evaluate("text => getComputedStyle(text).textDecorationLine")
