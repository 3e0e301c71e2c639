"""Pages that a preview leaves out, since MkDocs or Material would stop at them; what is wrong stands at their addresses instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from mkdocs.utils import get_relative_url
from pathspec.gitignore import GitIgnoreSpec

from press.collection import Collection
from press.pages import Note, Page
from reflect.problems import Problem
from reflect.reading import Document

OF_MATERIAL = ("authors", "categories", "links", "pin", "readtime", "slug")
"""Fields that Material's blog reads and a note here does not have; it stops at a value that it does not expect."""


def pages_left_out(collection: Collection) -> list[Page]:
    """Return the pages that cannot be built: those that cannot be read, and notes at whose front matter Material stops."""
    folders = collection.folders
    read = {page.path for page in collection.pages}
    unread = [_nameless(path, collection) for path in sorted(folders.docs.rglob("*.md")) if path not in read]
    return [*unread, *(page for page in collection.pages if _stops(page, folders.root / "overrides"))]


def _nameless(path: Path, collection: Collection) -> Page:
    file = collection.folders.named(path)
    kind = Note if path.parent == collection.folders.posts else Page
    return kind(path, file, Document(file, {}, {}), "")


def _stops(page: Page, templates: Path) -> bool:
    meta = page.meta
    tags = meta.get("tags", [])
    is_sound = (
        isinstance(tags, list)
        and all(isinstance(tag, str) for tag in tags)
        and isinstance(meta.get("search", {}), dict)
        and isinstance(meta.get("hide", []), list)
        and ("template" not in meta or (templates / str(meta["template"])).is_file())
    )
    if not isinstance(page, Note):
        return not is_sound
    is_note = page.date is not None and isinstance(meta.get("draft", False), bool) and not meta.keys() & set(OF_MATERIAL)
    return not (is_sound and is_note)


def without(spec: GitIgnoreSpec | None, pages: Iterable[Page]) -> GitIgnoreSpec:
    """Return what of docs/ is not built, as mkdocs.yml has it, and these pages besides."""
    lines = ["/" + re.sub(r"([\\*?\[\]!# ])", r"\\\1", page.file.removeprefix("docs/")) for page in pages]
    return GitIgnoreSpec([*(spec.patterns if spec else ()), *GitIgnoreSpec.from_lines(lines).patterns])


def write_pages(pages: Iterable[Page], problems: Iterable[Problem], site: Path, templates: Path) -> None:
    """Put a page at the address of each that is left out, with what is wrong in it."""
    environment = Environment(loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined)
    problems = list(problems)
    for page in pages:
        own = [problem for problem in problems if problem.file == page.file]
        html = environment.get_template("mistakes.html").render(file=page.file, problems=own, root=get_relative_url(".", page.url))
        path = site / page.url / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
