"""Site furniture: what stands round an essay on a web page and is none of its words."""

from __future__ import annotations

import re

from bs4 import Tag

from press.importing.manuscript import Manuscript
from press.importing.report import Report
from press.importing.tree import Node, text_of

FURNITURE_TAGS = ("nav", "form", "button", "footer", "dialog")
FURNITURE_NAMES = re.compile(
    r"subscri|(?:^|[-_ ])share|sharedaddy|social|newsletter|signup|sign-up|paywall|cookie|breadcrumb|related|sidebar|pagination|"
    r"comments?(?:$|[-_ ])|post-meta|entry-meta|byline|dateline|read-?more|more-link|like-button|button-wrapper|post-ufi|tag-list|screen-reader",
    re.IGNORECASE,
)
MOST_WORDS = 60
"""More words than any subscribe box has; an element with more is looked into and not left out as a whole."""

MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"


def _patterns(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


INVITATIONS = _patterns(
    r"(?:read|continue) (?:more|reading)\W*", r"subscribe(?: now| today| for free| here| to .{1,60})?\W*",
    r"share(?: this(?: post| essay| note| article)?| on \w+| by e-?mail)?\W*", r"(?:leave a|post a|add a) comment\W*",
)  # fmt: skip
"""What asks for a click; taken out wherever it is a whole paragraph."""
LINES = (
    *INVITATIONS,
    *_patterns(
        r"sign (?:in|up|out)\W*", r"log ?in\W*", r"(?:like|restack|follow|tweet|pin it|print|email|copy link)\W*",
        r"(?:comments?(?: \(?\d+\)?)?|\d+ (?:comments?|likes?|shares?|restacks?))\W*",
        r"(?:menu|home|about|search|close|skip to (?:main )?content|back to (?:top|all posts|blog)|archive|open in app|get the app|start writing)\W*",
        r"[←<«]?\s*(?:previous|next|newer|older|earlier|later)(?: (?:post|note|essay|entry))?s?\W*", r"\d+ min(?:ute)?s?(?: read)?\W*",
        r"(?:thanks|thank you) for reading\b.{0,120}subscribe.{0,120}", r"discover more from .{1,80}", r"type your e-?mail\W*.{0,30}",
        r"(?:©|\(c\)|copyright)\s.{0,80}", r"(?:powered|published|made) (?:by|with|on) (?:squarespace|substack|wordpress|ghost|medium)\W*",
        r"(?:related|recent|popular|more) (?:posts?|articles?|notes?|essays?|stories)\W*", r"you (?:may|might) also (?:like|enjoy)\b.{0,60}",
        r"(?:posted in|filed under|tagged|tags?|categories|category):? .{1,80}", r"(?:this|the) (?:post|essay) is (?:public|free)\b.{0,80}",
        rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?", rf"\d{{1,2}} {MONTH}(?:,? \d{{4}})?",
        r"\d{4}-\d\d-\d\d", r"\d{1,2}/\d{1,2}/\d{2,4}",
    ),
)  # fmt: skip
MENU_WORD = (
    r"(?:home|menu|about(?: us| me)?|search|close|archive|notes?|posts?|essays|blog|newsletter|podcast|contact(?: us| me)?|subscribe|share|like|"
    r"comments?|restack|follow|sign (?:in|up|out)|log ?in|skip to (?:main )?content|open in app|get the app)"
)
MENU = re.compile(rf"(?:[|·•]\s*)?{MENU_WORD}(?:(?:\s*[|·•]\s*|\s+){MENU_WORD})+(?:\s*[|·•])?", re.IGNORECASE)
"""A menu on one line: nothing but such words, set apart by spaces or by signs."""
BYLINE = re.compile(r"(?:written |words |posted )?by\s+(\w[\w’'.-]*(?:\s+\w[\w’'.-]*){0,3})(?:\s*[|·•,–—-]\s*.{0,40})?", re.IGNORECASE)
NEAR = 6
"""How many blocks at either end may be furniture whose lines stand in one paragraph."""
PROSE_WORDS = 25
"""A paragraph this long is the essay's own; what stands before the first or after the last of them may be furniture."""


def leave_out_furniture(essay: Tag, notes: list[Tag], report: Report) -> None:
    """Take elements out of an essay's HTML that are furniture by what they are or how they are called, and hold none of its notes."""
    theirs = {id(one) for note in notes for one in (note, *note.parents)}
    for tag in essay.find_all(True):
        if tag.decomposed or id(tag) in theirs or not is_furniture(tag):
            continue
        text = " ".join(tag.get_text(" ").split())
        if len(text.split()) > MOST_WORDS:
            continue
        if text:
            report.drop(text, f"a part of the page called {_called(tag)}")
        tag.decompose()


def is_furniture(tag: Tag) -> bool:
    """Whether an element is the site's by what it is or how it is called."""
    return tag.name in FURNITURE_TAGS or bool(FURNITURE_NAMES.search(" ".join([*(tag.get("class") or ()), str(tag.get("id") or "")])))


def _called(tag: Tag) -> str:
    return f"<{tag.name}>" if tag.name in FURNITURE_TAGS else f"“{' '.join(tag.get('class') or [str(tag.get('id'))])}”"


def leave_out_lines(manuscript: Manuscript, own_names: tuple[str, ...]) -> None:
    """Take furniture out of the first and the last blocks of a manuscript: site names, bylines, dates, invitations.

    Only whole blocks that are known to be furniture go; whatever else stands there stays. `own_names` are this site's name
    and description.
    """
    blocks = manuscript.blocks = _apart(manuscript, own_names)
    prose = [index for index, block in enumerate(blocks) if len(text_of([block]).split()) >= PROSE_WORDS]
    first, last = (prose[0], prose[-1]) if prose else (len(blocks), -1)
    names = {_key(name) for name in (*manuscript.site_names, *own_names) if name} - {_key(manuscript.title)}
    names |= _named_in_furniture(blocks[last + 1 :])
    kept: list[Node] = []
    for index, block in enumerate(blocks):
        why = _why(block, names, manuscript) if index < first or index > last else _anywhere(block)
        if why:
            manuscript.report.drop(text_of([block]), why)
            manuscript.report.forget_heading(text_of([block]))
        else:
            kept.append(block)
    manuscript.blocks = kept


def _apart(manuscript: Manuscript, own_names: tuple[str, ...]) -> list[Node]:
    """Return the blocks with those near the edges split into their lines where one of these is furniture."""
    names = {_key(name) for name in (*manuscript.site_names, *own_names)}
    found: list[Node] = []
    for index, block in enumerate(manuscript.blocks):
        is_near = index < NEAR or index >= len(manuscript.blocks) - NEAR
        lines = _lines(block) if is_near and block["t"] == "Para" else []
        is_mixed = any(_key(text) in names or BYLINE.fullmatch(text) or _is_furniture_line(text) for text in map(text_of, lines))
        found += [{"t": "Para", "c": line} for line in lines] if len(lines) > 1 and is_mixed else [block]
    return found


def _lines(block: Node) -> list[list[Node]]:
    lines: list[list[Node]] = [[]]
    for inline in block["c"]:
        if inline["t"] in ("SoftBreak", "LineBreak"):
            lines.append([])
        else:
            lines[-1].append(inline)
    return [line for line in lines if line]


def _key(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())


def _named_in_furniture(blocks: list[Node]) -> set[str]:
    """Return the site's names that its own footer gives: "© 2026 A Site", "Subscribe to A Site"."""
    found = set()
    for block in blocks:
        named = re.fullmatch(
            r"(?:(?:©|copyright)\s*(?:\d{4})?|subscribe to|discover more from)\s+(.{2,60}?)[.!]?", text_of([block]), re.IGNORECASE
        )
        if named:
            found.add(_key(named[1]))
    return found


def _is_line(block: Node) -> bool:
    return block["t"] in ("Para", "Plain", "Header", "BulletList")


def _why(block: Node, names: set[str], manuscript: Manuscript) -> str:
    text = text_of([block])
    if not text or not _is_line(block):
        return ""
    if _key(text) in names:
        return "the site's name or tagline"
    byline = BYLINE.fullmatch(text)
    if byline or _key(text) in {_key(author) for author in manuscript.authors}:
        if byline and not manuscript.authors:
            manuscript.authors = (byline[1],)
        return "the byline, which the front matter holds"
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "site furniture" if all(_is_furniture_line(line) for line in lines) else ""


def _anywhere(block: Node) -> str:
    text = text_of([block])
    is_plain = block["t"] in ("Para", "Plain") and len(text.split()) <= 4
    return "site furniture" if is_plain and any(pattern.fullmatch(text) for pattern in INVITATIONS) else ""


def is_furniture_text(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text is a byline, a date, an invitation or one of the names, as stands round an essay."""
    is_name = _key(text) in {_key(name) for name in names if name}
    return is_name or bool(BYLINE.fullmatch(text)) or _is_furniture_line(text)


def _is_furniture_line(line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in (*LINES, MENU))
