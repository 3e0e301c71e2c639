"""The page for unknown addresses knows every published note by each name it has had."""

from __future__ import annotations

import json
from pathlib import Path

from press import lost
from tests.tiny_project import NOTE_FILE, TinyProject


def names(project: TinyProject, site: Path) -> list[dict[str, object]]:
    lost.write_names(project.collection(), site)
    written: list[dict[str, object]] = json.loads((site / lost.PLACE).read_text(encoding="utf-8"))
    return written


def test_a_note_is_known_by_its_name_and_its_former_ones(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\naliases: [the-beginning]")
    assert names(project, tmp_path / "site") == [{"title": "First", "path": "notes/first/", "names": ["first", "the-beginning"]}]


def test_a_draft_is_not_given_away(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\ndraft: true")
    assert names(project, tmp_path / "site") == []
