"""What can be answered on the site, for pages that read it: the journal, review and the first page.

A file for each year, and one that names these: a new note changes its own year's alone.
"""

from __future__ import annotations

import hashlib
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
    parts = []
    for year, exercises in catalogue(collection).items():
        text = _json({"exercises": exercises})
        parts.append(f"{year}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.json")
        (file.parent / parts[-1]).write_text(text, encoding="utf-8")
    retired = sorted(name for note in collection.published for name in _retired(collection, note))
    file.write_text(_json({"parts": parts, "retired": retired}), encoding="utf-8")


def catalogue(collection: Collection) -> dict[int, list[dict[str, Any]]]:
    """Return every exercise of the published notes, newest note first, by the year of its note.

    Names are "<note>/<id>"; `aliases` are those that an exercise had before its note was renamed.
    """
    placed: dict[str, list[Placement]] = {}
    for one in collection.placements:
        placed.setdefault(one.page.file, []).append(one)
    found: dict[int, list[dict[str, Any]]] = {}
    for note in collection.published:
        assert note.date is not None, "a published note has its day"
        entries = [_entry(note, *one) for one in _own(collection, note, placed.get(note.file, []))]
        if entries:
            found.setdefault(note.date.year, []).extend(entries)
    return found


def check_in(collection: Collection) -> dict[str, Any] | None:
    """Return the newest exercise that is for each day, as the catalogue has it, or None."""
    return next((one for exercises in catalogue(collection).values() for one in exercises if one["daily"]), None)


def _own(collection: Collection, note: Note, placements: list[Placement]) -> Iterator[tuple[Placement, Defined]]:
    """Yield the exercises that a note defines, in the order in which it places them."""
    for placed in placements:
        defined = collection.exercise(placed.note, placed.exercise)
        if placed.note == note.slug and defined:
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


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
