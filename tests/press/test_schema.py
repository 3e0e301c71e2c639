"""What editors underline is what the checks refuse, as far as a schema can say it."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from press import schema
from press.__main__ import main
from press.authors import read_authors
from press.checks import all_problems
from press.folders import Folders
from press.front_matter import FIELDS
from press.health import read_health
from press.pages import FRONT_MATTER
from press.sources import read_sources
from reflect.definitions import read_definitions
from reflect.kinds import KINDS
from reflect.problems import WritingError
from tests.conftest import ROOT
from tests.press.test_checks_kinds import EXERCISES
from tests.tiny_project import NOTE_FILE, SOURCES, TinyProject

VALIDATORS = {name: Draft7Validator(json.loads((ROOT / schema.FOLDER / f"{name}.json").read_text("utf-8"))) for name in schema.SCHEMAS}
NOTES = sorted((ROOT / "exercises" / "notes").glob("*.yml"))
POSTS = sorted((ROOT / "docs" / "notes" / "posts").glob("*.md"))
NO_TEXTS: tuple[Any, ...] = ([], 7, "")
WRONG: tuple[Any, ...] = (
    None,
    [],
    {},
    7,
    True,
    "",
    " ",
    "x",
    "20260105",
    ["x"],
    [7],
    [" "],
    {"x": 1},
    {"title": 1},
    {"date-parts": [["x"]]},
    [{"x": 1}],
)
"""What a writer may put where something else is expected."""
AUTHORS = "One Body: {organisation: true, url: https://body.example}\nOne Name: {family: Name, given: One, orcid: 0000-0002-1825-0097}\n"
LINKS = "https://one.example/: {last_seen_alive: 2026-11-20, status: 404, archived: https://copy.example/}\n"
FRONT = """date: 2026-01-05
draft: false
title: First
description: What it says.
tags: [one]
author: [One Name]
byline: One Name
retells: {author: One, title: Two}
series: Beginnings
updated: 2026-01-06
aliases: [zeroth]
hide: [toc]
search: {exclude: true}
"""


def read(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def as_read(data: Any) -> Any:
    """Return data with days as the text that was written, as editors and `reflect.reading` read them."""
    if isinstance(data, dict):
        return {str(key): as_read(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_read(value) for value in data]
    return data if isinstance(data, str | int | float | bool | None) else str(data)


def accepts(data: Any, name: str = "exercises") -> bool:
    return bool(VALIDATORS[name].is_valid(as_read(data)))


def paths(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield where every field of some data is."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, key)
        yield from paths(value, (*path, key))


def spoilt_copies(whole: Any) -> Iterator[tuple[str, Any]]:
    """Yield the data with each of its values replaced by each wrong one, with each key misspelt, and with each value left out."""
    for path in paths(whole):
        for other in WRONG:
            spoilt = copy.deepcopy(whole)
            _at(spoilt, path[:-1])[path[-1]] = other
            yield f"{path}: {other!r}", spoilt
        spoilt = copy.deepcopy(whole)
        inner = _at(spoilt, path[:-1])
        value = inner.pop(path[-1])
        yield f"{path} left out", copy.deepcopy(spoilt)
        if isinstance(inner, dict):
            inner[f"{path[-1]}x"] = value
            yield f"{path} misspelt", spoilt


def test_the_files_are_what_the_code_says() -> None:
    assert {path.name: path.read_text("utf-8") for path in (ROOT / schema.FOLDER).iterdir()} == schema.texts(), (
        "run: python -m press schema"
    )


def test_the_command_writes_them(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Tiny\n")
    assert main(["schema", "--root", str(tmp_path)]) == 0
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / schema.FOLDER).iterdir()} == schema.texts()


@pytest.mark.parametrize("name", schema.SCHEMAS)
def test_it_is_a_schema(name: str) -> None:
    Draft7Validator.check_schema(VALIDATORS[name].schema)


def test_editors_are_told_which_files_each_schema_is_for() -> None:
    told = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    assert {Path(path).name for path in told} == schema.texts().keys()
    for path, files in told.items():
        assert list(ROOT.glob(files)) or files == "docs/links.yml", files
        assert (ROOT / path).is_file()


def test_a_file_that_names_its_schema_names_one_that_is_there() -> None:
    named = {path: re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text("utf-8")) for path in (ROOT / "docs").glob("*.yml")}
    assert all(found and (path.parent / found[1]).resolve().is_file() for path, found in named.items())


def test_an_editor_reads_what_make_check_prints() -> None:
    task = json.loads((ROOT / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"][0]
    pattern = re.compile(task["problemMatcher"]["pattern"]["regexp"])
    mistake = pattern.match("exercises/notes/first.yml:4:11: cards: kind 'sorting' is unknown, expected one of 'sort'")
    assert mistake
    assert mistake.groups() == ("exercises/notes/first.yml", "4", "11", "cards: kind 'sorting' is unknown, expected one of 'sort'", None)
    warning = pattern.match(
        "docs/sources.yml:9:9: nothing leans on source 'spare'; cite it, or remove it (a warning: the site can be built)"
    )
    assert warning
    assert warning.groups()[3:] == ("nothing leans on source 'spare'; cite it, or remove it", "warning")
    assert pattern.match("3 notes, 17 sources and 12 exercises are in order.") is None


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_it_accepts_every_exercise_of_the_site(path: Path) -> None:
    assert [error.message for error in VALIDATORS["exercises"].iter_errors(read(path.read_text("utf-8")))] == []


@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.stem)
def test_it_accepts_the_front_matter_of_every_note_of_the_site(path: Path) -> None:
    found = FRONT_MATTER.match(path.read_text("utf-8"))
    assert found
    assert [error.message for error in VALIDATORS["note"].iter_errors(as_read(read(found[1])))] == []


@pytest.mark.parametrize("name", ["sources", "authors"])
def test_it_accepts_what_stands_under_docs(name: str) -> None:
    data = read((ROOT / "docs" / f"{name}.yml").read_text("utf-8"))
    assert [error.message for error in VALIDATORS[name].iter_errors(as_read(data))] == []


def test_it_knows_every_kind() -> None:
    assert schema.exercises()["definitions"]["exercise.Exercise"]["properties"]["kind"]["enum"] == list(KINDS)


def test_a_field_misspelt_anywhere_is_refused() -> None:
    for path in NOTES:
        whole = read(path.read_text("utf-8"))
        for index, exercise in enumerate(whole["exercises"]):
            for name in exercise:
                spoilt = copy.deepcopy(whole)
                spoilt["exercises"][index][f"{name}x"] = spoilt["exercises"][index].pop(name)
                assert not accepts(spoilt), f"{path.stem}: {exercise['id']}: {name}x"


def test_a_list_or_a_number_where_text_stands_is_refused() -> None:
    whole = read(EXERCISES)
    texts = [path for path in paths(whole) if isinstance(_at(whole, path), str)]
    assert len(texts) > 50
    for path in texts:
        for other in NO_TEXTS:
            spoilt = copy.deepcopy(whole)
            _at(spoilt, path[:-1])[path[-1]] = other
            assert not accepts(spoilt), f"{path}: {other!r}"


def _exercise_problems(data: Any, _: TinyProject) -> list[Any]:
    try:
        return read_definitions(json.dumps(data).encode(), "second.yml", "second")[1]
    except WritingError as error:
        return list(error.problems)


def _source_problems(data: Any, project: TinyProject) -> list[Any]:
    project.write("docs/sources.yml", json.dumps(data))
    return read_sources(project.root / "docs/sources.yml", "docs/sources.yml")[1]


def _author_problems(data: Any, project: TinyProject) -> list[Any]:
    project.write("docs/authors.yml", json.dumps(data))
    return read_authors(project.root / "docs").problems


def _link_problems(data: Any, project: TinyProject) -> list[Any]:
    project.write("docs/links.yml", json.dumps(data))
    return read_health(Folders(project.root))[1]


def _front_problems(data: Any, project: TinyProject) -> list[Any]:
    project.write(NOTE_FILE, f"---\n{json.dumps(data)}\n---\n# First\n\nWords.\n")
    return [one for one in all_problems(project.collection()) if one.file == NOTE_FILE and "no title" not in one.what]


CHECKED: dict[str, tuple[str, Callable[[Any, TinyProject], list[Any]]]] = {
    "exercises": (EXERCISES, _exercise_problems),
    "sources": (SOURCES, _source_problems),
    "authors": (AUTHORS, _author_problems),
    "links": (LINKS, _link_problems),
    "note": (FRONT, _front_problems),
}


@pytest.mark.parametrize("name", CHECKED)
def test_what_a_schema_refuses_the_checks_refuse_too(name: str, tmp_path: Path) -> None:
    text, problems = CHECKED[name]
    project = TinyProject(tmp_path)
    for whole in _parts(as_read(read(text))):
        assert accepts(whole, name)
        assert problems(whole, project) == []
        refused = [(what, spoilt) for what, spoilt in spoilt_copies(whole) if not accepts(spoilt, name)]
        assert len(refused) > 10
        assert [what for what, spoilt in refused if not problems(spoilt, project)] == []


def _parts(whole: Any) -> list[Any]:
    """Return a file of exercises as files of one exercise each, which are read much faster; any other file as it is."""
    return [{**whole, "exercises": [one]} for one in whole["exercises"]] if "exercises" in whole else [whole]


def test_every_field_of_a_note_is_tried() -> None:
    assert read(FRONT).keys() == FIELDS.keys()


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data
