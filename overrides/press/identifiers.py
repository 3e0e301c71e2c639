"""The form of identifiers: whether a DOI, an ISBN or another number can be one, before anybody tries to follow it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import idutils

DOI = re.compile(r"10\.\d{4,9}(\.\d+)*/\S+")
"""Narrower than what resolvers take: no prefix, since templates put the resolver's address before it."""


def identifier_problem(field: str, value: object) -> str:
    """Return what is wrong with an identifier in a source's field and how to mend it; nothing for other fields."""
    find = FORMS.get(field)
    return find(str(value).strip()) if find else ""


def _doi(value: str) -> str:
    if DOI.fullmatch(value):
        return ""
    bare = idutils.normalize_doi(value) if idutils.is_doi(value) else ""
    how = f"write only the number, {bare!r}" if DOI.fullmatch(bare) else "copy it from the first page or from doi.org"
    return f"'DOI' is {value!r}, expected a number such as '10.1177/1754073912451630'; {how}"


def _isbn(value: str) -> str:
    # A book in two bindings has two numbers, which reference managers write one after the other.
    wrong = [one for one in re.split(r"[\s,;]+", value) if not _is_isbn(one)]
    if not wrong or _is_isbn(value):
        return ""
    how = "compare it with the book, and put quotes round one that starts with 0"
    return f"'ISBN' is {wrong[0]!r}, whose last digit does not fit the others, expected 10 or 13 digits; {how}"


def _is_isbn(value: str) -> bool:
    digits = value.replace("-", "").replace(" ", "").upper()
    return re.fullmatch(r"\d{9}[\dX]|97[89]\d{10}", digits) is not None and bool(idutils.is_isbn(digits))


def _issn(value: str) -> str:
    fits = re.fullmatch(r"\d{4}-?\d{3}[\dX]", value) and idutils.is_issn(value)
    return "" if fits else f"'ISSN' is {value!r}, whose last digit does not fit the others; compare it with the journal, as in '0002-7138'"


def _pmid(value: str) -> str:
    return "" if value.isdecimal() else f"'PMID' is {value!r}, expected digits only; write one such as '20668659'"


def _pmcid(value: str) -> str:
    return "" if re.fullmatch(r"PMC\d+", value) else f"'PMCID' is {value!r}, expected digits after 'PMC'; write one such as 'PMC2910600'"


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    is_address = parts.scheme in ("http", "https") and "." in parts.netloc and not re.search(r"\s", value)
    return "" if is_address else f"'URL' is {value!r}, expected a whole address; copy it from the browser, with https:// before it"


FORMS: dict[str, Callable[[str], str]] = {"DOI": _doi, "ISBN": _isbn, "ISSN": _issn, "PMID": _pmid, "PMCID": _pmcid, "URL": _url}
