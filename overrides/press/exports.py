"""The whole bibliography as files that reference managers read, made by one run of pandoc."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pypandoc

from press.bibliography import leanings_by_source
from press.collection import Collection
from press.writing_files import write_whole

FORMATS = {"sources.bib": "bibtex", "sources.json": "csljson"}
"""The files' names beside the sources page, and what pandoc calls their formats."""
WRITER = """\
function Writer(doc)
  local made = {}
  for _, format in ipairs({%s}) do
    made[format] = pandoc.write(doc, format)
  end
  return pandoc.json.encode(made)
end
"""
"""A writer that makes all formats of one reading; it stands here because only Python lies in this folder unpublished."""


def write(collection: Collection, site: Path) -> None:
    """Put the bibliography of what readers can see into a built site, in each format."""
    leanings = leanings_by_source(collection)
    records = [record for key, record in collection.sources.records.items() if key in leanings]
    folder = site / "sources"
    folder.mkdir(exist_ok=True)
    for name, text in exported(records, collection.folders.build).items():
        (folder / name).write_text(text, encoding="utf-8")


def exported(records: list[dict[str, Any]], cache: Path) -> dict[str, str]:
    """Return the text of each file by its name, from the cache when nothing changed."""
    source = json.dumps(records, ensure_ascii=False, sort_keys=True)
    writer = WRITER % ", ".join(f'"{one}"' for one in FORMATS.values())
    key = hashlib.sha256(f"{pypandoc.get_pandoc_version()}\0{writer}\0{source}".encode()).hexdigest()[:16]
    kept = cache / f"bibliography-{key}.json"
    if not kept.exists():
        write_whole(kept, _pandoc(source, writer))
    made = json.loads(kept.read_text(encoding="utf-8"))
    return {name: made[one] for name, one in FORMATS.items()}


def _pandoc(source: str, writer: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "writer.lua").write_text(writer, encoding="utf-8")
        command = [pypandoc.get_pandoc_path(), "--from=csljson", "--to=writer.lua"]
        done = subprocess.run(command, input=source, cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout
