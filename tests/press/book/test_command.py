"""`make book` says what it wrote, makes the same bytes of the same notes, and ends bad input with a sentence."""

from __future__ import annotations

from pathlib import Path

import pypandoc
import pytest

from press.__main__ import main
from tests.press.book.books import CONFIG, Made, made, odd_project
from tests.tiny_project import EXERCISES_FILE, NOTE_FILE, SOURCES_FILE, TinyProject


@pytest.fixture
def tiny(tmp_path: Path) -> TinyProject:
    project = TinyProject.made(tmp_path)
    project.write("mkdocs.yml", CONFIG)
    return project


def run(project: TinyProject, *arguments: str) -> int:
    return main(["book", "--root", str(project.root), *arguments])


def test_it_says_in_a_line_each_what_was_written(tiny: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tiny, "--year", "2026") == 0
    said = capsys.readouterr()
    assert [line.split(",")[0] for line in said.out.splitlines()] == [
        "build/book/odd-even-2026.epub: 1 note",
        "build/book/odd-even-2026.pdf: 1 note",
    ]
    assert "3 worksheets and 1 source of 2026" in said.out
    assert said.err == ""


@pytest.mark.parametrize("retells", ["A Love", "{title: A Love}"], ids=["a title", "a title alone"])
def test_a_piece_that_is_retold_is_named_though_its_author_is_not(retells: str, tiny: TinyProject) -> None:
    tiny.replace(NOTE_FILE, "date: 2026-01-05", f"date: 2026-01-05\nretells: {retells}")
    book = made(tiny.root, "odd-even-2026")
    assert book.code == 0
    assert any("A retelling of “A Love”" in text and "A Love” by" not in text for text in book.texts())


def test_the_newest_year_with_a_published_note_is_taken(tiny: TinyProject) -> None:
    tiny.write("docs/notes/posts/older.md", "---\n{date: 2024-02-01, description: Older.}\n---\n# Older\n\nOld.\n")
    tiny.write("docs/notes/posts/draft.md", "---\n{date: 2026-03-01, draft: true, description: Draft.}\n---\n# Draft\n\nNot yet.\n")
    assert run(tiny) == 0
    assert sorted(path.name for path in (tiny.root / "build" / "book").glob("odd-*")) == ["odd-even-2026.epub", "odd-even-2026.pdf"]


def test_equal_notes_make_equal_bytes(odd_book: Made, tmp_path: Path) -> None:
    again = made(odd_project(tmp_path).root, "odd-even-2026")
    assert again.epub.read_bytes() == odd_book.epub.read_bytes()
    assert again.pdf.read_bytes() == odd_book.pdf.read_bytes()


def test_a_year_without_notes_names_those_with_some(tiny: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.write("docs/notes/posts/older.md", "---\n{date: 2024-02-01, description: Older.}\n---\n# Older\n\nOld.\n")
    assert run(tiny, "--year", "2025") == 1
    assert capsys.readouterr().err == (
        "The book cannot be made: no note was published in 2025, expected a year that has one: 2024 and 2026\n"
    )
    assert not list((tiny.root / "build" / "book").glob("odd-*"))


def test_a_project_without_published_notes_is_said(tiny: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\ndraft: true")
    assert run(tiny) == 1
    assert "there is no published note yet" in capsys.readouterr().err


def test_mistakes_of_writers_are_said_first_and_no_book_is_made(tiny: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.replace(EXERCISES_FILE, "kind: sort", "kind: sorting")
    assert run(tiny) == 1
    assert capsys.readouterr().out.startswith("exercises/notes/first.yml:4:11: cards: kind 'sorting' is unknown")
    assert not (tiny.root / "build" / "book").exists()


def test_what_cannot_stand_in_a_book_is_left_out_with_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(odd_project(tmp_path)) == 0
    warnings = capsys.readouterr().err.splitlines()
    assert warnings[0].startswith("docs/notes/posts/odd.md:34:1: <video> cannot stand in a book and is left out")
    assert "picture '../../pictures/circles.avif' is no picture file of the project" in warnings[1]
    assert len(warnings) == 2


def test_a_letter_that_the_typeface_lacks_is_said(tiny: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.replace(NOTE_FILE, "An opening.", "An opening, 心.")
    assert run(tiny) == 0
    assert "docs/notes/posts/first.md: the book's typeface has no '心' (U+5FC3)" in capsys.readouterr().err


@pytest.mark.parametrize("title", ["Περὶ ψυχῆς", "Мышление и речь", "Życie społeczne"], ids=["Greek", "Cyrillic", "Polish"])
def test_a_source_with_a_title_in_a_script_of_the_typeface_stands_in_the_pdf(
    title: str, tiny: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny.replace(SOURCES_FILE, "A General Theory of Love", title)
    book = made(tiny.root, "odd-even-2026")
    assert capsys.readouterr().err == ""
    note, _, sources = " ".join(book.texts()).casefold().rpartition("sources every source")
    assert title.casefold() in note
    assert title.casefold() in sources


@pytest.mark.parametrize(
    ("title", "first"),
    [("אני ואתה", "'א' (U+05D0)"), ("甘えの構造", "'え' (U+3048)"), ("المقدمة", "'ا' (U+0627)")],
    ids=["Hebrew", "Han", "Arabic"],
)
def test_a_source_with_a_title_that_the_typeface_lacks_is_named_with_its_letters(
    title: str, first: str, tiny: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny.replace(SOURCES_FILE, "A General Theory of Love", title)
    assert run(tiny) == 0
    said = next(line for line in capsys.readouterr().err.splitlines() if line.startswith("docs/sources.yml:2:9: "))
    assert f"the book's typeface has no {first}" in said
    assert all(f"{letter!r} (U+{ord(letter):04X})" in said for letter in title if letter != " ")


@pytest.mark.parametrize("field", ["byline: 心", "retells: {title: 心, author: Her}"], ids=["byline", "retold piece"])
def test_a_letter_that_the_typeface_lacks_above_a_note_is_said(field: str, tiny: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.replace(NOTE_FILE, "date: 2026-01-05", f"date: 2026-01-05\n{field}")
    assert run(tiny) == 0
    assert "docs/notes/posts/first.md: the book's typeface has no '心' (U+5FC3)" in capsys.readouterr().err


def test_a_note_that_typst_cannot_set_is_named(tiny: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.write("docs/broken.png", b"no picture at all")
    tiny.replace(NOTE_FILE, "An opening.", "![Broken](../../broken.png)\n\nAn opening.")
    assert run(tiny) == 1
    error = capsys.readouterr().err
    assert error.startswith(
        "The book cannot be made: typst cannot set docs/notes/posts/first.md; mend what it names: failed to decode image"
    )
    assert error.count("\n") == 1


def test_a_pandoc_that_fails_is_told_with_what_it_read(
    tiny: TinyProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tiny) == 0
    tiny.write("pandoc", "#!/bin/sh\necho something is wrong >&2\nexit 3\n")
    (tiny.root / "pandoc").chmod(0o755)
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: str(tiny.root / "pandoc"))
    assert run(tiny) == 1
    said = "The book cannot be made: pandoc cannot work on docs/notes/posts/first.md; mend what it names: something is wrong\n"
    assert capsys.readouterr().err == said
