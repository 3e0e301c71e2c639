"""What press finds in Markdown has its line and column, and code is not read."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as some

from press.markdown_text import Mark, footnote_definitions, footnote_references, links, literal, macros_in


def test_a_call_has_its_arguments_and_its_place() -> None:
    (call,) = macros_in('One.\n\n  {{ cite("who", via="hari", page="256") }}').calls
    assert (call.name, call.arguments, call.named, call.line, call.column) == ("cite", ("who",), {"via": "hari", "page": "256"}, 3, 6)


def test_two_calls_on_a_line_have_columns_of_their_own() -> None:
    assert [call.column for call in macros_in('{{ cite("a") }} {{ cite("b") }}').calls] == [4, 20]


def test_a_name_that_is_no_call_is_found() -> None:
    assert macros_in("Say {{ page }}.").names == [Mark("page", 1, 8)]


@pytest.mark.parametrize(
    "text", ['{{ cite("a") }} {{ cite(page=1) }}', "{{ range(1) }} {{ self() }}", '{{ f("f", -1) }} {{ f() }}', "None"]
)
def test_the_same_is_found_whatever_else_stands_in_a_text(text: str) -> None:
    found, with_statement = macros_in(text), macros_in(f"{text}{{% if true %}}{{% endif %}}")
    assert (found.calls, found.names) == (with_statement.calls, with_statement.names)


def test_what_cannot_be_compiled_is_unreadable() -> None:
    assert macros_in('{{ cite("a") | no_such }}').unreadable is not None
    assert macros_in('{{ cite("a" | no_such) }}').unreadable is not None


def test_braces_that_do_not_match_are_said_with_their_line() -> None:
    found = macros_in("One.\n{{ cite( }}")
    assert found.unreadable is not None
    assert found.unreadable.line == 2


def test_a_footnote_referred_to_inside_another_is_a_reference() -> None:
    assert footnote_references("Text.[^a]\n\n[^a]: See [^b].") == [Mark("a", 1, 6), Mark("b", 3, 11)]


def test_a_definition_holds_its_indented_lines() -> None:
    text = "Text.[^a]\n\n[^a]: One\n    two\n\nAfter."
    assert footnote_definitions(text) == [(Mark("a", 3, 1), 4)]


def test_links_and_images_are_found_with_their_targets() -> None:
    assert [mark.name for mark in links('[a](b.md "Title") ![c](d/e.png) [f](<g h.md>)')] == ["b.md", "d/e.png"]


def test_a_link_by_name_is_found_where_its_name_is_defined() -> None:
    assert links('[a][b] and [b]\n\n  [b]: c.md "Title"\n[d]: <e.md>\n[^f]: A footnote.') == [Mark("c.md", 3, 8), Mark("e.md", 4, 7)]


def test_code_is_not_read() -> None:
    assert footnote_references("`[^a]`\n\n```md\n[^b]\n```\n\n~~~\n[^c]\n~~~") == []


@given(some.text())
def test_no_text_makes_reading_raise(text: str) -> None:
    macros_in(text)
    footnote_definitions(text)
    footnote_references(text)
    links(text)


def test_a_citation_in_markdown_keeps_the_marks_of_its_title() -> None:
    html = '<em>On [x](javascript:y) and *a* `b` _c_</em> <a href="https://x.example/a_b*">a_b</a>'
    page = markdown.markdown(literal(html))
    assert (
        page
        == '<p><em>On &#91;x&#93;(javascript:y) and &#42;a&#42; &#96;b&#96; &#95;c&#95;</em> <a href="https://x.example/a_b*">a&#95;b</a></p>'
    )


@pytest.mark.parametrize(
    "braces", [f"{{{{ {'(' * 500} }}}}", f"{{{{ {'-' * 900}1 }}}}", f"{{% if {'(' * 500} %}}"], ids=["brackets", "signs", "a block"]
)
def test_what_stands_in_itself_hundreds_deep_is_said_at_its_place(braces: str) -> None:
    found = macros_in(f"# A {{{{ title }}}}\n\nWords {braces}").unreadable
    assert found is not None
    assert (found.line, found.column) == (3, 7)
