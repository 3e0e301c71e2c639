"""Exercises as worksheets: the finished form of a page as plain questions and lists, for where no form can be.

Read from the form's own elements and not from definitions, so that a new kind of exercise needs nothing here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.html import builder as make

OF_CLASS = etree.XPath("descendant::*[contains(concat(' ', normalize-space(@class), ' '), concat(' ', $name, ' '))]")
STAYS = "What you answer there stays on your device, and any of it may be skipped."


@dataclass(frozen=True)
class Question:
    """A question: its words, what to choose among, what it asks for in one's own words, and its parts."""

    text: str
    options: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    parts: tuple[Question, ...] = ()


def worksheet(section: Any, page_url: str) -> Any:
    """Return the worksheet of an exercise's `<section>`: an element with title, questions and a link to the page."""
    anchor, form = section.get("id"), next(section.iter("form"))
    aside = ", ".join(_words(one) for kind in _of_class(form, "exercise__kind") for one in list(kind)[:2])
    sheet = make.SECTION(make.P(make.EM(aside)), id=anchor, **{"class": "worksheet"})
    for title in _of_class(form, "exercise__title"):
        sheet.append(make.H3(_words(title)))
    for intro in _of_class(form, "exercise__intro"):
        sheet.append(make.P(_words(intro)))
    sheet.extend(_questions(form))
    for provenance in _of_class(form, "exercise__from"):
        sheet.append(make.P(make.SMALL(_words(provenance))))
    sheet.append(make.P(make.A("Do this exercise in the page", href=f"{page_url}#{anchor}"), f". {STAYS}"))
    return sheet


def _questions(form: Any) -> Iterator[Any]:
    """Yield the elements of all questions; those in a row that are answered alike make one list under one sentence."""
    questions = [_question(one) for one in _of_class(form, "exercise__question")]
    singles: list[Any] = []
    for (answers, fields), alike in itertools.groupby(questions, key=lambda one: (_answers(one), one.fields)):
        row = list(alike)
        if len(row) == 1 or not answers:
            singles += [item for one in row for item in _items(one, answers)]
            continue
        if singles:
            yield make.OL(*singles)
            singles = []
        yield make.P(_asked(answers), *(f" And for each: {field}." for field in fields))
        yield make.OL(*(make.LI(one.text) if not one.parts else _item(one, ()) for one in row))
    if singles:
        # Only questions are numbered: not one alone, and not things that are to be put in an order.
        yield make.OL(*singles) if len(singles) > 1 and questions[0].text else make.UL(*singles)
    for hint in _of_class(form, "exercise__hint"):
        if not any("exercise__question" in _classes(above) for above in hint.iterancestors()):
            yield make.P(_words(hint))


def _items(question: Question, answers: tuple[str, ...]) -> Iterator[Any]:
    if question.text:
        yield _item(question, answers)
    else:
        # Its words are the exercise's title, which stands above already.
        yield from (make.LI(text) for text in (*question.fields, *question.options))


def _item(question: Question, answers: tuple[str, ...]) -> Any:
    item = make.LI(question.text)
    scale = _range(answers)
    below = [*question.fields, *(part.text if answers else _with_options(part) for part in question.parts)]
    if scale:
        item.append(make.BR())
        item[-1].tail = f"{scale}."
    elif answers and question.parts:
        item.append(make.BR())
        item[-1].tail = _asked(answers)
    else:
        below = [*answers, *below]
    if below:
        item.append(make.UL(*(make.LI(text) for text in below)))
    return item


def _with_options(part: Question) -> str:
    return f"{part.text}: {'; '.join(part.options)}" if part.options else part.text


def _question(element: Any) -> Question:
    """Return what a fieldset, or a label with its field, asks."""
    legend = next((one for one in element if one.tag == "legend"), None)
    text = "" if legend is None or "exercise__unseen" in _classes(legend) else _words(legend)
    parts = tuple(_question(one) for one in element.iter("fieldset") if one is not element)
    options = tuple(_words(one) for one in _own(element, "exercise__choice") if "exercise__choice--skip" not in _classes(one))
    fields = tuple(_label(one) for one in _own(element, "exercise__label"))
    if legend is None and len(fields) == 1:
        return Question(fields[0], options, (), parts)
    return Question(text, options, fields, parts)


def _answers(question: Question) -> tuple[str, ...]:
    """Return what all of the question can be answered with: its own options, or those that its parts share."""
    shared = {part.options for part in question.parts}
    return question.options or (shared.pop() if len(shared) == 1 else ())


def _asked(answers: tuple[str, ...]) -> str:
    scale = _range(answers)
    return f"{scale}:" if scale else f"One of these for each: {'; '.join(answers)}."


def _range(answers: tuple[str, ...]) -> str:
    """Return "From 1 (low) to 5 (high)" for options that are numbers in a row, or nothing.

    The page says at each number how many there are, and at the ends what they mean: "1 of 7, Tight", "5, Very true".
    """
    numbers = [answer.partition(",")[0].partition(" of ")[0] for answer in answers]
    if len(answers) < 2 or not all(number.isdecimal() for number in numbers):
        return ""
    if int(numbers[-1]) - int(numbers[0]) != len(numbers) - 1:
        return ""
    ends = (f"{numbers[at]} ({meaning})" if (meaning := answers[at].partition(", ")[2]) else numbers[at] for at in (0, -1))
    return f"From {next(ends)} to {next(ends)}"


def _own(element: Any, name: str) -> list[Any]:
    """Return the descendants of a class that are in no fieldset further in."""
    return [one for one in _of_class(element, name) if next(one.iterancestors("fieldset"), element) is element]


def _of_class(element: Any, name: str) -> list[Any]:
    found: list[Any] = OF_CLASS(element, name=name)
    return found


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split() if isinstance(element.tag, str) else []


def _words(element: Any) -> str:
    """Return an element's text in one line."""
    return " ".join(element.text_content().split())


def _label(element: Any) -> str:
    """Return a label's text without what it says to screen readers alone, which the question above it says too."""
    for unseen in _of_class(element, "exercise__unseen"):
        unseen.drop_tree()
    return _words(element)
