"""The engine answers every request with JSON text; tests/browser/test_parity.py holds the same cases against Pyodide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reflect.kinds import KINDS
from reflect.wire import reply

CASES = json.loads((Path(__file__).parents[1] / "cases.json").read_text(encoding="utf-8"))
ANYTHING = some.dictionaries(some.text(), some.text() | some.integers() | some.none())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_request_has_the_reply_written_down_for_it(case: dict[str, str]) -> None:
    assert reply(case["request"]) == case["reply"]


@given(some.text())
def test_no_text_makes_the_engine_raise(text: str) -> None:
    assert "problem" in json.loads(reply(text))


def definitions() -> dict[str, dict[str, object]]:
    """Return the definition of one exercise of each kind, by the kind."""
    requests = [json.loads(case["request"]) for case in CASES if not case["name"].startswith("wire")]
    return {request["definition"]["kind"]: request["definition"] for request in requests}


def test_there_are_cases_of_every_kind() -> None:
    assert definitions().keys() == KINDS.keys()


@pytest.mark.parametrize("definition", definitions().values(), ids=definitions().keys())
@given(now=ANYTHING, before=ANYTHING | some.none())
def test_no_answers_make_the_engine_raise(definition: dict[str, object], now: dict[str, object], before: dict[str, object] | None) -> None:
    reflection = json.loads(reply(json.dumps({"definition": definition, "answers": now, "earlier": before})))["reflection"]
    assert reflection["blocks"]
    assert bool(reflection["changes"]) == (before is not None)


def test_no_reply_judges() -> None:
    words = {"incorrect", "score", "points", "mistake", "failed"}
    replies = " ".join(case["reply"].casefold() for case in CASES if "problem" not in case["reply"])
    assert not words & set(replies.replace('"', " ").split())
