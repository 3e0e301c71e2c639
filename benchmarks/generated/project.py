"""Writes generated notes as a project of ours: Markdown with macros, sources and exercises in YAML."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.generated.notes import Note, Source, notes
from tests.project_copy import copied


def write(root: Path, count: int) -> Path:
    """Make a project with so many notes in a folder that is not there yet, with the pages and templates of this one; return it."""
    copied(root)
    for folder in (root / "docs" / "notes" / "posts", root / "exercises" / "notes"):
        for path in folder.iterdir():
            path.unlink()
    (root / "docs" / "links.yml").unlink(missing_ok=True)
    made = list(notes(count))
    for note in made:
        add(root, note)
    sources = {source.id: source for note in made for source, _ in note.footnotes}
    write_sources(root, [sources[key] for key in sorted(sources)])
    return root


def add(root: Path, note: Note) -> None:
    """Write one note and its exercises into a project; its sources are written by `write_sources`."""
    (root / "docs" / "notes" / "posts" / f"{note.slug}.md").write_text(_markdown(note), "utf-8")
    # JSON is YAML too, and quicker to write.
    definitions = [one.definition for one in note.exercises]
    text = json.dumps({"note": note.slug, "exercises": definitions}, indent=1).replace("{slug}", note.slug)
    (root / "exercises" / "notes" / f"{note.slug}.yml").write_text(text + "\n", "utf-8")


def write_sources(root: Path, sources: list[Source]) -> None:
    """Write the list of sources of a project anew."""
    (root / "docs" / "sources.yml").write_text("references:\n" + "".join(map(_record, sources)), "utf-8")


def _record(source: Source) -> str:
    place = "container-title" if source.type == "article-journal" else "publisher"
    url = f"    URL: https://how-we-help.example/{source.id}\n" if source.type == "webpage" else ""
    return (
        f"  - id: {source.id}\n    type: {source.type}\n    author:\n      - {{family: {source.family}, given: {source.given}}}\n"
        f"    title: {source.title}\n    {place}: {source.publisher}\n{url}    issued: {{date-parts: [[{source.year}]]}}\n"
    )


def _markdown(note: Note) -> str:
    series = f"series: {note.series}\n" if note.series else ""
    matter = f"date: {note.date}\ntags: [{', '.join(note.topics)}]\n{series}description: {json.dumps(note.description)}\n"
    parts = [f"# {note.title}", note.opening, "<!-- more -->"]
    for number, (heading, paragraphs) in enumerate(note.sections):
        parts += [f"## {heading}", *(one.format(*(f"[^{at}]" for at in range(len(note.footnotes)))) for one in paragraphs)]
        if number < len(note.exercises):
            parts.append(f'{{{{ exercise("{note.exercises[number].definition["id"]}") }}}}')
    if note.earlier:
        parts.append(f"It goes on from [an earlier note]({note.earlier}.md).")
    parts += [f'[^{at}]: {{{{ cite("{source.id}", page="{page}") }}}}' for at, (source, page) in enumerate(note.footnotes)]
    return f"---\n{matter}---\n\n" + "\n\n".join(parts) + "\n"
