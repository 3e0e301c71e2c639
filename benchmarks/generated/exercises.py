"""Two exercises for each generated note, of six kinds in turn."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.generated.prose import phrase, sentence

PER_NOTE = 2
CARDS = 9


@dataclass(frozen=True)
class Exercise:
    """A definition as its YAML has it, and the words in it that a reader reads."""

    definition: dict[str, Any]
    words: tuple[str, ...]


def of_week(week: int, chance: random.Random) -> tuple[Exercise, ...]:
    """Return the exercises of the note of a week."""
    return tuple(_exercise(KINDS[(week * PER_NOTE + place) % len(KINDS)], place, chance) for place in range(PER_NOTE))


def _exercise(make: Callable[[list[str]], dict[str, Any]], place: int, chance: random.Random) -> Exercise:
    words = [sentence(chance) for _ in range(CARDS)]
    title, intro = phrase(chance, 3), sentence(chance)
    definition = {"id": f"exercise-{place}", "title": title, "minutes": chance.randint(1, 5), "intro": intro, **make(words)}
    return Exercise(definition, (title, intro, *words))


def _sort(words: list[str]) -> dict[str, Any]:
    return {
        "kind": "sort",
        "piles": [{"id": "mine", "label": "Mine"}, {"id": "ours", "label": "Ours"}],
        "cards": [{"id": f"card-{at}", "text": one, "note": one} for at, one in enumerate(words)],
        "reflection": {"mostly": {"mine": "{mine} of {placed} are yours."}, "mixed": "Spread out."},
    }


def _scale(words: list[str]) -> dict[str, Any]:
    return {
        "kind": "scale",
        "levels": {"first": 1, "last": 5, "low": "Not true", "high": "Very true"},
        "items": [{"id": f"item-{at}", "text": one, "scale": "weight"} for at, one in enumerate(words)],
        "scales": {"weight": {"label": "Weight"}},
        "bands": [{"upto": 2.5, "label": "light", "text": "is light"}, {"upto": 5, "label": "heavy", "text": "is heavy"}],
        "reflection": {"closing": "Is there one thing to ask?"},
        "provenance": "Made for a measurement. Not validated; diagnoses nothing.",
    }


def _prompt(words: list[str]) -> dict[str, Any]:
    questions = [{"id": f"question-{at}", "text": one} for at, one in enumerate(words[:3])]
    return {"kind": "prompt", "questions": questions, "reflection": {"closing": words[3]}}


def _rank(words: list[str]) -> dict[str, Any]:
    return {
        "kind": "rank",
        "options": [{"id": f"option-{at}", "text": one, "circle": "self"} for at, one in enumerate(words)],
        "reflection": {"self": "You begin with yourself."},
    }


def _ratings(words: list[str]) -> dict[str, Any]:
    return {
        "kind": "ratings",
        "moments": [{"id": "before", "label": "Before"}, {"id": "after", "label": "After"}],
        "ratings": [{"id": f"rating-{at}", "label": one, "low": "Low", "high": "High"} for at, one in enumerate(words[:4])],
        "levels": {"first": 1, "last": 7},
        "reflection": {"up": "More {up}.", "down": "Less {down}.", "level": "The same."},
    }


def _recall(words: list[str]) -> dict[str, Any]:
    options = [{"id": f"option-{at}", "text": one, "why": one, **({"right": True} if at == 0 else {})} for at, one in enumerate(words[:3])]
    evidence = {"note": "{slug}"}
    item = {"id": "one", "form": "choice", "question": words[3], "options": options, "evidence": evidence}
    return {"kind": "recall", "items": [item], "review": {"schedule": "spaced"}}


KINDS = (_sort, _recall, _scale, _prompt, _rank, _ratings)
