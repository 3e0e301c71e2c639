"""A preview of many notes makes the newest, those that are edited and those that somebody opens; one of few makes all."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from press.collection import Collection
from press.on_demand import FEW, LATELY, NEWEST, SAID, Demand
from tests.tiny_project import NOTE_FILE, TinyProject

COUNT = FEW + LATELY + 3
OLDER = [f"week-{number:02}" for number in range(COUNT - NEWEST)]
"""The notes that are not made unasked."""
LONG_AGO_S = 1_000_000_000
TEXT = "---\ndate: {day}\ndescription: Of a week.\n---\n# Week {number}\n\nWords.\n"


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A project of a few more notes than are made unasked, week-00 the oldest, all written long ago."""
    project = TinyProject.made(tmp_path)
    (tmp_path / NOTE_FILE).unlink()
    for number in range(COUNT):
        day = datetime.date(2026, 1, 1) + datetime.timedelta(weeks=number)
        project.write(note_file(number), TEXT.format(day=day, number=number))
    for path in tmp_path.rglob("*.*"):
        os.utime(path, (LONG_AGO_S, LONG_AGO_S))
    return project


def note_file(number: int) -> str:
    return f"docs/notes/posts/week-{number:02}.md"


def address(number: int) -> str:
    return f"notes/week-{number:02}/"


def begun() -> Demand:
    demand = Demand()
    demand.begin()
    return demand


def left_out(demand: Demand, collection: Collection) -> list[str]:
    made = {page.file for page in demand.of(collection).pages}
    return sorted(Path(page.file).stem for page in collection.pages if page.file not in made)


def test_all_but_the_newest_are_left_out_and_it_is_said_once(project: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    demand = begun()
    demand.choose(project.collection())
    demand.choose(project.collection())
    assert left_out(demand, project.collection()) == OLDER
    assert capsys.readouterr().err == SAID.format(all=COUNT, newest=NEWEST) + "\n"


def test_a_build_for_publishing_makes_all(project: TinyProject) -> None:
    demand = Demand()
    demand.choose(project.collection())
    assert demand.of(project.collection()) == project.collection()
    assert not demand.ask(address(0))


def test_few_notes_are_made_all(project: TinyProject) -> None:
    for number in range(COUNT - FEW):
        (project.root / note_file(number)).unlink()
    demand = begun()
    demand.choose(project.collection())
    assert left_out(demand, project.collection()) == []
    assert not any(map(demand.leaves_out, ["notes/archive/2026/", "sources/", "write/"]))


@pytest.mark.parametrize("path", ["notes/week-01/", "notes/week-01", "notes/week-01/index.html"])
def test_a_note_that_is_asked_for_is_made_from_then_on(path: str, project: TinyProject) -> None:
    demand = begun()
    demand.choose(project.collection())
    assert demand.ask(path)
    demand.choose(project.collection())
    assert not demand.ask(path)
    assert left_out(demand, project.collection()) == [one for one in OLDER if one != "week-01"]


@pytest.mark.parametrize("path", ["notes/week-01/", "write/"])
def test_what_is_asked_for_while_a_build_goes_on_is_for_the_next(path: str, project: TinyProject) -> None:
    demand = begun()
    demand.choose(project.collection())
    assert demand.ask(path)
    assert demand.leaves_out(path)
    demand.choose(project.collection())
    assert not demand.leaves_out(path)


def test_of_what_was_asked_for_the_latest_is_made_again(project: TinyProject) -> None:
    demand = begun()
    demand.choose(project.collection())
    for number in range(LATELY):
        demand.ask(address(number))
    demand.choose(project.collection())
    assert left_out(demand, project.collection()) == OLDER[LATELY:]
    demand.ask(address(LATELY))
    demand.choose(project.collection())
    assert left_out(demand, project.collection()) == [OLDER[0], *OLDER[LATELY + 1 :]]
    assert demand.ask(address(0))


@pytest.mark.parametrize(
    "path", ["", "about/", "notes/", "topics/", f"notes/week-{COUNT - 1:02}/", "notes/week-99/", "assets/styles/site.css"]
)
def test_what_is_made_or_is_no_note_need_not_be_asked_for(path: str, project: TinyProject) -> None:
    demand = begun()
    demand.choose(project.collection())
    assert not demand.ask(path)


@pytest.mark.parametrize("file", [note_file(1), "exercises/notes/week-01.yml"])
def test_a_note_that_is_edited_is_made(file: str, project: TinyProject) -> None:
    demand = begun()
    demand.choose(project.collection())
    project.write(file, (project.root / file).read_text("utf-8") if (project.root / file).exists() else "note: week-01\nexercises: []\n")
    later_s = demand.since_s + 1
    os.utime(project.root / file, (later_s, later_s))
    demand.choose(project.collection())
    assert left_out(demand, project.collection()) == [one for one in OLDER if one != "week-01"]


def test_a_note_that_was_edited_long_before_others_is_not_made_again(project: TinyProject) -> None:
    demand = begun()
    demand.choose(project.collection())
    for number in range(LATELY + 1):
        later_s = demand.since_s + 1 + number
        os.utime(project.root / note_file(number), (later_s, later_s))
        demand.choose(project.collection())
    assert left_out(demand, project.collection()) == [OLDER[0], *OLDER[LATELY + 1 :]]


def test_later_pages_of_lists_are_made_when_they_are_asked_for(project: TinyProject) -> None:
    demand = begun()
    demand.choose(project.collection())
    lists = ["notes/page/2/", "notes/archive/2026/", "notes/archive/2026/page/2/", "exercises/", "sources/", "write/"]
    assert all(map(demand.leaves_out, lists))
    assert demand.ask(lists[0])
    demand.choose(project.collection())
    assert [one for one in lists if demand.leaves_out(one)] == lists[1:]
    assert not demand.leaves_out("notes/")


def test_the_parts_of_the_list_of_sources_are_made_with_it(project: TinyProject) -> None:
    demand = begun()
    demand.choose(project.collection())
    assert demand.ask("sources/l.html")
    demand.choose(project.collection())
    assert not demand.ask("sources/l.html")
    assert not demand.leaves_out("sources/")
