"""The sources that notes and exercises lean on, each written once in docs/sources.yml (CSL-YAML)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from press.csl import record_problems
from reflect.nearest import mend
from reflect.problems import Path, Problem, WritingError
from reflect.reading import Document, read_yaml

KEY = re.compile(r"[A-Za-z0-9]+([-_.:][A-Za-z0-9]+)*")
"""A key must do as a citation for pandoc and as a fragment in an address."""


@dataclass(frozen=True)
class Sources:
    """Every source by its key, as CSL data, with the places of the file."""

    records: dict[str, dict[str, Any]]
    document: Document | None

    def place(self, key: str, what: str) -> Problem:
        """Return a problem placed at the source with the key."""
        assert self.document is not None, "only a source that was read is asked for its place"
        index = next(i for i, record in enumerate(self.document.data["references"]) if record.get("id") == key)
        return self.document.problem(("references", index, "id"), what)

    def unknown(self, key: object) -> str:
        """Return the message for a key that is none of these."""
        return f"source {str(key)!r} is unknown, expected a key of docs/sources.yml; {mend(str(key), self.records)}"


def read_sources(path: FilePath, file: str, read: Callable[[bytes, str], Document] = read_yaml) -> tuple[Sources, list[Problem]]:
    """Return the sources of a file, none when there is no such file, and what is wrong with it."""
    if not path.exists():
        return Sources({}, None), []
    try:
        document = read(path.read_bytes(), file)
    except WritingError as error:
        return Sources({}, None), list(error.problems)
    data = document.data
    entries = data.get("references") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        return Sources({}, None), [
            document.problem((), "the file holds no list 'references'; start with 'references:' and each source below it as '- id: ...'")
        ]
    records: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for index, entry in enumerate(entries):
        problems += [document.problem(("references", index, *path), what) for path, what in _record_problems(entry, records)]
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            records.setdefault(entry["id"], entry)
    return Sources(records, document), problems


def _record_problems(entry: Any, before: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        yield (), "a source has no 'id'; give it one such as 'lewis-2000'"
        return
    if not KEY.fullmatch(entry["id"]):
        yield ("id",), f"id {entry['id']!r} is no key, expected letters, digits and hyphens; write one such as 'lewis-2000'"
    if entry["id"] in before:
        yield ("id",), f"source {entry['id']!r} stands twice; keep one"
    yield from record_problems(entry)
