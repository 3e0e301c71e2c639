"""The plain text of a letter: for programs that show no HTML, for those who prefer none, and for listening.

pandoc sets it in lines of 72 characters. Not "format=flowed", which many programs do not know and which would leave
them with the same lines.
"""

from __future__ import annotations

from typing import Any

import pypandoc
from lxml import etree, html

COLUMNS = 72
FORMAT = "plain+gutenberg"
"""Titles of books keep their marks, as _On Apology_."""
UNDERLINES = {"h1": "=", "h2": "-", "h3": "."}


def plain_text(letter: str) -> str:
    """Return a letter's text from its HTML document: footnotes as [1], and every link's address behind its words."""
    root = html.document_fromstring(letter)
    (body,) = root.find_class("letter")
    for heading in list(body.iter(*UNDERLINES)):
        _underline(heading)
    for footnotes in body.find_class("footnotes"):
        _number(footnotes)
    for link in list(body.iter("a")):
        _spell_out(link)
    options = [f"--columns={COLUMNS}", "--wrap=auto"]
    text = pypandoc.convert_text(etree.tostring(body, encoding="unicode", method="html"), FORMAT, "html", extra_args=options)
    # What stood between a footnote and its link back is left at the ends of lines.
    return "\n".join(line.rstrip() for line in str(text).strip().splitlines()) + "\n"


def _underline(heading: Any) -> None:
    rule = UNDERLINES[heading.tag] * min(COLUMNS, len("".join(heading.itertext())))
    heading.tag = "p"
    line_end = etree.SubElement(heading, "br")
    line_end.tail = rule


def _number(footnotes: Any) -> None:
    """Put the number that the text refers to before each footnote, which is no list item any more."""
    for number, item in enumerate(list(footnotes.iter("li")), start=1):
        first = item.find("p")
        target = item if first is None else first
        target.text = f"[{number}] {(target.text or '').lstrip()}"
        item.tag = "div"
    for numbered in list(footnotes.iter("ol")):
        numbered.tag = "div"


def _spell_out(link: Any) -> None:
    classes, text, address = (link.get("class") or "").split(), "".join(link.itertext()).strip(), link.get("href") or ""
    if "footnote-backref" in classes:
        link.drop_tree()
    elif "footnote-ref" in classes:
        mark = link.getparent()
        link.text = f"[{text}]"
        link.drop_tag()
        if mark.tag == "sup":
            mark.drop_tag()
    else:
        if address and text != address:
            link.tail = f" <{address}>{link.tail or ''}"
        link.drop_tag()
