"""Finds in Markdown what press must know before it is rendered: macro calls, footnotes and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
INLINE_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
FOOTNOTE_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:")
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


def macro_calls(text: str) -> tuple[list[Call], Mark | None]:
    """Return the calls in reading order, and where and why the braces of the text cannot be read, if they cannot."""
    try:
        tree = Environment(autoescape=False).parse(text)  # noqa: S701 - parsed, never rendered
    except TemplateSyntaxError as error:
        return [], Mark(error.message or "braces that do not match", error.lineno, 1)
    lines = text.split("\n")
    taken: dict[tuple[int, str], int] = {}
    named = [node for node in tree.find_all(nodes.Call) if isinstance(node.node, nodes.Name)]
    return [_call(node, lines, taken) for node in named], None


def _call(node: nodes.Call, lines: list[str], taken: dict[tuple[int, str], int]) -> Call:
    assert isinstance(node.node, nodes.Name), "only calls by name are macros"
    name = node.node.name
    start = taken.get((node.lineno, name), 0)
    at = lines[node.lineno - 1].find(name, start) if node.lineno <= len(lines) else -1
    taken[node.lineno, name] = at + len(name)
    arguments = tuple(_constant(one) for one in node.args)
    named = {pair.key: _constant(pair.value) for pair in node.kwargs}
    return Call(name, arguments, named, node.lineno, max(at, 0) + 1)


def _constant(node: nodes.Expr) -> Any:
    try:
        return node.as_const()
    except nodes.Impossible:
        return None


def prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its number from 1, code left out: fenced lines are not yielded, code spans are blanked."""
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
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
    for number, line in prose_lines(text):
        definition = FOOTNOTE_DEFINITION.match(line)
        if definition:
            found.append((Mark(definition[1], number, line.index("[") + 1), number))
        elif found and line.startswith("    ") and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
    return found


def footnote_references(text: str) -> list[Mark]:
    """Return every reference to a footnote, in reading order."""
    return [Mark(found[1], number, found.start() + 1) for number, line in prose_lines(text) for found in _references_in(line)]


def _references_in(line: str) -> Iterator[re.Match[str]]:
    defined = FOOTNOTE_DEFINITION.match(line)
    return FOOTNOTE.finditer(line, defined.end() if defined else 0)


def links(text: str) -> list[Mark]:
    """Return the target of every inline link and image, in reading order."""
    return [Mark(found[1], number, found.start(1) + 1) for number, line in prose_lines(text) for found in LINK.finditer(line)]
