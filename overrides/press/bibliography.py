"""The sources that published pages lean on, as the sources page shows them: what, where, how we know it, and where it is used."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup
from mkdocs.utils import get_relative_url

from press.citations import Formatted
from press.collection import Collection, Leaning
from press.csl import KINDS
from press.health import Health
from press.pages import Note, Page

ADDRESS = re.compile(r"\s*<a href=[^>]*>[^<]*</a>\.?$")
"""At the end of an entry; here the identifiers lead there, and say whether it is still there."""


@dataclass(frozen=True)
class Identifier:
    """A number or an address by which a source is found; `href` is empty where there is nothing to lead to."""

    name: str
    text: str
    href: str = ""
    health: Health | None = None


@dataclass(frozen=True)
class Use:
    """A place that leans on a source: the page's title, and which footnote or exercise it is."""

    page: str
    where: str
    href: str


@dataclass(frozen=True)
class Source:
    """A source on the sources page.

    `initial` is the letter under which it stands, `groups` names the pages that lean on it, and `through` holds
    key and title of each source that it is known through, nothing when it is known at first hand.
    """

    key: str
    initial: str
    entry: Markup
    kind: str
    identifiers: tuple[Identifier, ...]
    through: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]
    uses: tuple[Use, ...]

    @property
    def kind_name(self) -> str:
        return KINDS[self.kind]


def leanings_by_source(collection: Collection) -> dict[str, list[Leaning]]:
    """Return what readers can see leaning on each source, by the source's key, what quotes another source too."""
    visible = set(map(id, collection.published))
    found: dict[str, list[Leaning]] = {}
    for one in collection.leanings:
        if id(one.page) in visible or not isinstance(one.page, Note):
            for key in filter(None, (one.citation.key, one.citation.via)):
                found.setdefault(key, []).append(one)
    return found


def bibliography(collection: Collection, formatted: Formatted, health: dict[str, Health], page_url: str) -> list[Source]:
    """Return every source that readers can see used, in the order of a bibliography, for a page at the address."""
    leanings = leanings_by_source(collection)
    records = collection.sources.records
    return [
        Source(
            key,
            _initial(records[key], entry, is_entry=key not in formatted.noted),
            Markup(ADDRESS.sub("", entry)),  # noqa: S704 - pandoc's own HTML, which escapes what was written
            records[key]["type"],
            tuple(_identifiers(records[key], health)),
            tuple(_through(key, leanings[key], records)),
            tuple(dict.fromkeys(group_of(one.page) for one in leanings[key])),
            tuple(_uses(leanings[key], page_url)),
        )
        for key, entry in formatted.entries.items()
        if key in leanings
    ]


def group_of(page: Page) -> str:
    """Return the name by which an address can ask for what a page leans on: a note's slug, or a slash and another page's."""
    return page.slug if isinstance(page, Note) else f"/{page.url.strip('/')}"


def addresses_of(record: dict[str, Any]) -> list[str]:
    """Return every address at which a source should be found."""
    return [one.href for one in _identifiers(record, {}) if one.href]


def _initial(record: dict[str, Any], entry: str, *, is_entry: bool) -> str:
    """Return the first letter of what an entry is sorted by, without its accent; of a note that stands for an entry, from its record."""
    text = Markup(entry).striptags() if is_entry else _head(record)  # noqa: S704 - only its letters are read
    first = next((letter for letter in unicodedata.normalize("NFKD", text) if letter.isalnum()), "")
    return first.upper()


def _head(record: dict[str, Any]) -> str:
    names = record.get("author") or record.get("editor") or [{}]
    return str(names[0].get("family") or names[0].get("literal") or record["title"])


def _identifiers(record: dict[str, Any], health: dict[str, Health]) -> Iterator[Identifier]:
    for field, start in (
        ("DOI", "https://doi.org/"),
        ("PMID", "https://pubmed.ncbi.nlm.nih.gov/"),
        ("PMCID", "https://pmc.ncbi.nlm.nih.gov/articles/"),
    ):
        if field in record:
            href = start + quote(str(record[field]), safe="/:;().,-_")
            yield Identifier(field, str(record[field]), href, health.get(href))
    for field in ("ISBN", "ISSN"):
        if field in record:
            yield Identifier(field, str(record[field]))
    if "URL" in record:
        href = str(record["URL"])
        yield Identifier("Web", urlsplit(href).netloc.removeprefix("www."), href, health.get(href))


def _through(key: str, leanings: Iterable[Leaning], records: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield what a source is known through, unless it is known at first hand or quotes another one."""
    through = {one.citation.via if one.citation.key == key else "" for one in leanings}
    if "" not in through:
        yield from ((via, records[via]["title"]) for via in sorted(through))


def _uses(leanings: Iterable[Leaning], page_url: str) -> Iterator[Use]:
    once = {(one.page.file, one.fragment): one for one in leanings}
    for one in once.values():
        place = get_relative_url(one.page.url, page_url)
        if one.exercise:
            where = f"exercise “{one.exercise.exercise.title}”"
        else:
            number = one.page.footnote_number(one.fragment.removeprefix("fn:")) if one.fragment else None
            where = f"footnote {number}" if number else "in the text"
        yield Use(one.page.title, where, f"{place}#{one.fragment}" if one.fragment else place)
