"""Pages that a preview leaves out, since MkDocs or Material would stop at them; press.mistakes puts what is wrong at their addresses."""

from __future__ import annotations

from pathlib import Path

from press.collection import Collection
from press.pages import Note, Page
from reflect.reading import Document

OF_MATERIAL = ("authors", "categories", "links", "pin", "readtime", "slug")
"""Fields that Material's blog reads and a note here does not have; it stops at a value that it does not expect."""


def pages_left_out(collection: Collection) -> list[Page]:
    """Return the pages that cannot be built: those that cannot be read, and notes at whose front matter Material stops."""
    folders = collection.folders
    read = {page.path for page in collection.pages}
    unread = [_nameless(path, collection) for path in sorted(folders.docs.rglob("*.md")) if path not in read]
    return [*unread, *(page for page in collection.pages if _stops(page, folders.root / "overrides"))]


def _nameless(path: Path, collection: Collection) -> Page:
    file = collection.folders.named(path)
    kind = Note if path.parent == collection.folders.posts else Page
    return kind(path, file, Document(file, {}, {}), "")


def _stops(page: Page, templates: Path) -> bool:
    meta = page.meta
    tags = meta.get("tags", [])
    is_sound = (
        isinstance(tags, list)
        and all(isinstance(tag, str) for tag in tags)
        and isinstance(meta.get("search", {}), dict)
        and isinstance(meta.get("hide", []), list)
        and ("template" not in meta or (templates / str(meta["template"])).is_file())
    )
    if not isinstance(page, Note):
        return not is_sound
    is_note = page.date is not None and isinstance(meta.get("draft", False), bool) and not meta.keys() & set(OF_MATERIAL)
    return not (is_sound and is_note)
