"""The comparison of words notices whatever is lost, new or moved; and the writer of Markdown loses none, whatever the text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from press.importing.markdown import written
from press.importing.plain import read_plain
from press.importing.records import scalar
from press.importing.report import Report
from press.importing.tree import emphasis, header, paragraph, quotation, spoken, string
from press.importing.words import compared, draft_texts, run_together, tokens
from press.markdown_text import footnote_references, macros_in

SIGNS = st.sampled_from(list("abcxyz ABC 0123 .,;:!?'\"()[]{}<>*_`#+-=~|\\/&^%$@ \n¹²³“”‘’–—…\u00a0éß語"))
MARKUP_LIKE = st.text(SIGNS, max_size=60)


def same_words(text: str, blocks: list[dict[str, Any]], report: Report) -> None:
    draft = written(blocks)
    found = compared(text, draft, report, is_markup=False)
    assert found.lost == found.new == (), (draft, found)


@settings(max_examples=400)
@given(MARKUP_LIKE)
@example("[^1]: no note")
@example("&#0 &copy &amp AT&T")
@example("    no code")
@example("1. 2) - + # > x")
@example("{{ cite('x') }} {% raw %} {#")
@example("a_b_ _c_ *d* **e** `f` <g> &amp; ![h](i) [j]: k")
@example("***\n---\n===\n|a|b|\n|-|-|")
@example("term\n: meaning")
def test_no_word_of_a_paragraph_is_lost_or_becomes_markup(text: str) -> None:
    line = " ".join(text.split())
    same_words(line, [paragraph(spoken(line))], Report())
    draft = written([paragraph(spoken(line))])
    assert footnote_references(draft) == []
    assert macros_in(draft).names == []


@settings(max_examples=150)
@given(MARKUP_LIKE, MARKUP_LIKE)
@example("\\#", "##")
def test_nor_of_headings_lists_quotations_and_emphasis(first: str, second: str) -> None:
    one, two = " ".join(first.split()), " ".join(second.split())
    items = [[{"t": "Plain", "c": spoken(one)}], [paragraph(spoken(two)), paragraph(spoken(one))]]
    blocks = [
        header(2, spoken(one)),
        quotation([paragraph(spoken(two)), paragraph([emphasis(spoken(one)), {"t": "LineBreak"}, *spoken(two)])]),
        {"t": "BulletList", "c": items},
        {"t": "OrderedList", "c": [[3, {"t": "Decimal"}, {"t": "Period"}], items]},
        paragraph([string("a"), emphasis(spoken(two)), string("b")]),
    ]
    text = f"{one}\n{two}\n{one}\n{two}\n{one}\n{two}\n{one}\n{one}\n{two}\n{one}\na {two} b"
    draft = written(blocks)
    body, _ = draft_texts(draft)
    assert sorted("".join(tokens(text))) == sorted("".join(tokens(body))), draft


@settings(max_examples=300)
@given(st.text(SIGNS, max_size=200))
def test_no_word_of_a_plain_text_is_lost(text: str) -> None:
    report = Report()
    same_words(text, read_plain(text, report), report)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_a_value_in_a_source_is_read_back_as_it_was(text: str) -> None:
    assert YAML(typ="safe", pure=True).load(f"key: {scalar(text)}\n") == {"key": text}
    assert YAML(typ="safe", pure=True).load(f"key: {{inner: {scalar(text, is_flow=True)}}}\n") == {"key": {"inner": text}}


@pytest.mark.parametrize(("text", "shown"), [("One.", "1 word and its"), ("One two.", "2 words and their"), ("…", "0 words and their")])
def test_words_are_counted_as_they_are_spoken_of(text: str, shown: str) -> None:
    found = compared(text, f"{text}\n", Report(), is_markup=False)
    assert str(found) == f"Words compared one by one: {shown} punctuation, none lost, none added."


def test_a_lost_word_is_named() -> None:
    found = compared("One two three.", "One three.\n", Report(), is_markup=False)
    assert (found.lost, found.new) == (("two",), ())
    assert str(found) == "Words compared one by one: 1 lost word (“two”). Look at them before anything else."


def test_a_new_word_is_named() -> None:
    assert compared("One two.", "One two three.\n", Report(), is_markup=False).new == ("three",)


def test_words_in_another_order_are_named() -> None:
    found = compared("One two three four", "# \n\nOne three two four\n", Report(), is_markup=False)
    assert "words in another order from “two four” on" in str(found)


def test_a_changed_quotation_mark_is_a_difference() -> None:
    found = compared("“so”", '"so"\n', Report(), is_markup=False)
    assert (found.lost, found.new) == (("“", "”"), ('"', '"'))


def test_what_was_dropped_and_turned_is_no_difference() -> None:
    report = Report()
    report.drop("Subscribe", "site furniture")
    report.turned.append("[1]")
    assert compared("Subscribe\nOne[1] two", "One[^1] two\n\n[^1]: \n", report, is_markup=False).is_equal


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The neighbours knowEverything.", ["knowEverything"]),
        ("nothing.It is", ["nothing.It"]),
        ("a form of tact.4 Some", ["tact.4"]),
        ("of tact4 and", ["tact4"]),
        ("McGraw-Hill, e.g. in 2006, at 5pm, https://example.org/someThing", []),
        ("A well-known PhD from MIT", []),
    ],
)
def test_words_that_look_run_together_are_found(text: str, words: list[str]) -> None:
    assert run_together(text) == words
