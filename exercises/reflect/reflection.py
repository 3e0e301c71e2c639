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


@dataclass(frozen=True)
class Ring:
    """One circle round the reader. level indexes the levels of its rings, 0 the most at ease; None was skipped.

    text says the level in words: the level's label, or that the circle was skipped. names are as they were typed.
    """

    label: str
    level: int | None
    text: str
    names: str = ""


@dataclass(frozen=True)
class Rings:
    """Circles inside one another, the innermost first. levels are labels, the most at ease first."""

    rings: tuple[Ring, ...]
    levels: tuple[str, ...]
    type: str = "rings"


@dataclass(frozen=True)
class Part:
    """A stretch of the reader's own text. group is the label of what it was counted under, or None."""

    text: str
    group: str | None = None


@dataclass(frozen=True)
class Marked:
    """The reader's own text with what was counted marked in it. Its parts, joined, are the text itself."""

    parts: tuple[Part, ...]
    legend: tuple[str, ...]
    type: str = "marked"


@dataclass(frozen=True)
class Slope:
    """A quantity at two moments, with the words that say the same. One that is None was not given, and is not drawn.

    low and high are what the two ends mean, where that is known.
    """

    label: str
    before: float | None
    after: float | None
    text: str
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Slopes:
    """Quantities between two ends at two moments, which `before` and `after` name. A larger one stands higher."""

    slopes: tuple[Slope, ...]
    least: float
    most: float
    before: str
    after: str
    type: str = "slopes"


@dataclass(frozen=True)
class Overlap:
    """How far two circles overlap: step 1 is apart, the last nearly one, and None was skipped. text says the same."""

    label: str
    step: int | None
    text: str


@dataclass(frozen=True)
class Overlaps:
    """Pairs of circles beside one another, each at one of as many steps as `steps` says."""

    overlaps: tuple[Overlap, ...]
    steps: int
    type: str = "overlaps"


@dataclass(frozen=True)
class Quotation:
    """The reader's own words, or a sentence made of them, set large."""

    text: str
    label: str = ""
    type: str = "quotation"


@dataclass(frozen=True)
class Move:
    """Something that stands elsewhere than it did."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Moves:
    """What moved from where to where. kept says how much stayed."""

    moves: tuple[Move, ...]
    kept: str
    type: str = "moves"


@dataclass(frozen=True)
class Pair:
    """A text as it was and as it is. An empty one was skipped; where what it is stands elsewhere, `now` is None."""

    label: str
    before: str
    now: str | None = None


@dataclass(frozen=True)
class Beside:
    """What was written then, and what is written now beside it."""

    pairs: tuple[Pair, ...]
    type: str = "beside"


type Block = Paragraph | Bars | Groups | Recalled | Source | Rings | Marked | Slopes | Overlaps | Quotation | Moves | Beside
