"""The book as a PDF, set by typst."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typst

from press.book import pandoc
from press.book.afterwards import Remarked
from press.book.collecting import Appended, Book, Chapter
from press.book.faces import Faces
from press.book.literal import literal
from press.book.matter import Matter, long_date
from press.book.problem import BookProblem
from press.book.sheets import as_data
from press.book.tree import Node, changed, paragraph, raw_block, raw_inline, text_of
from press.book.worksheets import Worksheet

MOST_WITH_PARTS = 12
"""With more notes than these, the contents names notes only."""
TEMPLATE = Path(__file__).parent / ".typeset" / "book.typ"


def write_pdf(book: Book, matter: Matter, faces: Faces, folder: Path) -> bytes:
    """Return the PDF of a book. The folder holds its pictures, and takes what typst reads.

    Raises BookProblem, which names the note, when a note cannot be set.
    """
    shutil.copyfile(TEMPLATE, folder / TEMPLATE.name)
    source = "\n\n".join(_parts(book, matter, faces))
    (folder / "whole.typ").write_text(source, encoding="utf-8")
    try:
        made = _compiled(folder, "whole.typ", faces, book.epoch)
    except typst.TypstError as error:
        raise BookProblem(f"typst cannot set {_culprit(book, matter, faces, folder)}; mend what it names: {_said(error)}") from None
    return made


def _compiled(folder: Path, file: str, faces: Faces, epoch: int) -> bytes:
    made = typst.compile(
        folder / file,
        root=folder,
        font_paths=[faces.folder],
        ignore_system_fonts=True,
        format="pdf",
        # The standard for accessible PDF refuses a letter that no face has; such a book is tagged all the same.
        pdf_standards=[] if faces.missing else "ua-1",
        timestamp=datetime.datetime.fromtimestamp(epoch, datetime.UTC),
    )
    assert isinstance(made, bytes), "one PDF is one run of bytes"
    return made


def _culprit(book: Book, matter: Matter, faces: Faces, folder: Path) -> str:
    """Return the file of the note that cannot be set by itself, or what else cannot be."""
    for chapter in book.chapters:
        (folder / "alone.typ").write_text("\n".join([*_start(book, matter, faces), _chapter(chapter)]), encoding="utf-8")
        try:
            _compiled(folder, "alone.typ", faces, book.epoch)
        except typst.TypstError as error:
            # What a label names may stand elsewhere in the book.
            if "does not exist in the document" not in error.message:
                return chapter.note.file
    return "the book as a whole"


def _said(error: typst.TypstError) -> str:
    return " ".join([error.message, *error.hints])


def _start(book: Book, matter: Matter, faces: Faces) -> Iterator[str]:
    edition = book.edition
    day = f"datetime(year: {book.day.year}, month: {book.day.month}, day: {book.day.day})"
    said = {"title": edition.title, "author": edition.name, "description": edition.description, "keywords": list(matter.topics)}
    yield '#import "book.typ": *'
    yield f"#show: book.with(..{literal(said)}, day: {day}, fonts: {literal(list(faces.families))})"


def _parts(book: Book, matter: Matter, faces: Faces) -> Iterator[str]:
    edition = book.edition
    yield from _start(book, matter, faces)
    yield f"#title-page({literal(edition.title)}, {literal(edition.subtitle)}, {literal(edition.name)})"
    yield f"#imprint[\n{_typst(matter.imprint, 'the imprint')}\n]"
    with_parts = literal(len(book.chapters) <= MOST_WITH_PARTS)
    yield f'#section("Contents", listed: false)[#contents({with_parts}) #worksheets-listed]'
    yield from (_chapter(chapter) for chapter in book.chapters)
    appended = [one for chapter in book.chapters for one in chapter.appended]
    if appended:
        yield f"#section({literal(matter.afterwards_title)})[\n{_typst(matter.afterwards, 'what is read afterwards')}\n"
        for chapter in book.chapters:
            if chapter.appended:
                yield f"#heading(level: 2, outlined: false, {literal(chapter.title)})"
                yield from map(_appended, chapter.appended)
        yield "]"
    if book.sources:
        yield f'#section("Sources", name: "sources")[\n{_typst(matter.sources, "what is said of sources")}\n'
        yield from (
            f"#bibliography-entry({literal(f'source--{key}')})[\n{_typst([paragraph(*entry)], key)}\n]" for key, entry in book.sources
        )
        yield "]"
    yield f'#section("Colophon")[\n{_typst(matter.colophon, "the colophon")}\n]'


def _chapter(chapter: Chapter) -> str:
    said = {
        "name": chapter.name,
        "title": chapter.title,
        "day": long_date(chapter.date),
        "byline": chapter.byline,
        "retells": chapter.retells,
    }
    return f"#note(..{literal(said)})[\n{_typst(_set(chapter), chapter.note.file)}\n]"


def _set(chapter: Chapter) -> list[Node]:
    """Return the blocks of a chapter with what is marked in them as typst sets it."""

    def one(node: Node) -> list[Node] | None:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Image":
            return [_picture("picture-in-line", content)]
        if kind in ("Para", "Plain") and len(content) == 1 and _is_picture(content[0]):
            return [{"t": "Plain", "c": [raw_inline("typst", content[0]["c"][1].replace("#picture-in-line", "#picture", 1))]}]
        if kind == "Link" and "note" in content[0][1]:
            return [node, raw_inline("typst", f"#seen(label({literal(content[2][0][1:])}))")]
        if kind == "Span" and "footnote" in content[0][1]:
            return [*content[1], raw_inline("typst", f"<{content[0][0]}>")]
        if kind == "Span" and "again" in content[0][1]:
            return [raw_inline("typst", f"#footnote(<{dict(content[0][2])['name']}>)")]
        if kind == "Div" and "worksheet" in content[0][1]:
            name = content[0][0]
            return [_worksheet(chapter.worksheets[name], chapter.references[name])]
        return None

    result: list[Node] = changed(chapter.blocks, one)
    return result


def _picture(function: str, content: Any) -> Node:
    description = text_of(content[1]) or "A picture without a description"
    return raw_inline("typst", f"#{function}({literal(content[2][0])}, {literal(description)})")


def _is_picture(node: Node) -> bool:
    return node["t"] == "RawInline" and str(node["c"][1]).startswith("#picture-in-line(")


def _worksheet(sheet: Worksheet, references: Iterable[list[Node]]) -> Node:
    bodies = " ".join(f"[{_inline(one)}]," for one in references)
    return raw_block("typst", f"#worksheet({literal(as_data(sheet))}, ({bodies}))")


def _appended(one: Appended) -> str:
    remarks = "\n".join(f"#remarked(..{literal(_remark_data(remark))})[{_inline(source)}]" for remark, source in one.remarks)
    head = literal({"name": one.name, "title": one.worksheet.title, "back": one.worksheet.name})
    return f"#afterwards(..{head})[\n{remarks}\n]"


def _remark_data(remark: Remarked) -> dict[str, Any]:
    return {"about": remark.about, "lines": remark.lines, "why": remark.why, "is_ordered": remark.is_ordered}


def _inline(inlines: list[Node]) -> str:
    return _typst([{"t": "Plain", "c": inlines}], "a reference").strip() if inlines else ""


def _typst(blocks: list[Node], what: str) -> str:
    return pandoc.write(blocks, ["--to=typst", "--wrap=none"], what)
