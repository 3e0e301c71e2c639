"""`python -m press note TITLE`: next week's note, begun, with an example of every kind of exercise."""

from __future__ import annotations

import argparse
import datetime
import re
import sys

from press.checks import UNNAMED
from press.collection import Collection, read_collection
from press.examples import DESCRIPTION, EXAMPLES, FIRST_PARAGRAPH, TEXT
from press.folders import Folders, add_root, project_at
from press.importing.markdown import escaped_text
from press.importing.problem import Unreadable
from press.importing.records import scalar
from press.importing.writing import write_all
from press.pages import Note
from press.slugs import slug
from reflect.definitions import written

SCHEMA = "# yaml-language-server: $schema=../../schemas/exercises.json\n"
"""Tells editors, whichever they are, what completes and underlines the file."""
WEEK = datetime.timedelta(days=7)


def next_day(collection: Collection, today: datetime.date) -> datetime.date:
    """Return the day of the next weekly note: a week after the newest one, or today when that has passed."""
    newest = max((note.date for note in collection.notes if note.date), default=None)
    return max(today, newest + WEEK) if newest else today


def taken_by(collection: Collection, name: str) -> str:
    """Return the file that has the address of a note of that name already, as its own or as an earlier one, or nothing."""
    url = f"notes/{'' if name in UNNAMED else f'{name}/'}"
    own = (page.file for page in collection.pages if page.url == url or (isinstance(page, Note) and name in page.aliases))
    return next(own, "the list of notes" if name in UNNAMED else "")


def start_note(title: str, folders: Folders, today: datetime.date) -> str:
    """Write a note with its exercises, and return what to do next; raises Unreadable when one is there already."""
    words = " ".join(title.split())
    name = slug(words)
    if not name:
        raise Unreadable(f"the title {title!r} has no letter or digit to make an address of; write one such as 'On apology'")
    note, exercises = folders.posts / f"{name}.md", folders.exercises / f"{name}.yml"
    for path in (note, exercises):
        if path.exists():
            raise Unreadable(
                f"{folders.named(path)} is there already and is never written over; choose another title, or go on with that one"
            )
    collection = read_collection(folders, today)
    taken = taken_by(collection, name)
    if taken:
        raise Unreadable(f"the address /notes/{name}/ belongs to {taken}; choose another title")
    day = next_day(collection, today)
    write_all({note: _note(words, day).encode(), exercises: _exercises(name).encode()}, {})
    return (
        f"Begun: {folders.named(note)}, a draft for {day}, and {folders.named(exercises)}.\n\n"
        f"Next:\n"
        f"1. Write in {folders.named(note)}. `make serve` shows it at http://127.0.0.1:8000/notes/{name}/, drafts and all.\n"
        f"2. Keep the exercises that the note needs, in both files, and delete the others; there is one of each kind.\n"
        f"3. Run `make check` until it finds nothing; then take out `draft: true`, and the note appears on {day}."
    )


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


def main(arguments: list[str]) -> int:
    """Begin a note and print the next steps; return 0, or 1 when there is one already."""
    parser = argparse.ArgumentParser(prog="press note", description="Begins next week's note, with an example of each kind of exercise.")
    parser.add_argument("title", help="the note's title, such as 'On apology'")
    add_root(parser)
    given = parser.parse_args(arguments)
    folders = project_at(given.root)
    if not folders:
        return 2
    try:
        print(start_note(given.title, folders, datetime.date.today()))
    except Unreadable as problem:
        print(f"No note was begun: {problem}", file=sys.stderr)
        return 1
    return 0
