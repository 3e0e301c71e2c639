"""A note as a document tree: its macros resolved, then Markdown and pandoc, in this order, as on the site.

What the two kinds of book set differently is left marked in the tree: a Div of class "worksheet", a Span of class
"footnote" round the first mark of each footnote and an empty one of class "again" for each later mark, and a Link of
class "note" to another note.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import markdown
from jinja2 import Environment, StrictUndefined

from press.book import pandoc
from press.book.tree import Node, changed, nodes_in, span
from press.pages import Note

SITE_ONLY = frozenset(
    [
        "applet",
        "audio",
        "button",
        "canvas",
        "dialog",
        "embed",
        "form",
        "iframe",
        "input",
        "math",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
    ]
)
"""Elements that a page can show and a book cannot."""


@dataclass(frozen=True)
class Dialect:
    """The Markdown that the site is written in: extensions and their settings, from mkdocs.yml."""

    extensions: list[str]
    settings: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Reader:
    """Reads notes. `macros` make HTML or Markdown of each macro's arguments, for the note that is being read."""

    dialect: Dialect
    macros: Callable[[Note], dict[str, Callable[..., str]]]

    def blocks(self, note: Note, warn: Callable[[str], None]) -> list[Node]:
        """Return the blocks of a note below its title. What cannot stand in a book is left out, and said to `warn`.

        Raises BookProblem when pandoc cannot read it.
        """
        page = self._html(note)
        for tag in sorted(_site_only_in(page)):
            warn(f"{_place(note, f'<{tag}')}: <{tag}> cannot stand in a book and is left out; the note should make sense without it")
        page = re.sub(rf"<({'|'.join(SITE_ONLY)})\b.*?(</\1>|/>|$)", "", page, flags=re.DOTALL)
        blocks = pandoc.read_html(page, note.file)
        return _with_footnotes(_with_figures(_without_title(blocks)), note.slug)

    def line(self, text: str) -> str:
        """Return one line of plain text as the site shows it, with the quotation marks and dashes of its Markdown."""
        escaped = re.sub(r"([\\`*_{}\[\]()#+!<>-])", r"\\\1", text)
        return html.unescape(re.sub(r"<[^>]*>", "", self._rendered(escaped)))

    def _html(self, note: Note) -> str:
        environment = Environment(autoescape=False, undefined=StrictUndefined)  # noqa: S701 - Markdown, as mkdocs-macros renders it
        text = environment.from_string(note.text).render(self.macros(note))
        return self._rendered(text)

    def _rendered(self, text: str) -> str:
        settings = {name: dict(values) for name, values in self.dialect.settings.items()}
        return str(markdown.markdown(text, extensions=self.dialect.extensions, extension_configs=settings))


def _site_only_in(page: str) -> set[str]:
    found: set[str] = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.add(tag)  # type: ignore[method-assign]
    parser.feed(page)
    return found & SITE_ONLY


def _place(note: Note, text: str) -> str:
    """Return file, line and column of a text in the note, as far as it can be found."""
    for number, line in enumerate(note.text.split("\n"), start=1):
        if text in line:
            return f"{note.file}:{number}:{line.index(text) + 1}"
    return f"{note.file}:1:1"


def _without_title(blocks: list[Node]) -> list[Node]:
    is_title = [block["t"] == "Header" and block["c"][0] == 1 for block in blocks]
    return blocks if True not in is_title else [block for index, block in enumerate(blocks) if index != is_title.index(True)]


def _with_figures(blocks: list[Node]) -> list[Node]:
    """Return the blocks with a figure for each picture that has a title and stands by itself; the title is its caption."""

    def figure(node: Node) -> list[Node] | None:
        inlines = node["c"] if node["t"] == "Para" else []
        if len(inlines) != 1 or inlines[0]["t"] != "Image" or not inlines[0]["c"][2][1]:
            return None
        attributes, alternative, (target, title) = inlines[0]["c"]
        image = {"t": "Image", "c": [attributes, alternative, [target, ""]]}
        caption = [None, [{"t": "Plain", "c": [{"t": "Str", "c": title}]}]]
        return [{"t": "Figure", "c": [["", [], []], caption, [{"t": "Plain", "c": [image]}]]}]

    result: list[Node] = changed(blocks, figure)
    return result


def _with_footnotes(blocks: list[Node], slug: str) -> list[Node]:
    """Return the blocks with each footnote at its first mark, and marks of what stands already at the others."""
    definitions = _definitions(blocks)
    order: list[str] = []

    def placed(node: Node) -> list[Node] | None:
        target = _footnote_marked(node)
        if target not in definitions:
            return None
        name = f"{slug}--note-{list(definitions).index(target) + 1}"
        if target in order:
            return [{"t": "Span", "c": [["", ["again"], [["name", name], ["number", str(order.index(target) + 1)]]], []]}]
        order.append(target)
        return [span(name, [{"t": "Note", "c": _flat(definitions[target], definitions, {target})}], "footnote")]

    kept = [block for block in blocks if not _is_list_of_footnotes(block)]
    result: list[Node] = changed(kept, placed)
    return result


def _definitions(blocks: list[Node]) -> dict[str, list[Node]]:
    """Return the content of each footnote by its id, without its links back."""

    def unlinked(node: Node) -> list[Node] | None:
        return [] if node["t"] == "Link" and "footnote-backref" in node["c"][0][1] else None

    found = {}
    for block in filter(_is_list_of_footnotes, blocks):
        for node in nodes_in(block):
            if node["t"] == "Div" and node["c"][0][0].startswith("fn:"):
                content = changed(node["c"][1], unlinked)
                found[node["c"][0][0]] = [_trimmed(one) for one in content if one["c"]]
    return found


def _trimmed(block: Node) -> Node:
    """Return a paragraph without the spaces that stood before its links back."""
    if block["t"] not in ("Para", "Plain"):
        return block
    inlines = list(block["c"])
    while inlines and (inlines[-1]["t"] == "Space" or (inlines[-1]["t"] == "Str" and not inlines[-1]["c"].strip())):
        inlines.pop()
    if inlines and inlines[-1]["t"] == "Str":
        inlines[-1] = {"t": "Str", "c": inlines[-1]["c"].rstrip()}
    return {"t": block["t"], "c": inlines}


def _flat(content: list[Node], definitions: dict[str, list[Node]], above: set[str]) -> list[Node]:
    """Return a footnote's content with what its own marks refer to in brackets: paper has no notes on notes."""

    def bracketed(node: Node) -> list[Node] | None:
        target = _footnote_marked(node)
        if target not in definitions:
            return None
        inner = [] if target in above else _flat(definitions[target], definitions, {*above, target})
        inlines = [one for block in inner if block["t"] in ("Para", "Plain") for one in block["c"]]
        return [{"t": "Str", "c": " ("}, *inlines, {"t": "Str", "c": ")"}] if inlines else []

    result: list[Node] = changed(content, bracketed)
    return result


def _is_list_of_footnotes(block: Node) -> bool:
    return block["t"] == "Div" and "footnote" in block["c"][0][1]


def _footnote_marked(node: Node) -> str:
    """Return the id of the footnote that a node is the mark of, or nothing."""
    inner = node["c"][0] if node["t"] == "Superscript" and node["c"] else {"t": ""}
    if inner["t"] != "Link" or "footnote-ref" not in inner["c"][0][1]:
        return ""
    return str(inner["c"][2][0]).removeprefix("#")
