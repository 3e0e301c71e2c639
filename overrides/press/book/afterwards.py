"""What is read after a worksheet and would give it away on the same page: answers, remarks on cards, how to count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from reflect.exercise import Evidence, Exercise


@dataclass(frozen=True)
class Remarked:
    """A question or a thing, what the note says to it, why, and where that comes from."""

    about: str
    lines: tuple[str, ...]
    why: str = ""
    evidence: Evidence | None = None
    is_ordered: bool = False


def remarks_on(exercise: Exercise) -> tuple[Remarked, ...]:
    """Return what stands in the appendix for an exercise; nothing for most kinds."""
    return tuple(KEYS[exercise.kind](exercise)) if exercise.kind in KEYS else ()


def _recall(exercise: Any) -> Iterator[Remarked]:
    for item in exercise.items:
        lines = item.answer()
        whys = [line.note for line in lines if line.note] if item.form == "choice" else [getattr(item, "why", "")]
        texts = tuple(f"{line.text}: {line.note}" if item.form == "match" else line.text for line in lines)
        yield Remarked(item.question, texts, " ".join(filter(None, whys)), item.evidence, item.form == "order")


def _sort(exercise: Any) -> Iterator[Remarked]:
    for card in exercise.cards:
        if card.note:
            yield Remarked(card.text, (card.note,))


def _scale(exercise: Any) -> Iterator[Remarked]:
    """Yield how to work out each subscale by hand, as reflect does: the mean, reversed sentences counted from the other end."""
    ends = exercise.levels.first + exercise.levels.last
    place = {item.id: number for number, item in enumerate(exercise.items, start=1)}
    for name, scale in exercise.scales.items():
        items = [item for item in exercise.items if item.scale == name]
        reverse = [place[item.id] for item in items if item.reverse]
        turned = f"For {_listed('sentence', reverse)} count {ends} less your number. " if reverse else ""
        adding = f"Add up {_listed('sentence', [place[item.id] for item in items])}"
        yield Remarked(scale.label, (f"{turned}{adding}, and divide by how many of them you answered.", _bands(exercise.bands)))


def _bands(bands: Any) -> str:
    return "This " + "; ".join(f"{band.text}, up to {band.upto:g}" for band in bands) + "."


def _listed(thing: str, numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"{thing} {numbers[0]}"
    return f"{thing}s {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


KEYS: dict[str, Callable[[Any], Iterator[Remarked]]] = {"recall": _recall, "sort": _sort, "scale": _scale}
