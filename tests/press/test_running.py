"""What in a page's text would run, or be asked of another host, is said with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.press.test_checks_posts import with_text
from tests.tiny_project import NOTE_FILE, TinyProject


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return TinyProject.made(tmp_path)


@pytest.mark.parametrize(
    ("text", "column", "what"),
    [
        ("<script>alert(1)</script>", 2, "<script> is stopped by the policy of the pages"),
        ("Words <IFRAME src='page.html'>", 8, "<IFRAME> is stopped by the policy of the pages"),
        ('<img alt="" src="picture.svg" onerror="alert(1)">', 31, "'onerror' in a tag is stopped"),
        ("<svg/onload=alert(1)>", 6, "'onload' in a tag is stopped"),
        ('<p style="color: red">Red</p>', 4, "'style' in a tag is stopped"),
        ('*Words*{: style="color: red" }', 11, "'style' in a tag is stopped"),
        ("*Words*{ onclick=alert(1) }", 10, "'onclick' in a tag is stopped"),
        ('<a href="java&#115;cript:alert(1)">Words</a>', 10, "begins with 'javascript:', expected one of http, https, mailto, tel"),
        ('<img alt="" src="//elsewhere.example/pixel.gif">', 18, "image '//elsewhere.example/pixel.gif' would be asked of another host"),
        ("![Rings](https://elsewhere.example/rings.svg)", 10, "image 'https://elsewhere.example/rings.svg' would be asked of another host"),
    ],
)
def test_what_would_run_or_be_fetched_is_a_mistake(text: str, column: int, what: str, project: TinyProject) -> None:
    (problem,) = with_text(project, text)
    assert problem.startswith(f"{NOTE_FILE}:8:{column}: ")
    assert what in problem


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript&colon;alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/hosts"]
)
def test_an_address_that_is_no_address_of_a_page_is_a_mistake(address: str, project: TinyProject) -> None:
    problems = with_text(project, f"[words]({address})")
    assert any("expected one of http, https, mailto, tel; mend it" in problem for problem in problems)


def test_a_tag_over_two_lines_is_found_at_its_attribute(project: TinyProject) -> None:
    (problem,) = with_text(project, '<img alt=""\n  onload="alert(1)">')
    assert problem.startswith(f"{NOTE_FILE}:9:3: 'onload' in a tag")


@pytest.mark.parametrize(
    "text",
    [
        "A script on = style, and `<script>` in code, and onload=never.",
        "```html\n<script>alert(1)</script>\n```",
        "<!-- <script>alert(1)</script> -->",
        "[words](https://elsewhere.example/) and [a letter](mailto:notes@how-we-help.example)",
        "Less < more on=1 > less",
        '*Words*{ .class #id title="on style" }',
    ],
)
def test_words_code_and_links_are_none(text: str, project: TinyProject) -> None:
    assert with_text(project, text) == []
