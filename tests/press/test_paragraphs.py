"""A paragraph is called by its own words: nothing that happens elsewhere in the note changes its name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.paragraphs import add_ids, paragraph_ids

FIRST = "A child falls, looks round, and decides. Adults do the same."
SECOND = "The word for it is <em>co-regulation</em>: two bodies adjusting."
TEXTS = st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="<>&"), min_size=1), max_size=8)


def prose(*paragraphs: str) -> str:
    """Return the text of a note with these paragraphs."""
    return '<div class="prose">\n' + "\n".join(f"<p>{one}</p>" for one in paragraphs) + "\n</div>"


def test_a_name_has_the_first_words_in_it() -> None:
    assert re.fullmatch(r"p-a-child-falls-looks-round-and-[0-9a-f]{4}", paragraph_ids(prose(FIRST))[0])


def test_other_paragraphs_change_no_name() -> None:
    name = paragraph_ids(prose(FIRST))[0]
    for others in (("New.", FIRST), (FIRST, "New."), (SECOND, "New.", FIRST, "And more.")):
        assert name in paragraph_ids(prose(*others))


@given(TEXTS, TEXTS)
def test_whatever_stands_before_and_after_changes_no_name(before: list[str], after: list[str]) -> None:
    assert paragraph_ids(prose(FIRST))[0] in paragraph_ids(prose(*before, FIRST, *after))


@given(TEXTS)
def test_no_name_stands_twice(texts: list[str]) -> None:
    ids = paragraph_ids(prose(*texts, *texts))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param("A child falls, looks round, and decides. Adults hide it better.", id="a-later-sentence"),
        pytest.param("A <em>child</em> falls, looks round,\nand decides. Adults do the same.", id="emphasis-and-line-ends"),
        pytest.param("A child falls; looks round and decides. Adults do the same.", id="marks-between-words"),
        pytest.param(
            'A child falls, looks round,<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">7</a></sup> and decides. No.',
            id="a-footnote",
        ),
    ],
)
def test_a_name_outlives_small_edits_of_its_own_paragraph(edited: str) -> None:
    assert paragraph_ids(prose(edited)) == paragraph_ids(prose(FIRST))


def test_paragraphs_that_begin_alike_are_told_apart_by_all_their_words() -> None:
    alike = "A child falls, looks round, and decides. Then it laughs."
    first, second = paragraph_ids(prose(FIRST, alike))
    assert first != second
    assert paragraph_ids(prose("New.", FIRST, SECOND, alike))[-1] == second


def test_the_same_paragraph_twice_is_counted() -> None:
    ids = paragraph_ids(prose("Once more.", "Once more.", "Once more."))
    assert len(set(ids)) == 3
    assert ids[2].startswith(ids[0])


def test_an_id_that_the_author_gave_is_kept() -> None:
    html = '<div class="prose"><p id="mine">Some words.</p></div>'
    assert paragraph_ids(html) == ["mine"]
    assert add_ids(html) == html


def test_words_in_another_script_have_a_name_that_an_address_can_hold() -> None:
    assert re.fullmatch(r"p-[0-9a-f]{4}", paragraph_ids(prose("Каждая несчастливая семья."))[0])
    assert re.fullmatch(r"p-jose-a-dit-oui-[0-9a-f]{4}", paragraph_ids(prose("José a dit «oui»."))[0])


def test_only_paragraphs_of_the_text_get_ids() -> None:
    html = (
        '<p>Above.</p><div class="prose"><svg><path d="M0"/></svg><blockquote><p>Quoted.</p></blockquote><p><img src="a"></p>'
        '<section class="exercise"><p>Asked.</p><input></section><div class="footnote"><p>Cited.</p></div></div><p>Below.</p>'
    )
    added = add_ids(html)
    assert re.findall(r'<p id="([^"]+)">(.*?)</p>', added) == [(paragraph_ids(html)[0], "Quoted.")]
    assert re.sub(r' id="p-[^"]+"', "", added) == html


def test_the_paragraph_after_an_exercise_or_an_unclosed_tag_is_found() -> None:
    html = (
        '<div class="prose"><section class="exercise"><p>Asked.<br></section><ul><li>One<li><p>Two.</p></ul><p class="x">Three.</p></div>'
    )
    assert len(paragraph_ids(html)) == 2
