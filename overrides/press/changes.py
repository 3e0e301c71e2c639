"""The day on which a note was last changed in a way that readers should hear of."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from press.pages import Note
from reflect.problems import Problem


def updated(note: Note) -> datetime.date | None:
    """Return the day on which the note was last changed in a way that readers should hear of, if its author says one."""
    try:
        return datetime.datetime.fromisoformat(str(note.meta.get("updated"))).date()
    except ValueError:
        return None


def update_problems(note: Note) -> Iterator[Problem]:
    """Yield what is wrong with the day of change that a note gives."""
    if "updated" not in note.meta:
        return
    shown, day = str(note.meta["updated"]), updated(note)
    if day is None:
        yield note.front.problem(("updated",), f"'updated' is {shown!r}, expected a day; write 'updated: 2026-11-30'")
    elif note.date and day < note.date:
        what = f"'updated' is {shown!r}, before the note's own day; expected {note.date} or later, or remove it"
        yield note.front.problem(("updated",), what)
