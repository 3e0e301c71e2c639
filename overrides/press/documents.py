"""Reads the YAML of notes, sources and exercises, each text once: what was read in an earlier build is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from press import quick_reading
from press.folders import Folders
from press.kept import kept
from press.pages import Read
from press.quick_reading import read_quickly
from reflect import reading
from reflect.reading import Document, read_yaml


def reader(folders: Folders) -> tuple[Read, Callable[[], None]]:
    """Return what reads documents, and what keeps those that were read for the next time."""
    before = kept(folders.build, "documents", __file__, quick_reading.__file__, reading.__file__)

    def read(raw: bytes, file: str) -> Document:
        # What cannot be read raises, and is not kept: what is wrong with it is said by the file's name.
        text = before.value(raw, lambda: _packed(read_quickly(raw, file) or read_yaml(raw, file)))
        return _unpacked(text, file) if text else read_yaml(raw, file)

    return read, before.save


def _packed(document: Document) -> str:
    """Return a document as text, or nothing when that would not give the same document again."""
    try:
        text = json.dumps([document.data, [[*path, *place] for path, place in document.places.items()]], separators=(",", ":"))
    except (TypeError, ValueError):
        return ""
    again = _unpacked(text, document.file)
    return text if repr((again.data, again.places)) == repr((document.data, document.places)) else ""


def _unpacked(text: str, file: str) -> Document:
    data: Any
    data, places = json.loads(text)
    return Document(file, data, {tuple(path): (line, column) for *path, line, column in places})
