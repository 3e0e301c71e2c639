"""HTML as plain data: what the desk shows crosses to its page as a tree, of which the page takes only what it knows."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from press.paragraphs import VOID

type Element = list[Any]
"""An element as [name, {attribute: value}, [children]]; text is a string among the children."""


def tree_of(html: str) -> list[Element | str]:
    """Return the nodes of a piece of HTML. What is left open ends with what holds it, and an end without a start is nothing.

    >>> tree_of('<p id="a">One <br>two')
    [['p', {'id': 'a'}, ['One ', ['br', {}, []], 'two']]]
    """
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.nodes


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.nodes: list[Element | str] = []
        self._open: list[Element] = []

    @property
    def _inside(self) -> list[Element | str]:
        children: list[Element | str] = self._open[-1][2] if self._open else self.nodes
        return children

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element: Element = [tag, {name: value or "" for name, value in attrs}, []]
        self._inside.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside.append([tag, {name: value or "" for name, value in attrs}, []])

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        inside = self._inside
        if inside and isinstance(inside[-1], str):
            inside[-1] += data
        else:
            inside.append(data)
