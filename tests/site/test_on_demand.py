"""A preview of many notes, served: lists name all of them, and one that was left out is there when it is opened or edited."""

from __future__ import annotations

import datetime
import os
import re
import urllib.error
from collections.abc import Iterator
from pathlib import Path

import pytest

from press.on_demand import NEWEST, SAID
from tests.site.test_python_edited import Served, serving, until
from tests.site.tiny_site import made

COUNT = 24
"""More than the first page of the list of notes shows."""
ARTICLE = re.compile("<article.*</article>", re.DOTALL)
LONG_AGO_S = 1_000_000_000
TEXT = "---\ndate: {day}\ntags: [weeks]\ndescription: Of <a> week & more.\n---\n# Week {number} & “so on”\n\nWords of {number}, after [one](week-03.md).\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    project = made(tmp_path_factory.mktemp("many"))
    for number in range(COUNT):
        day = datetime.date(2025, 1, 1) + datetime.timedelta(weeks=number)
        project.write(f"docs/notes/posts/week-{number:02}.md", TEXT.format(day=day, number=number))
    for path in (project.root / "docs").rglob("*.md"):
        os.utime(path, (LONG_AGO_S, LONG_AGO_S))
    with serving(project.root, tmp_path_factory.mktemp("made")) as one:
        yield one


def folder_of(served: Served) -> Path:
    return max(served.sites.glob("mkdocs_*"), key=lambda one: one.stat().st_mtime_ns)


def test_only_the_newest_are_made_unasked(served: Served) -> None:
    notes = folder_of(served) / "notes"
    assert (notes / f"week-{COUNT - 1:02}" / "index.html").is_file()
    assert not (notes / "week-00").exists()
    assert SAID.format(all=COUNT + 1, newest=NEWEST) in served.terminal.read_text("utf-8")


def test_lists_name_notes_that_are_left_out(served: Served) -> None:
    page = served.page("notes/")
    assert 'href="week-08/">Week 8 &amp; “so on”</a>' in page


def test_a_note_that_was_left_out_is_there_when_it_is_opened(served: Served) -> None:
    assert not (folder_of(served) / "notes" / "week-02").exists()
    page = served.page("notes/week-02/")
    assert "Words of 2," in page
    assert '<a href="../week-03/">one</a>' in page
    assert "Week 1 &amp; “so on”</a>" in page  # its neighbour, which is left out still
    assert not (folder_of(served) / "notes" / "week-01").exists()


def test_a_later_page_of_a_list_is_there_when_it_is_opened(served: Served) -> None:
    assert "Week 0 &amp; " in served.page("notes/page/2/")
    assert "Week 20 &amp; " in served.page("notes/archive/2025/")


def test_a_note_that_was_left_out_is_there_when_it_is_edited(served: Served) -> None:
    note = served.root / "docs" / "notes" / "posts" / "week-05.md"
    note.write_text(note.read_text("utf-8") + "\nEdited.\n", "utf-8")
    until(lambda: (folder_of(served) / "notes" / "week-05" / "index.html").exists())
    assert "Edited." in served.page("notes/week-05/")


def test_the_list_of_sources_and_the_writing_desk_are_there_when_they_are_opened(served: Served) -> None:
    made = folder_of(served)
    assert not any((made / name / "index.html").exists() for name in ("sources", "write"))
    assert 'id="lewis-2000"' in served.page("sources/")
    assert "<h1>Write</h1>" in served.page("write/index.html").replace(' id="write"', "")


def test_what_lists_say_of_notes_that_are_left_out_stays_as_it_is_from_build_to_build(served: Served) -> None:
    pages = "notes/", "topics/"
    before = [ARTICLE.findall(served.page(page)) for page in pages]
    note = served.root / "docs" / "notes" / "posts" / "week-06.md"
    for number in range(3):
        note.write_text(note.read_text("utf-8") + f"\nIn build {number}.\n", "utf-8")
        until(lambda: f"In build {number}." in served.page("notes/week-06/"))  # noqa: B023 - it is called at once
    assert [ARTICLE.findall(served.page(page)) for page in pages] == before
    assert "Of &lt;a&gt; week &amp; more." in before[0][0]
    assert "week-07/" in before[1][0]


def test_an_address_without_a_note_is_not_waited_for(served: Served) -> None:
    with pytest.raises(urllib.error.HTTPError) as told:
        served.page("notes/week-99/")
    told.value.close()
    assert told.value.code == 404
