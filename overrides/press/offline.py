"""Completes a built site for reading offline: what the service worker keeps, and the list of everything there is to keep.

A page names the files that it loads, each with a hash of its content, and these name others in the same way. So
a page says by itself which files it needs, and files of two builds can lie beside each other without a clash.
"""

from __future__ import annotations

import functools
import hashlib
import json
import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from press.assets import HASHED, REFERENCE
from press.search_index import ENTRY, PLACE

WORKER = "service-worker.js"
FALLBACK = "503.html"
"""What is shown in place of a page that is not kept; named so that MkDocs writes its references from the site's root."""
LIST = "offline/files.json"
"""Its name has no hash: a page that is open must find the newest list, which has the hash of that page in it."""
BY_FIXED_NAME = ("sitemap.xml", ENTRY, LIST)
"""What scripts ask for by a name that has no hash."""
REGISTER = "assets/offline/register"
RUNTIME = "assets/runtime/"
FOR_WRITERS = "assets/write/runtime/"
"""The writing desk's own Python: kept once it has been used, and never among what readers can keep."""
WHEN_USED = (RUNTIME, FOR_WRITERS, "assets/packages/argon2.", "assets/packages/ical.")
"""Kept once it has been used: most readers start no Python on their first page, set no passphrase and make no calendar file."""
DATA = ".json"
"""Data that scripts read; a file of it may name others, its `parts`."""
FOR_THE_SYSTEM = ("assets/offline/manifest", "assets/offline/icon")
"""Named by every page, but loaded only when the site is installed."""
ASSETS = "assets/"
IN_PAGES = re.compile(r"""[^"'\s<>()=?#]*assets/[^"'\s<>()?#&]+""")
AROUND = re.compile(r"""["'\s<>()?#]""")
"""What stands in no such reference."""
ELEMENTS = "assets/page/elements."
ELEMENT = re.compile(r"""\[\s*["']([a-z]+(?:-[a-z]+)+)["'][^\]]*?import\(\s*["'](\.[^"']+)""")
"""In the script that brings each element's own: the element's name, and where its script is."""
BROUGHT = {"review-session": ("reflect-exercise", "rank-list")}
"""What an element places in its page, so that it is not in the page's HTML."""


def sign(site: Path) -> None:
    """Make the name of register.js depend on every script, style sheet and font that pages share.

    Every page loads it, so its name says of which build a page is, without a change to any page in a build that
    changes none of them. To be called before names get their hashes.
    """
    register = site / f"{REGISTER}.js"
    digest = hashlib.sha256()
    for path in sorted((site / "assets").rglob("*")):
        if path.suffix in (".js", ".css", ".woff2") and path != register:
            name = path.relative_to(site).as_posix()
            # A name with a hash says it all; the runtime's large files need not be read.
            digest.update(f"\0{name}\0".encode() + (b"" if HASHED.search(name) else path.read_bytes()))
    text = register.read_text(encoding="utf-8")
    register.unlink()
    register.write_text(f"{text.rstrip()}\n//{digest.hexdigest()[:16]}\n", encoding="utf-8")


def complete(site: Path) -> None:
    """Write the list of files, and the names that the service worker needs into it; every name has its hash by now."""
    pages = {url_of(path.relative_to(site).as_posix()): path for path in sorted(site.rglob("*.html")) if path.name != "404.html"}
    elements = _element_scripts(site)
    is_file = functools.cache(lambda name: (site / name).is_file())
    marks = {url: frozenset(_marks(site, path, elements, is_file)) for url, path in pages.items()}
    brought = {mark: closure(site, _begun_by(mark, elements)) for mark in frozenset().union(*marks.values())}
    needs = {url: frozenset().union(*(brought[mark] for mark in its)) for url, its in marks.items()}
    (register,) = (path for path in site.glob(f"{REGISTER}.*.js"))
    ours = [need for need in needs.values() if register.relative_to(site).as_posix() in need]
    core = frozenset.intersection(*ours) | needs.get(FALLBACK, frozenset())
    later = [name for name in _assets(site) if name.startswith((*WHEN_USED, *FOR_THE_SYSTEM))]
    worker = {
        "build": register.name,
        "core": sorted(core),
        # So the worker knows what a page needs by its HTML, without a list of pages, and does not grow with the notes.
        # Data is not among it: it changes with every note, and a page names its own.
        "brings": {mark: sorted(names - core) for mark, names in sorted(brought.items()) if names - core and not mark.endswith(DATA)},
        "later": later,
        "byFixedName": BY_FIXED_NAME,
        "fallback": FALLBACK,
    }
    script = site / WORKER
    source = script.read_text(encoding="utf-8")
    script.unlink()
    script.write_text(f"self.SITE = {_json(worker)};\n{source}", encoding="utf-8")
    pieces = {path.relative_to(site).as_posix() for path in (site / PLACE).rglob("*") if path.is_file()} - {ENTRY}
    named = sorted({*frozenset().union(*needs.values()), *(name for name in later if not name.startswith(FOR_WRITERS)), *pieces})
    changing = {**pages, **({ENTRY: site / ENTRY} if (site / ENTRY).is_file() else {})}
    listed = [{"path": url, "bytes": path.stat().st_size, "hash": _hash(path)} for url, path in changing.items()]
    listed += [{"path": name, "bytes": (site / name).stat().st_size} for name in named if (site / name).is_file()]
    file = site / LIST
    file.parent.mkdir(exist_ok=True)
    file.write_text(_json({"build": register.name, "files": listed}), encoding="utf-8")


