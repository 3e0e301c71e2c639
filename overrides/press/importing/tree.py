"""Pandoc's document tree as its JSON gives it: nodes are dicts with a type "t" and, mostly, contents "c"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

type Node = dict[str, Any]

BLOCKS = frozenset(
    (
        "BlockQuote", "BulletList", "CodeBlock", "DefinitionList", "Div", "Figure", "Header", "HorizontalRule", "LineBlock",
        "OrderedList", "Para", "Plain", "RawBlock", "Table",
    )
)  # fmt: skip
PARAGRAPHS = ("Para", "Plain")
BREAKS = ("Space", "SoftBreak", "LineBreak")
MARK = "note-mark"


def string(text: str) -> Node:
    return {"t": "Str", "c": text}


def emphasis(inlines: list[Node]) -> Node:
    return {"t": "Emph", "c": inlines}


def paragraph(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def quotation(blocks: list[Node]) -> Node:
    return {"t": "BlockQuote", "c": blocks}


def header(level: int, inlines: list[Node]) -> Node:
    return {"t": "Header", "c": [level, ["", [], []], inlines]}


def mark(name: str) -> Node:
    """Return a reference to the note with the name."""
    return {"t": "Span", "c": [["", [MARK], [["note", name]]], []]}


def mark_name(node: Node) -> str | None:
    """Return the name of the note that a node refers to, or None for any other node."""
    if node["t"] != "Span" or MARK not in node["c"][0][1]:
        return None
    return str(dict(node["c"][0][2])["note"])


def spoken(text: str) -> list[Node]:
    """Return text as inlines: its words, and what stands between them; a line's end is a soft break."""
    inlines: list[Node] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            inlines.append({"t": "SoftBreak"})
        words = line.strip(" \t").split(" ")
        for index, word in enumerate(words):
            if index:
                inlines.append({"t": "Space"})
            if word:
                inlines.append(string(word))
    return inlines


def inlines_of(block: Node) -> list[Node] | None:
    """Return the inlines of a paragraph or a heading, or None for another block."""
    if block["t"] in PARAGRAPHS:
        return list(block["c"])
    return list(block["c"][2]) if block["t"] == "Header" else None


def text_of(value: Any) -> str:
    """Return the words of nodes as plain text; blocks and broken lines on lines of their own."""
    return "".join(_texts(value)).strip()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict) and "t" in value:
        yield from _node_texts(value)


def _node_texts(node: Node) -> Iterator[str]:
    kind = node["t"]
    if kind == "Str":
        yield node["c"]
    elif kind in ("Code", "CodeBlock", "Math"):
        yield node["c"][1]
    elif kind in BREAKS:
        yield "\n" if kind == "LineBreak" else " "
    elif kind == "Note" or mark_name(node) is not None:
        return
    else:
        yield from _texts(node.get("c"))
        if kind in BLOCKS:
            yield "\n"


def rewritten(value: Any, change: Callable[[Node], list[Node] | None]) -> Any:
    """Return a tree with each node replaced, from the leaves up, by what `change` makes of it; None leaves it as it is."""
    if isinstance(value, list):
        found: list[Any] = []
        for one in value:
            new = rewritten(one, change)
            replaced = change(new) if isinstance(new, dict) and "t" in new else None
            if replaced is None:
                found.append(new)
            else:
                found += replaced
        return found
    if isinstance(value, dict):
        return {key: rewritten(inner, change) for key, inner in value.items()}
    return value


def nodes(value: Any) -> Iterator[Node]:
    """Yield every node of a tree in reading order."""
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)
    elif isinstance(value, dict):
        if "t" in value:
            yield value
        for inner in value.values():
            if isinstance(inner, list | dict):
                yield from nodes(inner)


def flattened(blocks: Iterable[Node]) -> list[Node]:
    """Return the blocks without the divisions round them, which mean nothing in a note."""
    found: list[Node] = []
    for block in blocks:
        if block["t"] == "Div":
            found += flattened(block["c"][1])
        elif block["t"] == "Plain":
            found.append(paragraph(block["c"]))
        else:
            found.append(block)
    return found
