"""An essay as it was read from a file, before and while it becomes a draft."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from press.importing.report import Report
from press.importing.tree import Node


def no_picture(_: str) -> bytes | None:
    """Return nothing: the picture of a file that holds none."""
    return None


@dataclass
class Manuscript:
    """An essay's tree and notes, with everything that its file says of it.

    `text` is what a reader of the input sees, read apart from the tree, so that a word that is lost on the way is noticed.
    `is_markup` says that it is Markdown source, whose punctuation may be markup, `is_title_in_text` that the title
    stands in `text` although no block holds it. `note_names` are what the author
    calls the footnotes, in the order in which the text refers to them. `picture` returns the bytes of a picture
    by the address that the essay gives it, None when the file does not hold it.
    """

    name: str
    text: str
    blocks: list[Node]
    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: datetime.date | None = None
    tags: tuple[str, ...] = ()
    base: str = ""
    slug: str = ""
    site_names: tuple[str, ...] = ()
    is_markup: bool = False
    is_title_in_text: bool = False
    note_names: tuple[str, ...] = ()
    notes: dict[str, list[Node]] = field(default_factory=dict)
    picture: Callable[[str], bytes | None] = no_picture
    report: Report = field(default_factory=Report)
