"""Every exercise of the site, and how a reader does each: with the mouse, and with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.waiting import PYTHON_MS

FIRST = "/notes/independence-vs-interdependence/"
SECOND = "/notes/the-interpersonal-field/"
THIRD = "/notes/co-regulation/"
NOTES = (FIRST, SECOND, THIRD)
EXERCISES = {
    "sort": (FIRST, "whose-burden", "Your loads are spread"),
    "circles": (FIRST, "how-are-we", "and all beings be well, happy and peaceful."),
    "scale": (FIRST, "asking-for-help", "People who ask tend to overestimate"),
    "words": (FIRST, "i-you-we", "In 9 words: 1 I, 1 we, 1 you, 1 they."),
    "plan": (FIRST, "the-ask", "Plans of the form"),
    "recall-order-choice-match": (FIRST, "what-the-note-says", "Independence is a stage on the way"),
    "closeness": (SECOND, "how-close", "touching"),
    "prompt": (SECOND, "the-room-between", "Read it back once"),
    "recall-blank": (SECOND, "what-the-note-says", "Person and surroundings are read together"),
    "rank": (THIRD, "what-steadies-you", "Your order"),
    "ratings": (THIRD, "before-and-after", "You came out of it with more"),
    "recall-order": (THIRD, "what-the-note-says", "Across 148 studies"),
}
WRITTEN = "I asked you, and we told them the environment"
OTHERWISE = "You were late, and I said so"
MOST_STEPS = 120


def section(page: Page, exercise: str) -> Locator:
    """The sheet of an exercise."""
    return page.locator(f"#exercise-{exercise}")


def fields(sheet: Locator) -> list[str]:
    """The names of a form's fields, each once, in the order of the page."""
    found: list[str] = sheet.evaluate("sheet => [...new Set([...sheet.querySelectorAll('input, textarea')].map((one) => one.name))]")
    return found


def is_reflected(sheet: Locator) -> None:
    """Wait until the reflection is there."""
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "answered", timeout=PYTHON_MS)


def answered_with_mouse(sheet: Locator) -> None:
    """Choose a different answer for each field in turn, the third one skipped, by clicking what is seen."""
    filled_with_mouse(sheet)
    sheet.get_by_role("button", name="Reflect").click()


def filled_with_mouse(sheet: Locator, *, otherwise: bool = False) -> None:
    """Choose a different answer for each field in turn, the third one skipped, and have no reflection yet.

    otherwise: choose as no other day of these tests does, over what may be there from then.
    """
    for index, name in enumerate(fields(sheet)):
        inputs = sheet.locator(f'[name="{name}"]')
        kind = inputs.first.evaluate("field => field.type")
        if kind in ("text", "textarea"):
            inputs.click()
            inputs.fill("")
            inputs.press_sequentially(OTHERWISE if otherwise else "environment" if name == "lewin-formula" else WRITTEN)
        elif kind == "number":
            option = inputs.locator("..")
            if otherwise and index == 0 and inputs.input_value():
                option.locator('[data-move="down"]').click()
            elif index != 2 and not inputs.input_value():
                option.get_by_role("button", name="Place").click()
        else:
            last = inputs.count() - 1
            inputs.nth(last if index == 2 else (index + otherwise) % last).locator("..").click()


def answered_with_keyboard(sheet: Locator) -> None:
    """Go through the form with Tab, Enter, arrows and typing alone, as a reader without a mouse does."""
    page = sheet.page
    expect(sheet.locator("reflect-exercise")).to_have_attribute("state", "idle")
    sheet.locator("form :is(input, textarea, button)").locator("visible=true").first.focus()
    met: list[str] = []
    for _ in range(MOST_STEPS):
        name, kind, move = page.evaluate(
            "(({ name, type, dataset, parentElement }) => [name, type, dataset.move ?? ''])(document.activeElement)"
        )
        if kind == "submit":
            break
        if move == "place":
            page.keyboard.press("Enter")
            continue
        if kind == "radio":
            page.keyboard.press("Space")
            for _arrow in range(len(met) % 3):
                page.keyboard.press("ArrowDown")
        elif kind in ("text", "textarea"):
            page.keyboard.type("environment" if name == "lewin-formula" else WRITTEN)
        if name:
            met.append(name)
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Reflect"
    typed = sheet.locator('form input[type="number"]').count()
    assert met == fields(sheet) or typed
    page.keyboard.press("Enter")
