"""`python -m press source ID`: a DOI, an ISBN, an arXiv number, an address or a file of references becomes a source."""

from __future__ import annotations

import argparse
import datetime
import html
import json
import re
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import idutils
import requests
from bs4 import Tag

from press import days
from press.csl import DATES, FIELDS, NAME_PARTS, NAMES, TYPES, record_problems
from press.folders import Folders, add_root, project_at
from press.importing.pandoc import converted
from press.importing.problem import Unreadable
from press.importing.records import added
from press.importing.sources import Proposals, matching
from press.importing.writing import write_all
from press.soup import soup_of
from press.sources import Sources, read_sources
from reflect.problems import WritingError

CSL = "application/vnd.citationstyles.csl+json"
ARXIV_PAGE = re.compile(r"^https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/(?=\d)")
REFERENCES = re.compile(r"\s*(?:@\w+\s*\{|TY  -|\[\s*\{|\{\s*\")")
"""How BibTeX, RIS and CSL-JSON begin when they are given as they are."""
PASTED = "-"
MOST_BYTES = 4 * 2**20
MOST_TIMES_LONGER = 4
"""How many times longer than for its beginning a whole answer is waited for."""
CROSSREF_TYPES = {
    "journal-article": "article-journal", "book-chapter": "chapter", "book-section": "chapter", "monograph": "book", "edited-book": "book",
    "reference-book": "book", "proceedings-article": "paper-conference", "posted-content": "article", "dissertation": "thesis",
    "report-series": "report", "dataset": "document", "other": "document",
}  # fmt: skip
"""Crossref's own names of types, which its CSL-JSON keeps."""


@dataclass(frozen=True)
class Services:
    """Where records are asked for, and for how long an answer is waited for."""

    doi: str = "https://doi.org/"
    books: str = "https://openlibrary.org/"
    seconds: float = 15.0


def records_of(identifier: str, services: Services, today: datetime.date) -> list[dict[str, Any]]:
    """Return CSL records, without ids, for what an identifier names; raises Unreadable with what is wrong and how to mend it."""
    if identifier.strip() == PASTED:
        return _from_references(_pasted())
    if REFERENCES.match(identifier):
        return _from_references(identifier.encode())
    path = Path(identifier)
    if path.suffix and path.is_file():
        return _from_references(path.read_bytes())
    identifier = ARXIV_PAGE.sub("arXiv:", identifier.strip())
    schemes = idutils.detect_identifier_schemes(identifier)
    if "arxiv" in schemes:
        # Every paper there has a DOI of this form, whose registry gives CSL-JSON.
        number = re.sub(r"v\d+$", "", idutils.normalize_arxiv(identifier).removeprefix("arXiv:"))
        return [_from_doi(f"10.48550/arXiv.{number}", services)]
    if "doi" in schemes:
        return [_from_doi(idutils.normalize_doi(identifier), services)]
    if "isbn" in schemes:
        return [_from_isbn(re.sub(r"[^0-9Xx]", "", identifier), services)]
    if re.match(r"https?://", identifier):
        return [_from_page(identifier, services, today)]
    raise Unreadable(
        f"{identifier!r} is no DOI, ISBN, arXiv number, address or file of references; check it for a slip of the pen, "
        f"or paste BibTeX, RIS or CSL-JSON after `make source ID={PASTED}`"
    )


def _pasted() -> bytes:
    """Return what is pasted, up to the end of the input."""
    if sys.stdin.isatty():
        print("Paste BibTeX, RIS or CSL-JSON, press Enter, then Ctrl-D.", file=sys.stderr)
    return sys.stdin.buffer.read()


