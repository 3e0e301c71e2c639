"""The note of the desk as its page will be: rendered with the site's own extensions, forms and finishing touches."""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import markdown
from jinja2 import Environment, TemplateError

from press import footnotes, quotations
from press.addresses import relative
from press.anchors import ID, extensions
from press.checks import problems_of
from press.citations import Citation, Formatted
from press.collection import anchor
from press.desk.draft import Desk, Details
from press.desk.shelf import Cited
from press.desk.tree import Element, tree_of
from press.folders import Folders
from press.forms import Forms, environment_of
from press.page_checks import MACROS
from press.pages import Note, Page
from press.paragraphs import paragraph_ids
from press.preview import Preview, preview

DESK = "write/"
POSTS = "notes/posts"
FORM = "data-form"
FOOTNOTES = '<div class="footnote">'


def checked(desk: Desk, details: Details, site: Folders) -> Preview:
    """Return what of the draft can be shown, with everything that is wrong with it; `site` is where its settings are."""
    anchors = functools.cache(lambda file: _anchors(desk, file, details, site))
    return preview(desk, find=lambda collection: problems_of(collection, desk.name, lambda page: anchors(page.file)))


def shown(found: Preview, desk: Desk, site: Folders) -> dict[str, Any] | None:
    """Return the page as data: title, day, minutes, byline, and the trees of its text and its sources; None when it is unreadable."""
    page = found.collection.page_at(desk.folders.posts / f"{desk.name}.md")
    if not isinstance(page, Note):
        return None
    text = found.markdown(page)
    forms: list[str] = []
    html = _html(page.text if text is None else text, _macros(found, page, site, forms), site)
    html = quotations.attributed(footnotes.name_links(html or ""))
    title, _, rest = html.partition("</h1>") if "</h1>" in html else (f"<h1>{page.title}", "", html)
    prose, mark, sources = rest.partition(FOOTNOTES)
    leads = functools.partial(_leads, desk)
    return {
        "date": page.date.isoformat() if page.date else "",
        "minutes": page.minutes,
        "byline": str(page.meta.get("byline") or ""),
        "title": _led(tree_of(f"{title}</h1>"), leads),
        "text": _with_forms(_led(tree_of(prose), leads), forms),
        "sources": _led(tree_of(mark + sources), leads),
    }


def _html(text: str, macros: dict[str, Callable[..., str]], site: Folders) -> str | None:
    try:
        written = Environment(autoescape=False).from_string(text).render(**macros)  # noqa: S701 - Markdown, not HTML
    except (TemplateError, TypeError, KeyError):
        return None
    reader = _markdown(site)
    html: str = reader.reset().convert(written)
    return html


@functools.cache
def _markdown(site: Folders) -> Any:
    names, configs = extensions(site.root / "mkdocs.yml")
    return markdown.Markdown(extensions=[*names], extension_configs=configs)


@functools.cache
def _forms(site: Folders) -> Environment:
    # What was compiled before the snapshot stays, and the files that it was compiled from do not.
    return environment_of(site.templates).overlay(auto_reload=False)


def _macros(found: Preview, page: Page, site: Folders, made: list[str]) -> dict[str, Callable[..., str]]:
    """Return what the macros of a page stand for; the forms of its exercises are put into `made`, and only marked in the text.

    Markdown would pass them through, at the price of most of the time that a letter takes to be shown.
    """
    collection = found.collection
    assert isinstance(collection, Desk), "a preview of a desk is one"
    cited = Cited(collection.shelf)
    templates = Forms(collection, Formatted(cited, {}), _forms(site))

    def exercise(*name: str) -> str:
        placed = next(one for one in collection.placements if one.page is page and one.call.arguments == name)
        defined = collection.exercise(placed.note, placed.exercise)
        if not defined:
            return ""
        made.append(templates.html(placed, defined, DESK))
        return f'\n\n<section {FORM}="{len(made) - 1}"></section>\n\n'

    def cite(key: str, *, page: str = "", via: str = "") -> str:
        return cited[Citation(key, str(page), via)]

    return {**dict.fromkeys(MACROS, _elsewhere), "exercise": exercise, "cite": cite}


def _elsewhere(*_: Any, **__: Any) -> str:
    """Stands for what only whole pages of the site list."""
    return ""


def _anchors(desk: Desk, file: str, details: Details, site: Folders) -> frozenset[str] | None:
    """Return every id that a link to a page can name: of the draft itself as it stands, of others as they were published."""
    if not desk.page or file != desk.page.file:
        known = details.get(file)
        return frozenset(known["anchors"]) if known else None
    cite = lambda key="", page="", via="": Cited(desk.shelf).get(Citation(key, str(page), via), "")  # noqa: E731
    html = _html(desk.page.text, {**dict.fromkeys(MACROS, _elsewhere), "cite": cite}, site)
    if html is None:
        return None
    placed = {anchor(one) for one in desk.placements if one.page is desk.page}
    return frozenset({*ID.findall(html), *desk.shelf.ids, *placed, *paragraph_ids(f'<div class="prose">{html}</div>')})


def _led(nodes: list[Element | str], leads: Callable[[str, str], dict[str, str]]) -> list[Element | str]:
    """Return a tree whose links and pictures lead where they will on the site, in place."""
    for node in nodes:
        if isinstance(node, list):
            _, attributes, children = node
            for name in ("href", "src"):
                if name in attributes:
                    attributes.update(leads(name, attributes[name]))
            _led(children, leads)
    return nodes


def _with_forms(nodes: list[Element | str], forms: list[str]) -> list[Element | str]:
    """Return a tree with the forms where they are marked, in place."""
    for place, node in enumerate(nodes):
        if isinstance(node, list) and FORM in node[1] and node[1][FORM].isdecimal() and int(node[1][FORM]) < len(forms):
            (nodes[place],) = _form(forms[int(node[1][FORM])])
        elif isinstance(node, list):
            _with_forms(node[2], forms)
    return nodes


@functools.lru_cache(maxsize=64)
def _form(html: str) -> list[Element | str]:
    return tree_of(html)


def _leads(desk: Desk, name: str, target: str) -> dict[str, str]:
    file, hash_, fragment = target.partition("#")
    path = posixpath.normpath(posixpath.join(POSTS, unquote(file)))
    page = desk.shelf.pages.get(f"docs/{path}")
    if not file or ":" in file or file.startswith("/"):
        return {}
    if page:
        return {name: relative(page.url, DESK) + hash_ + fragment}
    if path in desk.shelf.files:
        return {name: relative(path, DESK) + hash_ + fragment}
    # A picture that the site does not have yet is told by its words.
    return {"data-missing": file} if name == "src" else {}
