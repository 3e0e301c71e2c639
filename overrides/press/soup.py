"""HTML from elsewhere as a tree."""

from __future__ import annotations

import warnings

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning


def soup_of(html: str | bytes) -> BeautifulSoup:
    """Return the tree of a page or a piece of HTML.

    Pages of XHTML begin with a declaration of XML, of which Beautiful Soup would print a warning that no writer can use.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(html, "lxml")
