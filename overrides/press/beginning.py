"""The text that a new note begins with, and its day: what `press note` writes, and what the writing desk offers."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from press.collection import Collection
from press.examples import EXAMPLES
from press.importing.markdown import escaped_text
from press.importing.problem import Unreadable
from press.importing.records import scalar
from press.slugs import slug

WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Begun:
    """A new note's name, its day, and the text of its two files."""

    name: str
    day: datetime.date
    note: str
    exercises: str


def begun(title: str, collection: Collection, today: datetime.date) -> Begun:
    """Return what a note with the title begins with; raises Unreadable when the title makes no address."""
    words = " ".join(title.split())
    name = slug(words)
    if not name:
        raise Unreadable(f"the title {title!r} has no letter or digit to make an address of; write one such as 'On apology'")
    day = next_day(collection, today)
    return Begun(name, day, _note(words, day), _exercises(name))


def next_day(collection: Collection, today: datetime.date) -> datetime.date:
    """Return the day of the next weekly note: a week after the newest one, or today when that has passed."""
    newest = max((note.date for note in collection.notes if note.date), default=None)
    return max(today, newest + WEEK) if newest else today


def _note(title: str, day: datetime.date) -> str:
    placed = "\n\n".join(f'{{{{ exercise("{name}") }}}}' for name in _names())
    heading = escaped_text(title)
    # Lists of notes show the heading as it is written, escapes and all, unless the title stands in the front matter too.
    named = "" if heading == title else f"title: {scalar(title)}\n"
    return f"""---
{named}date: {day}
draft: true
tags: [interdependence]
description: One sentence for search results and shared links.
---

# {heading}

The first paragraph, which lists of notes show.

<!-- more -->

The note. Cite in a footnote, by a key of docs/sources.yml.

## Try it

{placed}
"""


def _exercises(name: str) -> str:
    head = f"# One example of each kind. Keep what the note needs, delete the rest here and in docs/notes/posts/{name}.md.\nnote: {name}\n\nexercises:\n"
    return head + "\n".join(example.replace("$NOTE", name) for example in EXAMPLES.values())


def _names() -> list[str]:
    return [found[1] for example in EXAMPLES.values() if (found := re.search(r"- id: (\S+)", example))]
