"""What machines read of a note: `citation_*` as Zotero and Google Scholar take them, and schema.org as JSON-LD.

Zotero's rules, as its translators for embedded metadata and RDF apply them: the title, the date, the address and
the language come from `citation_*` and must stand once; the publication's title comes from `og:site_name`; an
explicit `z:itemType` decides what is saved. `citation_journal_title` is left out: with it a note would be saved
as an article of a scholarly journal, whatever else the page says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from press.authors import Author
from press.changes import updated
from press.citing import Record, Site, retold_by
from press.pages import Note

ITEM_TYPE = "magazineArticle"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
WORKS = {
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "motion_picture": "Movie",
    "paper-conference": "ScholarlyArticle",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
"""Kinds of the Citation Style Language that schema.org has a word for; the others are a CreativeWork."""

Thing = dict[str, Any]


def citation_fields(record: Record) -> list[tuple[str, str]]:
    """Return names and contents for a page's `meta` elements, in the order in which they are read best."""
    names = record["author"]
    year, month, day = record["issued"]["date-parts"][0]
    fields = [("z:itemType", ITEM_TYPE), ("citation_title", record["title"])]
    fields += [("citation_author", _read_name(name, alone=len(names) == 1)) for name in names]
    fields.append(("citation_publication_date", f"{year}/{month:02}/{day:02}"))
    if "URL" in record:
        fields.append(("citation_public_url", record["URL"]))
    fields.append(("citation_language", record["language"]))
    return fields


def json_ld(note: Note, record: Record, authors: Iterable[Author], sources: Iterable[Record], site: Site, image: str) -> str:
    """Return a note as schema.org has it, for a script element; no part of it can end that element."""
    thing: Thing = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": record["title"],
        "author": [_author(author) for author in authors],
        "datePublished": f"{note.date}",
        "inLanguage": site.language,
        "license": LICENCE,
        "isPartOf": _known({"@type": "Blog", "name": site.name, "url": site.url}),
        **_known({"url": record.get("URL"), "description": note.meta.get("description"), "image": image}),
        **_known({"dateModified": str(updated(note) or "")}),
    }
    retold = retold_by(note)
    if retold:
        thing["isBasedOn"] = _known(
            {
                "@type": "CreativeWork",
                "name": retold.get("title"),
                "author": {"@type": "Person", "name": retold["author"]} if "author" in retold else None,
            }
        )
    citations = [work(source) for source in sources]
    if citations:
        thing["citation"] = citations
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def work(source: Mapping[str, Any]) -> Thing:
    """Return a source as schema.org has it, with what identifies it."""
    parts = source.get("issued", {}).get("date-parts", [[]])[0]
    doi = source.get("DOI")
    return _known(
        {
            "@type": WORKS.get(str(source.get("type")), "CreativeWork"),
            "@id": f"https://doi.org/{doi}" if doi else None,
            "name": source["title"],
            "author": [_source_name(name) for name in source.get("author", ())],
            "editor": [_source_name(name) for name in source.get("editor", ())],
            "datePublished": "-".join(f"{part:02}" for part in parts),
            "isbn": source.get("ISBN"),
            "url": source.get("URL"),
        }
    )


def _read_name(name: Mapping[str, str], *, alone: bool) -> str:
    """Return a name so that Zotero parts it rightly: the family's first, and a comma after a name that has no parts.

    It takes the last word of a name without a comma for the family's, and divides an only author at a comma
    between two names of several words each.
    """
    if "literal" in name:
        return f"{name['literal']},"
    if alone and " " in name["family"] and " " in name["given"]:
        return f"{name['given']} {name['family']}"
    return f"{name['family']}, {name['given']}"


def _author(author: Author) -> Thing:
    orcid = f"https://orcid.org/{author.orcid}" if author.orcid else None
    kind = "Person" if author.family else "Organization"
    return _known({"@type": kind, "@id": orcid, "name": author.name, "url": author.url})


def _source_name(name: Mapping[str, str]) -> Thing:
    if "literal" in name:
        return {"@type": "Organization", "name": name["literal"]}
    parts = (name.get(part, "") for part in ("given", "dropping-particle", "non-dropping-particle", "family", "suffix"))
    return {"@type": "Person", "name": " ".join(filter(None, parts))}


def _known(thing: Mapping[str, Any]) -> Thing:
    """Return a thing without the parts of which nothing is known."""
    return {name: value for name, value in thing.items() if value}
