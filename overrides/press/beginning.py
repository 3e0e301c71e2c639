"""The text that a new note begins with, and its day: what `press note` writes, and what the writing desk offers."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from press.collection import Collection
from press.examples import DESCRIPTION, EXAMPLES, FIRST_PARAGRAPH, TEXT
from press.importing.markdown import escaped_text
from press.importing.problem import Unreadable
from press.importing.records import scalar
from press.page_checks import UNNAMED
from press.pages import Note
from press.slugs import slug
from reflect.definitions import written

SCHEMA = "# yaml-language-server: $schema=../../schemas/exercises.json\n"
"""Tells editors, whichever they are, what completes and underlines the file."""
THERE = "{} is there already and is never written over; choose another title, or go on with that one"
WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Begun:
    """A new note's name, its day, and the text of its two files."""

    name: str
    day: datetime.date
    note: str
    exercises: str


def begun(title: str, collection: Collection, today: datetime.date) -> Begun:
    """Return what a note with the title begins with; raises Unreadable when the title makes no address, or another page's."""
    words = " ".join(title.split())
    name = slug(words)
    if not name:
        raise Unreadable(f"the title {title!r} has no letter or digit to make an address of; write one such as 'On apology'")
    taken = taken_by(collection, name)
    if taken == collection.folders.named(collection.folders.posts / f"{name}.md"):
        raise Unreadable(THERE.format(taken))
    if taken:
        raise Unreadable(f"the address /notes/{name}/ belongs to {taken}; choose another title")
    day = next_day(collection, today)
    return Begun(name, day, _note(words, day), _exercises(name))


def next_day(collection: Collection, today: datetime.date) -> datetime.date:
    """Return the day of the next weekly note: a week after the newest one, or today when that has passed."""
    newest = max((note.date for note in collection.notes if note.date), default=None)
    return max(today, newest + WEEK) if newest else today


def taken_by(collection: Collection, name: str) -> str:
    """Return the file that has the address of a note of that name already, as its own or as an earlier one, or nothing."""
    url = f"notes/{'' if name in UNNAMED else f'{name}/'}"
    own = (page.file for page in collection.pages if page.url == url or (isinstance(page, Note) and name in page.aliases))
    return next(own, "the list of notes" if name in UNNAMED else "")


def _note(title: str, day: datetime.date) -> str:
    placed = "\n\n".join(f'{{{{ exercise("{name}") }}}}' for name in _names())
    heading = escaped_text(title)
    # Lists of notes show the heading as it is written, escapes and all, unless the title stands in the front matter too.
    named = "" if heading == title else f"title: {scalar(title)}\n"
    return f"""---
{named}date: {day}
draft: true
tags: [interdependence]
description: {DESCRIPTION}
---

# {heading}

{FIRST_PARAGRAPH}

<!-- more -->

{TEXT}

## Try it

{placed}
"""


def _exercises(name: str) -> str:
    head = f"{SCHEMA}# One example of each kind. Keep what the note needs, delete the rest here and in docs/notes/posts/{name}.md.\nnote: {written(name)}\n\nexercises:\n"
    return head + "\n".join(example.replace("$NOTE", written(name)) for example in EXAMPLES.values())


def _names() -> list[str]:
    return [found[1] for example in EXAMPLES.values() if (found := re.search(r"- id: (\S+)", example))]
