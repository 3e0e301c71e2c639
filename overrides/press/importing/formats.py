"""Which format a file is in, by what it holds and not by its name, and the manuscripts in it."""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from press.importing.archive import Archive
from press.importing.encoding import decoded
from press.importing.exports import is_substack, pictures_in, substack_posts, wxr_posts
from press.importing.length import check_length
from press.importing.manuscript import Manuscript
from press.importing.markup import is_markdown, read_markdown
from press.importing.page import read_page
from press.importing.plain import read_plain
from press.importing.problem import Unreadable
from press.importing.report import Report
from press.importing.tree import paragraph
from press.importing.word import MAIN, read_word

READABLE = "plain text, Markdown, HTML, .docx, a Substack export (.zip) or a WordPress or Squarespace export (.xml)"
MOST_RAW = 256 * 2**20
FOREIGN = (
    (b"%PDF", "a PDF, which keeps neither paragraphs nor footnotes; export the essay as .docx or HTML from where it was written"),
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc); open it in a word processor and save it as .docx"),
    (b"{\\rtf", "a rich-text file (.rtf); open it in a word processor and save it as .docx"),
    (b"\x89PNG", "a picture (PNG), not text"), (b"\xff\xd8\xff", "a picture (JPEG), not text"), (b"GIF8", "a picture (GIF), not text"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"), (b"7z\xbc\xaf", "a 7z archive; unpack it first"), (b"Rar!", "a RAR archive; unpack it first"),
)  # fmt: skip
HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|section|main|div|p|h[1-6]|blockquote|figure|ol|ul)\b",
    re.IGNORECASE | re.DOTALL,
)
HTML_END = re.compile(r"</(?:p|div|body|article|main)>", re.IGNORECASE)
NAMES = {
    ".txt": "plain text",
    ".text": "plain text",
    ".md": "Markdown",
    ".markdown": "Markdown",
    ".html": "HTML",
    ".htm": "HTML",
    ".xhtml": "HTML",
}
NAMES |= {".docx": "Word", ".zip": "zip", ".xml": "export"}


def read_file(path: Path) -> list[Manuscript]:
    """Return every essay that a file holds; raises Unreadable with what is wrong and how to mend it."""
    try:
        if path.stat().st_size > MOST_RAW:
            raise Unreadable(f"it is {path.stat().st_size >> 20:,} MB, far more than essays take; cut it into parts")
        raw = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"it cannot be opened ({error.strerror}); check its name") from error
    if not raw.strip(b"\0\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise Unreadable("it is empty; save the essay into it and try again")
    for start, what in FOREIGN:
        if raw.startswith(start):
            raise Unreadable(f"it is {what}; what can be read is {READABLE}" if "not text" in what else f"it is {what}")
    found, kind = _read(raw, path)
    expected = NAMES.get(path.suffix.lower())
    for manuscript in found:
        if kind != expected and (kind, expected) not in (("Markdown", "plain text"), ("plain text", "Markdown")):
            manuscript.report.guessed.append(f"the file is named {path.name!r} and holds {kind}; it was read as that")
    return found


def _read(raw: bytes, path: Path) -> tuple[list[Manuscript], str]:
    if raw.startswith(b"PK\x03\x04"):
        return _zipped(raw, path)
    report = Report()
    text = decoded(raw, report)
    start = text[:4000]
    if re.search(r"<rss\b", start) and ("wordpress.org/export" in start or "content:encoded" in text):
        return _posts(wxr_posts(raw), "posts of an export"), "export"
    if start.lstrip().startswith("<?xml") and not HTML_START.match(start):
        raise Unreadable(f"it is XML, but no export of WordPress or Squarespace; what can be read is {READABLE}")
    if HTML_START.match(start) or (path.suffix.lower() in (".html", ".htm", ".xhtml") and HTML_END.search(text)):
        try:
            manuscript = read_page(text, path.stem, report)
        except RecursionError as error:
            raise Unreadable("its elements are nested too deep for any essay; save the page anew, or copy its text") from error
        manuscript.picture = pictures_beside(path.parent)
        return [manuscript], "HTML"
    check_length(text)
    return [_written(text, path, report)], "Markdown" if is_markdown(text) else "plain text"


def _written(text: str, path: Path, report: Report) -> Manuscript:
    if path.suffix.lower() in (".md", ".markdown") or is_markdown(text):
        manuscript = read_markdown(text, path.stem, report)
        manuscript.picture = pictures_beside(path.parent)
        return manuscript
    return Manuscript(path.stem, text, read_plain(text, report) or [paragraph([])], report=report)


def _zipped(raw: bytes, path: Path) -> tuple[list[Manuscript], str]:
    archive = Archive(raw)
    if MAIN in archive.names:
        return [read_word(raw, path.stem, archive, Report())], "Word"
    if is_substack(archive):
        return _posts(substack_posts(archive), "posts of an export"), "zip"
    if any(name in archive.names for name in ("mimetype", "[Content_Types].xml")) or any(name.endswith(".iwa") for name in archive.names):
        raise Unreadable(f"it is a document of another program; save it as .docx; what can be read is {READABLE}")
    essays = [
        name
        for name in archive.names
        if re.search(r"\.(?:html?|md|markdown|txt|docx)$", name, re.IGNORECASE) and not name.startswith("__MACOSX/")
    ]
    if not essays:
        raise Unreadable(f"the zip holds no essay; what can be read is {READABLE}")
    found = []
    for name in essays:
        inner = archive.read(name)
        if inner.startswith(b"PK"):
            found += _zipped(inner, Path(posixpath.basename(name)))[0] if MAIN in Archive(inner).names else []
        elif inner.strip():
            manuscripts, _ = _read(inner, Path(posixpath.basename(name)))
            for manuscript in manuscripts:
                manuscript.picture = pictures_in(archive, posixpath.dirname(name))
            found += manuscripts
    if not found:
        raise Unreadable(f"the zip holds no essay; what can be read is {READABLE}")
    return found, "zip"


def _posts(posts: object, what: str) -> list[Manuscript]:
    found = [manuscript for _, manuscript in posts]  # type: ignore[attr-defined]
    if not found:
        raise Unreadable(f"it holds no {what} with any text in it; export again with posts included")
    return found


def pictures_beside(folder: Path) -> Callable[[str], bytes | None]:
    """Return what finds pictures by their addresses in the folder of a page and below it, never outside."""

    def picture(address: str) -> bytes | None:
        path = (folder / unquote(address.partition("?")[0])).resolve()
        is_inside = path.is_relative_to(folder.resolve())
        return path.read_bytes() if is_inside and path.is_file() and path.stat().st_size <= MOST_RAW else None

    return picture


def picture_in(address: str) -> bytes | None:
    """Return the bytes of a picture that stands in its own address (data:), or None."""
    found = re.fullmatch(r"data:image/[\w.+-]+;base64,(.*)", address, re.DOTALL)
    if not found:
        return None
    try:
        return base64.b64decode(found[1], validate=False)
    except ValueError:
        return None
