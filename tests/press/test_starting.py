"""`make note` begins a note that is in order as it stands, with an example of every kind, and never writes over another."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.__main__ import main
from press.beginning import next_day
from press.collection import read_collection
from press.examples import EXAMPLES
from press.folders import Folders
from press.importing.problem import Unreadable
from press.slugs import slug
from press.starting import start_note
from reflect.exercise import ID
from reflect.kinds import KINDS
from tests.press.importing.corpus import project_in
from tests.tiny_project import NOTE_FILE, TODAY, TinyProject


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return project_in(tmp_path)


def test_a_begun_note_is_in_order_and_is_a_draft(project: TinyProject) -> None:
    said = start_note("On Apology", Folders(project.root), TODAY)
    assert project.problems() == []
    note = project.collection().note("on-apology")
    assert note is not None
    assert (note.title, note.meta["draft"], note.date) == ("On Apology", True, TODAY)
    assert said.count("\n1. ") == said.count("\n2. ") == said.count("\n3. ") == 1


def test_there_is_an_example_of_each_kind_with_a_comment(project: TinyProject) -> None:
    assert EXAMPLES.keys() == KINDS.keys()
    start_note("On Apology", Folders(project.root), TODAY)
    exercises = project.collection().exercises["on-apology"]
    assert {one.exercise.kind for one in exercises.defined} == KINDS.keys()
    assert all(example.startswith(f"  # {kind}: ") for kind, example in EXAMPLES.items())


@pytest.mark.parametrize("kind", EXAMPLES)
def test_an_example_can_be_deleted_from_both_files(project: TinyProject, kind: str) -> None:
    start_note("On Apology", Folders(project.root), TODAY)
    name = next(one.exercise.id for one in project.collection().exercises["on-apology"].defined if one.exercise.kind == kind)
    project.replace("docs/notes/posts/on-apology.md", f'{{{{ exercise("{name}") }}}}\n', "")
    project.replace("exercises/notes/on-apology.yml", EXAMPLES[kind].replace("$NOTE", "on-apology"), "")
    assert project.problems() == []


@pytest.mark.parametrize(
    ("newest", "day"),
    [("2026-01-05", "2026-11-23"), ("2026-11-20", "2026-11-27"), ("2026-11-23", "2026-11-30"), ("2026-12-14", "2026-12-21")],
)
def test_its_date_is_a_week_after_the_newest_note_and_never_past(project: TinyProject, newest: str, day: str) -> None:
    project.replace(NOTE_FILE, "2026-01-05", newest)
    assert next_day(read_collection(Folders(project.root), TODAY), TODAY) == datetime.date.fromisoformat(day)


def test_the_first_note_of_all_is_dated_today(tmp_path: Path) -> None:
    assert next_day(read_collection(Folders(tmp_path), TODAY), TODAY) == TODAY


@pytest.mark.parametrize("taken", ["docs/notes/posts/on-apology.md", "exercises/notes/on-apology.yml"])
def test_nothing_is_written_over(project: TinyProject, taken: str, capsys: pytest.CaptureFixture[str]) -> None:
    project.write(taken, "mine")
    before = sorted(project.root.rglob("*"))
    assert main(["note", "On Apology", "--root", str(project.root)]) == 1
    assert f"No note was begun: {taken} is there already and is never written over" in capsys.readouterr().err
    assert (project.root / taken).read_text() == "mine"
    assert sorted(project.root.rglob("*")) == before


def test_a_title_without_letters_is_said(project: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["note", " … ", "--root", str(project.root)]) == 1
    assert "has no letter or digit to make an address of" in capsys.readouterr().err


@pytest.mark.parametrize("title", ["2026", "True", "Null", "0x1F", "1e5", "No", "12-13"])
def test_a_title_that_yaml_would_read_as_no_text_is_in_order(project: TinyProject, title: str) -> None:
    start_note(title, Folders(project.root), TODAY)
    assert project.problems() == []
    assert len(project.collection().exercises[slug(title)].defined) == len(KINDS)


def test_an_address_that_is_taken_is_said(project: TinyProject) -> None:
    project.replace(NOTE_FILE, "description:", "aliases: [on-old-things]\ndescription:")
    project.write("docs/notes/second.md", "# Second\n")
    for title, file in (("On old things", NOTE_FILE), ("Second", "docs/notes/second.md"), ("Index", "the list of notes")):
        with pytest.raises(Unreadable, match=f"the address /notes/{slug(title)}/ belongs to {file}; choose another title"):
            start_note(title, Folders(project.root), TODAY)
    assert [path.name for path in (project.root / "docs/notes/posts").iterdir()] == ["first.md"]


@pytest.mark.parametrize("title", ["…!?", "Word " * 900, "Two\nlines", "a\x01b", "-x", "עברית", "🙂"])
def test_any_title_begins_a_note_in_order_or_says_why_not(project: TinyProject, title: str) -> None:
    if slug(title):
        start_note(title, Folders(project.root), TODAY)
    else:
        with pytest.raises(Unreadable):
            start_note(title, Folders(project.root), TODAY)
    assert project.problems() == []


def test_a_title_with_markup_stays_a_title(project: TinyProject) -> None:
    title = "What {{ we }} *owe*: “us” & [them]"
    start_note(title, Folders(project.root), TODAY)
    assert project.problems() == []
    note = project.collection().note("what-we-owe-us-them")
    assert note is not None
    assert note.title == title


def test_a_folder_that_is_no_project_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["note", "On Apology", "--root", str(tmp_path)]) == 2
    assert "holds no mkdocs.yml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("On Apology", "on-apology"),
        ("Über Ärger", "uber-arger"),
        ("О прощении", "o-proshchenii"),
        ("ありがとう", "arigatou"),
        ("Φιλία", "filia"),
        ("Åse", "ase"),
        ("日本語", "ribenyu"),
        ("Who’s “afraid”? — Not I", "whos-afraid-not-i"),
        ("One " * 40, "one-one-one-one-one-one-one-one-one-one-one-one-one-one-one"),
    ],
)
def test_a_title_in_any_script_has_a_readable_name(title: str, name: str) -> None:
    assert slug(title) == name


@given(st.text(max_size=120))
def test_a_name_is_an_id_or_nothing(title: str) -> None:
    name = slug(title)
    assert name == "" or ID.fullmatch(name)
    assert slug(name) == name
