"""What one new note costs a reader who has been here before: caches warm, the service worker in charge."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page

from benchmarks import search_bytes
from benchmarks.browsing import returning_reader
from benchmarks.generated import project
from benchmarks.page_bytes import kb, travelling
from benchmarks.table import Row
from tests.browser.server import StaticServer, serving

ROOT = Path(__file__).resolve().parents[1]
PARTS = (
    ("search/", "  the index of the search"),
    ("feed", "  the feed"),
    ("rss", "  the feed"),
    ("sitemap", "  the map of the site"),
    ("service-worker", "  the service worker"),
    ("assets/review/", "  what can be answered, this year's part"),
    ("assets/", "  scripts, styles and fonts"),
)
"""What a path is, by how it begins; any other is a page."""


def rows(count: int) -> list[Row]:
    """Build a site with so many notes and one more, and return what a reader of the first pays to read the second."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        taken.close()
        before, after, newest = _built(Path(folder), count, port)
        live = Path(folder) / "live"
        live.symlink_to(before)
        with serving(live, port) as server, returning_reader() as page:
            return _rows(server, page, live, after, newest)


def _rows(server: StaticServer, page: Page, live: Path, after: Path, newest: str) -> list[Row]:
    _read(page, server, ["/", "/notes/week-0000/"])
    live.unlink()
    live.symlink_to(after)
    server.answered.clear()
    _read(page, server, ["/", f"/notes/{newest}/"])
    sums: dict[str, int] = {}
    for path, code in server.answered:
        name = unquote(urlsplit(path).path).lstrip("/")
        file = live / name / "index.html" if (live / name).is_dir() else live / name
        if code == 200 and file.is_file():
            part = next((words for start, words in PARTS if name.startswith(start)), "  pages")
            sums[part] = sums.get(part, 0) + travelling(file)
    whole = Row("A new note, to a returning reader who searches", kb(sum(sums.values())))
    return [whole, *(Row(part, kb(size)) for part, size in sorted(sums.items(), key=lambda one: -one[1]))]


def _read(page: Page, server: StaticServer, addresses: list[str]) -> None:
    """Read pages, search for a word, and let the worker come to rest."""
    for address in addresses:
        page.goto(server.url + address)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_load_state("networkidle")
    search_bytes.search(page, "listening")
    page.wait_for_timeout(3000)  # The worker keeps what was read after it was shown, and says nothing of it.


def _built(folder: Path, count: int, port: int) -> tuple[Path, Path, str]:
    """Return the site without the newest of so many notes and one, the site with it, and that note's name."""
    root = project.write(folder / "project", count + 1)
    newest = max(path.stem for path in (root / "docs" / "notes" / "posts").iterdir())
    files = [root / "docs" / "notes" / "posts" / f"{newest}.md", root / "exercises" / "notes" / f"{newest}.yml"]
    aside = [(file, file.read_bytes()) for file in files if file.exists()]
    for file, _ in aside:
        file.unlink()
    before = _build(root, folder / "before", port)
    for file, data in aside:
        file.write_bytes(data)
    return before, _build(root, folder / "after", port), newest


def _build(root: Path, site: Path, port: int) -> Path:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    environment = {**os.environ, "SITE_URL": f"http://127.0.0.1:{port}/", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=root, check=True, env=environment)
    return site


if __name__ == "__main__":
    from benchmarks.table import printed

    print(printed(rows(int(sys.argv[1]) if len(sys.argv) > 1 else 52)))
