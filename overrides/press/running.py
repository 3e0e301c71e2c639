"""What in a page's Markdown would run or be fetched from elsewhere: the policy of the built pages stops it, so it is a mistake.

What is looked for is what somebody writes, or pastes without looking. What hides better than that is found in the built
page (press.policy), and stopped by the reader's browser.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from press.markdown_text import Mark, links, prose_lines
from press.pages import Page
from reflect.problems import Problem

SCHEMES = ("http", "https", "mailto", "tel")
ELEMENT = re.compile(r"<(script|style|iframe|frame|object|embed|applet|base|meta|link)\b", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""<[a-z][^<>]*?[\s"'/](on[a-z]+|style|srcdoc)\s*=""", re.IGNORECASE)
LISTED_ATTRIBUTE = re.compile(r"\{[^{}\n]*?[\s:](on[a-z]+|style|srcdoc)\s*=", re.IGNORECASE)
"""As in [words](page.md){ style="..." }."""
ADDRESS = re.compile(r"""<[a-z][^<>]*?[\s"'/](?:href|src|action|formaction|data|poster)\s*=\s*["']?([^"'<>]*)""", re.IGNORECASE)
IMAGE = re.compile(r"""(?:!\[[^\]]*\]\(\s*<?|<img\b[^<>]*?\ssrc\s*=\s*["']?)((?:https?:)?//[^)"'\s>]+)""", re.IGNORECASE)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f]")
"""What browsers leave out of the beginning of an address."""


def running_problems(page: Page) -> Iterator[Problem]:
    """Yield what would run or be fetched from elsewhere, each with its place."""
    lines = dict(prose_lines(page.text))
    text = "\n".join(lines.get(number, "") for number in range(1, page.text.count("\n") + 2))
    for mark in _found(ELEMENT, text):
        what = f"<{mark.name}> is stopped by the policy of the pages, which run and load only what is the site's own; take it out"
        yield page.problem(mark, what)
    for pattern in (ATTRIBUTE, LISTED_ATTRIBUTE):
        for mark in _found(pattern, text):
            what = f"{mark.name!r} in a tag is stopped by the policy of the pages; take it out, and style by a class below overrides/assets"
            yield page.problem(mark, what)
    for mark in [*links(page.text), *_found(ADDRESS, text)]:
        scheme = SCHEME.match(UNSEEN.sub("", html.unescape(mark.name)))
        if scheme and scheme[1].lower() not in SCHEMES:
            yield page.problem(
                mark, f"address {mark.name[:60]!r} begins with '{scheme[1]}:', expected one of {', '.join(SCHEMES)}; mend it"
            )
    for mark in _found(IMAGE, text):
        what = f"image {mark.name!r} would be asked of another host, which learns who reads; put the file beside the note"
        yield page.problem(mark, what)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Mark]:
    """Yield what a pattern's group holds, wherever it fits."""
    for found in pattern.finditer(text):
        start = found.start(1)
        yield Mark(found[1], text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
