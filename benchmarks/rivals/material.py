"""Stock Material: a theme and a blog as its package brings them, and the notes as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rivals import MATERIAL, build, python_of

POSTS = "docs/notes/posts"
CONFIG = """\
site_name: Notes
site_url: https://notes.example/
theme:
  name: material
plugins:
  - search
  - blog:
      blog_dir: notes
      post_url_format: "{file}"
markdown_extensions: [admonition, attr_list, def_list, md_in_html, footnotes, smarty]
"""


@dataclass(frozen=True)
class PlainNote:
    """A note as any generator takes it: Markdown, or HTML in it."""

    name: str
    title: str
    text: str
    date: str = "2026-01-05"


def write_project(folder: Path, notes: Iterable[PlainNote], config: str = CONFIG) -> Path:
    """Write a project with the notes as posts into the folder, and return it."""
    posts = folder / POSTS
    posts.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    (folder / "docs" / "index.md").write_text("# Notes\n\nAll of them.\n", "utf-8")
    (folder / "docs" / "notes" / "index.md").write_text("# Notes\n", "utf-8")
    for note in notes:
        (posts / f"{note.name}.md").write_text(f"---\ndate: {note.date}\n---\n\n# {note.title}\n\n{note.text}\n", "utf-8")
    return folder


def build_command(rival: str = MATERIAL) -> list[str]:
    """Return the command that builds the project in its folder into `site`."""
    return [str(python_of(rival)), "-m", "mkdocs", "build", "--quiet"]


def build_site(folder: Path, rival: str = MATERIAL) -> Path:
    """Build the project in a folder, and return the site; raise NotMeasured when that is not possible."""
    build(rival, build_command(rival), folder)
    return folder / "site"
