"""The list of the runtime's files, which the worker reads to know their names and sizes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST = "manifest.js"


@dataclass(frozen=True)
class RuntimeFile:
    """One file: what it is for, its name with a hash of its content, and its size."""

    role: str
    name: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """Every file of the runtime, and what must be known before any has come.

    heap_bytes: the size of the memory that the snapshot fills; info: what Pyodide's lock says of its own version;
    entry: the `package` that is loaded where the snapshot is not, and the `module` whose `reply` is asked.
    """

    files: tuple[RuntimeFile, ...]
    wheels: tuple[RuntimeFile, ...]
    heap_bytes: int
    info: dict[str, Any]
    entry: dict[str, str]

    @property
    def all_files(self) -> tuple[RuntimeFile, ...]:
        return self.files + self.wheels

    def write(self, folder: Path) -> Path:
        """Write manifest.js, an ES module, into the folder and return it."""
        data = {
            "files": {one.role: {"name": one.name, "bytes": one.bytes} for one in self.files},
            "wheels": [{"role": one.role, "name": one.name, "bytes": one.bytes} for one in self.wheels],
            "heapBytes": self.heap_bytes,
            "info": self.info,
            "entry": self.entry,
        }
        file = folder / MANIFEST
        file.write_text(f"export default {json.dumps(data, separators=(',', ':'))};\n", "utf-8")
        return file

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Return the manifest that stands in a folder."""
        text = (folder / MANIFEST).read_text("utf-8")
        data = json.loads(text.removeprefix("export default ").rstrip().removesuffix(";"))
        return cls(
            files=tuple(RuntimeFile(role, one["name"], one["bytes"]) for role, one in data["files"].items()),
            wheels=tuple(RuntimeFile(one["role"], one["name"], one["bytes"]) for one in data["wheels"]),
            heap_bytes=data["heapBytes"],
            info=data["info"],
            entry=data["entry"],
        )
