"""Finds in Markdown what press must know before it is rendered: macro calls, footnotes and links."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

FENCE = re.compile(r"^ *(`{3,}|~{3,})")
CURLY = re.compile(r"\{\{[^{}]*?([“”‘’])")
OPENING = re.compile(r"\{[{%#]")
NESTED = re.compile(r"\{[{%].*?([}%]\}|\Z)", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
INLINE_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
FOOTNOTE_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:")
LINK_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]]+\]:[ \t]*<?([^\s>]+)>?")
TAG = re.compile(r"(<[^>]*>)")
MEANT_FOR_MARKDOWN = re.compile(r"[\[\]`*_\\]")
LATEST = 8
"""Texts of which it is remembered what was found: all that looks into one does so soon after another."""
GIVEN_NAMES = {"self", *Environment(autoescape=False).globals}  # noqa: S701 - asked for its names only
"""What every template has."""
LINK = re.compile(r"(?<!\\)\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'(][^)]*)?\)")


@dataclass(frozen=True)
class Call:
    """A macro call with constant arguments, and the line and column of its name, both from 1."""

    name: str
    arguments: tuple[Any, ...]
    named: dict[str, Any] = field(hash=False)
    line: int
    column: int


@dataclass(frozen=True)
class Mark:
    """A name at a line and column, both from 1."""

    name: str
    line: int
    column: int


@dataclass(frozen=True)
class Macros:
    """What stands in the double braces of a text: calls, every name that they use, or why they cannot be read."""

    calls: list[Call]
    names: list[Mark]
    unreadable: Mark | None = None


def macros_in(text: str) -> Macros:
    """Return the macros of a text in reading order."""
    try:
        return _read(text)
    except TemplateSyntaxError as error:
        return Macros([], [], _unreadable(text, error))
    except RecursionError:
        return Macros([], [], _too_deep(text))


def _read(text: str) -> Macros:
    tree = Environment(autoescape=False).parse(text)  # noqa: S701 - parsed, never rendered
    called = [node for part in tree.body for node in _in_braces(part)]
    if all(map(_is_plain_call, called)):
        marks = _marks([call.node for call in called], text.split("\n"))
        own = {mark.name for mark in marks.values()} - GIVEN_NAMES
    else:
        called = [node for node in tree.find_all(nodes.Call) if isinstance(node.node, nodes.Name)]
        marks = _marks(tree.find_all(nodes.Name), text.split("\n"))
        own = meta.find_undeclared_variables(tree)
    calls = [_call(node, marks[id(node.node)]) for node in called]
    return Macros(calls, [mark for mark in marks.values() if mark.name in own])


def _in_braces(part: nodes.Node) -> list[Any]:
    """Return what stands in the double braces of a part of a text, or the part itself when it is a statement."""
    return [node for node in part.nodes if not isinstance(node, nodes.TemplateData)] if isinstance(part, nodes.Output) else [part]


def _is_plain_call(node: Any) -> bool:
    """Whether it only calls a name with constants, as nearly all do; a text of such calls need not be compiled to know its names."""
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
        return False
    return all(isinstance(one, nodes.Const) for one in (*node.args, *(pair.value for pair in node.kwargs)))


def _unreadable(text: str, error: TemplateSyntaxError) -> Mark:
    """Return where and why the braces of a text cannot be read; curly quotes are the likeliest reason."""
    curly = CURLY.search(text)
    if curly:
        line, start = text.count("\n", 0, curly.start(1)) + 1, text.rfind("\n", 0, curly.start(1)) + 1
        return Mark(f"{curly[1]} is a curly quote, straight ones belong there", line, curly.start(1) - start + 1)
    opening = OPENING.search(text.split("\n")[error.lineno - 1])
    return Mark(error.message or "they do not match", error.lineno, opening.start() + 1 if opening else 1)


def _too_deep(text: str) -> Mark:
    """Return where the braces begin of which some hold hundreds of brackets in each other."""
    deepest = max(NESTED.finditer(text), key=lambda found: len(found[0]), default=None)
    start = deepest.start() if deepest else 0
    return Mark("brackets stand in each other hundreds deep", text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def _marks(names: Iterable[nodes.Name], lines: list[str]) -> dict[int, Mark]:
    """Return each name's mark by the identity of its node; Jinja knows lines, and the column is found in the line."""
    taken: dict[tuple[int, str], int] = {}
    marks: dict[int, Mark] = {}
    for node in names:
        line, name = node.lineno, node.name
        found = re.compile(rf"\b{re.escape(name)}\b").search(lines[line - 1], taken.get((line, name), 0))
        taken[line, name] = found.end() if found else 0
        marks[id(node)] = Mark(name, line, found.start() + 1 if found else 1)
    return marks


