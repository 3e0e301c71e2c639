"""Notes that were called something else before: what is wrong with the names they list, and pages at the old addresses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from press.addresses import relative
from press.collection import Collection
from press.pages import Note
from reflect.exercise import ID
from reflect.problems import Problem


def alias_problems(collection: Collection, note: Note) -> Iterator[Problem]:
    """Yield what is wrong with the former names that a note lists."""
    aliases = note.meta.get("aliases", [])
    if not isinstance(aliases, list):
        what = f"'aliases' is {aliases!r}, expected a list of the names that the note had; write 'aliases: [old-name]'"
        yield note.front.problem(("aliases",), what)
        return
    for index, alias in enumerate(aliases):
        what = _wrong(collection, note, aliases[:index], alias)
        if what:
            yield note.front.problem(("aliases", index), what)


def _wrong(collection: Collection, note: Note, before: list[object], alias: object) -> str:
    """Return what is wrong with one former name, given those before it in the list, or nothing."""
    if not isinstance(alias, str) or not ID.fullmatch(alias):
        return f"alias {alias!r} is no note's name; write it as the old file was called, without '.md', such as 'on-apology'"
    if alias == note.slug:
        return f"alias {alias!r} is what the note is called now; remove it, or write what it was called before"
    if alias in before:
        return f"alias {alias!r} stands twice; keep one"
    if alias in collection.slugs:
        return f"alias {alias!r} is the name of another note, docs/notes/posts/{alias}.md; remove it, or rename that note"
    taken = next((page for page in collection.pages if page.url == f"notes/{alias}/"), None)
    if taken:
        return f"alias {alias!r} is the address of {taken.file}; remove it, or rename that page"
    others = [other for other in collection.notes if other is not note and alias in other.aliases]
    if others:
        return f"alias {alias!r} is listed in {others[0].file} too; keep it in the note that was called so"
    return ""


def write_pages(collection: Collection, site: Path, site_url: str) -> None:
    """Put a page that leads on at each address that a published note had before.

    They are made after the build, so neither the search nor the sitemap knows them.
    """
    environment = Environment(loader=FileSystemLoader(collection.folders.root / "overrides"), autoescape=True, undefined=StrictUndefined)
    for note in collection.published:
        for alias in note.aliases:
            url = f"notes/{alias}/"
            file = site / url / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            html = environment.get_template("moved.html").render(
                title=note.title,
                canonical=f"{site_url}{note.url}",
                place=relative(note.url, url),
                root=relative(".", url),
            )
            file.write_text(html, encoding="utf-8")
