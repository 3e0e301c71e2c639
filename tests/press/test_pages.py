"""A page is read with its front matter, its lines stay those of the file, and a note knows when it is published."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from press.folders import Folders
from press.pages import Note, read_page
from reflect.problems import WritingError

TODAY = datetime.date(2026, 11, 23)


def note(tmp_path: Path, text: str) -> Note:
    path = tmp_path / "docs/notes/posts/on-apology.md"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    page = read_page(path, Folders(tmp_path))
    assert isinstance(page, Note)
    return page


def test_a_note_has_the_address_of_its_file(tmp_path: Path) -> None:
    assert note(tmp_path, "# On apology\n").url == "notes/on-apology/"


@pytest.mark.parametrize(
    ("front", "is_published"),
    [
        ("date: 2026-11-23", True),
        ("date: 2026-11-24", False),
        ("date: 2026-11-22\ndraft: true", False),
        ("date: 2026-11-22 09:00:00", True),
        ("draft: false", False),
    ],
)
def test_a_note_is_published_from_its_day_unless_it_is_a_draft(front: str, is_published: bool, tmp_path: Path) -> None:
    assert note(tmp_path, f"---\n{front}\n---\n# A\n").is_published(TODAY) is is_published


def test_lines_count_from_the_top_of_the_file(tmp_path: Path) -> None:
    page = note(tmp_path, '---\ndate: 2026-11-23\n---\n# A\n\n{{ cite("a") }}\n')
    assert [call.line for call in page.calls] == [6]


def test_reading_time_counts_prose_and_not_footnotes_or_exercises(tmp_path: Path) -> None:
    words = "word " * 460
    page = note(tmp_path, f'# A\n\n{words}[^a]\n\n{{{{ exercise("long") }}}}\n\n[^a]: {"note " * 900}\n')
    assert page.minutes == 2


def test_the_opening_is_the_first_paragraph_without_footnote_marks(tmp_path: Path) -> None:
    assert note(tmp_path, "# A\n\nFirst *words*.[^a]\n\nSecond.\n\n[^a]: B\n").opening == "First *words*."


def test_footnotes_are_numbered_by_where_they_are_first_referred_to(tmp_path: Path) -> None:
    page = note(tmp_path, "# A\n\nOne.[^b] Two.[^a] Three.[^b]\n\n[^a]: A\n[^b]: B\n")
    assert (page.footnote_number("b"), page.footnote_number("a"), page.footnote_number("c")) == (1, 2, None)


def test_a_file_is_the_same_page_until_it_changes(tmp_path: Path) -> None:
    first = note(tmp_path, "# A\n\nOne.[^a]\n\n[^a]: B\n")
    folders = Folders(tmp_path)
    assert read_page(first.path, folders) is first
    first.path.write_text("# B\n\nOne.\n")
    second = read_page(first.path, folders)
    assert (second.title, second.references, first.title) == ("B", [], "A")
    first.path.write_text("# A\n\nOne.[^a]\n\n[^a]: B\n")
    assert read_page(first.path, folders).title == "A"


def test_a_file_that_could_not_be_read_is_no_page_until_it_is_mended(tmp_path: Path) -> None:
    path = note(tmp_path, "# A\n").path
    path.write_bytes(b"# Caf\xe9\n")
    for _ in range(2):
        with pytest.raises(WritingError):
            read_page(path, Folders(tmp_path))
    path.write_text("# A\n")
    assert read_page(path, Folders(tmp_path)).title == "A"
