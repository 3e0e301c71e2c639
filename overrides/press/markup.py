"""Takes our own HTML past Markdown, and mends what Material's base template writes into every page and no standard allows."""

from __future__ import annotations

import re
from pathlib import Path

from press.writing_files import write_over

CHECKBOX = re.compile(r'(<input [^>]*type="checkbox"[^>]*?) autocomplete="off"(?=[^>]*>)')
"""A checkbox has nothing that a browser could complete. Material means Firefox, which keeps it checked when a page
is loaded anew: here it opens nothing (assets/page/search.js)."""

KEPT = re.compile(r'<script type="press/html">(.*?)</script>', re.DOTALL)


def kept_as_it_is(html: str) -> str:
    """Return a block of HTML in what Markdown passes over: it would read every tag of it, which takes longer than all of its text."""
    return html if "</script" in html else f'<script type="press/html">{html}</script>'


def mend(site: Path) -> None:
    """Put into the pages of a built site what was kept from Markdown, and take out the attributes that a checker of HTML calls errors."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        mended = CHECKBOX.sub(r"\1", KEPT.sub(r"\1", text))
        if mended != text:
            write_over(page, mended)
