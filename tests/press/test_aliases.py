"""A note that is renamed keeps its readers' answers and its old address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from press.moved import write_pages
from tests.site.tiny_site import built, made
from tests.tiny_project import NOTE_FILE, TinyProject

SECOND = "---\ndate: 2026-01-12\naliases: [zeroth]\ndescription: What it says.\n---\n# Second\n\nAnother opening.\n\n<!-- more -->\n"
AT = "docs/notes/posts/first.md:3:"


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return TinyProject.made(tmp_path)


def with_aliases(project: TinyProject, aliases: str) -> TinyProject:
    project.replace(NOTE_FILE, "date: 2026-01-05", f"date: 2026-01-05\naliases: {aliases}")
    return project


def test_a_former_name_is_no_mistake(project: TinyProject) -> None:
    assert with_aliases(project, "[nought, zeroth]").problems() == []


@pytest.mark.parametrize(
    ("aliases", "says"),
    [
        ("zeroth", "10: 'aliases' is 'zeroth', expected a list of the names that the note had; write 'aliases: [old-name]'"),
        ("[first]", "11: alias 'first' is what the note is called now; remove it, or write what it was called before"),
        (
            "[zeroth.md]",
            "11: alias 'zeroth.md' is no note's name; write it as the old file was called, without '.md', such as 'on-apology'",
        ),
        ("[7]", "11: alias 7 is no note's name; write it as the old file was called, without '.md', such as 'on-apology'"),
        ("[nought, nought]", "19: alias 'nought' stands twice; keep one"),
        ("[second]", "11: alias 'second' is the name of another note, docs/notes/posts/second.md; remove it, or rename that note"),
        ("[zeroth]", "11: alias 'zeroth' is listed in docs/notes/posts/second.md too; keep it in the note that was called so"),
    ],
    ids=["no-list", "its-own-name", "malformed", "no-text", "twice", "another-note", "of-another-note"],
)
def test_a_mistake_in_a_former_name_is_said_with_its_place_and_mend(aliases: str, says: str, project: TinyProject) -> None:
    project.write("docs/notes/posts/second.md", SECOND)
    assert f"{AT}{says}" in with_aliases(project, aliases).problems()


def test_an_alias_may_not_lead_out_of_the_notes(project: TinyProject) -> None:
    assert len(with_aliases(project, '["../about"]').problems()) == 1


def test_a_note_that_readers_cannot_see_has_no_page_at_its_old_address(project: TinyProject, tmp_path: Path) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\ndraft: true\naliases: [zeroth]")
    write_pages(project.collection(), tmp_path / "site", "https://notes.example/")
    assert not (tmp_path / "site").exists()


def test_the_old_address_leads_on_and_is_in_no_list(tmp_path: Path) -> None:
    site, done = built(with_aliases(made(tmp_path), "[zeroth]"))
    assert done.returncode == 0, done.stdout + done.stderr
    page = (site / "notes/zeroth/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../first/">' in page
    assert re.search(r'<link rel="canonical" href="https?://[^"]*/notes/first/">', page)
    assert '<a href="../first/">First</a>' in page
    for style in re.findall(r'rel="stylesheet" href="([^"]+)"', page):
        assert (site / "notes/zeroth" / style).is_file()
    for listing in ("sitemap.xml", "notes/index.html"):
        assert "zeroth" not in (site / listing).read_text(encoding="utf-8")


def test_the_form_says_under_which_names_its_answers_were_kept(tmp_path: Path) -> None:
    site, done = built(with_aliases(made(tmp_path), "[zeroth, nought]"))
    assert done.returncode == 0, done.stdout + done.stderr
    page = (site / "notes/first/index.html").read_text(encoding="utf-8")
    assert '<reflect-exercise exercise="first/cards" aliases="zeroth/cards nought/cards"' in page
