"""Gives every paragraph of a note an id of its own words, so that a link to it outlives edits elsewhere in the note.

`p-a-child-falls-in-the-playground-3f2a`: the first words of the paragraph's first sentence, and a hash of all the
words of that sentence. Where a paragraph stands, what stands round it, and how its later sentences go do not matter.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

WORDS_SHOWN = 6
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s")
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
FORM = re.compile(r"<reflect-exercise\b.*?</reflect-exercise>", re.DOTALL)
LINE = re.compile(r"[^\n]+")
APART = frozenset(("exercise", "footnote"))
"""Classes of what stands in a note and has no paragraphs of its text."""


class _WithoutAccents(dict[int, int | None]):
    """A table for `str.translate` that learns of each character whether it combines with another, and then is left out."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


WITHOUT_ACCENTS = _WithoutAccents()


@dataclass
class Paragraph:
    """A paragraph of a note's HTML: where its tag starts, the id that its author gave it, and its words."""

    start: int
    given: str
    text: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


type Placed = list[tuple[int, str, bool]]
"""For each paragraph where its tag starts, its id, empty for one without words, and whether the author gave it."""


def placed_ids(html: str) -> Placed:
    """Return the paragraphs of a note's page, or of the part of it that holds its text."""
    found = _paragraphs(html)
    return [(paragraph.start, name, bool(paragraph.given)) for paragraph, name in zip(found, _ids(found), strict=True)]


def add_ids(html: str, find: Callable[[str], Placed] = placed_ids) -> str:
    """Return a note's page in which every paragraph of its text has an id; nothing else is changed."""
    parts, at = [], 0
    for start, name, is_given in find(html):
        if name and not is_given:
            parts += [html[at : start + 2], f' id="{name}"']
            at = start + 2
    return "".join([*parts, html[at:]])


def paragraph_ids(html: str, find: Callable[[str], Placed] = placed_ids) -> list[str]:
    """Return the ids of the paragraphs in a note's HTML, in reading order: of its page, or of its text in `<div class="prose">`."""
    return [name for _, name, _ in find(html) if name]


def _ids(paragraphs: list[Paragraph]) -> list[str]:
    """Return an id for each paragraph, empty for one without words.

    Only paragraphs with the same first sentence look at each other: the first keeps its id, the others are told
    apart by a hash of all their words, and by counting when those are the same too.
    """
    taken: set[str] = set()
    ids = []
    for paragraph in paragraphs:
        first = SENTENCE_END.split(paragraph.words, maxsplit=1)[0]
        name = paragraph.given or _named(first)
        if name in taken and not paragraph.given:
            name = f"{name}-{_hash(paragraph.words)}"
        once = name
        count = 1
        while name and name in taken:
            count += 1
            name = f"{once}-{count}"
        taken.add(name)
        ids.append(name)
    return ids


def _named(sentence: str) -> str:
    words = _words(sentence)
    shown = [word for word in words if word.isascii()][:WORDS_SHOWN]
    return "-".join(("p", *shown, _hash(sentence))) if words else ""


def _words(text: str) -> list[str]:
    """Return the words in small letters without accents and apostrophes: how a text is set does not change what it says."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(WITHOUT_ACCENTS)
    return re.findall(r"[^\W_]+", re.sub(r"['’]", "", plain))


def _hash(text: str) -> str:
    return hashlib.sha256(" ".join(_words(text)).encode()).hexdigest()[:4]


def _paragraphs(html: str) -> list[Paragraph]:
    # The forms of exercises are most of a note's page, and nothing in them is looked for.
    html = FORM.sub(lambda form: LINE.sub(lambda line: " " * len(line[0]), form[0]), html)
    finder = _Finder(html)
    finder.feed(html)
    finder.close()
    return finder.found


class _Finder(HTMLParser):
    """Finds the paragraphs in `<div class="prose">`, without those of exercises and footnotes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Paragraph] = []
        self._lines = [0, *(match.end() for match in re.finditer(r"\n", html))]
        self._open: list[tuple[str, str]] = []
        self._current: Paragraph | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        values = {name: value or "" for name, value in attrs}
        kind = _kind(tag, values)
        self._open.append((tag, kind))
        kinds = {one for _, one in self._open}
        if tag == "p" and "prose" in kinds and "apart" not in kinds:
            line, column = self.getpos()
            self._current = Paragraph(self._lines[line - 1] + column, values.get("id", ""))
            self.found.append(self._current)

    def handle_endtag(self, tag: str) -> None:
        if all(name != tag for name, _ in self._open):
            return
        while self._open.pop()[0] != tag:
            pass
        if tag == "p":
            self._current = None

    def handle_data(self, data: str) -> None:
        if self._current and all(kind != "apart" for _, kind in self._open):
            self._current.text.append(data)


def _kind(tag: str, attributes: dict[str, str]) -> str:
    classes = set(attributes.get("class", "").split())
    if "prose" in classes:
        return "prose"
    # The number of a footnote is no word of the paragraph: it changes when another is put before it.
    is_mark = tag == "sup" and attributes.get("id", "").startswith("fnref")
    return "apart" if is_mark or classes & APART else ""
