"""Reads the names of authors as notes write them."""

from __future__ import annotations

import re
from typing import Any

ORGANIZATION = re.compile(
    r"\b(?:Organi[sz]ation|Institutes?|Department|Ministry|Council|Commission|Office|Agency|Cent(?:re|er)s?|Committee|Bureau|Association|"
    r"University|Academy|Foundation|Society|Nations|Service|Group|Network|Board|Alliance|Federation|Government|Congress|Parliament)\b"
)
PARTICLES = (
    "van",
    "von",
    "de",
    "der",
    "den",
    "du",
    "da",
    "di",
    "del",
    "della",
    "la",
    "le",
    "ten",
    "ter",
    "zu",
    "bin",
    "al",
    "el",
    "dos",
    "st.",
)
INITIALS = r"[A-Z]\.(?:[ -]?[A-Z]\.)*"
WORD = rf"(?:{INITIALS}|[^\W\d_a-z][\w’'‑-]*\.?)"
PERSON = re.compile(rf"{WORD}(?: (?:{WORD}|{'|'.join(re.escape(one) for one in PARTICLES)}))*(?:,? (?:Jr\.|Sr\.|III|II))?")
INVERTED = re.compile(
    rf"((?:(?:{'|'.join(PARTICLES[:-1])}) )*[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*)?), ({INITIALS})(?:,? (?:&|and) |, |$)"
)
ET_AL = re.compile(r",? (?:et al\.?|and others|and colleagues)$")
MOST_WORDS = 5


def people(text: str, *, may_be_short: bool = False) -> list[dict[str, Any]] | None:
    """Return CSL names for "A B, C D, and E F", "B, A., & D, C." or an organization; None when it is anything else.

    With `may_be_short`, a family name alone is a name too.
    """
    text = ET_AL.sub("", text.strip()).strip()
    if ORGANIZATION.search(text) and text[:1].isupper() and not re.search(r"[“”()]", text) and len(text.split()) <= 12:
        return [{"literal": text}]
    return _inverted(text) or _in_order(text, may_be_short)


def _inverted(text: str) -> list[dict[str, Any]] | None:
    names: list[dict[str, Any]] = []
    rest = re.sub(r",? (?:&|and) ", ", ", text)
    while rest:
        found = INVERTED.match(rest)
        if not found:
            return None
        names.append({"family": found[1], "given": found[2]})
        rest = rest[found.end() :]
    return names or None


def _in_order(text: str, may_be_short: bool) -> list[dict[str, Any]] | None:
    parts = [part for part in re.split(r",? (?:and|&) |, (?!Jr\.|Sr\.|III?\b)", text) if part]
    names = [_person(part.strip(), may_be_short) for part in parts]
    return [name for name in names if name] if names and all(names) else None


def _person(text: str, may_be_short: bool) -> dict[str, Any] | None:
    words = text.split()
    if not PERSON.fullmatch(text) or len(words) > MOST_WORDS:
        return None
    suffix = words.pop().strip() if words[-1] in ("Jr.", "Sr.", "II", "III") else ""
    words = [word.rstrip(",") for word in words]
    if len(words) == 1:
        return {"family": words[0]} if may_be_short else None
    start = next((index for index, word in enumerate(words) if index and word.lower() in PARTICLES), len(words) - 1)
    name = {"family": " ".join(words[start:]), "given": " ".join(words[:start])}
    return name | ({"suffix": suffix} if suffix else {})