def _get(address: str, services: Services, accept: str) -> bytes:
    """Return what an address answers with; raises Unreadable when it does not, in time and in measure."""
    where = re.sub(r"^https?://([^/:]+).*", r"\1", address)
    body, start = b"", time.monotonic()
    try:
        with requests.get(address, headers={"Accept": accept}, timeout=services.seconds, stream=True) as answer:
            if answer.status_code in (404, 410):
                raise Unreadable(f"{where} knows nothing under {address}; check the number")
            answer.raise_for_status()
            for piece in answer.iter_content(1 << 16):
                body += piece
                if time.monotonic() - start > MOST_TIMES_LONGER * services.seconds:
                    raise requests.Timeout
                if len(body) > MOST_BYTES:
                    raise Unreadable(f"{where} answered with more than {MOST_BYTES >> 20} MB, which is no record of a source")
    except requests.Timeout as error:
        raise Unreadable(f"{where} did not answer within {services.seconds:g} seconds; try again later") from error
    except requests.HTTPError as error:
        status = error.response.status_code if error.response is not None else "no reason given"
        raise Unreadable(f"{where} refused ({status}); try again later") from error
    except requests.RequestException as error:
        raise Unreadable(f"{where} cannot be reached; is this machine online? A file of BibTeX, RIS or CSL-JSON works without") from error
    return body


def _record(address: str, services: Services, accept: str) -> dict[str, Any]:
    try:
        found = json.loads(_get(address, services, accept))
    except ValueError as error:
        raise Unreadable(f"{address} answered with something else than a record; try again later") from error
    if not isinstance(found, dict):
        raise Unreadable(f"{address} answered with something else than a record; try again later")
    return found


def _from_doi(doi: str, services: Services) -> dict[str, Any]:
    return tidied({**_record(services.doi + doi, services, CSL), "DOI": doi})


def _from_isbn(isbn: str, services: Services) -> dict[str, Any]:
    address = f"{services.books}api/books?bibkeys=ISBN:{isbn}&jscmd=data&format=json"
    found = _record(address, services, "application/json").get(f"ISBN:{isbn}")
    if not found:
        raise Unreadable(f"no library there has the ISBN {isbn}; check its digits, or write the source by hand")
    title = ": ".join(part for part in (found.get("title"), found.get("subtitle")) if part)
    year = re.search(r"\b(1[4-9]|20)\d\d\b", str(found.get("publish_date", "")))
    record: dict[str, Any] = {
        "type": "book",
        "title": title,
        "author": [_name(one["name"]) for one in found.get("authors", ())],
        "ISBN": isbn,
    }
    record |= {
        key: found[field][0]["name"]
        for key, field in (("publisher", "publishers"), ("publisher-place", "publish_places"))
        if found.get(field)
    }
    return tidied(record | ({"issued": {"date-parts": [[int(year[0])]]}} if year else {}))


def _name(text: str) -> dict[str, str]:
    given, _, family = text.strip().rpartition(" ")
    return {"family": family, "given": given} if given else {"literal": family}


def _from_page(address: str, services: Services, today: datetime.date) -> dict[str, Any]:
    """Return the record of a page as its own metadata give it, or that of the DOI that it names."""
    soup = soup_of(_get(address, services, "text/html"))

    def said(*names: str) -> list[str]:
        tags = [tag for name in names for key in ("name", "property") for tag in soup.find_all("meta", attrs={key: name})]
        return [" ".join(str(tag["content"]).split()) for tag in tags if isinstance(tag, Tag) and tag.get("content")]

    doi = next(iter(said("citation_doi", "DC.identifier.doi")), "")
    if doi and idutils.is_doi(doi):
        return _from_doi(idutils.normalize_doi(doi), services)
    title = next(iter(said("citation_title", "og:title")), "") or (soup.title.get_text().strip() if soup.title else "")
    if not title:
        raise Unreadable(f"the page at {address} does not say its title; write the source by hand")
    authors = [_cited_name(one) for one in said("citation_author") or said("author", "article:author") if not one.startswith("http")]
    site = next(iter(said("og:site_name", "citation_journal_title")), "")
    date = next(iter(said("citation_publication_date", "article:published_time", "date")), "")
    parts = [int(part) for part in re.findall(r"\d+", date)[:3]] if re.match(r"\d{4}", date) else []
    record: dict[str, Any] = {"type": "webpage", "title": title, "author": authors, "container-title": site, "URL": address}
    record |= {"issued": {"date-parts": [parts]}} if parts else {}
    return tidied(record | {"accessed": {"date-parts": [[today.year, today.month, today.day]]}})


def _cited_name(text: str) -> dict[str, str]:
    family, comma, given = text.partition(", ")
    return {"family": family, "given": given} if comma else _name(text)


