"""Gives every asset of ours a name with a hash of its content, so that any host can cache it for ever.

References are relative in the sources: `url(...)` in style sheets, `import` and `new URL(..., import.meta.url)`
in scripts, `href` and `src` in pages. A file's hash is taken after its own references are final, so
files that others refer to come first; scripts that refer to each other in a circle are refused.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from pathlib import Path

from press.writing_files import write_over

HASHED = re.compile(r"\.[0-9a-f]{8}(?=\.)")
REFERENCE = {
    ".css": re.compile(r"""(url\(\s*["']?)([^"')#]+)"""),
    ".js": re.compile(r"""((?:from|import|import\(|new URL\()\s*["'])(\.[^"']+)"""),
}
IN_PAGES = re.compile(r"""(=(?:(?<=href=)|(?<=src=))["']?)([^"'\s>#?]*assets/[^"'\s>#?]+)""")
"""It begins with one plain sign, for which a page is looked through quickly."""
OURS = ("exercises", "fonts", "images", "journal", "note", "offline", "packages", "page", "review", "runtime", "sources", "styles", "write")


def hash_names(site: Path) -> dict[str, str]:
    """Rename our assets below site/assets and return their new paths by the old, both from the site's root.

    Raises ValueError when scripts import each other in a circle.
    """
    files = {path.relative_to(site).as_posix(): path for folder in OURS for path in (site / "assets" / folder).rglob("*") if path.is_file()}
    renamed: dict[str, str] = {}
    for name in files:
        _rename(name, files, renamed, ())
    for page in site.rglob("*.html"):
        _rewrite_page(page, site, renamed)
    return renamed


def _rename(name: str, files: dict[str, Path], renamed: dict[str, str], waiting: tuple[str, ...]) -> None:
    if name in renamed:
        return
    if name in waiting:
        raise ValueError(f"{' -> '.join((*waiting, name))}: these files refer to each other in a circle; break it")
    path = files[name]
    if HASHED.search(path.name) or path.name.startswith("LICENSE"):
        renamed[name] = name
        return
    pattern = REFERENCE.get(path.suffix)
    if pattern:
        text = path.read_text(encoding="utf-8")
        for target in (_target(name, found[2]) for found in pattern.finditer(text)):
            if target in files:
                _rename(target, files, renamed, (*waiting, name))
        _replace(path, text, pattern.sub(lambda found: found[1] + _moved(found[2], name, renamed), text))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    moved = path.rename(path.with_name(f"{path.stem}.{digest}{path.suffix}"))
    renamed[name] = posixpath.join(posixpath.dirname(name), moved.name)


def _target(name: str, reference: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), reference))


def _moved(reference: str, name: str, renamed: dict[str, str]) -> str:
    new = renamed.get(_target(name, reference))
    return posixpath.join(posixpath.dirname(reference), posixpath.basename(new)) if new else reference


def _rewrite_page(page: Path, site: Path, renamed: dict[str, str]) -> None:
    name = page.relative_to(site).as_posix()
    text = page.read_text(encoding="utf-8")

    def moved(found: re.Match[str]) -> str:
        reference = found[2]
        is_relative = not reference.startswith("/") and "://" not in reference
        target = _target(name, reference) if is_relative else reference[reference.index("assets/") :]
        new = renamed.get(target)
        return found[1] + (posixpath.join(posixpath.dirname(reference), posixpath.basename(new)) if new else reference)

    _replace(page, text, IN_PAGES.sub(moved, text))


def _replace(path: Path, text: str, changed: str) -> None:
    """Write a changed text: as a new file where the old one is a link into a cache, and over it where it is none."""
    if changed == text:
        return
    if path.is_symlink() or path.stat().st_nlink > 1:
        path.unlink()
        path.write_text(changed, encoding="utf-8")
    else:
        write_over(path, changed)
