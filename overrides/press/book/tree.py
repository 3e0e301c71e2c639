"""pandoc's document tree as plain JSON data: making its nodes, and changing them.

A node is {"t": type, "c": content}; the types are those of pandoc-types 1.23.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

type Node = dict[str, Any]
type Change = Callable[[Node], list[Node] | None]
"""What a node becomes: any number of others, or None for itself."""


def changed(content: Any, change: Change) -> Any:
    """Return the content with every node in it changed, the inner ones first."""
    if isinstance(content, list):
        return [new for one in content for new in _changed_one(one, change)]
    if isinstance(content, dict):
        return {key: changed(value, change) for key, value in content.items()}
    return content


def _changed_one(one: Any, change: Change) -> list[Any]:
    inner = changed(one, change)
    if isinstance(inner, dict) and "t" in inner:
        new = change(inner)
        return [inner] if new is None else new
    return [inner]


def nodes_in(content: Any) -> Iterator[Node]:
    """Yield every node in the content, an outer one before those inside it."""
    if isinstance(content, list):
        for one in content:
            yield from nodes_in(one)
    elif isinstance(content, dict):
        if "t" in content:
            yield content
        for value in content.values():
            yield from nodes_in(value)


def text_of(content: Any) -> str:
    """Return the plain text of the content."""
    spaces = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
    return "".join(
        node["c"] if node["t"] == "Str" else node["c"][1] if node["t"] in ("Code", "CodeBlock") else spaces.get(node["t"], "")
        for node in nodes_in(content)
    )


def words(text: str) -> list[Node]:
    """Return a text as inlines."""
    inlines: list[Node] = []
    for index, word in enumerate(text.split()):
        inlines += [{"t": "Space"}] if index else []
        inlines.append({"t": "Str", "c": word})
    return inlines


def paragraph(*inlines: Node) -> Node:
    return {"t": "Para", "c": list(inlines)}


def emphasis(*inlines: Node) -> Node:
    return {"t": "Emph", "c": list(inlines)}


def heading(level: int, name: str, inlines: list[Node], *classes: str, **attributes: str) -> Node:
    return {"t": "Header", "c": [level, _attributes(name, classes, attributes), inlines]}


def division(name: str, blocks: list[Node], *classes: str) -> Node:
    return {"t": "Div", "c": [_attributes(name, classes, {}), blocks]}


def span(name: str, inlines: list[Node], *classes: str) -> Node:
    return {"t": "Span", "c": [_attributes(name, classes, {}), inlines]}


def link(target: str, inlines: list[Node], *classes: str, **attributes: str) -> Node:
    return {"t": "Link", "c": [_attributes("", classes, attributes), inlines, [target, ""]]}


def raw_block(form: str, text: str) -> Node:
    return {"t": "RawBlock", "c": [form, text]}


def raw_inline(form: str, text: str) -> Node:
    return {"t": "RawInline", "c": [form, text]}


def _attributes(name: str, classes: tuple[str, ...], attributes: dict[str, str]) -> list[Any]:
    # A name that Python keeps for itself cannot be a keyword: epub_type stands for epub:type.
    return [name, list(classes), [[key.replace("_", ":", 1), value] for key, value in attributes.items()]]
