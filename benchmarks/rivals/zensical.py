"""Zensical: the same plain notes as pages; it has no blog to make posts of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.rivals import ZENSICAL, build, python_of
from benchmarks.rivals.material import PlainNote, write_project

# Without a nav, every page would list every other.
CONFIG = """\
site_name: Notes
site_url: https://notes.example/
theme:
  name: material
nav:
  - Home: index.md
  - Notes: notes/index.md
markdown_extensions: [admonition, attr_list, def_list, md_in_html, footnotes, smarty]
"""


def write(folder: Path, notes: Iterable[PlainNote]) -> Path:
    """Write a project with the notes as pages into the folder, and return it."""
    return write_project(folder, notes, CONFIG)


def build_command() -> list[str]:
    """Return the command that builds the project in its folder into `site`."""
    return [str(python_of(ZENSICAL).parent / "zensical"), "build", "--clean"]


def build_site(folder: Path) -> Path:
    """Build the project in a folder, and return the site; raise NotMeasured when that is not possible."""
    build(ZENSICAL, build_command(), folder)
    return folder / "site"
