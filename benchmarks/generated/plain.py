"""Writes generated notes as plain text: the same words, footnotes written out and exercises as lists, for a stock Material site."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.generated.notes import Note, Source, notes

SETTINGS = """site_name: How We Help
site_url: https://how-we-help.example/
theme:
  name: material
  font: false
plugins:
  - search
  - blog:
      blog_dir: notes
      post_url_format: "{file}"
      categories: false
      authors: false
      pagination_per_page: 20
  - tags
markdown_extensions:
  - footnotes
  - smarty
  - toc
"""


def write(root: Path, count: int, settings: str = SETTINGS) -> Path:
    """Make a stock Material site with so many notes in a folder that is not there yet; return it."""
    posts = root / "docs" / "notes" / "posts"
    posts.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    (root / "docs" / "index.md").write_text("# How We Help\n\nA weekly note.\n", "utf-8")
    (root / "docs" / "notes" / "index.md").write_text("# Notes\n", "utf-8")
    for note in notes(count):
        (posts / f"{note.slug}.md").write_text(markdown(note), "utf-8")
    return root


def markdown(note: Note) -> str:
    """Return a note as Markdown without macros."""
    matter = f"date: {note.date}\ntags: [{', '.join(note.topics)}]\ndescription: {json.dumps(note.description)}\n"
    parts = [f"# {note.title}", note.opening, "<!-- more -->"]
    for number, (heading, paragraphs) in enumerate(note.sections):
        parts += [f"## {heading}", *(one.format(*(f"[^{at}]" for at in range(len(note.footnotes)))) for one in paragraphs)]
        if number < len(note.exercises):
            title, intro, *rest = note.exercises[number].words
            parts += [f"### {title}", intro, "\n".join(f"- {one}" for one in rest)]
    if note.earlier:
        parts.append(f"It goes on from [an earlier note]({note.earlier}.md).")
    parts += [f"[^{at}]: {_written(source, page)}" for at, (source, page) in enumerate(note.footnotes)]
    return f"---\n{matter}---\n\n" + "\n\n".join(parts) + "\n"


def _written(source: Source, page: int) -> str:
    return f"{source.given} {source.family}, *{source.title}* ({source.publisher}, {source.year}), {page}."
