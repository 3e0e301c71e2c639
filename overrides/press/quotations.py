"""Gives quotations in finished pages their attribution: who said it becomes the caption of a figure.

Writers use plain Markdown: a block quotation, and on its last line, in its last paragraph or in the paragraph after it
an attribution that begins with an em dash. HTML keeps an attribution outside the quotation's own element, which
Markdown has no way to say. Only press.finish calls it.
"""

from __future__ import annotations

import re
from pathlib import Path

ATTRIBUTION = r"(?:—|&mdash;|&#8212;)(?:(?!</?p>).)*"
QUOTATION = re.compile(rf"<blockquote>\s*((?:(?!</?blockquote).)*?)\s*</blockquote>(?:\s*<p>({ATTRIBUTION})</p>)?", re.DOTALL)
"""A quotation that holds no other, its words, and the attribution in the paragraph after it."""
LAST = re.compile(rf"(\s*<p>|(?:<br ?/?>)?\n)({ATTRIBUTION})</p>$", re.DOTALL)
"""The attribution in a quotation's last paragraph or on its last line."""


def attribute(site: Path) -> None:
    """Rewrite every page of a built site that holds a quotation with an attribution."""
    # Only here: the writing desk imports this module, and writes no file.
    from press.writing_files import write_over

    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        changed = attributed(text)
        if changed != text:
            write_over(page, changed)


def attributed(page: str) -> str:
    """Return a page with each attributed quotation as a figure, and everything else as it was.

    >>> attributed("<blockquote><p>Words.</p><p>— A book</p></blockquote>")
    '<figure class="quotation"><blockquote><p>Words.</p></blockquote><figcaption>— A book</figcaption></figure>'
    """
    return QUOTATION.sub(_figure, page)


def _figure(found: re.Match[str]) -> str:
    words, who = found[1], found[2]
    last = None if who else LAST.search(words)
    if last:
        # A last line leaves its paragraph open; a last paragraph takes its own with it.
        words, who = words[: last.start()] + ("" if "<p>" in last[1] else "</p>"), last[2]
    if not who or not words:
        return found[0]
    return f'<figure class="quotation"><blockquote>{words}</blockquote><figcaption>{who}</figcaption></figure>'
