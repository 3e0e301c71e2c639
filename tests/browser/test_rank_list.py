"""The list that options are put in order in: by buttons, by the keyboard, from a draft, and on paper."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.answering import THIRD, is_reflected, section
from tests.browser.conftest import OpenPage

VOICE, HUG, MUSIC = "A familiar voice", "A hand or a hug", "Music"


def opened(open_page: OpenPage, site_url: str) -> Locator:
    return section(open_page(site_url + THIRD), "what-steadies-you")


def placed(sheet: Locator) -> Locator:
    return sheet.locator("ol > li label")


def place(sheet: Locator, *options: str) -> None:
    for option in options:
        sheet.get_by_role("button", name=f"Place {option}").click()


def given(sheet: Locator) -> dict[str, str]:
    answers: dict[str, str] = sheet.locator("form").evaluate(
        "form => Object.fromEntries([...new FormData(form)].filter(([, value]) => value))"
    )
    return answers


def focused(page: Page) -> str:
    name: str = page.evaluate("document.activeElement.getAttribute('aria-label')")
    return name


def said(sheet: Locator) -> Locator:
    return sheet.locator("rank-list").get_by_role("status")


def test_options_come_in_the_order_in_which_they_are_placed(site_url: str, open_page: OpenPage) -> None:
    sheet = opened(open_page, site_url)
    place(sheet, MUSIC, VOICE)
    expect(placed(sheet)).to_have_text([MUSIC, VOICE])
    assert given(sheet) == {"music": "1", "voice": "2"}
    expect(said(sheet)).to_have_text("A familiar voice is 2 of 2.")


def test_placing_one_after_another_needs_only_enter(site_url: str, open_page: OpenPage) -> None:
    sheet = opened(open_page, site_url)
    sheet.get_by_role("button", name=f"Place {VOICE}").focus()
    for _ in range(3):
        sheet.page.keyboard.press("Enter")
    expect(placed(sheet)).to_have_text([VOICE, HUG, "Someone beside me, not talking"])
    assert focused(sheet.page) == "Place An animal"


def test_the_focus_goes_with_the_option_that_is_moved(site_url: str, open_page: OpenPage) -> None:
    sheet = opened(open_page, site_url)
    place(sheet, MUSIC, VOICE, HUG)
    sheet.get_by_role("button", name=f"Move {HUG} up").click()
    assert focused(sheet.page) == f"Move {HUG} up"
    sheet.page.keyboard.press("Enter")
    expect(placed(sheet)).to_have_text([HUG, MUSIC, VOICE])
    assert focused(sheet.page) == f"Move {HUG} up"
    expect(said(sheet)).to_have_text("A hand or a hug is 1 of 3.")


def test_alt_and_an_arrow_move_an_option(site_url: str, open_page: OpenPage) -> None:
    sheet = opened(open_page, site_url)
    place(sheet, MUSIC, VOICE, HUG)
    sheet.get_by_role("button", name=f"Leave out {MUSIC}").focus()
    sheet.page.keyboard.press("Alt+ArrowDown")
    expect(placed(sheet)).to_have_text([VOICE, MUSIC, HUG])
    assert focused(sheet.page) == f"Leave out {MUSIC}"
    sheet.page.keyboard.press("Alt+ArrowUp")
    expect(placed(sheet)).to_have_text([MUSIC, VOICE, HUG])


def test_at_its_end_of_the_list_an_option_stays_and_this_is_said(site_url: str, open_page: OpenPage) -> None:
    sheet = opened(open_page, site_url)
    place(sheet, MUSIC, VOICE)
    up = sheet.get_by_role("button", name=f"Move {MUSIC} up")
    expect(up).to_have_attribute("aria-disabled", "true")
    up.click(force=True)
    expect(placed(sheet)).to_have_text([MUSIC, VOICE])
    expect(said(sheet)).to_have_text("Music stays first.")


def test_an_option_that_is_left_out_goes_back_to_where_it_was(site_url: str, open_page: OpenPage) -> None:
    sheet = opened(open_page, site_url)
    place(sheet, MUSIC, VOICE, HUG)
    sheet.get_by_role("button", name=f"Leave out {VOICE}").click()
    expect(placed(sheet)).to_have_text([MUSIC, HUG])
    expect(sheet.locator("ul > li label").first).to_have_text(VOICE)
    assert given(sheet) == {"music": "1", "touch": "2"}
    assert focused(sheet.page) == f"Place {VOICE}"


def test_a_draft_brings_the_order_back(site_url: str, open_page: OpenPage) -> None:
    sheet = opened(open_page, site_url)
    place(sheet, MUSIC, VOICE, HUG)
    sheet.get_by_role("button", name=f"Move {HUG} up").click()
    expect(sheet.locator(".exercise__status")).to_contain_text("Saved here")
    sheet.page.reload()
    expect(placed(sheet)).to_have_text([MUSIC, HUG, VOICE])
    sheet.get_by_role("button", name="Reflect").click()
    is_reflected(sheet)
    expect(sheet.locator(".exercise__reflection ol li")).to_have_text([MUSIC, HUG, VOICE])


def test_an_emptied_form_leaves_everything_out(site_url: str, open_page: OpenPage) -> None:
    sheet = opened(open_page, site_url)
    place(sheet, MUSIC, VOICE)
    sheet.locator("form").evaluate("form => form.reset()")
    expect(placed(sheet)).to_have_count(0)


def test_numbers_that_make_no_order_are_put_in_one(site_url: str, open_page: OpenPage) -> None:
    sheet = opened(open_page, site_url)
    sheet.locator("form").evaluate("""form => {
      for (const [name, value] of [["walk", "7"], ["voice", "7"], ["music", "2"], ["touch", "-1"]]) form.elements[name].value = value;
      form.dispatchEvent(new Event("filled"));
    }""")
    expect(placed(sheet)).to_have_text([MUSIC, VOICE, "Walking outdoors"])
    assert given(sheet) == {"music": "1", "voice": "2", "walk": "3"}


def test_without_a_script_each_option_has_a_place_for_its_number(site_url: str, open_page: OpenPage) -> None:
    sheet = section(open_page(site_url + THIRD, java_script_enabled=False), "what-steadies-you")
    expect(sheet.get_by_role("spinbutton", name=VOICE)).to_be_visible()
    expect(sheet.get_by_text("Number them from 1")).to_be_visible()
    sheet.page.emulate_media(media="print")
    expect(sheet.get_by_role("spinbutton", name=VOICE)).to_be_visible()
