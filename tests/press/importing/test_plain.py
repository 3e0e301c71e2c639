"""Plain text as people paste it: notes right under their heading, and a menu above the title."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.folders import Folders
from press.importing.command import import_file
from tests.press.importing.corpus import project_in
from tests.tiny_project import TODAY, TinyProject

PROSE = (
    "A landing is no floor, and yet people have stood on one for whole evenings, talking.¹ Nobody sits down there, "
    "since that would mean to stay.² What is said on it is said on the way.³"
)
NOTES = (
    "Ann Stair, On Stairs (Oslo: Landing Press, 1954), 12.",
    "Two of them had brought their own cups.",
    "My own stairs, in the winter of the broken lamp.",
)


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return project_in(tmp_path / "project")


def said_of(project: TinyProject, text: str) -> str:
    """Return what the import of a plain text says."""
    path = project.root.parent / "essay.txt"
    path.write_text(text, encoding="utf-8")
    said = import_file(path, Folders(project.root), TODAY, name="essay")
    assert "none lost, none added" in said.text, said.text
    return said.text


def draft(project: TinyProject) -> str:
    return (project.root / "docs/notes/posts/essay.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("heading", ["Notes", "Notes:", "Footnotes", "## Notes", "References"])
@pytest.mark.parametrize("labels", [("1.", "2.", "3."), ("¹", "²", "³"), ("[1]", "[2]", "[3]")], ids=lambda labels: labels[0])
@pytest.mark.parametrize("before", ["\n\n", "\n"], ids=["a blank line above", "no blank line above"])
def test_notes_right_under_their_heading_are_footnotes(project: TinyProject, heading: str, labels: tuple[str, ...], before: str) -> None:
    notes = "\n".join(f"{label} {note}" for label, note in zip(labels, NOTES, strict=True))
    said = said_of(project, f"On Landings\n\n{PROSE}{before}{heading}\n{notes}\n")
    assert "with 3 footnotes." in said
    assert "(the heading of the footnotes, which the site gives)" in said
    assert "has no note" not in said
    assert "[^3]: My own stairs, in the winter of the broken lamp." in draft(project)


def test_a_word_of_verse_that_might_head_notes_stays_in_its_place(project: TinyProject) -> None:
    said_of(project, f"On Landings\n\n{PROSE}\n\nWhat I left behind:\nNotes\nand a cup,\n3 spoons.\n")
    assert "What I left behind:  \nNotes  \nand a cup,  \n3 spoons." in draft(project)


@pytest.mark.parametrize(
    "menu",
    [
        "Home  About  Subscribe",
        "Home | About | Archive | Sign in",
        "Home · About us · Contact",
        "Subscribe • Share",
        "| Home | About |",
        "HOME ABOUT",
        "Skip to content  Menu  Search",
        "Like Comment Share",
    ],
)
@pytest.mark.parametrize("above", ["How We Help\n{menu}\n\n", "{menu}\n\n", "{menu}\n"])
def test_a_menu_on_one_line_is_the_sites(project: TinyProject, menu: str, above: str) -> None:
    said = said_of(project, f"{above.format(menu=menu)}On the spare chair\n\n{PROSE}\n\n{menu}\n")
    assert said.startswith("On the spare chair: a draft in")
    assert f"“{' '.join(menu.split())}” (site furniture)" in said
    assert menu.strip("| ").split()[0] not in draft(project)


@pytest.mark.parametrize("title", ["About a Home", "Home and About", "Notes on Search", "Home, Close, Home"])
def test_a_title_that_holds_such_words_among_others_stays(project: TinyProject, title: str) -> None:
    assert said_of(project, f"{title}\n\n{PROSE}\n").startswith(f"{title}: a draft in")


@pytest.mark.parametrize("heading", ["Home", "Home About", "Search | Close"])
def test_a_heading_inside_an_essay_is_never_a_menu(project: TinyProject, heading: str) -> None:
    said_of(project, f"On the spare chair\n\n{PROSE}\n\n{heading}\n\n{PROSE}\n")
    assert f"## {heading}" in draft(project).replace("\\", "")
