"""What may stand between the lines `---` at the top of a note, and what a field may hold that no other module looks into."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from press.pages import Note
from reflect.nearest import expected, listed
from reflect.problems import Problem

DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}"}
TEXT = {"type": "string", "pattern": r"\S"}
FIELDS: dict[str, dict[str, Any]] = {
    "date": {**DAY, "description": "The day on which the note appears, such as 2026-11-30. One in the future keeps it back until then."},
    "draft": {"type": "boolean", "description": "true keeps the note back, whatever its date."},
    "title": {**TEXT, "description": "Only where the heading cannot say it: the title as plain text."},
    "description": {**TEXT, "description": "One sentence on what the note says; searches, feeds and cards show it."},
    "tags": {"type": "array", "items": {"type": "string"}, "description": "The topics that the note is filed under."},
    "author": {
        "oneOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}],
        "description": "Who wrote it, when not the site itself: names that docs/authors.yml lists.",
    },
    "byline": {**TEXT, "description": "What stands under the title; without it the authors' names do."},
    "retells": {
        "oneOf": [
            TEXT,
            {
                "type": "object",
                "additionalProperties": False,
                "required": ["title"],
                "properties": {"author": TEXT, "title": TEXT},
            },
        ],
        "description": "The piece by someone else that the note retells.",
    },
    "series": {**TEXT, "description": "The name of a series, in the same words in each part."},
    "updated": {**DAY, "description": "The day of a change that readers should hear of."},
    "aliases": {
        "type": "array",
        "items": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "description": "What the note's file was called before, the oldest name first.",
    },
    "hide": {"type": "array", "items": {"type": "string"}, "description": "Parts of the page that are not shown."},
    "search": {"type": "object", "description": "How the search treats the note, such as {exclude: true}."},
}
"""Every field of a note's front matter as a JSON Schema; press.schema writes it out for editors."""
REQUIRED = ("date", "description")
FOUND_ELSEWHERE = ("slug",)
"""Fields that other checks have a better message for."""
DAYS = ("date", "updated")
DAY_START = re.compile(DAY["pattern"])
TEXTS = ("title", "byline")
RETOLD = tuple(FIELDS["retells"]["oneOf"][1]["properties"])


def field_problems(note: Note) -> Iterator[Problem]:
    """Yield each field of a note's front matter that nothing reads, and what is wrong with those that hold a text, a list or parts."""
    front = note.front.data
    if front is not None and not isinstance(front, dict):
        what = (
            f"{str(front)[:60]!r} stands between the lines '---', expected fields; write each as 'name: value', such as 'date: 2026-11-23'"
        )
        yield Problem(note.file, 2, 1, "", what)
        return
    for name, value in note.meta.items():
        if name in FOUND_ELSEWHERE:
            continue
        if name not in FIELDS:
            yield note.front.problem((name,), f"field {name!r} is unknown here, {expected(name, FIELDS)}")
        elif name in DAYS and not DAY_START.match(str(value)) and _is_day(value):
            yield note.front.problem((name,), f"{name!r} is {value!r}, expected a day with hyphens; write one such as '{name}: 2026-11-23'")
        elif name in TEXTS and not _is_text(value):
            yield note.front.problem((name,), f"{name!r} is {_shown(value)}, expected text; write '{name}: Words', or take the line out")
        elif name == "retells":
            yield from _retold_problems(note, value)
        elif name == "search" and not isinstance(value, dict):
            yield note.front.problem((name,), f"'search' is {_shown(value)}, expected what to do; write 'search: {{exclude: true}}'")
        elif name == "hide" and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            yield note.front.problem((name,), f"'hide' is {_shown(value)}, expected a list; write 'hide: [toc]'")


def _retold_problems(note: Note, value: Any) -> Iterator[Problem]:
    how = "write 'retells: {author: Name, title: Its Title}'"
    if _is_text(value):
        return
    if not isinstance(value, dict) or not _is_text(value.get("title")):
        yield note.front.problem(("retells",), f"'retells' is {_shown(value)}, expected the title of a piece; {how}")
        return
    for part, inner in value.items():
        if part not in RETOLD:
            yield note.front.problem(
                ("retells", part), f"{part!r} is nothing that is told of a retold piece, expected one of {listed(RETOLD)}; {how}"
            )
        elif not _is_text(inner):
            yield note.front.problem(("retells", part), f"{part!r} is {_shown(inner)}, expected text; {how}")


def _is_day(value: Any) -> bool:
    """Whether Python reads a day there, which other checks go by: it takes more than is written here."""
    try:
        datetime.datetime.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _shown(value: Any) -> str:
    return "nothing" if value is None else repr(value)
