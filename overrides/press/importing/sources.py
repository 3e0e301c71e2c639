"""Proposes a source for each footnote: one that docs/sources.yml has already, or a new record for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from press.importing.markdown import indented, inline, written
from press.importing.marks import RAISED
from press.importing.references import CLOSE, OPEN, Record, Reference, read_references
from press.importing.report import Report, quoted
from press.importing.tree import Node, inlines_of, text_of
from press.slugs import slug

IMPORTED = "<!-- as imported: "
"""Begins the comment that keeps a footnote's own words beside what it cites."""
UNRECOGNISED = "<!-- to check: no source could be read from the next note; cite one, or leave its words -->"


@dataclass
class Proposals:
    """The sources that are known, by key, and those that an import proposes besides."""

    known: Mapping[str, Record]
    new: dict[str, Record] = field(default_factory=dict)
    last: str = ""

    def footnote(self, name: str, note: list[Node], report: Report) -> str:
        """Return a footnote's definition in Markdown: citations beside the author's words, or the words to check."""
        own, words = written(note), text_of(note)
        references = read_references(_marked(note)) if len(note) == 1 and inlines_of(note[0]) is not None else []
        before, guesses = dict(self.new), len(report.guessed)
        cited = [self._led(reference, report, words) for reference in references]
        if not cited or None in cited:
            # Of what one footnote names, either all is cited or nothing.
            self.last, self.new = "", before
            del report.guessed[guesses:]
            if any(reference.is_ibid for reference in references):
                report.look_at.append(f"footnote {name} says {quoted(words)} and no source was read just before it")
            return f"{UNRECOGNISED}\n\n[^{name}]: {indented(own) or words}"
        return f"[^{name}]: {' '.join(one for one in cited if one)} {IMPORTED}{' '.join(own.split())} -->"

    def _led(self, reference: Reference, report: Report, words: str) -> str | None:
        """Return a citation with the words that lead to it, such as "See", or None when its source is not known."""
        call = self._cited(reference, report, words)
        return f"{reference.lead} {call}" if call and reference.lead else call

    def _cited(self, reference: Reference, report: Report, words: str) -> str | None:
        if reference.is_ibid:
            return self._call(self.last, reference.page) if self.last else None
        key = self._key(reference, report, words)
        if key is None:
            return None
        inner = self._key(reference.inner, report, words) if reference.inner else ""
        if inner is None:
            return None
        self.last = key
        return self._call(inner, reference.page, key) if inner else self._call(key, reference.page)

    @staticmethod
    def _call(key: str, page: str, via: str = "") -> str:
        arguments = [f'"{key}"', *([f'via="{via}"'] if via else []), *([f'page="{page}"'] if page else [])]
        return f"{{{{ cite({', '.join(arguments)}) }}}}"

    def _key(self, reference: Reference, report: Report, words: str) -> str | None:
        """Return the key of the source, adding it to the new ones when it is not known; None when too little is told of it."""
        found = matching(reference.record, {**self.known, **self.new}, is_short=reference.is_short)
        if found:
            _report_difference(found, {**self.known, **self.new}[found], reference.record, report)
            if reference.is_short and "title" in reference.record:
                report.guessed.append(f"{quoted(words)} is the source {found!r}")
            return found
        if reference.is_short:
            return None
        key = self.add(reference.record)
        doubts = f"; in doubt: {', '.join(reference.doubts)}" if reference.doubts else ""
        report.guessed.append(f"source {key!r} ({reference.record['type']}) was read from {quoted(words)}{doubts}")
        if re.search(r"\bet al\b|and (?:others|colleagues)", words):
            report.look_at.append(f"source {key!r} has more authors than its note names; add them in docs/sources.yml")
        return key

    def add(self, record: Record) -> str:
        """Propose a record as a new source and return the key that it is given."""
        key = self._unused(record)
        self.new[key] = {"id": key, **record}
        return key

    def _unused(self, record: Record) -> str:
        first = (record.get("author") or record.get("editor") or [{"literal": record["title"]}])[0]
        year = record.get("issued", {}).get("date-parts", [[""]])[0][0]
        stem = slug(first.get("family") or first["literal"]) or "source"
        base = "-".join(part for part in (_short_stem(stem), str(year) or "-".join(slug(record["title"]).split("-")[:2])) if part)
        taken = {*self.known, *self.new}
        return next(key for key in (base, *(f"{base}-{n}" for n in range(2, 1000))) if key not in taken)


