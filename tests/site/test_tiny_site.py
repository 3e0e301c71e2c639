"""What a writer writes becomes a page, and a mistake ends the build with a sentence and not a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import build
from tests.site.tiny_site import built, made
from tests.tiny_project import EXERCISES_FILE, NOTE, NOTE_FILE

NOTE_PAGE = "notes/first/index.html"


def test_a_note_a_source_and_an_exercise_of_each_kind_build(tmp_path: Path) -> None:
    site, done = built(made(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stdout + done.stderr
    page = (site / NOTE_PAGE).read_text()
    assert page.count("<reflect-exercise") == 3
    assert "Thomas Lewis, <em>A General Theory of Love</em> (New York: Random House, 2000), 86." in page


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (EXERCISES_FILE, "kind: sort", "kind: sorting", "exercises/notes/first.yml:4:11: cards: kind 'sorting' is unknown"),
        (NOTE_FILE, "lewis-2000", "lewis-200", "docs/notes/posts/first.md:16:14: source 'lewis-200' is unknown"),
        (
            NOTE_FILE,
            '{{ exercise("scale") }}',
            '{{ exersise("scale") }}',
            "docs/notes/posts/first.md:12:4: nothing in double braces is called 'exersise'",
        ),
        (NOTE_FILE, "An opening.", "An opening {{ of }}.", "docs/notes/posts/first.md:6:15: nothing in double braces is called 'of'"),
    ],
    ids=["definition", "source", "macro", "variable"],
)
def test_a_mistake_ends_the_build_without_a_traceback(file: str, old: str, new: str, says: str, tmp_path: Path) -> None:
    project = made(tmp_path)
    project.replace(file, old, new)
    site, done = built(project)
    printed = done.stdout + done.stderr
    assert done.returncode != 0
    assert says in printed
    assert "Traceback" not in printed
    assert not (site / NOTE_PAGE).exists()


def test_html_in_a_label_is_shown_and_never_run(tmp_path: Path) -> None:
    project = made(tmp_path)
    project.replace(EXERCISES_FILE, "text: A mood", 'text: "<img src=x onerror=alert(1)> & <b>bold</b>"')
    site, done = built(project)
    assert done.returncode == 0, done.stderr
    page = (site / NOTE_PAGE).read_text()
    assert "<legend>&lt;img src=x onerror=alert(1)&gt; &amp; &lt;b&gt;bold&lt;/b&gt;</legend>" in page
    assert "<img src=x" not in page


def test_a_label_that_looks_like_markdown_or_a_macro_stays_text(tmp_path: Path) -> None:
    project = made(tmp_path)
    project.replace(EXERCISES_FILE, "text: A mood", "text: \"*A* [mood](x.md)[^1] {{ cite }} -- 'so'\"")
    site, done = built(project)
    assert done.returncode == 0, done.stderr
    assert "<legend>*A* [mood](x.md)[^1] {{ cite }} -- &#39;so&#39;</legend>" in (site / NOTE_PAGE).read_text()


def test_a_label_of_ten_thousand_characters_is_published_whole(tmp_path: Path) -> None:
    project = made(tmp_path)
    project.replace(EXERCISES_FILE, "text: A mood", f"text: {'long ' * 2000}end")
    site, done = built(project)
    assert done.returncode == 0, done.stderr
    assert f"<legend>{'long ' * 2000}end</legend>" in (site / NOTE_PAGE).read_text()


@pytest.mark.parametrize("front", ["date: 2999-01-05\n", "date: 2026-01-06\ndraft: true\n"], ids=["future", "draft"])
def test_a_draft_or_a_note_of_the_future_does_not_show(front: str, tmp_path: Path) -> None:
    project = made(tmp_path)
    hidden = NOTE.replace("date: 2026-01-05\n", front).replace("# First", "# Hidden").split("{{ exercise")[0]
    project.write("docs/notes/posts/hidden.md", hidden + '[^lewis]: {{ cite("lewis-2000", page="9") }}\n')
    site, done = built(project)
    assert done.returncode == 0, done.stderr
    assert not (site / "notes/hidden/index.html").exists()
    shown = [page.relative_to(site).as_posix() for page in site.rglob("*.html") if "Hidden" in page.read_text()]
    assert shown == []


def test_the_sources_page_leads_to_each_footnote_and_exercise(tmp_path: Path) -> None:
    site, done = built(made(tmp_path))
    assert done.returncode == 0, done.stderr
    page = (site / "sources/index.html").read_text()
    assert 'id="lewis-2000"' in page
    assert '<a href="../notes/first/#fn:lewis">First, footnote 1</a>' in page
    assert '<a href="../notes/first/#exercise-recall">First, exercise “Recall”</a>' in page


def test_an_exercise_of_another_note_is_placed_with_its_slug_before_it(tmp_path: Path) -> None:
    project = made(tmp_path)
    project.write("docs/about.md", '# About\n\n{{ exercise("first", "recall") }}\n')
    site, done = built(project)
    assert done.returncode == 0, done.stderr
    page = (site / "about/index.html").read_text()
    assert 'id="exercise-first-recall"' in page
    assert 'exercise="first/recall"' in page
    assert '<a href="../sources/#lewis-2000">Among the sources</a>' in page
    assert '<a href="../notes/first/">First</a>' in page
    assert '<a href="../about/#exercise-first-recall">About, exercise “Recall”</a>' in (site / "sources/index.html").read_text()


def test_evidence_leads_to_the_note_s_footnote_or_else_to_the_source_s_entry(tmp_path: Path) -> None:
    project = made(tmp_path)
    project.write("docs/sources.yml", (tmp_path / "docs/sources.yml").read_text() + "  - {id: spare-2001, type: book, title: Spare}\n")
    project.replace(EXERCISES_FILE, "closing: Is there one thing to ask?", "closing: Ask?\n      evidence: {source: spare-2001}")
    site, done = built(project)
    assert done.returncode == 0, done.stderr
    page = (site / NOTE_PAGE).read_text()
    assert '<a href="#fn:lewis">Footnote 1</a>' in page
    assert '<a href="../../sources/#spare-2001">Among the sources</a>' in page


def test_where_the_site_stands_comes_from_the_environment(tmp_path: Path) -> None:
    project = made(tmp_path)
    done = build(project.root, tmp_path / "site", SITE_URL="https://notes.example/", REPO_URL="https://code.example/ours")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site" / NOTE_PAGE).read_text()
    assert '<link rel="canonical" href="https://notes.example/notes/first/">' in page
    assert "https://code.example/ours" in page


def test_missing_packages_end_the_build_with_what_to_do(tmp_path: Path) -> None:
    project = made(tmp_path)
    (tmp_path / "node_modules").unlink()
    _, done = built(project)
    assert done.returncode != 0
    assert "of the npm packages is missing; delete node_modules and run 'make site', which sets up anew" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
