"""What the page's worker says to the engine and hears from it: JSON text in, JSON text out."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from reflect.exercise import Exercise
from reflect.structuring import structure


def reply(request: str) -> str:
    """Return the reflection on a request's answers, {"reflection": {"blocks": [...]}}, as JSON text.

    request: {"definition": {...}, "answers": {field: text}}, the definition as the build wrote it into the page.
    Answers that are not text are left out. When the request cannot be understood the reply is
    {"problem": "..."}; no error leaves this function, since the page could do nothing with it.
    """
    try:
        message = json.loads(request)
        exercise = structure(message["definition"], Exercise)  # type: ignore[type-abstract]
        blocks = exercise.reflect(_answers(message["answers"]))
    except Exception as error:  # noqa: BLE001 - whatever a stale page or a damaged store sends must come back as an answer
        return _text({"problem": f"{type(error).__name__}: {error}"})
    return _text({"reflection": {"blocks": [dataclasses.asdict(block) for block in blocks]}})


def _answers(data: Any) -> dict[str, str]:
    return {name: value for name, value in dict(data).items() if isinstance(value, str)}


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
