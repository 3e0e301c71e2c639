"""Names the pages of an EPUB: pandoc 3.9 gives each chapter's page its file's name for a title."""

from __future__ import annotations

import html
import io
import re
import zipfile

TITLE = re.compile(r"<title>[^<]*</title>")
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def with_titles(epub: bytes, book: str) -> bytes:
    """Return the EPUB with the title of every page made of its first heading and the book's title.

    Order, times and compression of the files stay, so that equal books stay equal.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith(".xhtml"):
                content = _titled(content.decode(), book).encode()
            new.writestr(entry, content)
    return written.getvalue()


def _titled(page: str, book: str) -> str:
    found = HEADING.search(page)
    heading = html.unescape(TAG.sub("", found[1])).strip() if found else ""
    title = html.escape(f"{heading} – {book}" if heading and heading != book else book, quote=False)
    return TITLE.sub(lambda _: f"<title>{title}</title>", page, count=1)
