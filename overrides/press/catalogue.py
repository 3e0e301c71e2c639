"""What can be answered on the site, in one small file that pages read: the journal, review and the first page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from press.collection import Collection, Placement, anchor
from press.pages import Note
from reflect.definitions import Defined
from reflect.kinds import recall

PLACE = "assets/review/catalogue.json"
"""Where it stands on the site. Pages name it in a `data-src`, by which press.assets gives it its hashed name."""


def write(collection: Collection, site: Path) -> None:
    """Put the catalogue into a built site."""
    file = site / PLACE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(catalogue(collection), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def catalogue(collection: Collection) -> dict[str, Any]:
    """Return every exercise of the published notes, newest note first, and the names of those that were retired.

    Names are "<note>/<id>"; `aliases` are those that an exercise had before its note was renamed.
    """
    return {
        "exercises": [_entry(note, placed, defined) for note in collection.published for placed, defined in _own(collection, note)],
        "retired": sorted(name for note in collection.published for name in _retired(collection, note)),
    }


def check_in(collection: Collection) -> dict[str, Any] | None:
    """Return the newest exercise that is for each day, as the catalogue has it, or None."""
    return next(
        (_entry(note, placed, one) for note in collection.published for placed, one in _own(collection, note) if one.exercise.daily), None
    )


def _own(collection: Collection, note: Note) -> Iterator[tuple[Placement, Defined]]:
    """Yield the exercises that a note defines, in the order in which it places them."""
    for placed in collection.placements:
        defined = collection.exercise(placed.note, placed.exercise)
        if placed.page is note and placed.note == note.slug and defined:
            yield placed, defined


def _entry(note: Note, placed: Placement, defined: Defined) -> dict[str, Any]:
    exercise, review = defined.exercise, defined.exercise.review
    items = exercise.items if isinstance(exercise, recall.Definition) else ()
    return {
        "name": f"{note.slug}/{exercise.id}",
        "aliases": [f"{alias}/{exercise.id}" for alias in note.aliases],
        "title": exercise.title,
        "kind": exercise.kind,
        "minutes": exercise.minutes,
        "daily": exercise.daily,
        "note": {"title": note.title, "path": note.url},
        "anchor": anchor(placed),
        "review": {
            "spaced": bool(review and review.schedule),
            "askAgainDays": review.ask_again_days if review else None,
            "question": review.question if review else None,
        },
        "items": [{"id": item.id, "question": item.question} for item in items],
    }


def _retired(collection: Collection, note: Note) -> Iterator[str]:
    exercises = collection.exercises.get(note.slug)
    for slug in (note.slug, *note.aliases):
        yield from (f"{slug}/{one}" for one in exercises.retired) if exercises else ()
