"""Reads .docx: pandoc gives the tree, and the words are read once more from the file's own XML for comparing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from press.importing.archive import Archive
from press.importing.length import check_length
from press.importing.manuscript import Manuscript
from press.importing.pandoc import read_tree
from press.importing.problem import Unreadable
from press.importing.report import Report, counted, quoted
from press.importing.tree import Node, text_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
REMOVED = (f"{W}del", f"{W}moveFrom")
ADDED = (f"{W}ins", f"{W}moveTo")
MAIN = "word/document.xml"


def read_word(raw: bytes, name: str, archive: Archive, report: Report) -> Manuscript:
    """Return the manuscript of a Word file with every tracked change accepted; raises Unreadable when it is damaged."""
    parts = {
        part: _xml(archive, part)
        for part in archive.names
        if re.fullmatch(r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml", part)
    }
    shown = [parts[part] for part in (MAIN, "word/footnotes.xml", "word/endnotes.xml") if part in parts]
    text = "\n".join("".join(_texts(part)) for part in shown)
    check_length(text)
    tree = read_tree(raw, "docx", "--track-changes=accept")
    _report_changes(shown, report)
    _report_margins(parts, report)
    meta = tree["meta"]
    manuscript = Manuscript(name, text, tree["blocks"], report=report)
    manuscript.title, manuscript.subtitle = _said(meta.get("title")), _said(meta.get("subtitle"))
    manuscript.is_title_in_text = bool(manuscript.title)
    author = meta.get("author", {})
    manuscript.authors = tuple(filter(None, map(_said, author["c"] if author.get("t") == "MetaList" else [author])))
    report.turned += manuscript.authors
    if _said(meta.get("date")):
        report.drop(_said(meta["date"]), "the document's date line")
    for extra in ("abstract",):
        if extra in meta:
            manuscript.blocks = [*_blocks(meta[extra]), *manuscript.blocks]
    manuscript.picture = lambda path: archive.read(f"word/{path}") if f"word/{path}" in archive.names else None
    return manuscript


def _xml(archive: Archive, part: str) -> Element:
    try:
        return ElementTree.fromstring(archive.read(part))  # type: ignore[no-any-return]
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise Unreadable(f"its part {part!r} is damaged; open it in a word processor and save it again") from error


def _texts(element: Element) -> Iterator[str]:
    """Yield what a reader sees in a part of the document once its changes are accepted."""
    if element.tag in REMOVED or element.tag == FALLBACK:
        return
    plain = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "\u2011"}
    if element.tag == f"{W}t":
        yield element.text or ""
    elif element.tag in plain:
        yield plain[element.tag]
    elif element.tag == PICTURE:
        yield f" {element.get('descr') or ''} "
    for child in element:
        yield from _texts(child)
    if element.tag == f"{W}p":
        yield "\n"


def _report_changes(parts: list[Element], report: Report) -> None:
    removed = [
        text
        for part in parts
        for tag in REMOVED
        for one in part.iter(tag)
        if (text := "".join(piece.text or "" for piece in one.iter() if piece.tag in (f"{W}delText", f"{W}t")))
    ]
    added = sum(1 for part in parts for tag in ADDED for one in part.iter(tag) if any(True for _ in one.iter(f"{W}t")))
    if removed or added:
        report.look_at.append(
            f"the document has tracked changes, and the text is as if all were accepted: {counted(added, 'insertion')}, {counted(len(removed), 'deletion')}"
        )
        report.dropped += [f"{quoted(text)} (a tracked deletion)" for text in removed if text.strip()]


def _report_margins(parts: dict[str, Element], report: Report) -> None:
    for part, element in parts.items():
        text = "".join(_texts(element)).strip()
        if text and re.search(r"header|footer", part):
            report.dropped.append(f"{quoted(text)} (the {'head' if 'header' in part else 'foot'} of the document's pages)")
    comments = parts.get("word/comments.xml")
    if comments is not None and (count := len(list(comments.iter(f"{W}comment")))):
        report.dropped.append(f"{counted(count, 'comment')} in the document's margin")


def _said(meta: dict[str, object] | None) -> str:
    return " ".join(text_of(meta.get("c")).split()) if meta else ""


def _blocks(meta: dict[str, list[Node]]) -> list[Node]:
    return meta["c"] if meta["t"] == "MetaBlocks" else [{"t": "Para", "c": meta["c"]}]  # type: ignore[comparison-overlap]
