"""The book as an EPUB 3, written by pandoc."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from press.book import pandoc
from press.book.collecting import Appended, Book, Chapter
from press.book.cover import drawn_cover
from press.book.faces import Faces
from press.book.matter import Matter, long_date
from press.book.sheets import as_data
from press.book.titles import with_titles
from press.book.tree import Node, changed, division, emphasis, heading, link, paragraph, raw_block, span, words
from press.book.worksheets import Worksheet

OWN = Path(__file__).parent / ".epub"
ENVIRONMENT = Environment(loader=FileSystemLoader(OWN), autoescape=True, undefined=StrictUndefined)
SUMMARY = (
    "Reading order, headings, footnotes and tables are marked up. Pictures are described in words. "
    "Worksheets are meant for paper; their questions can be read as text."
)


def write_epub(book: Book, matter: Matter, faces: Faces, folder: Path) -> bytes:
    """Return the EPUB of a book. The folder holds its pictures, and takes what pandoc reads.

    Raises BookProblem when pandoc cannot write it.
    """
    for file in ("page.html", "book.css"):
        shutil.copyfile(OWN / file, folder / file)
    (folder / "cover.png").write_bytes(drawn_cover(faces, book.edition.name, book.edition.year))
    (folder / "faces.css").write_text("\n".join(_face_rules(faces)), encoding="utf-8")
    options = ["--to=epub3", "--output=whole.epub", "--split-level=1", "--toc", "--toc-depth=2", "--wrap=none"]
    options += ["--template=page.html", "--css=faces.css", "--css=book.css", "--epub-cover-image=cover.png", "--epub-title-page=true"]
    options += [f"--epub-embed-font={path.relative_to(folder)}" for path in _embedded(faces)]
    blocks = list(_blocks(book, matter))
    pandoc.write(blocks, options, book.edition.title, meta=_metadata(book, matter), folder=folder, epoch=book.epoch)
    return with_titles((folder / "whole.epub").read_bytes(), book.edition.title)


def _embedded(faces: Faces) -> Iterator[Path]:
    """Yield the files that a reading program needs: it slants and thickens nothing that has a file, and rarely needs both."""
    yield from (path for path in faces.text if "SemiBoldItalic" not in path.name)


def _face_rules(faces: Faces) -> Iterator[str]:
    for path in _embedded(faces):
        family, style = path.name.split(".")[0].split("-")
        spaced = next(one for one in faces.families if one.replace(" ", "") == family)
        weight, slant = (600 if "SemiBold" in style else 400), ("italic" if "Italic" in style else "normal")
        yield f'@font-face {{ font-family: "{spaced}"; font-weight: {weight}; font-style: {slant}; src: url("../fonts/{path.name}"); }}'


def _metadata(book: Book, matter: Matter) -> Any:
    edition = book.edition
    plain = {
        "title": edition.title,
        "subtitle": edition.subtitle,
        "author": edition.name,
        "publisher": edition.name,
        "lang": "en-GB",
        "identifier": edition.identifier,
        "date": book.day.isoformat(),
        "description": edition.description,
        "rights": matter.rights,
        "subject": list(matter.topics),
        "toc-title": "Contents",
        "book-title": edition.title,
        "book-subtitle": edition.subtitle,
        "book-publisher": edition.name,
        "cover-words": f"two overlapping circles, and the words {edition.title}",
        "accessModes": ["textual", "visual"],
        "accessModeSufficient": ["textual"],
        "accessibilityFeatures": ["alternativeText", "readingOrder", "structuralNavigation", "tableOfContents", "displayTransformability"],
        "accessibilityHazards": ["none"],
        "accessibilitySummary": SUMMARY,
    }
    return {key: _meta(value) for key, value in plain.items() if value}


def _meta(value: str | Sequence[str]) -> Node:
    return {"t": "MetaString", "c": value} if isinstance(value, str) else {"t": "MetaList", "c": [_meta(one) for one in value]}


def _blocks(book: Book, matter: Matter) -> Iterator[Node]:
    yield heading(1, "imprint", words("Imprint"), epub_type="copyright-page")
    yield division("", matter.imprint, "imprint")
    for chapter in book.chapters:
        yield from _chapter(chapter)
    appended = [chapter for chapter in book.chapters if chapter.appended]
    if appended:
        yield heading(1, "afterwards", words(matter.afterwards_title), epub_type="appendix")
        yield division("", matter.afterwards, "matter")
        for chapter in appended:
            yield heading(2, f"afterwards--{chapter.name}", words(chapter.title))
            for one in chapter.appended:
                yield from _appended(one)
    if book.sources:
        yield heading(1, "sources", words("Sources"), epub_type="bibliography")
        yield division("", matter.sources, "matter")
        yield from (division(f"source--{key}", [paragraph(*entry)], "entry") for key, entry in book.sources)
    yield heading(1, "colophon", words("Colophon"), epub_type="colophon")
    yield division("", matter.colophon, "matter")


def _chapter(chapter: Chapter) -> Iterator[Node]:
    yield heading(1, chapter.name, words(chapter.title), epub_type="chapter")
    about = [line for line in (long_date(chapter.date), chapter.byline, chapter.retells) if line]
    lines = [one for index, line in enumerate(about) for one in ([{"t": "LineBreak"}] if index else []) + words(line)]
    yield division("", [paragraph(*lines)], "about", "about--last")
    yield from _set(chapter)


def _set(chapter: Chapter) -> list[Node]:
    """Return the blocks of a chapter with what is marked in them as an EPUB has it."""

    def one(node: Node) -> list[Node] | None:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Span" and "footnote" in content[0][1]:
            return [{"t": "Note", "c": _with_name(content[1][0]["c"], content[0][0])}]
        if kind == "Span" and "again" in content[0][1]:
            said = dict(content[0][2])
            number: Node = {"t": "Superscript", "c": [{"t": "Str", "c": said["number"]}]}
            return [link(f"#{said['name']}", [number], "footnote-ref", epub_type="noteref", role="doc-noteref")]
        if kind == "Div" and "worksheet" in content[0][1]:
            name = content[0][0]
            return [_worksheet(chapter.worksheets[name], chapter.references[name])]
        return None

    result: list[Node] = changed(chapter.blocks, one)
    return result


def _with_name(blocks: list[Node], name: str) -> list[Node]:
    """Return a footnote's blocks with a name on its first words, which later marks lead to."""
    first, *others = blocks
    if first["t"] not in ("Para", "Plain"):
        return [division(name, [], ""), first, *others]
    return [{"t": first["t"], "c": [span(name, first["c"])]}, *others]


