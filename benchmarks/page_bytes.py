"""What a page weighs before its reader shows any intent, as a host that compresses would send it."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page

from benchmarks.table import Row
from tests.browser.server import StaticServer

AIM_BYTES = 160 * 1024
AIM_OWN_BYTES = 20 * 1024
PACKED_ALREADY = (".woff2", ".gz", ".png", ".jpg", ".webp", ".avif", ".whl", ".zip", ".pf_index", ".pf_meta", ".pf_fragment", ".pagefind")
OWN_FOLDERS = tuple(f"assets/{name}/" for name in ("exercises", "journal", "note", "offline", "packages", "page", "review", "styles"))
RUNTIME = "assets/runtime/"
PATIENCE_MS = 300_000


@dataclass(frozen=True)
class Weight:
    """Bytes as they travel: text by gzip -9, fonts and pictures as they are."""

    page: int = 0
    """The HTML itself, and pictures."""
    own: int = 0
    """Our scripts and styles."""
    fonts: int = 0
    theme: int = 0
    """Scripts, styles and the search index of the theme."""
    runtime: int = 0

    @property
    def total(self) -> int:
        return self.page + self.own + self.fonts + self.theme + self.runtime


def weigh(site: Path, requested: Iterable[str]) -> Weight:
    """Return the weight of the files of a built site that were asked for, each once; paths are those of requests."""
    sums = dict.fromkeys(("page", "own", "fonts", "theme", "runtime"), 0)
    for path in {unquote(urlsplit(one).path).lstrip("/") for one in requested}:
        file = site / path
        file = file / "index.html" if file.is_dir() else file
        if file.is_file():
            sums[_part(path)] += travelling(file)
    return Weight(**sums)


def requested_by(page: Page, server: StaticServer, address: str) -> list[str]:
    """Open a page of the served site, let it come to rest, and return the paths that it asked for."""
    before = len(server.requested)
    page.goto(f"{server.url}{address}", timeout=PATIENCE_MS)
    page.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
    return server.requested[before:]


def rows(weight: Weight) -> list[Row]:
    """Return the rows of a page's weight."""
    return [
        Row("A note before intent: all, with fonts", kb(weight.total), "", "", f"at most {kb(AIM_BYTES)}", weight.total <= AIM_BYTES),
        Row("  our scripts and styles", kb(weight.own), "", "", f"at most {kb(AIM_OWN_BYTES)}", weight.own <= AIM_OWN_BYTES),
        Row("  the page itself", kb(weight.page)),
        Row("  fonts", kb(weight.fonts)),
        Row("  Material's scripts and styles", kb(weight.theme)),
        Row("  the runtime", kb(weight.runtime), "", "", "none", weight.runtime == 0),
    ]


def _part(path: str) -> str:
    if path.startswith(RUNTIME):
        return "runtime"
    if path.endswith((".woff2", ".woff")):
        return "fonts"
    if path.startswith(OWN_FOLDERS):
        return "own"
    is_page = path.endswith((".html", "/", ".svg", ".png", ".jpg", ".webp", ".avif")) or not Path(path).suffix
    return "page" if is_page else "theme"


def travelling(file: Path) -> int:
    """Return the bytes of a file as a host that compresses would send it."""
    data = file.read_bytes()
    return len(data) if file.suffix in PACKED_ALREADY else len(gzip.compress(data, 9, mtime=0))


def kb(count: int) -> str:
    """Return a number of bytes in words."""
    return f"{count / 1024:.1f} KB"