def _from_references(raw: bytes) -> list[dict[str, Any]]:
    start = raw.lstrip(b"\xef\xbb\xbf \t\r\n")
    form = "csljson" if start[:1] in (b"[", b"{") else "ris" if start[:2] == b"TY" else "biblatex" if b"@" in start[:2000] else ""
    if not form:
        raise Unreadable("what was given holds no BibTeX, RIS or CSL-JSON; export it again in one of these")
    if form == "csljson" and start[:1] == b"{":
        start = b"[" + start.rstrip() + b"]"
    found = json.loads(converted(start, form, "csljson"))
    if not found:
        raise Unreadable("what was given holds no reference; export it again with the sources chosen")
    return [tidied(one) for one in found]


def tidied(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with what sources here may hold: known fields, names and dates, text without tags."""
    kind = str(record.get("type", "document"))
    found: dict[str, Any] = {"type": kind if kind in TYPES else CROSSREF_TYPES.get(kind, "document")}
    for field, value in record.items():
        if field in ("id", "type", "abstract", "keyword", "note", "annote") or field not in FIELDS or value in (None, "", [], {}):
            continue
        if field in NAMES:
            names = [{part: str(name[part]) for part in NAME_PARTS if name.get(part)} for name in value if isinstance(name, dict)]
            found |= {field: kept} if (kept := [name for name in names if "family" in name or "literal" in name]) else {}
        elif field in DATES:
            parts = [[int(part) for part in day if part] for day in value.get("date-parts", ()) if day and day[0]]
            found |= {field: {"date-parts": parts[:2]}} if parts else {}
        else:
            text = value[0] if isinstance(value, list) else value
            found[field] = " ".join(html.unescape(re.sub(r"<[^>]+>", "", str(text))).split())
    return found


def add_sources(identifier: str, folders: Folders, services: Services, today: datetime.date) -> str:
    """Add what an identifier names to docs/sources.yml, unless it is there, and return what was done."""
    sources, problems = read_sources(folders.sources, folders.named(folders.sources))
    if problems:
        raise WritingError(problems)
    proposals = Proposals(sources.records)
    try:
        records = records_of(identifier, services, today)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise Unreadable(f"the record of {_shown(identifier)} has a shape that is not known here; write the source by hand") from error
    said = [_added(record, proposals, sources) for record in records]
    if proposals.new:
        old = folders.sources.read_bytes() if folders.sources.exists() else b""
        write_all({}, {folders.sources: (old, added(old, proposals.new.values(), f"From {_shown(identifier)}, {today}; check it."))})
    return "\n".join(said)


def _shown(identifier: str) -> str:
    """Return what a comment says of where a record came from."""
    return "what was pasted" if identifier.strip() == PASTED or REFERENCES.match(identifier) else identifier


def _added(record: dict[str, Any], proposals: Proposals, sources: Sources) -> str:
    key = matching(record, {**sources.records, **proposals.new}, is_short=False)
    if key:
        return f'{key!r} is in docs/sources.yml already; nothing was changed. Cite it with {{{{ cite("{key}") }}}}.'
    wrong = [what for _, what in record_problems({"id": "new", **record})]
    if wrong:
        raise Unreadable(f"the record that was found cannot be used: {'; '.join(wrong)}")
    key = proposals.add(record)
    return f'{key!r} is added to docs/sources.yml: {record["title"]}. Check it there, and cite it with {{{{ cite("{key}") }}}}.'


def main(arguments: list[str], services: Services | None = None) -> int:
    """Add the source that an identifier names; return 0, or 1 when nothing was added."""
    parser = argparse.ArgumentParser(prog="press source", description="Adds a source to docs/sources.yml by what identifies it.")
    parser.add_argument(
        "identifier", help="a DOI, an ISBN, an arXiv number, an address, or BibTeX, RIS or CSL-JSON: a file, or - to paste it"
    )
    add_root(parser)
    given = parser.parse_args(arguments)
    folders = project_at(given.root)
    if not folders:
        return 2
    try:
        print(add_sources(given.identifier, folders, services or Services(), days.today()))
    except (Unreadable, WritingError) as problem:
        print(f"No source was added: {problem}", file=sys.stderr)
        return 1
    return 0