def _worksheet(sheet: Worksheet, references: list[list[Node]]) -> Node:
    minutes = f"Worksheet, {sheet.minutes} {'minute' if sheet.minutes == 1 else 'minutes'}"
    blocks = [division("", [paragraph(*words(minutes))], "minutes"), heading(sheet.level, sheet.name, words(sheet.title))]
    blocks += [paragraph(*words(sheet.intro))] if sheet.intro else []
    blocks.append(raw_block("html", ENVIRONMENT.get_template("worksheet.html").render(as_data(sheet))))
    blocks += [division("", [paragraph(*words(sheet.closing))], "closing")] if sheet.closing else []
    blocks += [division("", [paragraph(*one)], "reference") for one in references]
    blocks += [division("", [paragraph(*words(sheet.provenance))], "reference")] if sheet.provenance else []
    if sheet.key:
        after = [*words("When you have done it:"), {"t": "Space"}, link(f"#{sheet.key}", [emphasis(*words("Afterwards"))])]
        blocks.append(division("", [paragraph(*after)], "reference"))
    return division("", blocks, "worksheet")


def _appended(one: Appended) -> Iterator[Node]:
    yield heading(3, one.name, [link(f"#{one.worksheet.name}", words(one.worksheet.title))])
    for remark, source in one.remarks:
        blocks = [division("", [paragraph(*words(remark.about))], "about-what")]
        lines = [[paragraph(*words(line))] for line in remark.lines]
        blocks += (
            [{"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], lines]}] if remark.is_ordered else [one[0] for one in lines]
        )
        blocks += [paragraph(*words(remark.why))] if remark.why else []
        blocks += [division("", [paragraph(*source)], "reference")] if source else []
        yield division("", blocks, "afterwards")
