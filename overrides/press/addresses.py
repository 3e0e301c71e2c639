"""How one page of the site names another: by the way from itself, so that the site can stand below any address."""

from __future__ import annotations

import posixpath


def relative(url: str, page: str) -> str:
    """Return the way to an address from a page; both are from the site's root, where "" and "." are the first page.

    The same as MkDocs's own, which what runs at the writing desk cannot import.

    >>> relative("notes/on-apology/", "journal/"), relative(".", "notes/on-apology/")
    ('../notes/on-apology/', '../..')
    """
    folder = page if page.endswith("/") else posixpath.dirname(page)
    way = posixpath.relpath("/" + ("" if url == "." else url), "/" + ("" if folder == "." else folder))
    return f"{way}/" if url.endswith("/") else way
