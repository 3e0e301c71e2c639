"""How a reader does an exercise with the keyboard alone, in whatever engine."""

from __future__ import annotations

from tests.browser.answering import MOST_STEPS, WRITTEN
from tests.browser.engines.reader import Reader

TRIES = 3
ENDS = "['answered', 'failed']"
ACTIVE = "(({ name, type, dataset }) => [name ?? '', type ?? '', dataset.move ?? ''])(document.activeElement)"


def sheet(exercise: str) -> str:
    """Return the selector of an exercise."""
    return f"#exercise-{exercise}"


def done_with_keyboard(reader: Reader, exercise: str) -> None:
    """Go through the form with Tab, Enter, Space, arrows and typing, and wait for what comes back."""
    form = f"{sheet(exercise)} form"
    reader.wait("document.querySelector(given)?.hasAttribute('state')", f"{sheet(exercise)} reflect-exercise")
    reader.focus(f"{form} :is(input, textarea, button)")
    met = 0
    for _ in range(MOST_STEPS):
        name, kind, move = reader.see(ACTIVE)
        if kind == "submit":
            break
        if move == "place":
            reader.press("Enter")
            met += 1
            continue
        if kind == "radio":
            reader.press("Space", *["ArrowDown"] * (met % 3))
        elif kind in ("text", "textarea"):
            reader.type("environment" if name == "lewin-formula" else WRITTEN)
        met += bool(name)
        reader.press("Tab")
    assert reader.see("document.activeElement === document.querySelector(given)", f"{form} [type=submit]")
    assert met
    reflected(reader, sheet(exercise))


def reflected(reader: Reader, section: str) -> None:
    """Choose Reflect, and do so again where Python did not start in time, as the page then says to."""
    element = f"{section} reflect-exercise"
    for attempt in range(TRIES):
        reader.focus(f"{section} [type=submit]")
        reader.press("Enter")
        if attempt:
            reader.wait("document.querySelector(given)?.getAttribute('state') !== 'failed'", element)
        if reader.wait(f"{ENDS}.find((one) => one === document.querySelector(given)?.getAttribute('state'))", element) == "answered":
            return
    raise AssertionError(f"{section} was not reflected on: {reader.text(f'{section} .exercise__status')}")
