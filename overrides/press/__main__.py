"""The writers' check: `python -m press check` says every mistake with its place, and exits with 1 if there is one."""

from __future__ import annotations

import argparse
import datetime
import importlib
import sys
from pathlib import Path

from press.checks import all_problems, warnings
from press.collection import Collection, read_collection
from press.folders import Folders

OWN_ARGUMENTS = {"import": "press.importing.command", "note": "press.starting", "source": "press.identifying"}
"""The modules of commands that take more than --root; loaded only when they are called, since some need more time to load."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in OWN_ARGUMENTS:
        return int(importlib.import_module(OWN_ARGUMENTS[given[0]]).main(given[1:]))
    parser = argparse.ArgumentParser(prog="press", description="Checks what was written for How We Help.")
    parser.add_argument(
        "command",
        choices=["check", *OWN_ARGUMENTS],
        help="check: say every mistake; import FILE: make a draft of an essay; note TITLE: begin a note; source ID: add a source",
    )
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder of mkdocs.yml (default: this one)")
    root = parser.parse_args(arguments).root.resolve()
    if not (root / "mkdocs.yml").exists():
        print(f"{root.name}/ holds no mkdocs.yml; run this in the project's folder, or name it with --root", file=sys.stderr)
        return 2
    return check(read_collection(Folders(root), datetime.date.today()))


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
