"""Marks and links back say where they lead, also when a footnote is referred to several times."""

from __future__ import annotations

import re

import markdown

from press.footnotes import name_links

CONFIG = {"footnotes": {"BACKLINK_TEXT": "Back", "USE_DEFINITION_ORDER": False}}


def named(text: str) -> str:
    return name_links(markdown.markdown(text, extensions=["footnotes"], extension_configs=CONFIG))


def test_a_mark_is_called_by_its_number_and_what_it_is() -> None:
    assert 'role="doc-noteref" aria-label="Source 1">1</a></sup>' in named("Said.[^a]\n\n[^a]: By one.\n")


def test_one_reference_has_one_plain_way_back() -> None:
    html = named("Said.[^a]\n\n[^a]: By one.\n")
    assert re.findall(r'role="doc-backlink" aria-label="([^"]*)">([^<]*)', html) == [("Back to source 1 in the text", "Back")]


def test_several_references_to_one_note_each_have_a_way_back_with_a_name_of_its_own() -> None:
    html = named("Said.[^b] And[^a] again.[^a] And again.[^a]\n\n[^a]: By one.\n[^b]: By two.\n")
    assert re.findall(r'href="([^"]*)" role="doc-backlink" aria-label="([^"]*)">([^<]*)', html) == [
        ("#fnref:b", "Back to source 1 in the text", "Back"),
        ("#fnref:a", "Back to first mention of source 2 in the text", "Back to first"),
        ("#fnref2:a", "Back to second mention of source 2 in the text", "Back to second"),
        ("#fnref3:a", "Back to third mention of source 2 in the text", "Back to third"),
    ]


def test_every_reference_can_be_led_back_to() -> None:
    html = named("Said.[^a] " + "Again.[^a] " * 11 + "\n\n[^a]: By one.\n")
    for target in re.findall(r'href="#(fnref\d*:a)"', html):
        assert f'id="{target}"' in html
    assert "Back to 12th" in html


def test_marks_that_follow_each_other_are_kept_apart() -> None:
    html = named("Said.[^a][^b] And.[^c]\n\n[^a]: One.\n[^b]: Two.\n[^c]: Three.\n")
    assert re.findall(r'<sup( class="footnote-next")? id="fnref:(\w)"', html) == [("", "a"), (' class="footnote-next"', "b"), ("", "c")]


def test_a_page_without_footnotes_is_left_as_it_is() -> None:
    assert name_links('<p><a href="#fn:a">A link</a></p>') == '<p><a href="#fn:a">A link</a></p>'
