"""Compares the words of an essay with those of its draft, one by one: none may be lost, none may be new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markdown import Markdown

from press.importing.page import visible
from press.importing.report import Report, counted, joined, quoted
from press.soup import soup_of

EVERYTHING = re.compile(r"[^\W_]+|[^\w\s]|_")
WORDS_ONLY = re.compile(r"[^\W_]+|[“”‘’«»„‚–—…]")
RAISED = re.compile(r"[⁰¹²³⁴-⁹]+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufe0e\ufe0f]")
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
IMPORTED = re.compile(r"(?<=\]: )(?:[^{}<\n]*\{\{ cite\([^}]*\) \}\} )+<!-- as imported: (.*?) -->")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TITLE_END = "\n\f"
"""Stands after the title in the words of a draft: a title may have stood elsewhere in the file, and no other word may have."""
EXTENSIONS = ["attr_list", "md_in_html", "footnotes", "tables", "fenced_code"]
"""What the site's pages are rendered with, but for what only changes the look of quotation marks."""


@dataclass(frozen=True)
class Comparison:
    """What differs between an essay and its draft, and how many words both have."""

    count: int
    lost: tuple[str, ...]
    new: tuple[str, ...]
    out_of_order: str = ""

    @property
    def is_equal(self) -> bool:
        return not (self.lost or self.new or self.out_of_order)

    def __str__(self) -> str:
        if self.is_equal:
            whose = "its" if self.count == 1 else "their"
            return f"Words compared one by one: {counted(self.count, 'word')} and {whose} punctuation, none lost, none added."
        parts = []
        for things, what in ((self.lost, "lost"), (self.new, "new")):
            if things:
                parts.append(f"{counted(len(things), what + ' word', what + ' words')} ({joined(quoted(one) for one in things[:12])})")
        if self.out_of_order:
            parts.append(f"words in another order from {quoted(self.out_of_order)} on")
        return f"Words compared one by one: {joined(parts)}. Look at them before anything else."


def compared(text: str, draft: str, report: Report, *, is_markup: bool) -> Comparison:
    """Return how the words of an essay differ from those of its draft, apart from what the report says was dropped or turned."""
    sign = WORDS_ONLY if is_markup else EVERYTHING
    before = Counter(tokens(text, sign)) + Counter(_all(report.added, sign)) - Counter(_all([*report.left_out, *report.turned], sign))
    body, notes = draft_texts(draft)
    after = tokens(body, sign) + tokens(notes, sign)
    counts = Counter(after)
    lost, new = before - counts, counts - before
    order = "" if lost or new else _first_out_of_order(tokens(text, WORDS_ONLY), tokens(body.partition(TITLE_END)[2], WORDS_ONLY), report)
    return Comparison(sum(1 for token in after if token[0].isalnum()), tuple(lost.elements()), tuple(new.elements()), order)


def _all(texts: Iterable[str], sign: re.Pattern[str]) -> list[str]:
    return [token for text in texts for token in tokens(text, sign)]


def tokens(text: str, sign: re.Pattern[str] = EVERYTHING) -> list[str]:
    """Return the words of a text, and its signs where the pattern has them; raised numbers stand apart."""
    return sign.findall(RAISED.sub(lambda raised: f" {raised[0]} ", INVISIBLE.sub("", text)))


def draft_texts(draft: str) -> tuple[str, str]:
    """Return what a reader of the draft sees: its body, and its notes in the words in which they were imported."""
    source = COMMENT.sub("", IMPORTED.sub(lambda found: found[1], FRONT.sub("", draft)))
    rendered = Markdown(extensions=EXTENSIONS, extension_configs={"footnotes": {"BACKLINK_TEXT": ""}}).convert(source)
    soup = soup_of(rendered)
    for reference in soup.find_all("sup", id=re.compile("^fnref")):
        reference.replace_with(" ")
    title = soup.find("h1")
    if title is not None:
        title.append(TITLE_END)
    notes = soup.find("div", class_="footnote")
    noted = visible(notes) if notes is not None else ""
    if notes is not None:
        notes.extract()
    return visible(soup), noted


def _first_out_of_order(before: list[str], after: list[str], report: Report) -> str:
    """Return the words where the draft's body leaves the order of the essay, or nothing when it follows it throughout."""
    added = set(_all(report.added, WORDS_ONLY))
    place = 0
    for index, token in enumerate(after):
        start = place
        while place < len(before) and before[place] != token:
            place += 1
        if place == len(before):
            if token in added:
                place = start
                continue
            return " ".join(after[index : index + 6])
        place += 1
    return ""


RUN_TOGETHER = re.compile(
    r"\b(?!Mc|Mac|De|Di|La|Le|Van|O’|O')[A-Za-z’]*[a-z]{2}[A-Z][a-z]{2,}\b|\b[a-z’]{2,}[.,;:!?][”’\"]?[A-Z][a-z]+\b|\b[a-z’]{3,}[.,;!?”][”\"’]?\d{1,2}\b|\b[a-z]{3,}\d{1,2}\b|\b[^\W\d_]{28,}\b"
)
ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org/)\S+|\S+@\S+|\b[\w-]+\.(?:com|org|net|edu|gov|io|uk)\b\S*", re.IGNORECASE)


def run_together(text: str) -> list[str]:
    """Return words that look as if a space were missing in them, or as if a number in them had been a footnote's mark."""
    return list(dict.fromkeys(found[0] for found in RUN_TOGETHER.finditer(ADDRESS.sub(" ", text))))
