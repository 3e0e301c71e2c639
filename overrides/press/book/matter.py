"""The words round the notes: imprint, what stands above sources and answers, and colophon."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from press.book.collecting import Book
from press.book.tree import Node, emphasis, link, paragraph, words

LICENCE_NAME = "Creative Commons Attribution 4.0 International"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FACE_LICENCE = "https://openfontlicense.org/"


@dataclass(frozen=True)
class Matter:
    """Blocks of each part, the same in every kind of book."""

    imprint: list[Node]
    sources: list[Node]
    afterwards_title: str
    afterwards: list[Node]
    colophon: list[Node]
    topics: tuple[str, ...]
    rights: str


def matter_of(book: Book) -> Matter:
    """Return the words round the notes of a book."""
    return Matter(
        imprint=list(_imprint(book)),
        sources=[
            _paragraph(
                "Every source that a note or a worksheet of this book leans on. Where a note knows one only through another, its footnote says so."
            )
        ],
        afterwards_title="Afterwards",
        afterwards=[_paragraph("To be read when a worksheet is done: what the notes say, and how to count. Nothing here is a mark.")],
        colophon=list(_colophon(book)),
        topics=tuple(dict.fromkeys(str(tag) for chapter in book.chapters for tag in chapter.note.meta.get("tags") or ())),
        rights=f"© {book.edition.year} {book.edition.name}. The text is under the licence {LICENCE_NAME} (CC BY 4.0).",
    )


def long_date(day: datetime.date) -> str:
    """Return a day as it is read.

    >>> long_date(datetime.date(2026, 11, 9))
    '9 November 2026'
    """
    return f"{day.day} {day:%B %Y}"


def _imprint(book: Book) -> Iterator[Node]:
    edition, first, last = book.edition, book.chapters[0].date, book.day
    yield paragraph(emphasis(*words(edition.title)))
    yield _paragraph(edition.description)
    span = f"on {long_date(first)}" if first == last else f"from {long_date(first)} to {long_date(last)}"
    count = "the one note" if len(book.chapters) == 1 else f"the {len(book.chapters)} notes"
    yield paragraph(
        *words(f"This book holds {count} published {span} at"), {"t": "Space"}, _address(edition.site_url), {"t": "Str", "c": "."}
    )
    yield paragraph(
        *words(f"© {edition.year} {edition.name}. The text is under the licence"),
        {"t": "Space"},
        link(LICENCE, words(LICENCE_NAME)),
        {"t": "Space"},
        *words("(CC BY 4.0): share it and change it, and say whose it is."),
    )
    if any(chapter.retells for chapter in book.chapters):
        yield _paragraph(
            "A note that retells another’s says whose it is under its title. There the idea and its order are that author’s; "
            "the licence covers the sentences here, and claims nothing more."
        )
    yield _paragraph("The worksheets are mirrors, not tests. They diagnose nothing and are no substitute for help.")


def _colophon(book: Book) -> Iterator[Node]:
    yield paragraph(
        *words("Set in Literata, by TypeTogether, which is under the"),
        {"t": "Space"},
        link(FACE_LICENCE, words("SIL Open Font License 1.1")),
        {"t": "Str", "c": "."},
    )
    yield _paragraph(
        "Made from the notes’ own files by pandoc, and in print by typst. The citations are in the Chicago style, with notes and a bibliography."
    )
    yield _paragraph(f"The book stands as of {long_date(book.day)}. The same notes make the same book, byte for byte.")
    yield paragraph(
        *words("The exercises that these worksheets come from answer back at"),
        {"t": "Space"},
        _address(book.edition.site_url),
        {"t": "Str", "c": "."},
    )


def _address(url: str) -> Node:
    return link(url, [{"t": "Str", "c": url.removeprefix("https://").rstrip("/")}])


def _paragraph(text: str) -> Node:
    return paragraph(*words(text))
