"""Writes what the page for unknown addresses needs to guess which note was meant: every note by the names it has had."""

from __future__ import annotations

import json
from pathlib import Path

from press.collection import Collection

PLACE = "assets/page/notes.json"
"""Where it stands on the site. 404.html names it in a `data-src`, by which press.assets gives it its hashed name."""


def write_names(collection: Collection, site: Path) -> None:
    """Put the names of the published notes, today's first and former ones after it, into a built site."""
    notes = [{"title": note.title, "path": note.url, "names": [note.slug, *note.aliases]} for note in collection.published]
    file = site / PLACE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(notes, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
