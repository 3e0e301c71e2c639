"""A form becomes a worksheet: all that it asks, in plain lists, and nothing to press."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree, html

from press.worksheets import worksheet

PAGE = "https://how-we-help.example/notes/first/"
SKIP = '<label class="exercise__choice exercise__choice--skip"><input type="radio"><span>Skip</span></label>'


def choices(*labels: str) -> str:
    return "".join(f'<label class="exercise__choice"><input type="radio"><span>{label}</span></label>' for label in labels) + SKIP


def question(legend: str, inside: str) -> str:
    return f'<fieldset class="exercise__question"><legend>{legend}</legend>{inside}</fieldset>'


def part(legend: str, inside: str) -> str:
    return f'<fieldset class="exercise__part"><legend>{legend}</legend>{inside}</fieldset>'


def made(questions: str) -> Any:
    return worksheet(html.fromstring(f'<section class="exercise" id="exercise-x"><form>{questions}</form></section>'), PAGE)


def text_of(questions: str) -> str:
    """Return a worksheet's items and paragraphs, one to a line, without its kind and its link."""
    lines = []
    for element in list(made(questions))[1:-1]:
        for one in element.iter("p", "li"):
            own = " ".join(" ".join(one.xpath("text()")).split())
            lines.append(f"{'  ' * len(list(one.iterancestors('li')))}{one.getparent().tag if one.tag == 'li' else 'p'} {own}")
    return "\n".join(lines)


def test_what_every_question_is_answered_with_is_said_once() -> None:
    assert text_of(question("A mood", choices("Mine", "Ours")) + question("A chore", choices("Mine", "Ours"))) == (
        "p One of these for each: Mine; Ours.\nol A mood\nol A chore"
    )


def test_options_of_its_own_stand_below_a_question() -> None:
    several = question("Who?", choices("Lewis", "Freud")) + question("When?", choices("1915", "2000"))
    assert text_of(several) == "ol Who?\n  ul Lewis\n  ul Freud\nol When?\n  ul 1915\n  ul 2000"


@pytest.mark.parametrize(
    ("labels", "says"),
    [
        (('1<span class="exercise__unseen">, Not true</span>', "2", '3<span class="exercise__unseen">, Very true</span>'), "(Not true)"),
        (('1<span class="exercise__unseen"> of 3, Not true</span>', "2 of 3", "3 of 3, Very true"), "(Not true)"),
    ],
    ids=["scale", "ratings"],
)
def test_levels_are_said_by_their_ends(labels: tuple[str, ...], says: str) -> None:
    both = question("I feel exposed.", choices(*labels)) + question("It is a relief.", choices(*labels))
    assert text_of(both) == f"p From 1 {says} to 3 (Very true):\nol I feel exposed.\nol It is a relief."


def test_numbers_with_a_gap_are_options_like_any_other() -> None:
    assert text_of(question("How many?", choices("5", "50"))) == "ul How many?\n  ul 5\n  ul 50"


def test_parts_stand_below_their_question_with_what_they_share() -> None:
    shared = question("Match.", part("One", choices("First", "Second")) + part("Two", choices("First", "Second")))
    assert text_of(shared) == "ul Match. One of these for each: First; Second.\n  ul One\n  ul Two"


def test_parts_that_are_answered_differently_keep_their_options() -> None:
    assert (
        text_of(question("Both.", part("One", choices("A", "B")) + part("Two", choices("C", "D"))))
        == "ul Both.\n  ul One: A; B\n  ul Two: C; D"
    )


def test_things_to_put_in_an_order_are_not_numbered() -> None:
    options = '<label class="exercise__label">A voice</label><input><label class="exercise__label">A walk</label><input>'
    rank = f'<fieldset class="exercise__question"><legend class="exercise__unseen">Rank</legend>{options}</fieldset>'
    assert text_of(rank) == "ul A voice\nul A walk"


def test_what_to_write_is_asked_without_what_only_a_screen_reader_needs() -> None:
    label = '<label class="exercise__label"><span class="exercise__unseen">My body, </span><span>who is there</span></label><input>'
    rings = question("My body", choices("At ease", "Strained") + label) + question("Friends", choices("At ease", "Strained") + label)
    assert text_of(rings) == "p One of these for each: At ease; Strained. And for each: who is there.\nol My body\nol Friends"


def test_a_question_in_one_s_own_words_is_an_item() -> None:
    assert (
        text_of('<div class="exercise__question"><label class="exercise__label">Your wish</label><textarea></textarea></div>')
        == "ul Your wish"
    )


def test_where_a_scale_comes_from_is_said_and_a_link_leads_to_it() -> None:
    sheet = made(question("A mood", choices("Mine")) + '<p class="exercise__from">Written here. Not validated.</p>')
    assert "Written here. Not validated." in sheet.text_content()
    assert sheet.xpath(".//a/@href") == [f"{PAGE}#exercise-x"]
    assert sheet.get("id") == "exercise-x"


def test_words_stay_words() -> None:
    text = etree.tostring(made(question("&lt;img src=x&gt; &amp; <b>bold</b>", choices("a &lt; b"))), encoding="unicode", method="html")
    assert "&lt;img src=x&gt; &amp; bold" in text
    assert "a &lt; b" in text
