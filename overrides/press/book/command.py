"""`python -m press book`: the notes of a year as an EPUB and a PDF in build/book/."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config import load_config

from press.book.collecting import Book, Collector, Edition, notes_of_year
from press.book.epub import write_epub
from press.book.faces import Faces, cut_faces
from press.book.matter import Matter, long_date, matter_of
from press.book.problem import BookProblem
from press.book.reading import Dialect
from press.book.tree import text_of
from press.book.typeset import write_pdf
from press.citations import Formatted, format_all
from press.collection import Collection
from press.taking_turns import alone
from press.writing_files import write_whole


def make_book(collection: Collection, year: int | None) -> int:
    """Write the book of a year, the newest with a published note when None, and say what was written; return an exit code.

    The collection is one in which no problem was found.
    """
    with alone(collection.folders.root):
        return _make_book(collection, year, collection.folders.build / "book")


def _make_book(collection: Collection, year: int | None, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        book = _collected(collection, year, folder)
        matter = matter_of(book)
        texts = dict(_texts(collection, book, matter))
        faces = cut_faces(folder / "fonts", frozenset("".join(texts.values())))
        _warn_of_missing(texts, faces)
        name = re.sub(r"[^a-z0-9]+", "-", book.edition.title.lower()).strip("-")
        written = {
            folder / f"{name}.epub": write_epub(book, matter, faces, folder),
            folder / f"{name}.pdf": write_pdf(book, matter, faces, folder),
        }
    except BookProblem as problem:
        print(f"The book cannot be made: {problem}", file=sys.stderr)
        return 1
    for path, content in written.items():
        write_whole(path, content)
        print(f"{collection.folders.named(path)}: {_described(book)}, {len(content) / 1e6:.1f} MB")
    return 0


def _collected(collection: Collection, year: int | None, folder: Path) -> Book:
    config = load_config(str(collection.folders.root / "mkdocs.yml"))
    newest = collection.published[0].date if collection.published else None
    wanted = year if year is not None else newest.year if newest else 0
    notes_of_year(collection, wanted)
    edition = Edition(config.site_name, config.site_description or "", config.site_url or "", wanted)
    dialect = Dialect(list(config.markdown_extensions), config.mdx_configs)
    return Collector(collection, _formatted(collection), dialect, folder, _warn).book(edition)


def _formatted(collection: Collection) -> Formatted:
    try:
        return format_all(collection.sources.records, [one.citation for one in collection.leanings], collection.folders.build)
    except subprocess.CalledProcessError as error:
        raise BookProblem(f"pandoc cannot format docs/sources.yml; mend what it names: {' '.join(error.stderr.split())}") from None


def _texts(collection: Collection, book: Book, matter: Matter) -> Iterator[tuple[str, str]]:
    """Yield every text that the book shows, each once, after the place where it is written."""
    edition = book.edition
    yield "mkdocs.yml", f"{edition.title}{edition.subtitle}{edition.name}{text_of([matter.imprint, matter.colophon])}"
    for key, entry in book.sources:
        yield str(collection.sources.place(key, "source")), text_of(entry)
    for chapter in book.chapters:
        texts = [text_of(chapter.blocks), chapter.title, chapter.byline, chapter.retells, long_date(chapter.date)]
        texts += [repr(sheet) for sheet in chapter.worksheets.values()]
        texts += [repr(one.remarks) for one in chapter.appended]
        yield chapter.note.file, "".join(texts)


def _warn_of_missing(texts: dict[str, str], faces: Faces) -> None:
    for place, text in texts.items():
        if missing := sorted(faces.missing & set(text)):
            shown = ", ".join(f"{one!r} (U+{ord(one):04X})" for one in missing)
            _warn(
                f"{place}: the book's typeface has no {shown}; another one, or an empty box, stands there, and the PDF cannot claim PDF/UA"
            )


def _warn(warning: str) -> None:
    print(f"{warning} (a warning: the book can be made)", file=sys.stderr)


def _described(book: Book) -> str:
    sheets = sum(len(chapter.worksheets) for chapter in book.chapters)
    notes, sources = _counted(len(book.chapters), "note"), _counted(len(book.sources), "source")
    return f"{notes}, {_counted(sheets, 'worksheet')} and {sources} of {book.edition.year}"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
