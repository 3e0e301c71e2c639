"""The EPUB is valid, can be found one's way in, and says how it can be read."""

from __future__ import annotations

import html
import re
import zipfile

import pytest

from tests.press.book.books import Made, cited, epubcheck_says, letters


@pytest.fixture(params=["real_book", "odd_book"])
def book(request: pytest.FixtureRequest) -> Made:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Made)
    return found


def test_epubcheck_finds_neither_error_nor_warning(book: Made) -> None:
    assert epubcheck_says(book.epub) == ""


def test_notes_stand_in_the_order_of_their_days(real_book: Made) -> None:
    nav = real_book.pages()["EPUB/nav.xhtml"]
    titles = [
        "Imprint",
        "The Interpersonal Field",
        "Co-regulation",
        "Independence vs. Interdependence",
        "Afterwards",
        "Sources",
        "Colophon",
    ]
    places = [nav.index(f">{title}</a>") for title in titles]
    assert places == sorted(places)


def test_the_entry_of_every_cited_source_stands_after_its_heading(real_book: Made) -> None:
    page = real_book.page_of_epub("Sources").partition("<h1>Sources</h1>")[2]
    entries = dict(re.findall(r'<div id="source--([^"]+)" class="entry">\s*<p>(.*?)</p>', page, re.DOTALL))
    sources = cited(real_book)
    assert len(sources) > 10
    assert entries.keys() == sources.keys()
    for key, (name, title) in sources.items():
        entry = letters(html.unescape(re.sub(r"<[^>]*>", "", entries[key])))
        assert entry.startswith(letters(name)), key
        assert letters(title) in entry, key


def test_every_page_has_a_title_of_its_own(book: Made) -> None:
    titles = [re.findall(r"<title>(.*?)</title>", page) for name, page in book.pages().items() if "/ch" in name]
    assert all(len(one) == 1 and "xhtml" not in one[0] for one in titles)
    assert len({one[0] for one in titles}) == len(titles)


def test_it_says_how_it_can_be_read(book: Made) -> None:
    package = book.package()
    for name, value in {
        "accessMode": "textual",
        "accessModeSufficient": "textual",
        "accessibilityFeature": "readingOrder",
        "accessibilityHazard": "none",
    }.items():
        assert f'<meta property="schema:{name}">{value}</meta>' in package
    assert '<meta property="schema:accessibilitySummary">' in package
    assert '<dc:language id="epub-language-1">en-GB' in package or "<dc:language>en-GB</dc:language>" in package


def test_footnotes_pop_up_and_each_mark_has_its_note(book: Made) -> None:
    for page in book.pages().values():
        marks = re.findall(r'<a href="#(fn\d+)" class="footnote-ref" id="fnref\d+" epub:type="noteref"', page)
        notes = re.findall(r'<aside epub:type="footnote" role="doc-footnote" id="(fn\d+)"', page)
        assert marks == notes


def test_a_second_mark_leads_to_the_same_note(odd_book: Made) -> None:
    page = next(page for page in odd_book.pages().values() if "A first claim" in page)
    assert page.count("And a word more") == 1
    again = re.search(
        r'<a href="[^"#]*#(odd--note-\d)" class="footnote-ref" epub:type="noteref" role="doc-noteref"><sup>(\d)</sup></a>', page
    )
    assert again is not None
    assert again[2] == "2"
    assert f'<span id="{again[1]}">' in page


def test_links_between_notes_stay_in_the_book_and_others_lead_to_the_site(odd_book: Made) -> None:
    page = next(page for page in odd_book.pages().values() if "A first claim" in page)
    by_text = {text: target for target, text in re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', page)}
    assert re.fullmatch(r"ch\d+\.xhtml#note--first", by_text["the earlier note"])
    assert re.fullmatch(r"ch\d+\.xhtml#first--exercise-recall", by_text["its recall"])
    assert by_text["a part of it"] == by_text["the earlier note"]
    assert by_text["above"].endswith("#odd--second")
    assert by_text["about"] == "https://odd.example/about/"
    assert by_text["link outside"] == "https://outside.example/a?b=1&amp;c=2"


def test_pictures_are_inside_with_their_descriptions(odd_book: Made) -> None:
    page = next(page for page in odd_book.pages().values() if "A first claim" in page)
    assert re.search(r'<img src="\.\./media/file\d\.svg"[^>]* alt="Two circles"', page)
    assert "<figcaption>" in page
    with zipfile.ZipFile(odd_book.epub) as archive:
        assert sum(name.endswith((".svg", ".png")) for name in archive.namelist()) >= 3


def test_embedded_fonts_name_their_licence(real_book: Made) -> None:
    with zipfile.ZipFile(real_book.epub) as archive:
        fonts = [archive.read(name) for name in archive.namelist() if name.endswith(".ttf")]
    assert len(fonts) == 3
    assert all("https://scripts.sil.org/OFL".encode("utf-16-be") in font for font in fonts)


def test_a_recall_does_not_give_its_answers_away(real_book: Made) -> None:
    note = real_book.page_of_epub("The Interpersonal Field")
    afterwards = real_book.page_of_epub("Afterwards")
    for answer in ("The phrase is theirs.", "They tried before they gave up.", "Person and surroundings are read together"):
        assert answer not in note
        assert answer in afterwards


def test_a_retelling_says_whose_note_it_retells(real_book: Made) -> None:
    assert "A retelling of “Independence vs. Interdependence” by Gary Borjesson" in real_book.page_of_epub(
        "Independence vs. Interdependence"
    )