def _call(node: nodes.Call, mark: Mark) -> Call:
    arguments = tuple(_constant(one) for one in node.args)
    named = {pair.key: _constant(pair.value) for pair in node.kwargs}
    return Call(mark.name, arguments, named, mark.line, mark.column)


def _constant(node: nodes.Expr) -> Any:
    try:
        return node.as_const()
    except nodes.Impossible:
        return None


@functools.lru_cache(LATEST)
def prose_lines(text: str) -> tuple[tuple[int, str], ...]:
    """Return each line with its number from 1, code and comments left out: fenced lines are not returned, the rest is blanked."""
    return tuple(_prose_lines(text))


def _prose_lines(text: str) -> Iterator[tuple[int, str]]:
    fence = ""
    uncommented = COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    for number, line in enumerate(uncommented.split("\n"), start=1):
        opening = FENCE.match(line)
        if fence:
            if opening and opening[1].startswith(fence):
                fence = ""
            continue
        if opening:
            fence = opening[1]
            continue
        yield number, INLINE_CODE.sub(lambda code: " " * len(code[0]), line)


def footnote_definitions(text: str) -> list[tuple[Mark, int]]:
    """Return each footnote's definition with the number of its last line."""
    found: list[tuple[Mark, int]] = []
    is_inside = False
    for number, line in prose_lines(text):
        definition = FOOTNOTE_DEFINITION.match(line)
        if definition:
            found.append((Mark(definition[1], number, line.index("[") + 1), number))
        elif is_inside and line.startswith("    "):
            found[-1] = (found[-1][0], number)
        is_inside = bool(definition) or (is_inside and (line.startswith("    ") or not line.strip()))
    return found


def footnote_references(text: str) -> list[Mark]:
    """Return every reference to a footnote, in reading order."""
    return [Mark(found[1], number, found.start() + 1) for number, line in prose_lines(text) for found in _references_in(line)]


def _references_in(line: str) -> Iterator[re.Match[str]]:
    defined = FOOTNOTE_DEFINITION.match(line)
    return FOOTNOTE.finditer(line, defined.end() if defined else 0)


def links(text: str) -> list[Mark]:
    """Return the target of every link and image, in reading order: of inline ones, and of definitions such as `[name]: target`."""
    return list(_links(text))


@functools.lru_cache(LATEST)
def _links(text: str) -> tuple[Mark, ...]:
    return tuple(Mark(found[1], number, found.start(1) + 1) for number, line in prose_lines(text) for found in _links_in(line))


def _links_in(line: str) -> Iterator[re.Match[str]]:
    if defined := LINK_DEFINITION.match(line):
        yield defined
    if "](" in line:
        yield from LINK.finditer(line)


def literal(html: str) -> str:
    """Return a piece of HTML in whose text Markdown finds no marks, such as the brackets in a title."""
    parts = TAG.split(html)
    return "".join(one if one.startswith("<") else MEANT_FOR_MARKDOWN.sub(lambda mark: f"&#{ord(mark[0])};", one) for one in parts)
