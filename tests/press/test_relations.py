"""Which notes lean on which, from the links in their own text, and which form a series."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.checks import warnings
from press.pages import Note
from press.relations import Relations
from tests.tiny_project import TinyProject


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return TinyProject.made(tmp_path).identified()


def write_note(project: TinyProject, slug: str, day: str, text: str = "", front: str = "") -> None:
    project.write(f"docs/notes/posts/{slug}.md", f"---\ndate: {day}\n{front}description: What it says.\n---\n# {slug.title()}\n\n{text}\n")


def relations(project: TinyProject) -> Relations:
    return Relations(project.collection())


def named(notes: list[Note]) -> list[str]:
    return [note.slug for note in notes]


def note(found: Relations, slug: str) -> Note:
    one = found.collection.note(slug)
    assert one is not None
    return one


def leans_on(project: TinyProject, slug: str) -> list[str]:
    found = relations(project)
    return named(found.leans_on(note(found, slug)))


@pytest.mark.parametrize(
    "text",
    [
        "As [before](first.md).",
        "As [before](first.md#a-heading).",
        "As [before](./first.md 'The first').",
        "As [before](../posts/first.md).",
        "As [before][one].\n\n[one]: first.md",
        "As before.[^a]\n\n[^a]: See [the first](first.md).",
    ],
    ids=["note", "heading", "title", "around", "by-reference", "footnote"],
)
def test_a_link_to_a_note_leans_on_it(text: str, project: TinyProject) -> None:
    write_note(project, "second", "2026-02-02", text)
    assert leans_on(project, "second") == ["first"]


@pytest.mark.parametrize(
    "text",
    [
        "`[before](first.md)`",
        "```\n[before](first.md)\n```",
        "<!-- [before](first.md) -->",
        "[Itself](second.md#there)",
        "[Elsewhere](https://example.org/first.md)",
        "[All](../../sources.md)",
    ],
    ids=["code", "fence", "comment", "itself", "elsewhere", "page"],
)
def test_what_is_no_link_to_another_note_leans_on_nothing(text: str, project: TinyProject) -> None:
    write_note(project, "second", "2026-02-02", text)
    assert leans_on(project, "second") == []


def test_notes_leant_on_stand_once_and_in_the_order_of_the_text(project: TinyProject) -> None:
    write_note(project, "second", "2026-02-02")
    write_note(project, "third", "2026-03-02", "[Two](second.md), [one](first.md), [two again](second.md#x).")
    assert leans_on(project, "third") == ["second", "first"]


def test_notes_that_lean_on_one_stand_newest_first(project: TinyProject) -> None:
    write_note(project, "second", "2026-02-02", "[One](first.md)")
    write_note(project, "third", "2026-03-02", "[One](first.md)")
    found = relations(project)
    assert named(found.leaned_on_by(note(found, "first"))) == ["third", "second"]


@pytest.mark.parametrize("front", ["draft: true\n", ""], ids=["draft", "future"])
def test_a_note_that_readers_cannot_see_is_in_no_list(front: str, project: TinyProject) -> None:
    write_note(project, "hidden", "2026-02-02" if front else "2999-01-01", "[One](first.md)", front + "series: Beginnings\n")
    write_note(project, "second", "2026-02-02", "[Hidden](hidden.md)", "series: Beginnings\n")
    found = relations(project)
    assert found.leaned_on_by(note(found, "first")) == []
    assert found.leans_on(note(found, "second")) == []
    assert found.leans_on(note(found, "hidden")) == []
    assert found.series(note(found, "second")) is None


def test_parts_of_a_series_are_counted_by_their_days(project: TinyProject) -> None:
    for slug, day in (("late", "2026-04-01"), ("early", "2026-02-01"), ("middle", "2026-03-01")):
        write_note(project, slug, day, front="series: Beginnings\n")
    found = relations(project)
    series = found.series(note(found, "middle"))
    assert series is not None
    assert (series.name, series.part, named(series.parts)) == ("Beginnings", 2, ["early", "middle", "late"])


def test_a_series_of_one_is_none_yet(project: TinyProject) -> None:
    write_note(project, "alone", "2026-02-01", front="series: Beginnings\n")
    found = relations(project)
    assert found.series(note(found, "alone")) is None


@pytest.mark.parametrize("value", ["[a, b]", "3", "''", "true"])
def test_a_series_without_a_name_is_said_at_its_place(value: str, project: TinyProject) -> None:
    write_note(project, "second", "2026-02-02", front=f"series: {value}\n")
    (problem,) = project.problems()
    assert problem.startswith("docs/notes/posts/second.md:3:")
    assert "expected the name of a series; write 'series: Beginnings', or take the line out" in problem


def test_nearly_the_same_series_warns_where_fewer_notes_have_the_name(project: TinyProject) -> None:
    write_note(project, "second", "2026-02-02", front="series: Beginnings\n")
    write_note(project, "third", "2026-03-02", front="series: Beginnings\n")
    write_note(project, "fourth", "2026-04-02", front="series: beginings\n")
    assert [str(one) for one in warnings(project.collection())] == [
        "docs/notes/posts/fourth.md:3:9: series 'beginings' is nearly 'Beginnings', which 2 notes are in; "
        "write both alike if they are one series"
    ]


@pytest.mark.parametrize(("one", "other"), [("The body", "Endings"), ("Letters 2025", "Letters 2026")], ids=["far", "numbered"])
def test_two_series_do_not_warn(one: str, other: str, project: TinyProject) -> None:
    write_note(project, "second", "2026-02-02", front=f"series: {one}\n")
    write_note(project, "third", "2026-03-02", front=f"series: {other}\n")
    assert warnings(project.collection()) == []
