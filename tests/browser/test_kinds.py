"""Every kind of exercise is done with the mouse and with the keyboard alone, and is readable in every setting."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.answering import (
    EXERCISES,
    FIRST,
    NOTES,
    SECOND,
    THIRD,
    WRITTEN,
    answered_with_keyboard,
    answered_with_mouse,
    is_reflected,
    section,
)
from tests.browser.conftest import OpenPage
from tests.browser.server import StaticServer
from tests.browser.test_pages import violations

ROOM_ABOVE_NUMBERS = """all => all.map((one) => {
  const isPlaced = getComputedStyle(one, "::before").content !== "none";
  return isPlaced ? parseFloat(getComputedStyle(one).paddingTop) : Infinity;
}).filter(Number.isFinite)"""
ROOM_ABOVE_CIRCLE = """one => Math.min(
  ...[...one.querySelectorAll("svg, label")].map((part) => part.getBoundingClientRect().top)
) - one.getBoundingClientRect().top"""
SETTINGS: dict[str, dict[str, Any]] = {
    "320-pixels-light": {"viewport": {"width": 320, "height": 800}, "color_scheme": "light"},
    "320-pixels-dark": {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark"},
    # A window of 1280 pixels at 200 % zoom is laid out as one of 640, each of its pixels drawn as two.
    "200-percent": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    "forced-colors": {"viewport": {"width": 834, "height": 900}, "forced_colors": "active"},
    "reduced-motion-dark": {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", "color_scheme": "dark"},
}


@pytest.mark.parametrize("answered", [answered_with_mouse, answered_with_keyboard], ids=["mouse", "keyboard"])
@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_is_done(name: str, answered: Callable[[Locator], None], site_url: str, open_page: OpenPage) -> None:
    path, exercise, says = EXERCISES[name]
    page = open_page(site_url + path)
    sheet = section(page, exercise)
    answered(sheet)
    is_reflected(sheet)
    expect(sheet.locator(".exercise__reflection")).to_contain_text(says)
    expect(sheet.locator(".exercise__status")).to_contain_text("Saved here")
    expect(sheet.get_by_role("button", name="Reflect")).to_be_focused()


@pytest.mark.parametrize("setting", ["320-pixels-light", "200-percent", "forced-colors"])
@pytest.mark.parametrize("path", NOTES)
def test_every_exercise_is_done_by_keyboard_alone_in_every_setting(path: str, setting: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + path, **SETTINGS[setting])
    for where, exercise, says in EXERCISES.values():
        if where == path:
            sheet = section(page, exercise)
            answered_with_keyboard(sheet)
            is_reflected(sheet)
            expect(sheet.locator(".exercise__reflection")).to_contain_text(says)
            expect(sheet.get_by_role("button", name="Reflect")).to_be_focused()


@pytest.mark.parametrize("path", NOTES)
@pytest.mark.parametrize("setting", SETTINGS)
def test_axe_finds_nothing_before_and_after_answering(setting: str, path: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + path, **SETTINGS[setting])
    width = SETTINGS[setting]["viewport"]["width"]
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for where, exercise, _ in EXERCISES.values():
        if where == path:
            answered_with_mouse(section(page, exercise))
            is_reflected(section(page, exercise))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", NOTES)
def test_what_is_chosen_or_pressed_is_large_enough(path: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + path, viewport={"width": 320, "height": 800})
    sizes = page.locator(".exercise__form :is(.exercise__choice, .exercise__text, button)").locator("visible=true")
    small = sizes.evaluate_all("""all => all.filter((one) => {
      const { width, height } = one.getBoundingClientRect();
      return height < 44 || width < 24;
    }).map((one) => one.outerHTML)""")
    assert small == []


def test_what_is_answered_is_kept_in_the_words_of_the_page(site_url: str, site_server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(site_url + FIRST)
    circles = section(page, "how-are-we")
    circles.get_by_role("group", name="My body").get_by_role("radio", name="Mixed").check(force=True)
    circles.get_by_role("group", name="Friends").get_by_role("radio", name="Skip").check(force=True)
    circles.get_by_label("My body, who or what is there").fill("  A sore back ")
    assert in_words(circles, site_server)[:4] == [
        {"question": "My body", "answer": "Mixed"},
        {"question": "My body, who or what is there", "answer": "A sore back"},
        {"question": "The small lives within it", "answer": "Skipped"},
        {"question": "The people I love", "answer": "Skipped"},
    ]
    assert {"question": "Friends", "answer": "Skipped"} in in_words(circles, site_server)
    page.goto(site_url + SECOND)
    closeness = section(page, "how-close")
    closeness.get_by_role("radio", name="3 of 7, a little over each other").first.check(force=True)
    assert in_words(closeness, site_server) == [
        {"question": "Who (a name or initial, if you like)", "answer": "Skipped"},
        {"question": "How we are now", "answer": "3 of 7, a little over each other"},
        {"question": "How I would like us to be", "answer": "Skipped"},
    ]
    page.goto(site_url + THIRD)
    ratings = section(page, "before-and-after")
    ratings.get_by_role("group", name="Breath").get_by_role("radio", name="7 of 7, Easy").last.check(force=True)
    assert in_words(ratings, site_server)[:2] == [
        {"question": "Breath, Before", "answer": "Skipped"},
        {"question": "Breath, After", "answer": "7 of 7, Easy"},
    ]


def test_blanks_are_no_answer_and_lines_are_kept_as_written(site_url: str, site_server: StaticServer, open_page: OpenPage) -> None:
    sheet = section(open_page(site_url + SECOND), "the-room-between")
    sheet.locator('[name="scene"]').fill("One.\n\nTwo.")
    sheet.locator('[name="field"]').fill(" \n ")
    assert from_form("answersIn", sheet, site_server) == {"scene": "One.\n\nTwo."}
    assert in_words(sheet, site_server)[:2] == [
        {"question": "Who was there, and what was it about? One sentence will do.", "answer": "One.\n\nTwo."},
        {"question": "What was the space between you like: tight, slack, warm, hurried?", "answer": "Skipped"},
    ]


def test_a_place_to_write_grows_with_what_is_written(site_url: str, open_page: OpenPage) -> None:
    field = section(open_page(site_url + FIRST), "i-you-we").locator("textarea")
    before = field.evaluate("field => field.offsetHeight")
    field.fill("A line.\n" * 15)
    assert field.evaluate("field => field.offsetHeight") > before
    assert field.evaluate("field => field.scrollHeight <= field.clientHeight")


@pytest.mark.parametrize("width", [390, 1440])
def test_no_place_number_or_first_circle_touches_the_line_above_it(width: int, site_url: str, open_page: OpenPage) -> None:
    size = {"width": width, "height": 900}
    order = section(open_page(site_url + THIRD, viewport=size), "what-steadies-you")
    answered_with_mouse(order)
    room = order.locator(".exercise__option").evaluate_all(ROOM_ABOVE_NUMBERS)
    assert len(room) >= 8
    assert min(room) >= 4
    circles = section(open_page(site_url + FIRST, viewport=size), "how-are-we")
    assert circles.locator(".exercise__circle").first.evaluate(ROOM_ABOVE_CIRCLE) >= 10


@pytest.mark.parametrize(("width", "columns"), [(390, 1), (640, 1), (834, 2), (1440, 2)])
def test_four_slopes_stand_two_by_two_where_there_is_room(width: int, columns: int, site_url: str, open_page: OpenPage) -> None:
    sheet = section(open_page(site_url + THIRD, viewport={"width": width, "height": 900}), "before-and-after")
    answered_with_mouse(sheet)
    is_reflected(sheet)
    rows = Counter(sheet.locator(".exercise__slopes > li").evaluate_all("all => all.map((one) => one.offsetTop)"))
    assert list(rows.values()) == [columns] * (4 // columns)


def test_a_name_in_a_circle_has_room_on_a_narrow_page(site_url: str, open_page: OpenPage) -> None:
    sheet = section(open_page(site_url + FIRST, viewport={"width": 320, "height": 800}), "how-are-we")
    widths = sheet.locator(".exercise__names input").evaluate_all("all => all.map((one) => one.offsetWidth)")
    assert min(widths) >= 160


def test_a_reflection_pushes_nothing_above_it(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + THIRD)
    sheet = section(page, "before-and-after")
    button = sheet.get_by_role("button", name="Reflect")
    above = "button => button.getBoundingClientRect().top + scrollY"
    before = button.evaluate(above)
    answered_with_mouse(sheet)
    is_reflected(sheet)
    assert button.evaluate(above) == before


def test_the_mirror_shows_the_text_whole_with_its_pronouns_marked(site_url: str, open_page: OpenPage) -> None:
    sheet = section(open_page(site_url + FIRST), "i-you-we")
    answered_with_mouse(sheet)
    is_reflected(sheet)
    expect(sheet.locator(".exercise__own")).to_have_text(WRITTEN)
    expect(sheet.locator(".exercise__own mark")).to_have_text(["I", "you", "we", "them"])
    lines = sheet.locator(".exercise__own mark").evaluate_all("all => all.map((one) => getComputedStyle(one).textDecorationStyle)")
    assert len(set(lines)) == 4


def test_rings_are_said_in_words_and_differ_without_colour(site_url: str, open_page: OpenPage) -> None:
    sheet = section(open_page(site_url + FIRST), "how-are-we")
    for circle, level in (("My body", "At ease"), ("Friends", "Mixed"), ("Groups I belong to", "Strained")):
        sheet.get_by_role("group", name=circle).get_by_role("radio", name=level).check(force=True)
    sheet.get_by_role("button", name="Reflect").click()
    is_reflected(sheet)
    rings = sheet.locator(".exercise__rings")
    assert rings.get_by_role("listitem").all_inner_texts()[:2] == ["My body\nAt ease", "The small lives within it\nSkipped"]
    assert rings.locator("svg").evaluate_all("all => all.every((one) => one.getAttribute('aria-hidden') === 'true')")
    samples = rings.locator(".exercise__ring-sample").evaluate_all("""all => all.map((one) => [...one.children].map((line) =>
      [line.getAttribute("stroke-width"), line.getAttribute("stroke-dasharray")].join(" ")).join())""")
    assert len(set(samples)) == 4


def test_a_block_that_a_later_version_wrote_is_passed_over(site_url: str, site_server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(site_url + "/about/")
    module = address(site_server, "reflection")
    blocks = json.dumps([{"type": "of-next-year", "what": [1]}, {"type": "paragraph", "text": "Said.", "quiet": False}])
    drawn = page.evaluate(f"async () => (await import('{module}')).drawn({blocks}, () => null).map((one) => one.outerHTML)")
    assert drawn == ["<p>Said.</p>"]


def address(server: StaticServer, module: str) -> str:
    """The address of one of the scripts of exercises."""
    (file,) = (server.folder / "assets" / "exercises").glob(f"{module}.*.js")
    return f"/assets/exercises/{file.name}"


def from_form(function: str, sheet: Locator, server: StaticServer) -> Any:
    return sheet.locator("form").evaluate(
        "async (form, [address, name]) => (await import(address))[name](form)", [address(server, "form"), function]
    )


def in_words(sheet: Locator, server: StaticServer) -> list[dict[str, str]]:
    words: list[dict[str, str]] = from_form("inWords", sheet, server)
    return words
