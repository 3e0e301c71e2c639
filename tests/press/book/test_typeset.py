"""The PDF is set, tagged and whole: text, footnotes at the foot, faces embedded, an outline to find one's way."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pypdf import PdfReader

from press.folders import Folders
from press.pages import Note, read_pages
from tests.press.book.books import Made, cited, letters

CITED = {
    "an embrace.1": "David Whyte",
    "took part in what was being observed.2": "Harry Stack Sullivan",
    "they turned away.4": "Edward Tronick",
    "at the end.5": "Julianne Holt-Lunstad",
    "as ours.2": "Thomas Lewis",
    "as well as personal.3": "quoted in Johann Hari",
}


def test_every_paragraph_of_every_note_is_there(real_book: Made) -> None:
    text = letters(" ".join(real_book.texts()))
    notes = [page for page in read_pages(Folders(real_book.root))[0] if isinstance(page, Note)]
    assert len(notes) == 3
    for note in notes:
        for paragraph in re.split(r"\n\n", note.text):
            # A page may end in a paragraph, so its first words stand for it.
            if re.match(r"\w", paragraph.strip()):
                plain = re.sub(r"\[\^.*?\]|\]\([^)]*\)|[*\[]", "", paragraph)
                assert letters(plain)[:40] in text, paragraph


@pytest.mark.parametrize(("mark", "note"), CITED.items())
def test_a_footnote_stands_on_the_page_of_its_mark(real_book: Made, mark: str, note: str) -> None:
    pages = [page for page in real_book.texts() if mark in page]
    assert len(pages) == 1
    assert note in pages[0][pages[0].index(mark) :]


def test_only_our_typeface_is_used_and_it_is_embedded(real_book: Made) -> None:
    pages: list[Any] = [page["/Resources"] for page in PdfReader(real_book.pdf).pages]
    fonts = [font.get_object() for resources in pages for font in resources.get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert re.fullmatch(r"/[A-Z]{6}\+Literata(Display)?-\w+", font["/BaseFont"])
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_no_letter_is_missing(odd_book: Made) -> None:
    text = " ".join(odd_book.texts())
    assert "λόγος" in text
    assert "Łódź" in text
    assert "слово" in text
    assert "\ufffd" not in text
    assert "\x00" not in text


def test_it_is_tagged_and_says_language_and_title(real_book: Made) -> None:
    reader = PdfReader(real_book.pdf)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "How We Help 2026"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_the_outline_names_notes_parts_and_worksheets(real_book: Made) -> None:
    titles = _titles(PdfReader(real_book.pdf).outline)
    for title in (
        "Contents",
        "The Interpersonal Field",
        "A hand in the scanner",
        "Whose burden is it?",
        "Afterwards",
        "Sources",
        "Colophon",
    ):
        assert title in titles


def test_the_entry_of_every_cited_source_stands_after_its_heading(real_book: Made) -> None:
    entries = letters(" ".join(real_book.texts()).partition("Sources Every source")[2])
    sources = cited(real_book)
    assert len(sources) > 10
    for key, (name, title) in sources.items():
        # Between the first name and the title stand the others who wrote it, and nothing longer.
        assert re.search(rf"{letters(name)}[a-z]{{0,100}}?{letters(title)}", entries), key


def test_it_is_a_book_of_a_small_size_with_numbered_pages(real_book: Made) -> None:
    reader = PdfReader(real_book.pdf)
    assert len(reader.pages) > 20
    assert [round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]] == [148, 210]
    assert [page.split()[-1] for page in real_book.texts()[2:12]] == [str(number) for number in range(3, 13)]


def test_a_link_to_another_note_says_its_page(real_book: Made) -> None:
    pages = real_book.texts()
    start = next(number for number, text in enumerate(pages, start=1) if text.startswith("16 November 2026"))
    assert f"co-regulation (page {start})" in " ".join(pages)


def test_a_footnote_that_is_marked_twice_stands_once(odd_book: Made) -> None:
    text = " ".join(odd_book.texts())
    assert text.count("And a word more.") == 1
    assert "claim,2 a second one,3 and the first again.2" in text


def test_a_note_on_a_note_is_put_in_brackets(odd_book: Made) -> None:
    assert "And a word more. (What the inner note says.)" in " ".join(odd_book.texts())


def test_signs_that_mean_something_to_typst_are_text(odd_book: Made) -> None:
    assert "Prices are $5 and #3, at a_b @home; \\ stays." in " ".join(odd_book.texts())
    assert "Odd “things” #1 & $more$" in " ".join(odd_book.texts())


def test_a_caption_stands_below_its_picture(odd_book: Made) -> None:
    assert "Two circles & a caption" in " ".join(odd_book.texts())


def _titles(outline: Any) -> list[str]:
    """Return the titles of an outline, whose parts are lists within lists."""
    return [title for one in outline for title in (_titles(one) if isinstance(one, list) else [str(one.title)])]
