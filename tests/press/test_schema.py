"""What editors underline while an exercise is written is what the checks refuse, as far as a schema can say it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from press import schema
from reflect.kinds import KINDS
from tests.conftest import ROOT
from tests.press.test_checks_kinds import EXERCISES

NOTES = sorted((ROOT / "exercises" / "notes").glob("*.yml"))
NO_TEXTS: tuple[Any, ...] = ([], 7, "")
VALIDATOR = Draft7Validator(json.loads((ROOT / schema.FILE).read_text("utf-8")))


def read(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def accepts(data: Any) -> bool:
    return not list(VALIDATOR.iter_errors(data))


def paths(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield where every field of an exercise is."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, key)
        yield from paths(value, (*path, key))


def test_the_file_is_what_the_code_says() -> None:
    assert (ROOT / schema.FILE).read_text("utf-8") == schema.text(), "run: python -m press schema"


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(schema.schema())


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_it_accepts_every_exercise_of_the_site(path: Any) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(read(path.read_text("utf-8")))] == []


def test_it_knows_every_kind() -> None:
    assert schema.schema()["definitions"]["exercise.Exercise"]["properties"]["kind"]["enum"] == list(KINDS)


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


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data
