"""Reads YAML that is written plainly, as nearly all of ours is, in a twentieth of the time that reflect.reading takes.

libyaml, which PyYAML brings, finds where values begin and end; what a value is, is decided here as reflect.reading decides it.
Whatever could be taken in two ways, and whatever is wrong, is left to reflect.reading, whose messages are the ones to be seen.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from reflect.problems import Path
from reflect.reading import Document, decoded

UNUSUAL = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|^(?:%|---|\\.\\.\\.)|[|>][-+]*(?:[0-9#]| *#| *\n *(?:\n|\\Z))",
    re.MULTILINE,
)
"""Tabs, what one of the two takes for the end of a line, more documents than one, and texts in block
style that begin with a blank line, or beside a comment: the two differ in how far their lines may be indented."""
TEXT = re.compile(r"[^-+.0-9~<=]|[0-9].*[^-+.:0-9A-Za-z_\s]", re.DOTALL)
"""What is no number and no day, whatever comes after it."""
WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)")
DECIMAL_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CONSTANTS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def read_quickly(raw: bytes, file: str) -> Document | None:
    """Return the same document as `reflect.reading.read_yaml`, or None where only that can tell what is meant or what is wrong.

    Raises WritingError when it is not UTF-8.
    """
    text = decoded(raw, file)
    if not yaml.__with_libyaml__ or UNUSUAL.search(text):
        return None
    try:
        return _Reading(text).document(file)
    except (_Unusual, yaml.YAMLError, RecursionError):
        return None


class _Unusual(Exception):
    """Something that is not decided here."""


class _Reading:
    def __init__(self, text: str) -> None:
        self._next = yaml.CSafeLoader(text).get_event
        self._places: dict[Path, tuple[int, int]] = {(): (1, 1)}

    def document(self, file: str) -> Document:
        self._next()  # the beginning of the stream, and of the document
        if not isinstance(self._next(), yaml.DocumentStartEvent):
            raise _Unusual
        if isinstance(root := self._next(), yaml.ScalarEvent):
            raise _Unusual
        data = self._value(root, ())
        self._next()  # the end of the document
        if not isinstance(self._next(), yaml.StreamEndEvent):
            raise _Unusual
        return Document(file, data, self._places)

    def _value(self, event: Any, path: Path) -> Any:
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise _Unusual
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return _scalar(event)

    def _mapping(self, path: Path) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        while not isinstance(key := self._next(), yaml.MappingEndEvent):
            if key.anchor or not isinstance(key, yaml.ScalarEvent) or key.tag:
                raise _Unusual
            name, event = str(_scalar(key)), self._next()
            if name in plain:
                raise _Unusual
            inside = (*path, name)
            self._places[inside] = _place(event)
            plain[name] = self._value(event, inside)
            if plain[name] is None:
                self._places[inside] = _place(key)
        return plain

    def _list(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            inside = (*path, len(items))
            self._places[inside] = _place(event)
            items.append(self._value(event, inside))
        return items


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _scalar(event: yaml.ScalarEvent) -> Any:
    """Return what a scalar is; one without quotes may be a number or a constant."""
    text = event.value
    if event.style or DAY.fullmatch(text):
        return text
    if text in CONSTANTS:
        return CONSTANTS[text]
    if WHOLE_NUMBER.fullmatch(text):
        return int(text)
    if DECIMAL_NUMBER.fullmatch(text):
        return float(text)
    if TEXT.match(text):
        return text
    raise _Unusual
