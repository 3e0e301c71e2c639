"""Generated notes are those that the checks accept, the same each time, and as long as real ones."""

from __future__ import annotations

import datetime
from pathlib import Path

from benchmarks.generated import plain, project
from benchmarks.generated.notes import NEWEST, notes
from press.checks import all_problems
from press.collection import read_collection
from press.folders import Folders

COUNT = 8


def test_a_generated_project_has_no_mistake_and_all_that_a_note_has(tmp_path: Path) -> None:
    root = project.write(tmp_path / "project", COUNT)
    collection = read_collection(Folders(root), NEWEST)
    assert [str(problem) for problem in all_problems(collection)] == []
    assert [len(note.footnotes) for note in collection.published] == [6] * COUNT
    assert len(collection.placements) == 2 * COUNT


def test_the_same_notes_come_each_time_and_a_week_is_the_same_among_more() -> None:
    assert list(notes(COUNT)) == list(notes(COUNT))
    later = NEWEST + datetime.timedelta(weeks=2)
    assert list(notes(COUNT + 2, later))[:COUNT] == list(notes(COUNT))


def test_a_note_is_about_as_long_as_one_that_was_written() -> None:
    counts = [len(plain.markdown(note).split()) for note in notes(COUNT)]
    assert 1_000 < sum(counts) / COUNT < 1_600


def test_the_plain_notes_have_the_same_words(tmp_path: Path) -> None:
    plain.write(tmp_path / "plain", COUNT)
    for note in notes(COUNT):
        text = (tmp_path / "plain" / "docs" / "notes" / "posts" / f"{note.slug}.md").read_text("utf-8")
        said = [note.opening, *(source.title for source, _ in note.footnotes), *(word for one in note.exercises for word in one.words)]
        assert all(one in text for one in said)
