"""Where links and pictures of a note lead inside a book."""

from __future__ import annotations

import hashlib
import posixpath
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from press.book.tree import Node, changed, link, nodes_in, text_of
from press.collection import Collection
from press.pages import Note

PLAIN = re.compile(r"[^A-Za-z0-9_.-]+")
PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"))


def name_in_book(slug: str, fragment: str = "") -> str:
    """Return the name of a note in the book, or of something in it; one that does as a label and as a fragment.

    >>> name_in_book("on-apology", "how it ends")
    'on-apology--how-it-ends'
    """
    return PLAIN.sub("-", f"{slug}--{fragment}" if fragment else f"note--{slug}")


@dataclass(frozen=True)
class Linker:
    """Leads the links of notes to where they belong. `names` are those of everything in the book that has one."""

    collection: Collection
    slugs: frozenset[str]
    names: frozenset[str]
    site_url: str

    def linked(self, note: Note, blocks: list[Node]) -> list[Node]:
        """Return the blocks with links between notes of the book leading inside it, and all others to the site."""

        def led(node: Node) -> list[Node] | None:
            if node["t"] != "Link":
                return None
            target, inlines = str(node["c"][2][0]), node["c"][1]
            inside = self._inside(note, target)
            if inside is None:
                return [link(self._outside(note, target), inlines)]
            return [link(f"#{inside}", inlines, *([] if target.startswith("#") else ["note"]))]

        result: list[Node] = changed(blocks, led)
        return result

    def _inside(self, note: Note, target: str) -> str | None:
        """Return the name in the book that a link leads to, or None when it leads out of the book."""
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(note.file), unquote(parts.path))) if parts.path else note.file
        other = next((one for one in self.collection.notes if one.file == path and one.slug in self.slugs), None)
        if not other:
            return None
        wanted = name_in_book(other.slug, unquote(parts.fragment)) if parts.fragment else ""
        return wanted if wanted in self.names else name_in_book(other.slug)

    def _outside(self, note: Note, target: str) -> str:
        """Return an address that leads somewhere from a book: on the site, when it was one within it."""
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return target
        path = posixpath.normpath(posixpath.join(posixpath.dirname(note.file), unquote(parts.path)))
        page = next((one for one in self.collection.pages if one.file == path), None)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return f"{self.site_url}{page.url if page else path.removeprefix('docs/')}{fragment}"


def named(blocks: list[Node], slug: str) -> list[Node]:
    """Return the blocks with the note's name before every id, so that two notes may use the same one."""

    def renamed(node: Node) -> list[Node] | None:
        places = {"Header": 1, "Div": 0, "Span": 0, "Figure": 0, "CodeBlock": 0, "Code": 0, "Link": 0, "Image": 0, "Table": 0}
        place = places.get(node["t"])
        if place is None or not node["c"][place][0] or node["c"][place][0].startswith(f"{slug}--"):
            return None
        content = list(node["c"])
        content[place] = [name_in_book(slug, content[place][0]), *content[place][1:]]
        return [{**node, "c": content}]

    result: list[Node] = changed(blocks, renamed)
    return result


def names_of(blocks: list[Node]) -> frozenset[str]:
    """Return every id in the blocks."""
    places = {"Header": 1, "Div": 0, "Span": 0, "Figure": 0}
    return frozenset(node["c"][places[node["t"]]][0] for node in nodes_in(blocks) if node["t"] in places) - {""}


def with_pictures(note: Note, blocks: list[Node], folder: Path, warn: Callable[[str], None]) -> list[Node]:
    """Return the blocks with each picture copied into the folder, under a name made of its bytes.

    One that is no file of the project, or no picture, becomes its own description, and `warn` is told.
    """

    def copied(node: Node) -> list[Node] | None:
        if node["t"] != "Image":
            return None
        attributes, alternative, (target, _) = node["c"]
        source = note.path.parent / unquote(urlsplit(target).path)
        if urlsplit(target).scheme or source.suffix.lower() not in PICTURES or not source.is_file():
            warn(
                f"{note.file}: picture {target!r} is no picture file of the project; its description {text_of(alternative)!r} stands for it"
            )
            return list(alternative)
        copy = f"{hashlib.sha256(source.read_bytes()).hexdigest()[:16]}{source.suffix.lower()}"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / copy)
        return [{"t": "Image", "c": [attributes, alternative, [f"{folder.name}/{copy}", ""]]}]

    result: list[Node] = changed(blocks, copied)
    return result
