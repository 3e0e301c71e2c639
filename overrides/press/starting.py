"""`python -m press note TITLE`: next week's note, begun, with an example of every kind of exercise."""

from __future__ import annotations

import argparse
import datetime
import sys

from press import days, documents
from press.beginning import THERE, begun
from press.collection import read_collection
from press.folders import Folders, add_root, project_at
from press.importing.problem import Unreadable
from press.importing.writing import write_all


def start_note(title: str, folders: Folders, today: datetime.date) -> str:
    """Write a note with its exercises, and return what to do next; raises Unreadable when one is there already."""
    read, keep = documents.reader(folders)
    new = begun(title, read_collection(folders, today, read), today)
    note, exercises = folders.posts / f"{new.name}.md", folders.exercises / f"{new.name}.yml"
    for path in (note, exercises):
        if path.exists():
            raise Unreadable(THERE.format(folders.named(path)))
    write_all({note: new.note.encode(), exercises: new.exercises.encode()}, {})
    keep()
    return (
        f"Begun: {folders.named(note)}, a draft for {new.day}, and {folders.named(exercises)}.\n\n"
        f"Next:\n"
        f"1. Write in {folders.named(note)}. `make serve` shows it at http://127.0.0.1:8000/notes/{new.name}/, drafts and all.\n"
        f"2. Keep the exercises that the note needs, in both files, and delete the others; there is one of each kind.\n"
        f"3. Run `make check` until it finds nothing; then take out `draft: true`, and the note appears on {new.day}."
    )


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
        print(start_note(given.title, folders, days.today()))
    except Unreadable as problem:
        print(f"No note was begun: {problem}", file=sys.stderr)
        return 1
    return 0
