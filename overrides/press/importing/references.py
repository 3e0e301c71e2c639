"""Reads a reference as people write it in a note into a record of the Citation Style Language.

No library reads free notes without a trained model or a server, so this does, for the forms that essays use: Chicago's notes,
APA's entries, short forms, "ibid." and "quoted in". A reference is read only when every word of it has its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from press.importing.people import people

type Record = dict[str, Any]

OPEN, CLOSE = "\ue000", "\ue001"
"""Stand round what is in italics."""
PAGES = r"(?:(?:at )?(?:pp?\.|pages?)\s*)?(?P<page>(?:chap\. )?(?:\d+|[ivxlc]+)(?:[–-]\d+)?(?:, \d+(?:[–-]\d+)?)*n?)"
YEAR = r"(?P<year>1[4-9]\d\d|20\d\d)"
ITALIC = f"{OPEN}(?P<{{}}>[^{OPEN}{CLOSE}]+?),?{CLOSE},?"
QUOTED_TITLE = r"[“\"‘'](?P<title>.+?)[,.]?(?:”|\"|’|')[,.]?"
ROLES = r"(?:,? (?:trans\.|translated by) (?P<translator>[^,(]+?(?:(?:,| and) [^,(]+?)*?))?(?:,? (?:eds?\.|edited by) (?P<editor>[^,(]+?(?:(?:,| and) [^,(]+?)*?))?(?:,? (?P<edition>\d+)(?:st|nd|rd|th) ed\.)?(?:,? vol\. (?P<volume>\d+))?"
PLACE = rf"\((?:(?P<place>[^:()]+): )?(?P<publisher>[^:()]+?), (?:\[?\d{{4}}\]? ?[;/] ?)?{YEAR}\)"
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
DAY = rf"(?:{MONTH} (?P<day>\d{{1,2}}), {YEAR}|(?P<day2>\d{{1,2}} )?{MONTH.replace('month', 'month2')} {YEAR.replace('year', 'year2')}|{YEAR.replace('year', 'year3')})"
URL = re.compile(r"[,.;]?\s*<?(?:(?:available|retrieved)\s+(?:at|from):?\s*)?(?P<url>https?://[^\s>]+?)>?\.?$", re.IGNORECASE)
DOI = re.compile(r"[,.;]?\s*(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)(?P<doi>10\.\d{4,9}/[^\s]+?)\.?$", re.IGNORECASE)
LEAD = re.compile(r"(?:See,? (?:also|for example|e\.g\.),?|See|Cf\.|Compare|From|Quoted in|Cited in|As quoted in|In)\s+(?=\S)")
SECOND_HAND = re.compile(r"[,;.]?\s*\(?(?:as )?(?:quoted|cited) in:?\s+", re.IGNORECASE)
IBID = re.compile(rf"ibid\.?(?:,? {PAGES})?", re.IGNORECASE)


@dataclass(frozen=True)
class Reference:
    """What a note cites: a record without an id, at a page; `inner` is what it quotes of another's, `lead` the words before it.

    `is_short` says that it names too little to be a record of its own, and can only be matched to one that is known.
    """

    record: Record
    page: str = ""
    lead: str = ""
    inner: Reference | None = None
    is_short: bool = False
    is_ibid: bool = False
    doubts: tuple[str, ...] = field(default=())


def read_reference(text: str) -> Reference | None:
    """Return what a note's text refers to, or None when any word of it would be left over; italics stand between OPEN and CLOSE."""
    text = " ".join(text.split())
    lead = LEAD.match(text)
    head = lead[0].strip() if lead else ""
    bare = text[lead.end() :] if lead else text
    hand = SECOND_HAND.search(bare)
    if hand and not (lead and hand.start() == 0):
        return _second_hand(bare[: hand.start()], bare[hand.end() :].rstrip(), head)
    found = _direct(bare)
    return None if found is None else Reference(found.record, found.page, head, None, found.is_short, found.is_ibid, found.doubts)


def read_references(text: str) -> list[Reference]:
    """Return all that a note's text refers to: one reference, or several with semicolons between them; none when a word is left over."""
    whole = read_reference(text)
    if whole is not None:
        return [whole]
    parts = [part.strip() for part in _parts(" ".join(text.split()))]
    found = [read_reference(part) for part in parts] if len(parts) > 1 else []
    return [one for one in found if one is not None] if found and all(found) else []