def url_of(path: str) -> str:
    """Return where a page stands, from the site's root, by the path of its file."""
    return re.sub(r"(^|/)index\.html$", r"\1", path)


def closure(site: Path, names: list[str]) -> frozenset[str]:
    """Return the names with those of all files that they load, at once or later, but for what is kept once it has been used.

    What a script loads is found by the same references to which names with hashes are given.
    """
    found: set[str] = set()
    waiting = [*names]
    while waiting:
        name = waiting.pop()
        if name in found or name.startswith(WHEN_USED):
            continue
        found.add(name)
        targets = (posixpath.normpath(posixpath.join(posixpath.dirname(name), one)) for one in _references(site / name, name))
        waiting += (one for one in targets if one.startswith("assets/") and (site / one).is_file())
    return frozenset(found)


def _marks(site: Path, page: Path, elements: dict[str, str], is_file: Callable[[str], bool]) -> Iterator[str]:
    """Yield what a page has in its HTML that makes it need files: the names of some, and the tags of elements."""
    html = page.read_text(encoding="utf-8")
    names = _named_in(html, page.parent.relative_to(site).as_posix())
    yield from (name for name in names if not name.startswith(FOR_THE_SYSTEM) and is_file(name))
    yield from (f"<{tag}" for tag in elements if f"<{tag}" in html)


def _begun_by(mark: str, elements: dict[str, str]) -> list[str]:
    """Return the files that a mark makes a page need, of which each may load others."""
    tag = mark.removeprefix("<")
    return [elements[one] for one in (tag, *BROUGHT.get(tag, ()))] if tag != mark else [mark]


def _element_scripts(site: Path) -> dict[str, str]:
    """Return the script of each element, by its tag."""
    found: dict[str, str] = {}
    for file in site.glob(f"{ELEMENTS}*.js"):
        folder = file.parent.relative_to(site).as_posix()
        scripts = ELEMENT.findall(file.read_text(encoding="utf-8"))
        found |= {tag: posixpath.normpath(posixpath.join(folder, script)) for tag, script in scripts}
    return found


def _references(file: Path, name: str) -> list[str]:
    """Return what a file names, as it names them; of the script that brings the elements, what it loads for every page."""
    if name.endswith(DATA):
        data = json.loads(file.read_text(encoding="utf-8"))
        return list(data.get("parts", ())) if isinstance(data, dict) else []
    pattern = REFERENCE.get(posixpath.splitext(name)[1])
    if not pattern:
        return []
    source = file.read_text(encoding="utf-8")
    apart = {script for _, script in ELEMENT.findall(source)} if name.startswith(ELEMENTS) else set()
    return [match[2] for match in pattern.finditer(source) if match[2] not in apart]


def _named_in(html: str, folder: str) -> set[str]:
    """Return what a page in a folder names below assets/, from the site's root."""
    names = set()
    for reference in set(_references_in(html)):
        is_rooted = reference.startswith("/") or "://" in reference
        names.add(reference[reference.index("assets/") :] if is_rooted else posixpath.normpath(posixpath.join(folder, reference)))
    return names


def _references_in(html: str) -> Iterator[str]:
    """Yield what IN_PAGES finds in a page. It is slow on all the rest of one, so it looks only between the marks round an `assets/`."""
    at = html.find(ASSETS)
    while at >= 0:
        start = at
        while start and not AROUND.match(html, start - 1):
            start -= 1
        end = found.start() if (found := AROUND.search(html, at)) else len(html)
        yield from IN_PAGES.findall(html, start, end)
        at = html.find(ASSETS, end)


def _assets(site: Path) -> Iterator[str]:
    for path in sorted((site / "assets").rglob("*")):
        if path.is_file() and not path.name.startswith("LICENSE"):
            yield path.relative_to(site).as_posix()


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _json(data: object) -> str:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)
