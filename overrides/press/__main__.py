"""The writers' check: `python -m press check` says every mistake with its place, and exits with 1 if there is one."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

from press.checks import all_problems, warnings
from press.collection import Collection, read_collection
from press.folders import Folders


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="press", description="Checks what was written for How We Help.")
    parser.add_argument("command", choices=["check", "book"], help="check: say every mistake; book: write a year's notes as EPUB and PDF")
    parser.add_argument("--year", type=int, help="the year of the book (default: the newest that has a published note)")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder of mkdocs.yml (default: this one)")
    parsed = parser.parse_args(arguments)
    root = parsed.root.resolve()
    if not (root / "mkdocs.yml").exists():
        print(f"{root.name}/ holds no mkdocs.yml; run this in the project's folder, or name it with --root", file=sys.stderr)
        return 2
    collection = read_collection(Folders(root), datetime.date.today())
    if parsed.command == "book" and not all_problems(collection):
        # Only this command needs typst and the fonts.
        from press.book.command import make_book

        return make_book(collection, parsed.year)
    return check(collection)


def check(collection: Collection) -> int:
    """Print every problem and warning; return 1 when there is a problem."""
    problems = all_problems(collection)
    for problem in problems:
        print(problem)
    for warning in [] if problems else warnings(collection):
        print(f"{warning} (a warning: the site can be built)")
    if problems:
        print(f"{_counted(len(problems), 'mistake')} to mend.")
        return 1
    exercises = sum(len(one.defined) for one in collection.exercises.values())
    print(
        f"{_counted(len(collection.notes), 'note')}, {_counted(len(collection.sources.records), 'source')} and "
        f"{_counted(exercises, 'exercise')} are in order."
    )
    return 0


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


if __name__ == "__main__":
    sys.exit(main())
