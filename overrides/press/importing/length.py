"""How much text one essay may hold, so that a mistaken file is refused in a moment and not worked on for minutes."""

from __future__ import annotations

import re

from press.importing.problem import Unreadable
from press.importing.report import counted

MOST_TEXT = 1_000_000
"""Letters of one essay: some 170,000 words, longer than most books."""
MOST_MARKUP = 32 * MOST_TEXT
"""Letters of a saved page, most of which are scripts and styles."""
PICTURE = re.compile(r"base64,[A-Za-z0-9+/=\s]*")


def check_length(text: str) -> None:
    """Raise Unreadable when a text is longer than an essay is, pictures inside it not counted."""
    if len(text) <= MOST_TEXT:
        return
    own = PICTURE.sub("", text)
    if len(own) > MOST_TEXT:
        raise Unreadable(
            f"it holds {len(own) / 1_000_000:.1f} MB of text, {counted(len(own.split()), 'word')}; a note is an essay of at most "
            f"{MOST_TEXT // 1_000_000} MB, so import a part of it"
        )


def check_markup(html: str) -> None:
    """Raise Unreadable when a page is so long that not even its scripts explain it."""
    if len(html) > MOST_MARKUP and len(PICTURE.sub("", html)) > MOST_MARKUP:
        raise Unreadable(f"the page has {len(html) >> 20} MB, far more than pages have; save it anew, or copy its text")
