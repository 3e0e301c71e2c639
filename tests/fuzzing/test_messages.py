"""Whatever the worker is sent, the engine's reply is JSON as browsers read it, the same each time, and soon there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from reflect.wire import reply
from tests.reflect.test_wire import definitions

EXTREMES: tuple[Any, ...] = (
    None, True, -1, 0, 10**9, 10**30, 1.5, float("inf"), float("nan"), "", " ", "\ud800", "__proto__", "{exposed}", "{0.__class__}", "%s", [], {}, [[]], {"": {}},
    "9" * 400, "a" * 5000, [None], ["a"] * 50,
)  # fmt: skip
VALUES = some.recursive(
    some.sampled_from(EXTREMES) | some.text(max_size=6) | some.integers() | some.floats(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("definition", "answers", "earlier", "reviews", "now")
often = settings(max_examples=150, deadline=None)


def strictly(text: str) -> Any:
    """Return what JSON.parse makes of a text: Python's own reader takes NaN, which a browser does not."""

    def refused(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    return json.loads(text, parse_constant=refused)


def answered(message: Any) -> dict[str, Any]:
    """Return the reply to a message."""
    request = json.dumps(message)
    text = reply(request)
    assert text == reply(request)
    text.encode()
    found: dict[str, Any] = strictly(text)
    assert len(found) == 1
    assert found.keys() <= {"reflection", "schedule", "problem"}
    return found


@often
@given(VALUES | some.dictionaries(some.sampled_from(FIELDS), VALUES))
@example({"reviews": [], "now": None})
def test_any_json_has_a_reply(message: Any) -> None:
    answered(message)


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value in some data."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for key, value in inner for found in places(value, (*path, key)))]


def changed(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = changed(data[path[0]], path[1:], value)
    return copy


@pytest.mark.parametrize("kind", definitions())
def test_a_definition_that_is_damaged_anywhere_has_a_reply(kind: str) -> None:
    definition: dict[str, Any] = definitions()[kind]

    @often
    @given(some.sampled_from(places(definition)), VALUES, some.dictionaries(some.text(max_size=6), VALUES, max_size=3), some.booleans())
    def replied(path: tuple[Any, ...], value: Any, answers: dict[str, Any], is_compared: bool) -> None:
        answered({"definition": changed(definition, path, value), "answers": answers, "earlier": answers if is_compared else None})

    replied()
