"""What a reader is shown after answering: blocks of data that the page turns into words and pictures.

Never HTML. Nothing in it judges: there is no score, and no block says right or wrong.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """A sentence or several. A quiet one explains and is set smaller."""

    text: str
    quiet: bool = False
    type: str = "paragraph"


@dataclass(frozen=True)
class Bar:
    """A quantity between two ends, with the words that say the same as its picture."""

    label: str
    value: float
    least: float
    most: float
    text: str
    detail: str


@dataclass(frozen=True)
class Bars:
    """Quantities side by side. A bar without an answer is not drawn: its words stand in `unanswered`."""

    bars: tuple[Bar, ...]
    unanswered: tuple[str, ...] = ()
    type: str = "bars"


@dataclass(frozen=True)
class Line:
    """A text with a remark that belongs to it."""

    text: str
    note: str | None = None


@dataclass(frozen=True)
class Group:
    """Lines under one heading. Numbered ones have an order that means something."""

    label: str
    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Groups:
    """Things laid out by heading."""

    groups: tuple[Group, ...]
    type: str = "groups"


@dataclass(frozen=True)
class Recalled:
    """A question with what the reader gave and what the note says, each with its reason, and where it comes from.

    evidence is the key of a reference that the page holds.
    """

    question: str
    groups: tuple[Group, ...]
    why: str | None = None
    evidence: str | None = None
    type: str = "recalled"


@dataclass(frozen=True)
class Source:
    """Where the reflection comes from, by the key of a reference that the page holds."""

    evidence: str
    type: str = "source"


type Block = Paragraph | Bars | Groups | Recalled | Source
