"""The smallest project that has a note, a source and exercises of the first three kinds, for tests to spoil."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from press.checks import all_problems
from press.collection import Collection, read_collection
from press.folders import Folders

TODAY = datetime.date(2026, 11, 23)

NOTE = """---
date: 2026-01-05
description: What the first note says.
---
# First
An opening.[^lewis]

<!-- more -->

{{ exercise("cards") }}

{{ exercise("scale") }}

{{ exercise("recall") }}

[^lewis]: {{ cite("lewis-2000", page="86") }}
"""

SOURCES = """references:
  - id: lewis-2000
    type: book
    title: A General Theory of Love
    author:
      - {family: Lewis, given: Thomas}
    publisher: Random House
    publisher-place: New York
    issued: {date-parts: [[2000]]}
"""

EXERCISES = """note: first
exercises:
  - id: cards
    kind: sort
    title: Cards
    minutes: 1
    piles:
      - {id: mine, label: Mine}
      - {id: ours, label: Ours}
    cards:
      - {id: mood, text: A mood, note: Keep it company.}
    reflection:
      mostly: {mine: "{mine} of {placed} are yours."}
      mixed: Spread out.
  - id: scale
    kind: scale
    title: Scale
    minutes: 2
    levels: {first: 1, last: 5, low: Not true, high: Very true}
    items:
      - {id: exposed, text: I feel exposed., scale: exposure}
      - {id: relieved, text: It is a relief., scale: exposure, reverse: true}
    scales:
      exposure: {label: Exposed}
    bands:
      - {upto: 2.5, label: light, text: is light}
      - {upto: 5, label: heavy, text: is heavy}
    reflection:
      closing: Is there one thing to ask?
    provenance: Written here. Not validated.
  - id: recall
    kind: recall
    title: Recall
    minutes: 1
    items:
      - id: who
        form: choice
        question: Who said so?
        options:
          - {id: lewis, text: Lewis, why: He did., right: true}
          - {id: freud, text: Freud, why: He did not.}
        evidence: {source: lewis-2000, page: "86"}
      - id: pairs
        form: match
        question: Match them.
        pairs:
          - {id: one, text: One, match: First}
          - {id: two, text: Two, match: Second}
        why: By number.
        evidence: {note: first}
"""

NOTE_FILE = "docs/notes/posts/first.md"
SOURCES_FILE = "docs/sources.yml"
EXERCISES_FILE = "exercises/notes/first.yml"


@dataclass(frozen=True)
class TinyProject:
    """A project in a folder of its own."""

    root: Path

    @classmethod
    def made(cls, root: Path) -> TinyProject:
        project = cls(root)
        for file, text in ((NOTE_FILE, NOTE), (SOURCES_FILE, SOURCES), (EXERCISES_FILE, EXERCISES)):
            project.write(file, text)
        return project

    def identified(self) -> TinyProject:
        """Return the project with an identifier for its source, without which `make check` advises to add one."""
        self.write(SOURCES_FILE, (self.root / SOURCES_FILE).read_text(encoding="utf-8") + "    ISBN: 9780375709227\n")
        return self

    def write(self, file: str, content: str | bytes) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def replace(self, file: str, old: str, new: str) -> None:
        text = (self.root / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def collection(self) -> Collection:
        return read_collection(Folders(self.root), TODAY)

    def problems(self) -> list[str]:
        return [str(problem) for problem in all_problems(self.collection())]