def _short_stem(stem: str) -> str:
    words = stem.split("-")
    return stem if len(words) <= 3 else "".join(word[0] for word in words if word not in ("of", "the", "and", "for"))


def _marked(note: list[Node]) -> str:
    """Return a note's text with its italics between OPEN and CLOSE."""
    return "".join(_marked_inline(one) for one in inlines_of(note[0]) or [])


def _marked_inline(node: Node) -> str:
    if node["t"] in ("Emph", "Underline"):
        return f"{OPEN}{text_of([node])}{CLOSE}"
    if node["t"] in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if node["t"] == "Link":
        text, address = "".join(_marked_inline(one) for one in node["c"][1]), str(node["c"][2][0])
        return text if OPEN in text or not text.startswith(("http", "www.", "doi")) else address
    if node["t"] == "Quoted":
        return inline([node])
    if node["t"] in ("Strong", "SmallCaps", "Span"):
        inner = node["c"][1] if node["t"] == "Span" else node["c"]
        return "".join(_marked_inline(one) for one in inner)
    return text_of([node]).translate(RAISED)


def matching(record: Record, known: Mapping[str, Record], *, is_short: bool) -> str:
    """Return the key of the known source with the record's author and title, or nothing."""
    doi = str(record.get("DOI", "")).lower()
    for key, other in known.items():
        if doi and str(other.get("DOI", "")).lower() == doi:
            return key
    fitting = [key for key, other in known.items() if _same_people(record, other, is_short) and _same_title(record, other, is_short)]
    if is_short and "title" not in record:
        fitting = [key for key in fitting if _year(record) and _year(record) == _year(known[key])]
    return fitting[0] if len(fitting) == 1 or (fitting and not is_short) else ""


def _families(record: Mapping[str, Any]) -> list[str]:
    return [slug(one.get("family") or one.get("literal", "")) for one in record.get("author", ())]


def _same_people(record: Record, other: Mapping[str, Any], is_short: bool) -> bool:
    own, theirs = _families(record), _families(other)
    return bool(own and theirs) and (own[0] == theirs[0] or (not is_short and set(own) == set(theirs)))


def _titles(record: Mapping[str, Any]) -> tuple[str, str]:
    title = re.sub(r"<[^>]+>", "", str(record.get("title", ""))).casefold()
    words = re.findall(r"\w+", title)
    main = re.findall(r"\w+", re.split(r"[:.?!]\s", title)[0])
    return " ".join(words), " ".join(main)


def _same_title(record: Record, other: Mapping[str, Any], is_short: bool) -> bool:
    if "title" not in record:
        return is_short
    own, own_main = _titles(record)
    whole, main = _titles(other)
    if not own or not whole:
        return False
    return own == whole or own_main == main or (is_short and f" {own} " in f" {whole} ")


def _year(record: Mapping[str, Any]) -> int | None:
    parts = record.get("issued", {}).get("date-parts", [[None]])
    return parts[0][0] if isinstance(parts[0][0], int) else None


def _report_difference(key: str, known: Mapping[str, Any], record: Record, report: Report) -> None:
    years = (_year(known), _year(record))
    if all(years) and years[0] != years[1]:
        report.look_at.append(
            f"source {key!r} is of {years[0]} in docs/sources.yml and of {years[1]} in the essay; another edition may have other pages"
        )
