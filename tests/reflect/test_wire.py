"""The engine answers every request with JSON text; tests/browser/test_parity.py holds the same cases against Pyodide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reflect.wire import reply

CASES = json.loads((Path(__file__).parents[1] / "cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_request_has_the_reply_written_down_for_it(case: dict[str, str]) -> None:
    assert reply(case["request"]) == case["reply"]


@given(some.text())
def test_no_text_makes_the_engine_raise(text: str) -> None:
    assert "problem" in json.loads(reply(text))


@given(some.dictionaries(some.text(), some.text() | some.integers() | some.none()))
def test_no_answers_make_the_engine_raise(answers: dict[str, object]) -> None:
    definition = json.loads(CASES[0]["request"])["definition"]
    assert "reflection" in json.loads(reply(json.dumps({"definition": definition, "answers": answers})))


def test_no_reply_judges() -> None:
    words = {"incorrect", "score", "points", "mistake", "failed"}
    replies = " ".join(case["reply"].casefold() for case in CASES if "problem" not in case["reply"])
    assert not words & set(replies.replace('"', " ").split())