def _parts(text: str) -> list[str]:
    """Return what stands between the semicolons of a text that are in no brackets and no quotation."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in "([“") - (sign in ")]”")
        if sign == ";" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _second_hand(said: str, quoting: str, lead: str) -> Reference | None:
    outer = _direct(quoting[:-1] if quoting.endswith(")") and quoting.count("(") < quoting.count(")") else quoting)
    inner = _direct(said) or _said_by(said)
    if outer is None or inner is None or outer.is_ibid:
        return None
    return Reference(outer.record, outer.page, lead, inner, outer.is_short, False, (*inner.doubts, *outer.doubts))


def _said_by(text: str) -> Reference | None:
    """Return a reference of who said something, and perhaps when, which is all that such notes tell."""
    found = re.fullmatch(rf"(?P<who>.+?)(?:,? \(?{YEAR}\)?)?", text.strip(" ,."))
    authors = people(found["who"]) if found else None
    if not found or not authors:
        return None
    record: Record = {"author": authors}
    return Reference(record | _issued(found["year"]), is_short=True)


def _direct(text: str) -> Reference | None:
    text = text.strip()
    if found := IBID.fullmatch(text.rstrip(".") if not text.lower().startswith("ibid.") or len(text) > 5 else text):
        return Reference({}, found["page"] or "", is_ibid=True, is_short=True)
    doi = DOI.search(text)
    text = text[: doi.start()] if doi else text
    url = URL.search(text)
    text = (text[: url.start()] if url else text).strip().rstrip(".,;").strip()
    for read in (_chapter, _article, _web, _book, _apa, _short):
        reference = read(text)
        if reference is not None:
            extra = ({"DOI": doi["doi"]} if doi else {}) | ({"URL": url["url"]} if url else {})
            is_short = reference.is_short and not extra
            record = reference.record | extra
            if reference.is_short and extra:
                record = {"type": "webpage" if url else "article-journal"} | record
            return Reference(record, reference.page, is_short=is_short, doubts=reference.doubts)
    return None


def _matched(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text)


def _issued(*years: str | None) -> Record:
    year = next((one for one in years if one), None)
    return {"issued": {"date-parts": [[int(year)]]}} if year else {}


def _clean(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "").strip().strip(",").strip()


def _roles(found: re.Match[str]) -> Record | None:
    record: Record = {}
    for role in ("translator", "editor"):
        if found[role]:
            names = people(found[role])
            if not names:
                return None
            record[role] = names
    if found["edition"]:
        record["edition"] = found["edition"]
    return record | ({"volume": found["volume"]} if found["volume"] else {})


def _published(found: re.Match[str]) -> Record:
    place = {"publisher-place": found["place"].strip()} if found["place"] else {}
    return {"publisher": found["publisher"].strip()} | place | _issued(found["year"])


def _chapter(text: str) -> Reference | None:
    for book in (ITALIC.format("book"), r"(?P<book>[^(“”]+?)"):
        found = _matched(rf"(?P<who>[^“”]+?), {QUOTED_TITLE} in {book}{ROLES},? {PLACE}(?:,? {PAGES})?", text)
        if found and (authors := people(found["who"])) and (roles := _roles(found)) is not None:
            record = {"type": "chapter", "author": authors, "title": found["title"], "container-title": _clean(found["book"])}
            return Reference(record | roles | _published(found), found["page"] or "")
    return None


def _article(text: str) -> Reference | None:
    number = r"(?P<volume>\d+)(?:,? ?(?:no\.|issue) ?(?P<issue>[\d–/-]+)| ?\((?P<issue2>[\d–/-]+)\)(?=[ ,:]))?"
    pages = r"(?:(?::|,) ?(?:pp?\. ?)?(?P<page>[A-Za-z]?\d+(?:[–-]\d+)?)(?:,? (?:here|at) (?P<at>\d+))?)?"
    for journal in (ITALIC.format("journal"), r"(?P<journal>[A-Z][^,“”()]*?[^,“”()\d\s]),?"):
        found = _matched(rf"(?P<who>[^“”]+?), {QUOTED_TITLE} {journal} {number}(?:,? \((?:{MONTH} )?{YEAR}\))?{pages}", text)
        if found and (authors := people(found["who"])):
            record: Record = {
                "type": "article-journal",
                "author": authors,
                "title": found["title"],
                "container-title": _clean(found["journal"]),
            }
            record["volume"] = found["volume"]
            record |= {"issue": issue} if (issue := found["issue"] or found["issue2"]) else {}
            is_range = bool(found["page"] and re.search(r"[–-]", found["page"]))
            record |= ({"page": found["page"]} if is_range else {}) | _issued(found["year"])
            page = found["at"] or ("" if is_range else found["page"] or "")
            return Reference(record, page, doubts=() if found["year"] else ("no year",))
    return None


def _web(text: str) -> Reference | None:
    for site in (ITALIC.format("site"), r"(?P<site>[A-Z][^,“”()]*?),"):
        found = _matched(rf"(?P<who>[^“”]+?), {QUOTED_TITLE} {site} {DAY}(?:,? {PAGES})?", text)
        if found and (authors := people(found["who"])):
            month = (found["month"] or found["month2"] or "")[:3].lower()
            day = found["day"] or (found["day2"] or "").strip()
            parts = [int(found["year"] or found["year2"] or found["year3"])]
            parts += [next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month))] if month else []
            parts += [int(day)] if day and month else []
            kind = (
                "article-newspaper"
                if re.search(r"Times|Post$|Guardian|Journal$|Herald|Tribune|Observer", found["site"])
                else "article-magazine"
                if OPEN in text
                else "webpage"
            )
            record = {
                "type": kind,
                "author": authors,
                "title": found["title"],
                "container-title": _clean(found["site"]),
                "issued": {"date-parts": [parts]},
            }
            return Reference(record, found["page"] or "")
    return None


def _book(text: str) -> Reference | None:
    found = _matched(rf"(?P<who>[^“”{OPEN}]+?), {ITALIC.format('title')}{ROLES},? {PLACE}(?:,? {PAGES})?", text)
    authors = people(found["who"]) if found else None
    doubts: tuple[str, ...] = ()
    if not found or not authors:
        found, authors = _plain_book(text)
        doubts = ("where the authors end and the title begins",)
    if not found or not authors or (roles := _roles(found)) is None:
        return None
    is_report = all("literal" in one for one in authors)
    record = {"type": "report" if is_report else "book", "author": authors, "title": found["title"].strip().strip(",")}
    return Reference(record | roles | _published(found), found["page"] or "", doubts=doubts)


def _plain_book(text: str) -> tuple[re.Match[str] | None, list[Record] | None]:
    """Return how a book reads whose title is not in italics: the authors are as many names as leave a title over."""
    if OPEN in text:
        return None, None
    commas = [found.start() for found in re.finditer(", ", text.partition("(")[0])]
    for comma in reversed(commas):
        authors = people(text[:comma])
        found = _matched(rf"(?P<title>[^“”(]+?){ROLES},? {PLACE}(?:,? {PAGES})?", text[comma + 2 :])
        if authors and found and not re.match(r"(?:and|&) ", found["title"]):
            return found, authors
    return None, None


def _apa(text: str) -> Reference | None:
    whole = re.fullmatch(rf"(?P<who>.+?\.?) \({YEAR}[a-z]?\)\. (?P<rest>.+)", text)
    authors = people(whole["who"]) if whole else None
    if not whole or not authors:
        return None
    rest = whole["rest"]
    article = re.fullmatch(
        rf"(?P<title>[^{OPEN}{CLOSE}]+?)\. {OPEN}(?P<journal>[^{OPEN}{CLOSE}]+?)(?:, (?P<volume>\d+))?,?{CLOSE}(?:, ?{OPEN}?(?P<volume2>\d+){CLOSE}?)?(?:\((?P<issue>[\d–-]+)\))?(?:, (?P<page>[\de][\d–-]*))?",
        rest,
    ) or re.fullmatch(
        rf"(?P<title>[^{OPEN}]+?)\. (?P<journal>[A-Z][^{OPEN}.\d]*?), (?P<volume>\d+)(?P<volume2>)(?:\((?P<issue>[\d–-]+)\))?, (?P<page>e?\d[\d–-]*)",
        rest,
    )
    if article:
        record: Record = {"type": "article-journal", "author": authors, "title": article["title"], "container-title": article["journal"]}
        fields = {"volume": article["volume"] or article["volume2"], "issue": article["issue"], "page": article["page"]}
        return Reference(record | {key: value for key, value in fields.items() if value} | _issued(whole["year"]))
    book = re.fullmatch(
        rf"{OPEN}?(?P<title>[^{OPEN}{CLOSE}.]+){CLOSE}?\. (?:(?P<place>[^:.]+): )?(?P<publisher>[^:()]+?)(?:, pp?\. (?P<page>\d+(?:[–-]\d+)?))?",
        rest,
    )
    if not book:
        return None
    place = {"publisher-place": book["place"]} if book["place"] else {}
    kind = "report" if all("literal" in one for one in authors) else "book"
    return Reference(
        {"type": kind, "author": authors, "title": book["title"], "publisher": book["publisher"]} | place | _issued(whole["year"]),
        book["page"] or "",
    )


def _short(text: str) -> Reference | None:
    """Return an author and a title with nothing about where it was published, which may still match a source that is known."""
    for title in (f",? {ITALIC.format('title')}", f",? {QUOTED_TITLE}", r", (?P<title>[A-Z][^,“”()]+?)"):
        found = _matched(
            rf"(?P<who>[^“”{OPEN}]+?){title}(?: \((?P<genre>poem|essay|speech|film|song|lecture|interview)\))?(?:,? \(?{YEAR}\)?)?(?:,? {PAGES})?",
            text,
        )
        if not found or not (authors := people(found["who"], may_be_short=True)):
            continue
        record: Record = {"author": authors, "title": found["title"].strip().strip(",")} | _issued(found["year"])
        has_whole_names = all("given" in one or "literal" in one for one in authors)
        if OPEN in text and found["year"] and has_whole_names:
            return Reference({"type": "book"} | record, found["page"] or "", doubts=("no publisher",))
        return Reference(record, found["page"] or "", is_short=True)
    return None
