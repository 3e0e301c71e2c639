"""What writers run: `python -m press COMMAND`. Each command says what is wrong with its place, and exits with 1 then."""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
import tempfile

from press import days, documents, refusals
from press.checks import all_problems, warnings
from press.collection import Collection, read_collection
from press.folders import Folders, add_root, project_at

COMMANDS = {
    "check": "say every mistake in notes, sources and exercises",
    "links": "ask whether outside addresses are still there; exits with 0 whatever they say",
    "book": "make a year's notes into an EPUB and a PDF",
    "prepare": "make once what every preview is made of, so that the first comes as fast as the next",
    "schema": "write what editors know of notes, sources and exercises",
}
OWN_ARGUMENTS = {
    "build": "press.building",
    "note": "press.starting",
    "import": "press.importing.command",
    "source": "press.identifying",
    "email": "press.email_edition",
    "finish": "press.finishing",
}
"""The modules of commands that take more than --root and --year; loaded only when called, since some need longer to load."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; what the machine refuses ends it with a sentence."""
    try:
        return _called(arguments)
    except OSError as error:
        print(refusals.sentence(error), file=sys.stderr)
        return 1


def _called(arguments: list[str] | None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in OWN_ARGUMENTS:
        return int(importlib.import_module(OWN_ARGUMENTS[given[0]]).main(given[1:]))
    parser = argparse.ArgumentParser(prog="press", description="Checks and publishes what was written for How We Help.")
    listed = "; ".join(f"{name}: {what}" for name, what in COMMANDS.items())
    parser.add_argument("command", choices=[*COMMANDS, *OWN_ARGUMENTS], help=listed)
    parser.add_argument("--year", type=int, help="the year of the book (default: the newest that has a published note)")
    add_root(parser)
    parsed = parser.parse_args(given)
    folders = project_at(parsed.root)
    if not folders:
        return 2
    return _run(parsed.command, folders, parsed.year)


def _run(command: str, folders: Folders, year: int | None) -> int:
    if command == "schema":
        from press import schema

        schema.write(folders.root)
        return 0
    if command == "prepare":
        return _prepare(folders)
    read, keep = documents.reader(folders)
    # When an address was seen alive is no matter of what is shown.
    day = days.today() if command == "links" else days.last_shown()
    collection = read_collection(folders, day, read)
    keep()
    if command == "links":
        from press import links

        return links.check(collection, links.Manner(links.user_agent(folders.root)))
    if command == "book" and not all_problems(collection):
        # Only this command needs typst and the fonts.
        from press.book.command import make_book

        return make_book(collection, year)
    return check(collection)


def _prepare(folders: Folders) -> int:
    """Build the preview once and throw it away; what it is made of stays in the folder of what is built."""
    with tempfile.TemporaryDirectory() as site:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site]
        environment = {**os.environ, "PRESS_PREVIEW": "yes"}
        # Whatever is wrong is told by the command that comes next.
        return subprocess.run(command, cwd=folders.root, env=environment, capture_output=True, check=False).returncode


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
