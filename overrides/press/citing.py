"""How a note is cited: one record in the Citation Style Language, and what is made of it.

The visible citation is formatted with those of the sources (press.citations); here are the record and the
files for reference managers. A note is an article of a magazine: of the kinds that fit, it is the only one
whose publication pandoc keeps in BibTeX, and Chicago prints it as it prints a post of a blog.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc
import rispy

from press.authors import Author
from press.collection import Collection
from press.pages import Note
from press.writing_files import write_whole

KIND = "article-magazine"
RIS_KIND = "MGZN"
ENTRY_KEY = re.compile(r"@\w+\{([^,]+),")

Record = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """What every note of a site shares: the publication's name, its address with a slash at its end or none, its language."""

    name: str
    url: str
    language: str


def key_of(note: Note) -> str:
    """Return the note's key among all records; a slash is in no key of a source."""
    return f"notes/{note.slug}"


def record_of(note: Note, authors: Iterable[Author], site: Site) -> Record:
    """Return the note's record. It has no address when the site has none yet."""
    assert note.date is not None, "a published note has its day"
    record: Record = {
        "id": note.slug,
        "type": KIND,
        "title": note.title,
        "author": [author.csl for author in authors],
        "container-title": site.name,
        "issued": {"date-parts": [[note.date.year, note.date.month, note.date.day]]},
        "language": site.language,
    }
    if site.url:
        record["URL"] = site.url + note.url
    retold = retold_by(note)
    if retold:
        title, author = retold.get("title"), retold.get("author")
        work = " by ".join(filter(None, (f"“{title}{',' if author else ''}”" if title else "", author)))
        # Chicago describes what a piece is about after its title, as it does for a review.
        record["genre"] = f"retelling of {work}"
        record["note"] = f"Retelling of {work}"
    return record


def retold_by(note: Note) -> dict[str, str]:
    """Return title and author of the piece that the note retells, as far as they are named; empty when it retells none."""
    retold = note.meta.get("retells")
    known = retold if isinstance(retold, dict) else {"title": retold} if isinstance(retold, str) else {}
    return {part: str(known[part]) for part in ("title", "author") if known.get(part)}


def to_format(collection: Collection, records: Mapping[str, Record]) -> dict[str, Record]:
    """Return the notes' records by their keys as pandoc is to read them, with each title's capitals as its author set them."""
    return {key_of(note): _kept_case(records[note.slug], key_of(note)) for note in collection.published}


def write_files(records: Mapping[str, Record], site: Path, cache: Path) -> None:
    """Write each note's BibTeX, RIS and CSL-JSON beside its page, by slug.

    Raises subprocess.CalledProcessError when pandoc cannot read a record.
    """
    entries = bibtex(records, cache)
    for slug, record in records.items():
        folder = site / "notes" / slug
        if folder.is_dir():
            (folder / f"{slug}.bib").write_text(entries[slug], encoding="utf-8")
            (folder / f"{slug}.ris").write_text(ris(record), encoding="utf-8")
            (folder / f"{slug}.json").write_text(json.dumps([record], ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def bibtex(records: Mapping[str, Record], cache: Path) -> dict[str, str]:
    """Return each record's entry by its id, all made by one run of pandoc, or from the cache when nothing changed."""
    text = json.dumps([_kept_case(record, record["id"]) for record in records.values()], ensure_ascii=False)
    kept = cache / f"notes-{hashlib.sha256(text.encode()).hexdigest()[:16]}.bib"
    if not kept.exists():
        command = [pypandoc.get_pandoc_path(), "--from=csljson", "--to=bibtex", "--wrap=none"]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True, encoding="utf-8")
        write_whole(kept, done.stdout)
    entries = re.split(r"(?m)^(?=@)", kept.read_text(encoding="utf-8"))
    return {found[1]: f"{entry.strip()}\n" for entry in entries if (found := ENTRY_KEY.match(entry))}


def ris(record: Record) -> str:
    """Return a record as RIS, which pandoc does not write."""
    year, month, day = record["issued"]["date-parts"][0]
    entry = {
        "type_of_reference": RIS_KIND,
        "title": record["title"],
        "authors": [_ris_name(name) for name in record["author"]],
        "secondary_title": record["container-title"],
        "year": str(year),
        "date": f"{year}/{month:02}/{day:02}/",
        "language": record["language"],
        "urls": [record["URL"]] if "URL" in record else [],
        "notes": [record["note"]] if "note" in record else [],
    }
    # rispy numbers the entries of a list; a file of one entry does without.
    numbered: str = rispy.dumps([entry])
    return numbered.removeprefix("1.\n").strip("\n") + "\n"


def _ris_name(name: Mapping[str, str]) -> str:
    return name["literal"] if "literal" in name else f"{name['family']}, {name['given']}"


def _kept_case(record: Record, key: str) -> Record:
    return {**record, "id": key, "title": f'<span class="nocase">{record["title"]}</span>'}
