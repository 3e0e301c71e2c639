"""What is wrong in a page by itself, whatever it leads to: its description, the order of its headings, its images."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.markdown_text import Mark, prose_lines
from press.pages import Note, Page
from reflect.problems import Problem

HEADING = re.compile(r"(#{1,6})[^#]")
UNDERLINE = re.compile(r"(=+|-+) *$")
HEADING_TAG = re.compile(r"<h([1-6])\b", re.IGNORECASE)
IMAGE = re.compile(r"""!\[\s*\](?:\(\s*<?([^)\s>]*)>?[^)]*\)|\[([^\]]*)\])(?!\{[^}]*\balt=["']?[^"'\s}])""")
IMAGE_TAG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
ALTERNATIVE = re.compile(r"\salt\s*=", re.IGNORECASE)
SOURCE = re.compile(r"""\ssrc\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)


def prose_problems(page: Page) -> Iterator[Problem]:
    """Yield what is wrong in a page by itself; a description is only missed in a note."""
    if isinstance(page, Note):
        yield from _description_problems(page)
    yield from _heading_problems(page)
    for mark in _silent_images(page.text):
        what = f"image {mark.name!r} has no alternative text; say what it shows, as in ![Two overlapping circles]({mark.name})"
        yield page.problem(mark, what)


def _description_problems(note: Note) -> Iterator[Problem]:
    given = note.meta.get("description")
    if given is None:
        what = "the note has no description, which searches, feeds and cards show; put a line such as 'description: What the note says, in one sentence.' between the lines '---' at the top"
        yield Problem(note.file, 1, 1, "", what)
    elif not isinstance(given, str) or not given.strip():
        yield note.front.problem(("description",), f"'description' is {given!r}, expected a sentence; say what the note says")


def _heading_problems(page: Page) -> Iterator[Problem]:
    # The title may stand in the front matter; the first heading below it is then of level 2 as well.
    before = 1
    has_title = False
    for mark, level in _headings(page.text):
        if level == 1 and has_title:
            yield page.problem(mark, f"heading {mark.name!r} is a second title, expected one on a page; start it with '##'")
        has_title = has_title or level == 1
        if level > before + 1:
            what = f"heading {mark.name!r} is of level {level} and stands below one of level {before}, expected at most {before + 1}; start it with {'#' * (before + 1)!r}"
            yield page.problem(mark, what)
        before = level


def _headings(text: str) -> Iterator[tuple[Mark, int]]:
    """Yield each heading of a text with its level, in reading order."""
    lines = dict(prose_lines(text))
    for number, line in lines.items():
        start, underline = HEADING.match(line), UNDERLINE.match(lines.get(number + 1, ""))
        if start:
            yield Mark(line.strip("# "), number, 1), len(start[1])
        elif underline and line.strip() and not lines.get(number - 1, "").strip():
            # Only the first line of a block can be underlined; below others it is a rule, or text.
            yield Mark(line.strip(), number, 1), 1 if underline[1].startswith("=") else 2
        for tag in HEADING_TAG.finditer(line):
            yield Mark(line[tag.start() :].strip(), number, tag.start() + 1), int(tag[1])


def _silent_images(text: str) -> Iterator[Mark]:
    """Yield each image that says nothing to who cannot see it. An empty alt in a tag says on purpose that it only adorns."""
    for number, line in prose_lines(text):
        for image in IMAGE.finditer(line):
            yield Mark(image[1] or image[2] or "", number, image.start() + 1)
        for tag in IMAGE_TAG.finditer(line):
            if not ALTERNATIVE.search(tag[0]):
                source = SOURCE.search(tag[0])
                yield Mark(source[1] if source else "", number, tag.start() + 1)
