"""Puts the present engine into an earlier runtime, which then starts without a snapshot: slower for a reader, ready at once for a writer."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
import zipfile
from pathlib import Path

from press.runtime.bundle import put
from press.runtime.manifest import Manifest, RuntimeFile

PACKAGE = "reflect"


def put_plain(kept: Path, engine: Path, folder: Path) -> Manifest:
    """Fill a folder with a kept runtime, its engine's modules replaced by those in `engine`; return the manifest, which names no snapshot."""
    manifest = put(kept, folder)
    files = {role: one for role, one in manifest.files.items() if role != "snapshot"}
    lock = json.loads((kept / files["lock"].name).read_text("utf-8"))
    about = lock["packages"][PACKAGE]
    before = about["file_name"]
    wheel = _with_modules(kept / before, engine, folder)
    about |= {"file_name": wheel.name, "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest()}
    text = json.dumps(lock, sort_keys=True)
    locked = folder / f"pyodide-lock.{hashlib.sha256(text.encode()).hexdigest()[:8]}.json"
    for old in (manifest.files["snapshot"], manifest.files["lock"]):
        (folder / old.name).unlink()
    (folder / before).unlink()
    locked.write_text(text, "utf-8")
    wheels = (*(one for one in manifest.wheels if one.name != before), RuntimeFile.of(wheel))
    plain = dataclasses.replace(manifest, files={**files, "lock": RuntimeFile.of(locked)}, wheels=wheels)
    plain.write(folder)
    return plain


def _with_modules(wheel: Path, engine: Path, folder: Path) -> Path:
    """Write the wheel with other modules of the same package, not compiled, into a folder; its name carries a hash of its content."""
    new = folder / f"{PACKAGE}.whl"
    with zipfile.ZipFile(wheel) as before, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if not name.startswith(f"{PACKAGE}/"):
                after.writestr(name, before.read(name))
        for file in sorted((engine / PACKAGE).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                after.write(file, file.relative_to(engine).as_posix())
    stem = wheel.name.removesuffix(wheel.suffix).rpartition(".")[0]
    named = f"{stem}.{hashlib.sha256(new.read_bytes()).hexdigest()[:8]}{wheel.suffix}"
    return Path(shutil.move(new, folder / named))
