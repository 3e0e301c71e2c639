"""At the writing desk a note is begun, written, seen, tried and taken away, without an install and without a trace elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.server import StaticServer
from tests.browser.test_pages import violations
from tests.browser.waiting import PYTHON_MS, wait_until
from tests.browser.writing import (
    NOTE,
    advice,
    begin,
    editor,
    kept_drafts,
    mistakes,
    open_desk,
    open_published,
    replace,
    said,
    shown_page,
    turn,
    write,
)
from tests.conftest import ROOT

FRONT = "---\ndate: 2026-11-23\ndescription: D.\n---\n\n# Short\n\nWords.\n"


def link(page: Page) -> str:
    return page.locator("[data-part=repository]").get_attribute("href") or ""


def test_a_note_begins_with_an_example_of_each_kind_in_order_and_shown(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    begin(page, "On apology")
    expect(page.locator("[data-part=count]")).to_have_text("Nothing to mend.")
    expect(page.get_by_label("Name", exact=True)).to_have_value("on-apology")
    expect(shown_page(page).locator("reflect-exercise:defined")).to_have_count(10)
    expect(editor(page)).to_be_focused()
    expect(editor(page)).to_contain_text("draft: true")


def test_what_is_written_is_in_the_page_and_the_rest_of_it_is_left_alone(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    open_published(page)
    shown_page(page).evaluate("(page) => page.querySelectorAll('.prose > *').forEach((one) => { one.marked = true; })")
    write(page, "\n\nOne *more* thing.\n")
    expect(shown_page(page).locator(".prose em", has_text="more")).to_be_visible()
    unmarked = shown_page(page).evaluate("(page) => [...page.querySelectorAll('.prose > *')].filter((one) => !one.marked).length")
    assert unmarked == 1


def test_a_mistake_is_said_at_its_line_in_the_page_and_in_the_text_and_leads_there(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    begin(page, "On apology")
    write(page, "\nA mark.[^none]\n")
    expect(page.locator("[data-part=count]")).to_have_text("1 to mend.")
    text = "footnote [^none] is not defined on this page; define it first"
    expect(mistakes(page)).to_contain_text(text)
    expect(shown_page(page).locator(".mistake")).to_contain_text(text)
    expect(page.locator("[data-part=editor] .cm-lintRange-warning")).to_have_text("[^none")
    turn(page, "Exercises")
    mistakes(page).focus()
    page.keyboard.press("Enter")
    expect(editor(page)).to_be_focused()
    expect(page.locator("[data-part=editor] .cm-activeLine")).to_have_text("A mark.[^none]")
    expect(page.get_by_role("radio", name="Note")).to_be_checked()


def test_what_is_worth_a_look_is_said_apart_and_only_when_nothing_is_to_mend(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    open_published(page)
    expect(advice(page)).to_be_hidden()
    write(page, "\n<!-- to check: one -->\n")
    expect(advice(page)).to_contain_text("Worth a look")
    expect(advice(page).get_by_role("button")).to_contain_text("a comment of the import is left")
    expect(page.locator("[data-part=count]")).to_have_text("Nothing to mend.")
    expect(mistakes(page)).to_have_count(0)
    advice(page).get_by_role("button").click()
    expect(page.locator("[data-part=editor] .cm-activeLine")).to_have_text("<!-- to check: one -->")
    write(page, "\nA mark.[^none]\n")
    expect(page.locator("[data-part=count]")).to_have_text("1 to mend.")
    expect(advice(page)).to_be_hidden()


def test_a_mistake_in_the_exercises_is_said_and_the_others_are_shown(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    begin(page, "On apology")
    turn(page, "Exercises")
    write(page, "    titel: Twice\n")
    expect(mistakes(page)).to_contain_text("Exercises, line")
    expect(mistakes(page)).to_contain_text("before-and-after: ")
    expect(shown_page(page).locator("reflect-exercise")).to_have_count(9)


def test_a_draft_outlives_the_page(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    begin(page, "On apology")
    write(page, "\nKept.\n")
    wait_until(page, "() => document.querySelector('[data-part=page]').textContent.includes('Kept.')")
    page.reload()
    expect(shown_page(page).get_by_text("Kept.", exact=True)).to_be_visible()
    expect(editor(page)).to_contain_text("On apology")
    assert [draft["name"] for draft in kept_drafts(page)] == ["on-apology"]


def test_a_removed_draft_can_be_brought_back(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    begin(page, "On apology")
    page.get_by_role("button", name="Remove this draft").click()
    expect(said(page)).to_contain_text("is removed from this device")
    assert kept_drafts(page) == []
    page.get_by_role("button", name="Bring it back").click()
    expect(shown_page(page).get_by_role("heading", level=1)).to_have_text("On apology")
    assert len(kept_drafts(page)) == 1


def test_several_drafts_are_kept_apart(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    begin(page, "One")
    begin(page, "Another")
    drafts = page.get_by_label("Draft", exact=True)
    expect(drafts.locator("option")).to_have_count(2)
    drafts.select_option(index=1)
    expect(shown_page(page).get_by_role("heading", level=1)).to_have_text("One")


def test_what_two_tabs_write_in_one_draft_is_kept_of_both(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    begin(page, "One")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("writing-desk[state=shown]").wait_for()
    write(page, "\nHere.\n")
    wait_until(page, "() => document.querySelector('[data-part=page]').textContent.includes('Here.')")
    write(other, "\nThere.\n")
    expect(said(other)).to_have_text("This draft was changed in another tab too; yours is kept beside it.")
    texts = sorted(draft["note"].rstrip().splitlines()[-1] for draft in kept_drafts(page))
    assert texts == ["Here.", "There."]


def test_an_exercise_is_tried_at_once_and_leaves_nothing_in_the_journal(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    open_published(page)
    exercise = shown_page(page).locator("#exercise-whose-burden")
    exercise.get_by_role("radio", name="Mine").first.check(force=True)
    write(page, "\nWritten while it is tried.\n")
    exercise.get_by_role("button", name="Reflect").click()
    expect(exercise.locator(".exercise__reflection")).not_to_be_empty(timeout=PYTHON_MS)
    expect(exercise.locator(".exercise__status")).to_have_text("The reflection is below. Nothing of it is kept.")
    assert page.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))") == ["how-we-help-desk"]
    assert page.evaluate("Object.keys(localStorage)") == []


def test_answers_of_the_journal_are_not_shown_at_the_desk(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}/notes/{NOTE}/")
    page.locator("#exercise-whose-burden").get_by_role("radio", name="Mine").first.check(force=True)
    expect(page.locator("#exercise-whose-burden .exercise__status")).to_contain_text("Saved here")
    page.goto(f"{site_url}/write/")
    page.locator("writing-desk[state=ready]").wait_for()
    open_published(page)
    expect(shown_page(page).locator("#exercise-whose-burden input:checked")).to_have_count(0)


def test_a_published_note_opens_as_the_files_that_it_is(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    open_published(page)
    (draft,) = kept_drafts(page)
    assert draft["note"] == (ROOT / "docs" / "notes" / "posts" / f"{NOTE}.md").read_text("utf-8")
    assert draft["exercises"] == (ROOT / "exercises" / "notes" / f"{NOTE}.yml").read_text("utf-8")
    expect(page.locator("[data-part=count]")).to_have_text("Nothing to mend.")


def test_the_page_of_a_published_note_has_the_words_that_the_build_gave_it(site_url: str, open_page: OpenPage) -> None:
    built = open_page(f"{site_url}/notes/{NOTE}/")
    letters = "(place) => place.textContent.replace(/\\s+/g, '')"
    expected = [built.locator(one).evaluate(letters) for one in (".prose", ".end .footnote")]
    page = open_desk(open_page, site_url)
    open_published(page)
    assert [shown_page(page).locator(one).evaluate(letters) for one in (".prose", ".end .footnote")] == expected


@pytest.mark.parametrize(("tab", "file"), [("Note", "docs/notes/posts/on-apology.md"), ("Exercises", "exercises/notes/on-apology.yml")])
def test_a_file_is_downloaded_under_the_name_that_it_has_in_the_project(tab: str, file: str, site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    begin(page, "On apology")
    turn(page, tab)
    expect(page.locator("[data-part=file]")).to_have_text(file)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download").click()
    assert downloading.value.suggested_filename == Path(file).name
    (draft,) = kept_drafts(page)
    assert downloading.value.path().read_text("utf-8") == draft["note" if tab == "Note" else "exercises"]


def test_what_is_typed_over_a_selection_takes_its_place(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    begin(page, "On apology")
    replace(page, FRONT)
    page.keyboard.press("Control+a")
    page.keyboard.type("Anew *and* again")
    expect(editor(page)).to_have_text("Anew *and* again")
    page.keyboard.press("Control+z")
    expect(shown_page(page).get_by_role("heading", level=1)).to_have_text("Short")


def test_a_short_text_travels_in_the_link_to_a_new_file(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    begin(page, "On apology")
    replace(page, FRONT)
    expect(shown_page(page).get_by_role("heading", level=1)).to_have_text("Short")
    parts = urlsplit(link(page))
    assert parts.path == "/new/main/docs/notes/posts"
    assert parse_qs(parts.query) == {"filename": ["on-apology.md"], "value": [FRONT]}


def test_a_long_text_is_copied_and_the_link_opens_an_empty_file(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url, permissions=["clipboard-read", "clipboard-write"])
    begin(page, "On apology")
    replace(page, FRONT + "Long. " * 2000)
    expect(page.locator("[data-part=hint]")).to_contain_text("too long to travel in a link")
    assert parse_qs(urlsplit(link(page)).query) == {"filename": ["on-apology.md"]}
    page.get_by_role("button", name="Copy the text").click()
    expect(said(page)).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == FRONT + "Long. " * 2000


def test_a_published_note_is_changed_where_it_is(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    open_published(page)
    assert urlsplit(link(page)).path == f"/edit/main/docs/notes/posts/{NOTE}.md"
    expect(page.locator("[data-part=hint]")).to_contain_text("The file is there already")


@pytest.mark.parametrize("has_exercises", [True, False])
def test_the_exercises_of_a_published_note_are_changed_or_new(has_exercises: bool, site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}/about/")

    def answer(route: Route) -> None:
        shelf = route.fetch().json()
        if not has_exercises:
            shelf["exercises"].remove(NOTE)
        route.fulfill(json=shelf)

    page.route("**/assets/write/shelf.*json", answer)
    page.goto(f"{site_url}/write/")
    page.locator("writing-desk[state=ready]").wait_for(timeout=PYTHON_MS)
    open_published(page)
    assert urlsplit(link(page)).path == f"/edit/main/docs/notes/posts/{NOTE}.md"
    turn(page, "Exercises")
    made = urlsplit(link(page))
    if has_exercises:
        assert made.path == f"/edit/main/exercises/notes/{NOTE}.yml"
    else:
        assert made.path == "/new/main/exercises/notes"
        assert parse_qs(made.query)["filename"] == [f"{NOTE}.yml"]


def test_files_of_the_device_open_as_one_draft(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    folder = ROOT / "docs" / "notes" / "posts"
    files = [folder / "co-regulation.md", ROOT / "exercises" / "notes" / "co-regulation.yml"]
    page.locator("input[type=file]").set_input_files(files)
    expect(shown_page(page).get_by_role("heading", level=1)).to_have_text("Co-regulation")
    expect(page.locator("[data-part=count]")).to_have_text("Nothing to mend.")
    expect(page.get_by_label("Name", exact=True)).to_have_value("co-regulation")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.md", b"caf\xe9", "could not be read as UTF-8"),
        ("a.docx", b"PK", "is neither a note"),
        ("a.md", b"a\0b", "holds no text"),
        ("a.md", b"a" * 2_000_001, "is too large for the desk"),
    ],
    ids=["encoding", "kind", "binary", "size"],
)
def test_a_file_that_is_no_text_of_ours_is_refused_in_words(
    name: str, content: bytes, says: str, site_url: str, open_page: OpenPage
) -> None:
    page = open_desk(open_page, site_url)
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    expect(said(page)).to_contain_text(f"{name} {says}")
    assert kept_drafts(page) == []


def test_a_desk_at_work_is_accessible_in_both_schemes(site_url: str, open_page: OpenPage) -> None:
    for scheme in ("light", "dark"):
        for width in (390, 1440):
            page = open_desk(open_page, site_url, viewport={"width": width, "height": 900}, color_scheme=scheme)
            begin(page, "On apology")
            write(page, "\nA mark.[^none]\n")
            mistakes(page).wait_for()
            assert violations(page) == []


@pytest.mark.parametrize("width", [320, 390, 834, 1440])
def test_nothing_is_wider_than_the_page(width: int, site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url, viewport={"width": width, "height": 900})
    open_published(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_text_and_page_are_seen_in_turn(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url, viewport={"width": 390, "height": 844})
    begin(page, "On apology")
    expect(editor(page)).to_be_visible()
    expect(shown_page(page)).to_be_hidden()
    page.locator(".desk__sides").get_by_role("radio", name="Page").check()
    expect(editor(page)).to_be_hidden()
    expect(shown_page(page)).to_be_visible()


def test_all_is_reached_and_left_by_the_keyboard(site_url: str, open_page: OpenPage) -> None:
    page = open_desk(open_page, site_url)
    page.get_by_label("Title of the new note").focus()
    page.keyboard.type("On apology")
    page.keyboard.press("Enter")
    expect(editor(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Download")).to_be_focused()
    for name in ("Copy the text", "Open"):
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_contain_text(name)
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="Page")).to_be_focused()


def test_a_note_brings_nothing_of_the_desk(site_url: str, site_server: StaticServer, open_page: OpenPage) -> None:
    site_server.requested.clear()
    open_page(f"{site_url}/notes/{NOTE}/").wait_for_load_state("networkidle")
    assert [path for path in site_server.requested if re.search("write|codemirror", path)] == []


def test_the_desk_comes_and_goes_with_pages_that_are_swapped_in_place(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}/about/")
    page.evaluate("globalThis.visit = 'the same'")
    for _ in range(2):
        page.get_by_role("link", name="Write", exact=True).click()
        page.locator("writing-desk:is([state=ready], [state=shown])").wait_for(timeout=PYTHON_MS)
        if not kept_drafts(page):
            begin(page, "On apology")
        expect(shown_page(page).get_by_role("heading", level=1)).to_have_text("On apology")
        page.get_by_role("link", name="About", exact=True).click()
        expect(page.locator("writing-desk")).to_have_count(0)
    assert page.evaluate("globalThis.visit") == "the same"
