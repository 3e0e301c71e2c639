"""What a draft is full of is said once the note is no draft any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.checks import warnings
from press.folders import Folders
from press.importing.command import import_file
from press.starting import start_note
from tests.press.importing.corpus import essay, project_in
from tests.tiny_project import SOURCES_FILE, TODAY, TinyProject

BEGUN = "docs/notes/posts/on-apology.md"


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return project_in(tmp_path / "project")


def said(project: TinyProject) -> list[str]:
    return [str(one) for one in warnings(project.collection()) if one.file != SOURCES_FILE]


def publish(project: TinyProject, file: str) -> None:
    project.replace(file, "draft: true\n", "")


def test_comments_of_the_import_are_said_once_for_a_note(project: TinyProject, tmp_path: Path) -> None:
    import_file(essay("pasted-with-chrome.txt", tmp_path / "from"), Folders(project.root), TODAY)
    (path,) = (path for path in (project.root / "docs/notes/posts").glob("*.md") if path.stem != "first")
    assert said(project) == []
    publish(project, f"docs/notes/posts/{path.name}")
    (sentence,) = said(project)
    assert "3 comments of the import are left, this one first (‘as imported’); compare the footnote with its source" in sentence
    line = int(sentence.split(":")[1])
    assert "<!-- as imported" in path.read_text().split("\n")[line - 1]


def test_a_comment_taken_out_is_not_missed(project: TinyProject) -> None:
    project.replace("docs/notes/posts/first.md", "[^lewis]\n", "[^lewis] <!-- to check: who? -->\n")
    (sentence,) = said(project)
    assert "a comment of the import is left (‘to check’)" in sentence
    project.replace("docs/notes/posts/first.md", " <!-- to check: who? -->", "<!-- more to say -->")
    assert said(project) == []


def test_a_begun_note_that_is_published_as_it_stands_is_full_of_advice(project: TinyProject) -> None:
    start_note("On apology", Folders(project.root), TODAY)
    assert said(project) == []
    publish(project, BEGUN)
    sentences = said(project)
    assert sum("is still the one that every note begins with" in one for one in sentences) == 1
    assert sum("is what every note begins with" in one for one in sentences) == 2
    assert sum("the exercise is still the example of its kind" in one for one in sentences) == 10


def test_an_exercise_of_ones_own_under_an_example_s_name_is_not_remarked_on(project: TinyProject) -> None:
    start_note("On apology", Folders(project.root), TODAY)
    publish(project, BEGUN)
    project.replace("exercises/notes/on-apology.yml", "title: How near?", "title: How far?")
    assert not [one for one in said(project) if "how-near" in one]
