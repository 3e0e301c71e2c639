"""What the page's worker says to the engine and hears from it: JSON text in, JSON text out."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

from reflect import review
from reflect.exercise import Exercise
from reflect.reflection import Block
from reflect.structuring import structure

HALF_A_PAIR = re.compile("[\ud800-\udfff]")


def reply(request: str) -> str:
    """Return the reflection on a request's answers, or when reviewed things come back, as JSON text.

    request: {"definition": {...}, "answers": {field: text}, "earlier": {field: text} or null}, the definition as
    the build wrote it into the page; earlier answers may be left out. The reply is {"reflection": {"blocks": [...],
    "changes": [...], "remembered": {item: bool}}}, without changes when there is nothing earlier.
    Or {"reviews": [...], "now": ISO}, with the reply {"schedule": [...]}: see reflect.review.
    Answers that are not text are left out. When the request cannot be understood the reply is
    {"problem": "..."}; no error leaves this function, since the page could do nothing with it.
    """
    try:
        message = json.loads(request)
        if "reviews" in message:
            return _text({"schedule": review.schedule(message["reviews"], message["now"])})
        reflection = _reflection(message)
    except Exception as error:  # noqa: BLE001 - whatever a stale page or a damaged store sends must come back as an answer
        return _text({"problem": f"{type(error).__name__}: {error}"})
    return _text({"reflection": reflection})


def _reflection(message: Any) -> dict[str, Any]:
    exercise = structure(message["definition"], Exercise)  # type: ignore[type-abstract]
    answers, earlier = _answers(message["answers"]), message.get("earlier")
    return {
        "blocks": _plain(exercise.reflect(answers)),
        "changes": [] if earlier is None else _plain(exercise.compare(_answers(earlier), answers)),
        "remembered": exercise.remembered(answers),
    }


def _plain(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    return [dataclasses.asdict(block) for block in blocks]


def _answers(data: Any) -> dict[str, str]:
    return {name: value for name, value in dict(data).items() if isinstance(value, str)}


def _text(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Half a surrogate pair, which a browser's text may hold, cannot cross as a character but can as an escape.
    return HALF_A_PAIR.sub(lambda half: f"\\u{ord(half[0]):04x}", text)
