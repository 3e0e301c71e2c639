"""`python -m press build`: builds the site beside the last one, whose place it takes only when it is whole.

A build that finds a mistake, is killed, or finds no room leaves the last good site as it was.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import click
from mkdocs.__main__ import cli
from mkdocs.config import load_config

from press import theme
from press.folders import Folders, add_root, project_at
from press.taking_turns import alone
from press.writing_files import UNFINISHED, sweep

STOPPED = 130
"""What shells say of a command that was stopped by Ctrl-C."""


def main(arguments: list[str] | None = None) -> int:
    """Build the site that is asked for and return the exit code."""
    parser = argparse.ArgumentParser(prog="press build", description="Builds the site for publishing.")
    parser.add_argument("--quiet", action="store_true", help="say only what is wrong")
    add_root(parser)
    given = parser.parse_args(arguments)
    folders = project_at(given.root)
    return build(folders, is_quiet=given.quiet) if folders else 2


def build(folders: Folders, *, is_quiet: bool = False) -> int:
    """Build the site of a project into the folder that mkdocs.yml names; return the exit code."""
    options = ["--strict", "--config-file", str(folders.root / "mkdocs.yml"), *(["--quiet"] if is_quiet else [])]
    try:
        with alone(folders.root):
            sweep(folders.build)
            theme.keep_templates(folders.build)
            site = Path(load_config(str(folders.root / "mkdocs.yml")).site_dir).resolve()
            replace_whole(site, lambda new: cli(["build", *options, "--site-dir", str(new)], standalone_mode=False))
    except click.ClickException as error:
        error.show()
        return 1
    except click.Abort:  # which is what click makes of Ctrl-C
        print("Stopped; the last site is as it was.", file=sys.stderr)
        return STOPPED
    return 0


def replace_whole(folder: Path, make: Callable[[Path], object]) -> None:
    """Put what `make` fills a new folder with in the place of a folder, once it is all there.

    The new folder lies beside it: only there can it change places without being copied. What killed runs left is mended
    first, so no other may be at work on the same folder.
    """
    new, before = folder.with_name(f"{folder.name}.{os.getpid()}{UNFINISHED}"), folder.with_name(f"{folder.name}.before{UNFINISHED}")
    if before.exists() and not folder.exists():  # killed between the two names
        before.rename(folder)
    for left in folder.parent.glob(f"{folder.name}.*{UNFINISHED}"):
        shutil.rmtree(left, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        make(new)
        if folder.exists():
            folder.rename(before)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(before, ignore_errors=True)
