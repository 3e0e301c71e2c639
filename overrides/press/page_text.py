"""The text of a finished note, for places that are no page: feeds and mail.

What is read is the page as it was built, with the final names of its files. What is left is HTML that a feed reader
or a mail program understands without our styles and scripts: no form, no custom element, no relative address.

Footnotes: their links are absolute, to the same footnote on the page, and keep the ids that the page gives them. A
reader that shows footnotes in place finds the id in the entry by the end of the link; one that strips ids, as many
do, leads to the page at the right line, where a bare "#fn:..." would lead nowhere.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html
from lxml.html import builder as make

from press import worksheets
from press.pages import Note
from press.writing_files import write_whole

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for, not even as a reference."""
DROPPED = ("script", "style", "template", "noscript", "svg", "button", "input", "select", "textarea", "iframe", "object", "form", "link")
HIDDEN = ".//*[@hidden or @aria-hidden='true'] | .//comment()"
ARTICLE = re.compile(r"<article\b[^>]*\bnote\b[^>]*>[^<]*(?:<(?!/article>)[^<]*)*</article>")
"""A note's article. It goes from tag to tag, which is many times as quick as from letter to letter."""
KEPT = {"href", "src", "alt", "title", "id", "lang", "dir", "width", "height", "cite", "datetime", "start", "colspan", "rowspan", "scope"}
KEPT_CLASSES = {"worksheet", "epigraph", "footnotes", "footnote-ref", "footnote-backref"}
PLAIN = {"div", "span"}
"""Elements that say nothing once their classes are gone."""


@dataclass(frozen=True)
class PageText:
    """A note's title as plain text, and its text with footnotes and worksheets as HTML."""

    title: str
    html: str


def xml_safe(text: str) -> str:
    """Return the text without characters that XML cannot hold."""
    return NOT_IN_XML.sub("", text)


def page_text(site: Path, note: Note, site_url: str, cache: Path) -> PageText:
    """Return the text of a note's finished page; kept in `cache` under a hash of all that it depends on."""
    page = (site / note.url / "index.html").read_text(encoding="utf-8")
    found = ARTICLE.search(page)
    assert found, f"{note.url} has an <article class='... note ...'>, which blog-post.html makes"
    # Only the article: the rest of a page changes when other notes do.
    article = found[0]
    key = hashlib.sha256(f"{_version()}\0{site_url}{note.url}\0{article}".encode()).hexdigest()[:24]
    kept = cache / f"{key}.json"
    if kept.exists():
        return PageText(**json.loads(kept.read_text(encoding="utf-8")))
    text = read_article(article, site_url + note.url)
    write_whole(kept, json.dumps(asdict(text), ensure_ascii=False))
    return text


def read_article(article: str, page_url: str) -> PageText:
    """Return the text of a note's `<article>`, for a page at an absolute address."""
    root = html.fragment_fromstring(xml_safe(article))
    title = " ".join("".join(one for heading in root.iter("h1") for one in heading.xpath(".//text()[not(ancestor::sup)]")).split())
    body = make.DIV()
    for prose in root.find_class("prose"):
        body.text = prose.text
        body.extend(prose)
    footnotes = [one for footnote in root.find_class("footnote") for one in footnote.iterchildren("ol")]
    if footnotes:
        body.append(make.H2("Sources"))
        body.append(make.SECTION(*footnotes, **{"class": "footnotes"}))
    _clean(body, page_url)
    return PageText(title, etree.tostring(body, encoding="unicode", method="html")[len("<div>") : -len("</div>")].strip())


def _clean(body: Any, page_url: str) -> None:
    for section in body.find_class("exercise"):
        _replace(section, worksheets.worksheet(section, page_url))
    for sheet in body.find_class("worksheet"):
        _set_off(sheet)
    for element in [*body.iter(*DROPPED), *body.xpath(HIDDEN)]:
        _drop(element)
    for element in list(body.iterdescendants()):
        _strip_attributes(element)
        if "-" in element.tag or (element.tag in PLAIN and not element.attrib):
            element.drop_tag()
    for name in ("href", "src", "cite"):
        for element in body.xpath(f".//*[@{name}]"):
            element.set(name, urljoin(page_url, element.get(name).strip()))


def _strip_attributes(element: Any) -> None:
    classes = [one for one in (element.get("class") or "").split() if one in KEPT_CLASSES]
    for name in set(element.attrib) - KEPT:
        del element.attrib[name]
    if classes:
        element.set("class", " ".join(classes))


def _replace(element: Any, other: Any) -> None:
    other.tail = element.tail
    element.getparent().replace(element, other)


def _set_off(sheet: Any) -> None:
    """Put a line above a worksheet, and one below it where prose follows: other programs know no panels."""
    following = sheet.getnext()
    if following is not None and following.get("class") != "worksheet":
        sheet.addnext(make.HR())
    sheet.addprevious(make.HR())


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


@functools.cache
def _version() -> str:
    return "".join(hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in (__file__, worksheets.__file__))
