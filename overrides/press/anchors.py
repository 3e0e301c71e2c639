"""Checks that what stands after the # of a link is there: a heading, paragraph, footnote, exercise or source."""

from __future__ import annotations

import functools
import html
import json
import posixpath
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import markdown
from jinja2 import Environment, TemplateError
from ruamel.yaml import YAML

from press.citations import Citation, format_all
from press.collection import Collection, anchor
from press.markdown_text import Mark
from press.pages import Note, Page
from press.paragraphs import paragraph_ids
from reflect.nearest import mend
from reflect.problems import Problem

ID = re.compile(r'id=(?<!\wid=)"([^"{}\s]+)"')
"""It begins with letters alone, which are looked for many times as quickly as the beginning of a word."""
PARTS = re.compile(r"""\{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
ALWAYS = ("toc", "tables", "fenced_code")
"""What MkDocs itself adds to the Markdown of every site."""
TAGS = "<!-- material/tags"
HOW_PARAGRAPHS = "a paragraph's name is made of its first sentence, so copy its link again from the note"


type Anchors = Callable[[Page], frozenset[str] | None]
"""Every id that a link to a page can name, or None where that is not known."""


def anchor_problems(collection: Collection) -> Iterator[Problem]:
    """Yield every link in docs/ whose fragment leads to nothing; pages that cannot be read have problems of their own."""
    anchors = functools.cache(lambda path: anchors_of(collection, collection.page_at(path)))
    yield from anchor_problems_of(collection, collection.pages, lambda page: anchors(page.path))


def anchor_problems_of(collection: Collection, pages: Iterable[Page], anchors: Anchors) -> Iterator[Problem]:
    """Yield every link of these pages whose fragment leads to nothing."""
    by_file = {page.file.removeprefix("docs/"): page for page in collection.pages}
    for page in pages:
        folder = posixpath.dirname(page.file.removeprefix("docs/"))
        for mark in page.links:
            file, fragment = _parts(mark)
            target = by_file.get(posixpath.normpath(posixpath.join(folder, file))) if file else page
            known = anchors(target) if fragment and target else None
            if known is not None and fragment not in known:
                yield page.problem(mark, _missing(mark, file, fragment, known))


def anchors_of(collection: Collection, page: Page | None) -> frozenset[str] | None:
    """Return every id that a link to a page can name, or None when its text cannot be read."""
    text = _html(collection, page) if page else None
    if page is None or text is None:
        return None
    ids = {html.unescape(one) for one in ID.findall(text)} | template_ids(collection, page)
    ids |= {anchor(placed) for placed in collection.placements if placed.page is page}
    if isinstance(page, Note):
        ids.update(paragraph_ids(f'<div class="prose">{text}</div>'))
    if any(call.name == "source_list" for call in page.calls):
        seen = [one.citation for one in collection.leanings if not isinstance(one.page, Note) or one.page in collection.published]
        ids.update(key for one in seen for key in (one.key, one.via) if key)
    if TAGS in page.text:
        from pymdownx.slugs import slugify  # only the page of topics needs it, which the writing desk never reads

        named = slugify(case="lower")
        ids |= {f"tag:{named(str(tag), '-')}" for note in collection.published for tag in note.meta.get("tags") or ()}
    return frozenset(ids)


def _parts(mark: Mark) -> tuple[str, str]:
    """Return the file and the fragment of a link, both empty when it leads to another site."""
    file, _, fragment = mark.name.partition("#")
    # What a browser is to look for in the text is no part of the name.
    return ("", "") if OUTSIDE.match(file) or "{{" in mark.name else (unquote(file), unquote(fragment.partition(":~:")[0]))


def _missing(mark: Mark, file: str, fragment: str, known: frozenset[str]) -> str:
    is_paragraph = fragment.startswith("p-")
    near = mend(f"#{fragment}", [f"#{one}" for one in known if one.startswith("p-") == is_paragraph])
    where = "that page" if file else "this page"
    if is_paragraph:
        return f"link {mark.name!r} leads to no paragraph of {where}; {near} ({HOW_PARAGRAPHS})"
    return f"link {mark.name!r} leads to no heading, footnote, exercise or source of {where}; {near}"


def _html(collection: Collection, page: Page) -> str | None:
    """Return a page's text as MkDocs will render it, but for its exercises and lists."""
    macros = {**dict.fromkeys((call.name for call in page.calls), _nothing), "cite": _citing(collection, page)}
    try:
        text = Environment(autoescape=False).from_string(page.text).render(**macros)  # noqa: S701 - Markdown, not HTML
    except (TemplateError, TypeError):
        return None
    names, configs = extensions(collection.folders.root / "mkdocs.yml")
    rendered: str = markdown.markdown(text, extensions=[*names], extension_configs=configs)
    return rendered


def _nothing(*_: Any, **__: Any) -> str:
    return ""


def _citing(collection: Collection, page: Page) -> Callable[..., str]:
    """Return what `cite` is to stand for: what pandoc makes of it only where that is part of a paragraph."""
    in_text = any(call.name == "cite" and not page.footnote_at(call.line) for call in page.calls)
    citations = [one.citation for one in collection.leanings]
    keys = {key for one in citations for key in (one.key, one.via) if key}
    if not in_text or keys - collection.sources.records.keys():
        return _nothing
    try:
        formatted = format_all(collection.sources.records, citations, collection.folders.build).citations
    except subprocess.CalledProcessError:
        return _nothing  # the build says what pandoc says
    return lambda key="", page="", via="": formatted.get(Citation(key, str(page), via), "")


def template_ids(collection: Collection, page: Page) -> set[str]:
    """Return the ids that stand in the templates of a page, wherever its own text does not make them."""
    waiting = [str(page.meta.get("template") or ("blog-post.html" if isinstance(page, Note) else "main.html"))]
    ids: set[str] = set()
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        path = collection.folders.templates.parent / name
        if name not in seen and path.is_file():
            text = path.read_text(encoding="utf-8")
            ids.update(ID.findall(text))
            waiting += PARTS.findall(text)
        seen.add(name)
    return ids


@functools.cache
def extensions(config: Path) -> tuple[tuple[str, ...], dict[str, dict[str, Any]]]:
    """Return the site's Markdown extensions and their settings; of this project's own site when the folder has none."""
    file = config if config.is_file() else Path(__file__).parents[2] / "mkdocs.yml"
    # Through JSON, to be plain; the rest of the file has tags of MkDocs's own, which only pass here.
    listed = json.loads(json.dumps(YAML(pure=True).load(file)["markdown_extensions"]))
    configs: dict[str, dict[str, Any]] = {name: {} for name in ALWAYS}
    for one in listed:
        configs.update(one if isinstance(one, dict) else {one: {}})
    return tuple(configs), configs
