"""What the tests of the writing desk do as a writer does."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.conftest import OpenPage
from tests.browser.waiting import PYTHON_MS

NOTE = "independence-vs-interdependence"


def open_desk(open_page: OpenPage, site_url: str, **options: Any) -> Page:
    """Return the desk with its Python there."""
    page = open_page(f"{site_url}/write/", **options)
    page.locator("writing-desk:is([state=ready], [state=shown])").wait_for(timeout=PYTHON_MS)
    return page


def begin(page: Page, title: str) -> None:
    """Begin a note, and wait until its page is shown."""
    if page.get_by_label("Title of the new note").is_hidden():
        page.get_by_role("button", name="New note").click()
    page.get_by_label("Title of the new note").fill(title)
    page.get_by_role("button", name="Begin").click()
    shown_page(page).get_by_role("heading", level=1, name=title, include_hidden=True).wait_for(state="attached")


def open_published(page: Page, name: str = NOTE) -> None:
    """Open a published note, and wait until its page is shown."""
    page.get_by_role("button", name="Open a published note").click()
    page.get_by_label("Published note").select_option(name)
    page.get_by_role("button", name="Open", exact=True).click()
    shown_page(page).locator(".prose p").first.wait_for(state="attached")


def editor(page: Page) -> Locator:
    """Return where the text is written."""
    return page.locator("[data-part=editor] .cm-content")


def write(page: Page, text: str) -> None:
    """Write at the end of the file that is shown."""
    editor(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


def replace(page: Page, text: str) -> None:
    """Put a text in the place of all of the file that is shown."""
    editor(page).focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def turn(page: Page, file: str) -> None:
    """Show the note or the exercises."""
    page.locator(".desk__text .desk__switch").get_by_role("radio", name=file).check()


def shown_page(page: Page) -> Locator:
    return page.locator("[data-part=page]")


def mistakes(page: Page) -> Locator:
    return page.locator("[data-part=mistakes] button")


def advice(page: Page) -> Locator:
    return page.locator("[data-part=advice]")


def said(page: Page) -> Locator:
    return page.locator("[data-part=said]")


def kept_drafts(page: Page) -> list[dict[str, Any]]:
    """Return what the desk's database holds; nothing when there is none."""
    drafts: list[dict[str, Any]] = page.evaluate("""async () => {
      if (!(await indexedDB.databases()).some(({ name }) => name === 'how-we-help-desk')) return [];
      const database = await new Promise((resolve, reject) => {
        const opening = indexedDB.open('how-we-help-desk');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const all = database.transaction('drafts').objectStore('drafts').getAll();
      await new Promise((resolve) => { all.onsuccess = resolve; });
      database.close();
      return all.result;
    }""")
    return drafts
