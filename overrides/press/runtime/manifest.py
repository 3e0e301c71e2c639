"""The list of the runtime's files, which the worker reads to know their names, sizes and hashes."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MANIFEST = "manifest.js"


@dataclass(frozen=True)
class RuntimeFile:
    """One file: its name with a hash of its content, its size, and the whole hash as browsers write it."""

    name: str
    bytes: int
    integrity: str

    @classmethod
    def of(cls, file: Path) -> RuntimeFile:
        """Return what is to be known of a file that has its name already."""
        data = file.read_bytes()
        return cls(file.name, len(data), "sha256-" + base64.b64encode(hashlib.sha256(data).digest()).decode("ascii"))


@dataclass(frozen=True)
class Manifest:
    """Every file of the runtime, and what must be known before any has come.

    files: each by what it is for; wheels: what the lock lists, which has their hashes too; heap_bytes: the size of the
    memory that the snapshot fills; info: what Pyodide's lock says of its own version; entry: the `package` that is loaded
    where the snapshot is not, and the `module` whose `reply` is asked.
    """

    files: dict[str, RuntimeFile]
    wheels: tuple[RuntimeFile, ...]
    heap_bytes: int
    info: dict[str, Any]
    entry: dict[str, str]

    @property
    def all_files(self) -> tuple[RuntimeFile, ...]:
        return (*self.files.values(), *self.wheels)

    def write(self, folder: Path) -> Path:
        """Write manifest.js, an ES module, into the folder and return it."""
        data = {
            "files": {role: asdict(one) for role, one in self.files.items()},
            "wheels": [asdict(one) for one in self.wheels],
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
            files={role: RuntimeFile(**one) for role, one in data["files"].items()},
            wheels=tuple(RuntimeFile(**one) for one in data["wheels"]),
            heap_bytes=data["heapBytes"],
            info=data["info"],
            entry=data["entry"],
        )
