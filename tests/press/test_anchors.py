"""A link into a page leads to something on it, and is said with its place and the nearest names when it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.anchors import anchors_of
from tests.tiny_project import NOTE_FILE, TinyProject

OTHER = "docs/notes/posts/second.md"
TEXT = """---
{date: 2026-01-12, description: What it says.}
---
# Second

## What a field is

People and what is between them. It has more in it.

By her own account,[^a] {quoted} she knew.

A link.

[^a]: Her letters.
"""


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    made = TinyProject.made(tmp_path)
    made.write(OTHER, TEXT.replace("{quoted}", ""))
    made.write("docs/sources.md", "# Sources\n\n{{ source_list() }}\n")
    return made


def paragraph_of(project: TinyProject, start: str) -> str:
    """Return the id of the paragraph of the second note whose id starts so."""
    collection = project.collection()
    anchors = anchors_of(collection, collection.note("second"))
    assert anchors is not None
    return next(one for one in anchors if one.startswith(start))


def linking(project: TinyProject, target: str) -> list[str]:
    """Return what is said of a link in the first note."""
    project.replace(NOTE_FILE, "An opening.", f"An [opening]({target}).")
    return project.problems()


@pytest.mark.parametrize(
    "target",
    [
        "second.md#what-a-field-is",
        "second.md#fn:a",
        "second.md#fnref:a",
        "second.md#second",
        "#exercise-cards",
        "#fn:lewis",
        "../../sources.md#lewis-2000",
        "second.md",
        "second.md#",
        "https://elsewhere.example/page.md#nothing",
        "mailto:us@how-we-help.example",
    ],
)
def test_what_is_there_is_found(target: str, project: TinyProject) -> None:
    assert linking(project, target) == []


def test_a_paragraph_is_found_by_what_is_copied_from_the_page(project: TinyProject) -> None:
    name = paragraph_of(project, "p-people-and-what")
    assert linking(project, f"second.md#{name}:~:text=It%20has%20more") == []


def test_a_missing_paragraph_is_said_with_its_place_and_the_nearest(project: TinyProject) -> None:
    name = paragraph_of(project, "p-people-and-what")
    assert linking(project, "second.md#p-people-and-what-lies-between-0000") == [
        f"{NOTE_FILE}:6:14: link 'second.md#p-people-and-what-lies-between-0000' leads to no paragraph of that page; "
        f"did you mean '#{name}'? (a paragraph's name is made of its first sentence, so copy its link again from the note)"
    ]


def test_a_missing_heading_is_said_with_its_place_and_the_nearest(project: TinyProject) -> None:
    assert linking(project, "second.md#what-a-feild-is") == [
        f"{NOTE_FILE}:6:14: link 'second.md#what-a-feild-is' leads to no heading, footnote, exercise or source of that page; "
        "did you mean '#what-a-field-is'?"
    ]


def test_a_missing_place_on_the_same_page_is_said(project: TinyProject) -> None:
    assert linking(project, "#exercise-card") == [
        f"{NOTE_FILE}:6:14: link '#exercise-card' leads to no heading, footnote, exercise or source of this page; "
        "did you mean '#exercise-cards' or '#exercise-scale' or '#exercise-recall'?"
    ]


def test_a_link_that_is_defined_apart_is_read_too(project: TinyProject) -> None:
    project.replace(OTHER, "A link.", "A [link][there].\n\n[there]: first.md#nowhere-at-all")
    assert [one.split(" leads")[0] for one in project.problems()] == [f"{OTHER}:14:10: link 'first.md#nowhere-at-all'"]


def test_a_paragraph_that_cites_in_its_text_is_called_as_in_the_page(project: TinyProject) -> None:
    project.replace(OTHER, "By her own account,[^a]  she knew.", '{{ cite("lewis-2000") }} she knew.[^a]')
    assert paragraph_of(project, "p-thomas-lewis-a-general-theory-of")


def test_a_page_that_cannot_be_read_is_said_once(project: TinyProject) -> None:
    project.replace(OTHER, "A link.", "{{ cite( }}")
    says = linking(project, "second.md#nowhere")
    assert len(says) == 1
    assert "braces cannot be read" in says[0]


def test_a_link_to_a_missing_file_is_said_once(project: TinyProject) -> None:
    says = linking(project, "third.md#nowhere")
    assert len(says) == 1
    assert "leads to no file" in says[0]
