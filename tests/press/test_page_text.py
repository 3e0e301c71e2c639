"""What a feed and a letter take from a finished page: its text and footnotes, and no more than any program shows."""

from __future__ import annotations

import pytest
from lxml import html

from press.page_text import read_article, xml_safe
from tests.press.finished import CARDS, REFERENCE, article

PAGE = "https://how-we-help.example/notes/first/"


def text_of(prose: str) -> str:
    return read_article(article(prose, footnotes=""), PAGE).html


@pytest.mark.parametrize(
    "gone",
    [
        "<script>run()</script>",
        "<style>p { color: red }</style>",
        '<button type="button">Play</button>',
        '<form><label>Name <input name="x"></label></form>',
        '<svg class="mark"><circle r="1"></circle></svg>',
        "<p hidden>Only a script shows this.</p>",
        '<span aria-hidden="true">Low High</span>',
        "<!-- more -->",
    ],
    ids=["script", "style", "button", "form", "drawing", "hidden", "unspoken", "comment"],
)
def test_what_is_no_text_is_left_out_and_what_follows_it_stays(gone: str) -> None:
    assert text_of(f"<p>Before.</p>{gone}<p>After.</p>") == "<p>Before.</p><p>After.</p>"


def test_elements_of_our_own_leave_their_text() -> None:
    assert text_of('<p class="x" style="color: red" onclick="y()"><read-aloud>Words</read-aloud> stay.</p>') == "<p>Words stay.</p>"


@pytest.mark.parametrize(
    ("written", "absolute"),
    [
        ("../second/", "https://how-we-help.example/notes/second/"),
        ("#a-practice", f"{PAGE}#a-practice"),
        ("#", PAGE),
        ("/about/", "https://how-we-help.example/about/"),
        ("https://doi.org/10.1/x?a=1&amp;b=2", "https://doi.org/10.1/x?a=1&b=2"),
        ("mailto:someone@notes.example", "mailto:someone@notes.example"),
    ],
)
def test_every_link_is_absolute(written: str, absolute: str) -> None:
    (link,) = html.fromstring(text_of(f'<p><a href="{written}">there</a></p>')).xpath("//a")
    assert link.get("href") == absolute


def test_an_image_keeps_its_words_and_gets_a_whole_address() -> None:
    (image,) = html.fromstring(text_of('<p><img src="../../assets/images/a.1234abcd.png" srcset="b.png 2x" alt="A hand"></p>')).xpath(
        "//img"
    )
    assert dict(image.attrib) == {"src": "https://how-we-help.example/assets/images/a.1234abcd.png", "alt": "A hand"}


def test_a_footnote_can_be_found_in_the_text_and_on_the_page() -> None:
    root = html.fromstring(read_article(article(f"<p>Said.{REFERENCE}</p>"), PAGE).html)
    (reference,) = root.xpath("//sup/a")
    assert reference.get("href") == f"{PAGE}#fn:lewis"
    (note,) = root.xpath("//*[@id='fn:lewis']")
    assert note.xpath(".//a/@href") == ["https://doi.org/10.1/x", f"{PAGE}#fnref:lewis"]
    assert root.xpath("//*[@id='fnref:lewis']") == [reference.getparent()]


def test_nothing_of_the_page_around_the_text_comes_along() -> None:
    text = read_article(article("<p>Said.</p>"), PAGE).html
    assert "Later note" not in text
    assert "5 January" not in text


def test_worksheets_are_set_off_from_prose_and_not_twice_from_each_other() -> None:
    root = html.fragment_fromstring(text_of(f"<p>Before.</p>{CARDS}{CARDS}<p>After.</p>"), create_parent="div")
    assert [one.tag for one in root] == ["p", "hr", "section", "hr", "section", "hr", "p"]


def test_a_title_is_plain_text_without_its_footnote() -> None:
    assert read_article(article("<p>x</p>", f"On <em>being</em>  near &amp; far{REFERENCE}"), PAGE).title == "On being near & far"


def test_letters_outside_of_xml_are_taken_out_and_all_others_kept() -> None:
    assert xml_safe("a\x00\x0b\ufffe\ud800b\t\n🤝é") == "ab\t\n🤝é"
    assert text_of("<p>A bell\x07 rings.</p>") == "<p>A bell rings.</p>"
