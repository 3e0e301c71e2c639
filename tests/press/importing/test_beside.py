"""What stands beside the essay on its page comes in with it or is said in full: not one word of the author's is lost unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.folders import Folders
from press.importing.command import Said, import_file
from tests.press.importing.corpus import project_in
from tests.tiny_project import TODAY, TinyProject

PROSE = "Someone has to open the window first, and it is seldom the one who is warm, so that the room waits. " * 4
ADDED = "A last word, which was written a year later by the same hand."
LONG = "The window was painted shut in the winter of that year by someone who meant well, and we have sat in the warm ever since without a word."


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return project_in(tmp_path / "project")


def imported(project: TinyProject, body: str) -> tuple[Said, str]:
    """Return what the import of a page says, and the draft that it makes."""
    page = project.root.parent / "essay.html"
    page.write_text(f"<!doctype html><html><head><title>On air</title></head><body>{body}</body></html>", encoding="utf-8")
    said = import_file(page, Folders(project.root), TODAY)
    return said, (project.root / "docs/notes/posts/on-air.md").read_text("utf-8")


def article(text: str = "") -> str:
    return f"<article><h1>On air</h1><p>{PROSE}</p><p>{text}</p></article>"


def test_prose_beside_comes_in_in_its_order(project: TinyProject) -> None:
    said, draft = imported(project, f"<nav><a href='/'>Home</a></nav><p>{ADDED}</p>{article()}<footer>© 2026 A Site</footer>")
    assert said.is_in_order, said.text
    assert "13 words beside the essay's part of the page are its own" in said.text
    assert draft.index(ADDED) < draft.index("Someone has to open")


def test_prose_among_the_sites_own_words_is_said_in_full_and_fails(project: TinyProject) -> None:
    links = "<div><a href='/1'>An older essay</a> <a href='/2'>A newer essay</a></div>"
    said, draft = imported(project, f"{article()}{links}<div><p>{ADDED}</p><p>{LONG}</p></div>")
    assert not said.is_in_order
    assert f"Not compared: {len((ADDED + LONG).split()) + 1} words beside the essay on its page, in no draft" in said.text
    for text in (ADDED, LONG):
        assert f"if it is the author's, put it in: “{text}”" in said.text
        assert text not in draft
    assert "6 words outside the essay's own part of the page" in said.text


def test_a_note_that_a_mark_leads_to_comes_in_from_anywhere(project: TinyProject) -> None:
    links = "<ul><li><a href='/1'>An older essay</a></li></ul>"
    notes = "<footer class='related'><ol><li id='n1'>Said in the hall. <a href='#r1'>↩</a></li></ol></footer>"
    said, draft = imported(project, f"{article('It is cold.<sup id=r1><a href=#n1>1</a></sup>')}{links}{notes}")
    assert said.is_in_order, said.text
    assert "It is cold.[^1]" in draft
    assert "[^1]: Said in the hall." in draft


def test_a_note_in_a_footer_of_the_essay_itself_is_no_furniture(project: TinyProject) -> None:
    notes = "<footer><ol><li id=n1>Said in the hall.</li></ol></footer>"
    said, draft = imported(project, f"<article><h1>On air</h1><p>{PROSE}<a href=#n1>1</a></p>{notes}</article>")
    assert said.is_in_order, said.text
    assert "[^1]: Said in the hall." in draft


def test_a_long_paragraph_in_the_sites_own_part_is_said_in_full(project: TinyProject) -> None:
    said, _ = imported(project, f"{article()}<aside><p>{LONG}</p></aside>")
    assert said.is_in_order
    assert f"among these words: “{LONG}”" in said.text


def test_what_is_the_sites_is_left_out_and_fails_nothing(project: TinyProject) -> None:
    site = "<header><p>A tagline that is as long as some</p></header><ul><li><a href='/'>Home</a></li></ul><p>By Ann Stair</p>"
    said, draft = imported(project, f"{site}{article()}<div class='comments'><p>{ADDED}</p></div>")
    assert said.is_in_order, said.text
    assert "tagline" not in draft
    assert ADDED not in draft


def test_the_subtitle_beside_the_essay_is_had_once(project: TinyProject) -> None:
    head = "<header><h1>On air</h1><p class='subtitle'>And on who lets it in, which is another matter</p></header>"
    said, draft = imported(project, f"<main>{head}<div class='entry-content'><p>{PROSE}</p></div><p>{ADDED}</p></main>")
    assert said.is_in_order, said.text
    assert draft.count("And on who lets it in") == 1
    assert draft.count("# On air") == 1
    assert draft.rstrip().endswith(ADDED)


def test_a_long_title_of_a_page_without_a_body_is_no_prose(project: TinyProject) -> None:
    page = project.root.parent / "essay.html"
    page.write_text(f"<title>On air and on everything else that one cannot see or hold</title>{article()}", encoding="utf-8")
    said = import_file(page, Folders(project.root), TODAY)
    assert said.is_in_order, said.text
    assert "beside the essay's part" not in said.text
