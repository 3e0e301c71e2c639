"""Whatever stands in a writer's files, reading them ends in mistakes with a place each, and in the same ones each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from reflect.definitions import read_definitions
from reflect.problems import Problem, WritingError
from reflect.reading import read_yaml
from tests.conftest import ROOT
from tests.fuzzing.texts import MARKDOWN_PIECES, YAML_PIECES, spoiled
from tests.tiny_project import EXERCISES, EXERCISES_FILE, NOTE, NOTE_FILE, SOURCES, TinyProject

NOTES = [path.read_text("utf-8") for path in sorted((ROOT / "exercises" / "notes").glob("*.yml"))]
AUTHORS = "One Name: {family: Name, given: One, orcid: 0000-0002-1825-0097}\nA House: {organisation: true, url: https://house.example}\n"
LINKS = "https://doi.org/10.1/x: {last_seen_alive: 2026-11-23, status: 200, archived: https://archive.example/x}\n"
FILES = {
    "docs/sources.yml": SOURCES,
    "docs/authors.yml": AUTHORS,
    "docs/links.yml": LINKS,
    EXERCISES_FILE: EXERCISES,
}
often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        (LAUGHS, "3:5", "the file repeats its parts by their names over and over; write out what is meant"),
        ("a: " + "9" * 5000, "1:1", "this is not YAML; check the indentation"),
    ],
    ids=["laughs", "digits"],
)
def test_what_cannot_be_plain_data_is_refused_at_its_place(text: str, place: str, what: str) -> None:
    with pytest.raises(WritingError) as raised:
        read_yaml(text.encode(), "file.yml")
    assert str(raised.value).startswith(f"file.yml:{place}: {what}")


def test_a_part_that_is_repeated_by_its_name_is_read_as_if_it_were_written_out() -> None:
    document = read_yaml(b"a: &a {b: 1}\nc: *a\nd: {<<: *a, e: 2}\n", "file.yml")
    assert document.data == {"a": {"b": 1}, "c": {"b": 1}, "d": {"e": 2, "b": 1}}


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return TinyProject.made(tmp_path)


def are_places(problems: list[Problem], lines: int) -> None:
    for one in problems:
        assert 1 <= one.line <= lines
        assert one.column >= 1
        assert one.what.strip()
        assert "Traceback" not in one.what


def read(raw: bytes) -> object:
    """Return what a file of exercises holds and what is wrong with it, or only that."""
    try:
        exercises, problems = read_definitions(raw, "exercises/notes/first.yml", "first")
    except WritingError as error:
        return list(error.problems)
    return [one.exercise for one in exercises.defined], sorted(problems)


@often
@given(spoiled([EXERCISES, *NOTES], YAML_PIECES))
@example("a: &a [*a]\n")
@example(LAUGHS)
def test_a_file_of_exercises_ends_in_the_same_mistakes_each_time(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    assert repr(read(raw)) == repr(read(raw))


@often
@given(some.binary(max_size=60) | spoiled([""], YAML_PIECES).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_yaml_is_read_or_refused(raw: bytes) -> None:
    try:
        document = read_yaml(raw, "file.yml")
    except WritingError as error:
        are_places(list(error.problems), raw.count(b"\n") + raw.count(b"\r") + 40)
    else:
        document.problem(("a", 0, "b"), "what")


@pytest.mark.parametrize("file", FILES)
def test_a_spoiled_file_is_told_among_all_mistakes(file: str, project: TinyProject) -> None:
    @often
    @given(spoiled([FILES[file]], YAML_PIECES))
    @example("a: &a [*a]\n")
    @example(LAUGHS)
    def told(text: str) -> None:
        (project.root / file).write_bytes(text.encode("utf-8", "surrogatepass"))
        found = project.problems()
        assert found == project.problems()

    told()


@often
@given(text=spoiled([NOTE], (*YAML_PIECES, *MARKDOWN_PIECES)))
@example(text="---\ndate: &a [*a]\n---\n# First\n")
def test_a_spoiled_note_is_told_among_all_mistakes(text: str, project: TinyProject) -> None:
    (project.root / NOTE_FILE).write_bytes(text.encode("utf-8", "surrogatepass"))
    found = project.problems()
    assert found == project.problems()
