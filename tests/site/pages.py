"""Reads the built pages as a reader's browser does, without one."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

ORIGIN = "https://how-we-help.example/"
SILENT = {"script", "style", "template"}
LOADING = {"script": ("src",), "img": ("src",), "source": ("src", "srcset"), "iframe": ("src",), "video": ("src",), "audio": ("src",)}
# Firefox fetches a next page as it does a prefetched one.
LOADING_LINKS = {"next", "stylesheet", "preload", "modulepreload", "icon", "manifest", "prefetch", "preconnect", "dns-prefetch"}


@dataclass
class BuiltPage(HTMLParser):
    """A page's ids, links, what it loads, and its text."""

    path: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    _inside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    @property
    def url(self) -> str:
        return urljoin(ORIGIN, self.path.removesuffix("index.html"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "link" and set(values.get("rel", "").split()) & LOADING_LINKS:
            self.loads.append(values["href"])
        self.loads += [values[name] for name in LOADING.get(tag, ()) if name in values]
        if tag in SILENT or tag == "code":
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.text.append(data)


@functools.cache
def built_pages(site: Path) -> dict[str, BuiltPage]:
    """Return every page of a built site by its path from the root."""
    pages = {}
    for path in sorted(site.rglob("*.html")):
        page = BuiltPage(path.relative_to(site).as_posix())
        page.feed(path.read_text(encoding="utf-8"))
        pages[page.path] = page
    return pages


def target(page: BuiltPage, reference: str) -> tuple[str, str] | None:
    """Return the path on the site and the fragment that a reference leads to, or None when it leads elsewhere."""
    parts = urlsplit(urljoin(page.url, reference))
    if f"{parts.scheme}://{parts.netloc}/" != ORIGIN:
        return None
    path = unquote(parts.path).lstrip("/")
    return (f"{path}index.html" if path == "" or path.endswith("/") else path), unquote(parts.fragment)
