"""Mends what Material's base template writes into every page and no standard allows. Only press.finish calls it."""

from __future__ import annotations

import re
from pathlib import Path

CHECKBOX = re.compile(r'(<input [^>]*type="checkbox"[^>]*?) autocomplete="off"(?=[^>]*>)')
"""A checkbox has nothing that a browser could complete. Material means Firefox, which keeps it checked when a page
is loaded anew: here it opens nothing (assets/page/search.js)."""


def mend(site: Path) -> None:
    """Take out of the pages of a built site the attributes that a checker of HTML calls errors."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        mended = CHECKBOX.sub(r"\1", text)
        if mended != text:
            page.write_text(mended, encoding="utf-8")
