"""What finished pages and their face are read for, kept between builds: paragraphs, characters, and the width of each character."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

from press import paragraphs, standins
from press.kept import kept
from press.page_text import ARTICLE


def paragraph_finder(build: Path) -> tuple[Callable[[str], paragraphs.Placed], Callable[[], None]]:
    """Return what finds the paragraphs of a page as `paragraphs.placed_ids` does, and what keeps them for the next time."""
    before = kept(build, "paragraphs", paragraphs.__file__)

    def find(html: str) -> paragraphs.Placed:
        if "prose" not in html:
            return []
        found = ARTICLE.search(html) if html.count("<article") == 1 else None
        # Only the article: the rest of a page changes when other notes do.
        start, part = (found.start(), found[0]) if found else (0, html)
        placed = before.value(part, lambda: paragraphs.placed_ids(part))
        return [(start + at, name, is_given) for at, name, is_given in placed]

    return find, before.save


def character_counter(build: Path) -> tuple[Callable[[str], Mapping[str, int]], Callable[[], None]]:
    """Return what counts the characters of a page as `standins.counted` does, and what keeps the counts for the next time."""
    before = kept(build, "characters", standins.__file__)

    def count(page: str) -> Mapping[str, int]:
        counts: Mapping[str, int] = before.value(page, lambda: dict(standins.counted(page)))
        return counts

    return count, before.save


def face_reader(build: Path) -> tuple[Callable[[bytes, int], standins.Face], Callable[[], None]]:
    """Return what reads a file of the text face as `standins.face` does, and what keeps what it read for the next time."""
    before, reader = kept(build, "faces", standins.__file__), version("fonttools")

    def read(data: bytes, weight: int) -> standins.Face:
        key = f"{reader} {weight} {hashlib.sha256(data).hexdigest()}"
        widths, ascent, descent = before.value(key, lambda: [*standins.face(data, weight)])
        return widths, ascent, descent

    return read, before.save
