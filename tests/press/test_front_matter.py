"""A field of a note's front matter that nothing reads is said, as is one that holds something else than it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_project import NOTE_FILE, TinyProject

DESCRIPTION = "description: What the first note says.\n"


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return TinyProject.made(tmp_path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("descripton: Two.", "4:13: field 'descripton' is unknown here, expected one of 'aliases', 'author',"),
        ("descripton: Two.", "did you mean 'description'?"),
        ("tag: [one]", "did you mean 'tags'?"),
        ("title: 1984", "4:8: 'title' is 1984, expected text; write 'title: Words', or take the line out"),
        ("byline:", "4:1: 'byline' is nothing, expected text"),
        ("hide: toc", "4:7: 'hide' is 'toc', expected a list; write 'hide: [toc]'"),
        ("search: no", "'search' is 'no', expected what to do; write 'search: {exclude: true}'"),
        ("retells: {author: A Name}", "expected the title of a piece; write 'retells: {author: Name, title: Its Title}'"),
        ("retells: {title: A, autor: B}", "4:28: 'autor' is nothing that is told of a retold piece, expected one of 'author', 'title'"),
        ("retells: {title: A, author: 7}", "'author' is 7, expected text"),
        ("updated: 20260601", "'updated' is 20260601, expected a day with hyphens; write one such as 'updated: 2026-11-23'"),
    ],
)
def test_it_is_said_with_its_place_and_how_to_mend_it(project: TinyProject, line: str, said: str) -> None:
    project.replace(NOTE_FILE, DESCRIPTION, f"{DESCRIPTION}{line}\n")
    (problem,) = project.problems()
    assert problem.startswith(f"{NOTE_FILE}:4:")
    assert said in problem


def test_words_that_are_no_fields_are_said(project: TinyProject) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05\ndescription: What the first note says.\n", "Some words.\n")
    assert f"{NOTE_FILE}:2:1: 'Some words.' stands between the lines '---', expected fields; write each as 'name: value'" in "\n".join(
        project.problems()
    )


def test_every_page_but_a_note_may_hold_what_its_template_reads(project: TinyProject) -> None:
    project.write("docs/about.md", "---\nanything: goes\n---\n# About\n")
    assert project.problems() == []
