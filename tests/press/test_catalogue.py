"""The catalogue names what readers can answer, by the names under which their answers are kept, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from press.catalogue import PLACE, catalogue, write
from tests.tiny_project import EXERCISES, EXERCISES_FILE, NOTE_FILE, TinyProject


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return TinyProject.made(tmp_path)


def entries(project: TinyProject) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in [entry for year in catalogue(project.collection()).values() for entry in year]}


def test_every_exercise_says_what_it_is_and_where_it_stands(project: TinyProject) -> None:
    assert entries(project)["first/cards"] == {
        "name": "first/cards",
        "aliases": [],
        "title": "Cards",
        "kind": "sort",
        "minutes": 1,
        "daily": False,
        "note": {"title": "First", "path": "notes/first/"},
        "anchor": "exercise-cards",
        "review": {"spaced": False, "askAgainDays": None, "question": None},
        "items": [],
    }


def test_exercises_stand_in_the_order_of_their_note(project: TinyProject) -> None:
    assert list(entries(project)) == ["first/cards", "first/scale", "first/recall"]


def test_only_what_can_be_recalled_lists_its_questions(project: TinyProject) -> None:
    found = entries(project)
    assert found["first/recall"]["items"] == [{"id": "who", "question": "Who said so?"}, {"id": "pairs", "question": "Match them."}]
    assert found["first/scale"]["items"] == []


def test_review_says_whether_it_is_spaced_or_asked_again_and_with_which_question(project: TinyProject) -> None:
    project.replace(EXERCISES_FILE, "    title: Recall\n", "    title: Recall\n    review: {schedule: spaced}\n")
    project.replace(EXERCISES_FILE, "    title: Scale\n", "    title: Scale\n    review: {ask_again_days: 7, question: And now?}\n")
    found = entries(project)
    assert found["first/recall"]["review"] == {"spaced": True, "askAgainDays": None, "question": None}
    assert found["first/scale"]["review"] == {"spaced": False, "askAgainDays": 7, "question": "And now?"}


def test_a_renamed_note_keeps_the_names_of_its_exercises(project: TinyProject) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\naliases: [zeroth, nought]")
    assert entries(project)["first/cards"]["aliases"] == ["zeroth/cards", "nought/cards"]


def test_retired_exercises_are_named_under_every_name_of_their_note(project: TinyProject, tmp_path: Path) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\naliases: [zeroth]")
    project.replace(EXERCISES_FILE, "note: first\n", "note: first\nretired: [old-cards]\n")
    write(project.collection(), tmp_path / "site")
    assert json.loads((tmp_path / "site" / PLACE).read_text("utf-8"))["retired"] == ["first/old-cards", "zeroth/old-cards"]


@pytest.mark.parametrize("front", ["date: 2999-01-05", "date: 2026-01-05\ndraft: true"], ids=["future", "draft"])
def test_what_readers_cannot_see_is_not_in_it(front: str, project: TinyProject) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", front)
    assert catalogue(project.collection()) == {}


def test_a_year_s_file_is_small_the_same_each_time_and_named_by_its_content(project: TinyProject, tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        write(project.collection(), tmp_path / name)
        (part,) = json.loads((tmp_path / name / PLACE).read_text("utf-8"))["parts"]
        written.append((tmp_path / name / PLACE).with_name(part))
    assert written[0].name == written[1].name
    assert re.fullmatch(r"2026\.[0-9a-f]{8}\.json", written[0].name)
    assert b": " not in written[0].read_bytes()
    assert json.loads(written[0].read_text("utf-8")) == {"exercises": catalogue(project.collection())[2026]}


def test_a_note_of_another_year_leaves_a_year_s_file_as_it_is(project: TinyProject, tmp_path: Path) -> None:
    write(project.collection(), tmp_path / "before")
    project.write("docs/notes/posts/second.md", "---\ndate: 2025-01-05\n---\n# Second\n\n{{ exercise('one') }}\n")
    project.write(
        EXERCISES_FILE.replace("first", "second"), EXERCISES.replace("note: first", "note: second").replace("id: cards", "id: one")
    )
    write(project.collection(), tmp_path / "after")
    before, after = (sorted(path.name for path in (tmp_path / name / PLACE).parent.glob("20*")) for name in ("before", "after"))
    assert len(after) == 2
    assert set(before) < set(after)
