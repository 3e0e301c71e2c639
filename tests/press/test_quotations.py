"""Who said it becomes the caption of the quotation, however plain Markdown puts it; everything else stays as it was."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest

from press.quotations import attribute, attributed

EXTENSIONS = ["admonition", "attr_list", "footnotes", "smarty"]


def published(text: str) -> str:
    return attributed(markdown.markdown(text, extensions=EXTENSIONS))


@pytest.mark.parametrize(
    "text",
    [
        "> Words.\n>\n> — *A Book*, 12",
        "> Words.\n> — *A Book*, 12",
        "> Words.\n\n— *A Book*, 12",
        "> Words.  \n> — *A Book*, 12",
    ],
    ids=["last paragraph", "last line", "paragraph after it", "after a hard break"],
)
def test_attribution_is_found_wherever_it_stands(text: str) -> None:
    assert published(text) == (
        '<figure class="quotation"><blockquote><p>Words.</p></blockquote><figcaption>— <em>A Book</em>, 12</figcaption></figure>'
    )


def test_three_hyphens_are_an_em_dash() -> None:
    assert "<figcaption>&mdash; A book</figcaption>" in published("> Words.\n>\n> --- A book")


def test_paragraphs_of_a_quotation_stay_apart() -> None:
    assert "<blockquote><p>One.</p>\n<p>Two.</p></blockquote>" in published("> One.\n>\n> Two.\n>\n> — A book")


def test_each_quotation_keeps_its_own_attribution() -> None:
    html = published("> One.\n>\n> — A\n\nBetween.\n\n> Two.\n>\n> — B")
    assert [part.split("</figcaption>")[0] for part in html.split("<figcaption>")[1:]] == ["— A", "— B"]


@pytest.mark.parametrize(
    "text",
    [
        "> Words — and more words.\n\nText.",
        "> Words.\n\nText — and more.",
        "> — Nobody said anything.",
        "— A paragraph that begins with a dash.",
        "> Outer.\n>\n> > Inner.\n>\n> Outer again.",
    ],
    ids=["dash within", "dash in the text", "nothing but an attribution", "no quotation", "one inside another"],
)
def test_what_is_no_attribution_is_left_alone(text: str) -> None:
    html = markdown.markdown(text, extensions=EXTENSIONS)
    assert attributed(html) == html


def test_pages_of_a_site_are_rewritten_in_place(tmp_path: Path) -> None:
    page, other = tmp_path / "notes" / "index.html", tmp_path / "index.html"
    page.parent.mkdir()
    page.write_text("<blockquote><p>Words.</p></blockquote><p>— A book</p>", encoding="utf-8")
    other.write_text("<p>Words.</p>", encoding="utf-8")
    attribute(tmp_path)
    assert "<figcaption>— A book</figcaption>" in page.read_text(encoding="utf-8")
    assert other.read_text(encoding="utf-8") == "<p>Words.</p>"
