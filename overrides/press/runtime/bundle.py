"""Puts the whole runtime into a folder of the site: made once for the same inputs, then only copied."""

from __future__ import annotations

import dataclasses
import functools
import gzip
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from press.runtime import lock as locks
from press.runtime.cargo import Cargo, engine
from press.runtime.loader import changed_core, changed_loader
from press.runtime.manifest import MANIFEST, Manifest, RuntimeFile
from press.runtime.snapshot import check_snapshot, make_snapshot
from press.runtime.tools import CORE_FILES, Inputs, require_pyodide
from press.runtime.trimming import trimmed_module
from press.writing_files import UNFINISHED, put_in_place

KEPT_RUNTIMES = 8
"""Those of the last four builds: each has one for the exercises and one for the writing desk."""


def bundle(folder: Path, cache: Path, inputs: Inputs | None = None, cargo: Cargo | None = None) -> Manifest:
    """Put the runtime's files and manifest.js into `folder` and return the manifest.

    cache: a folder of its own that outlives builds; with unchanged inputs the files are only linked from there, once found whole.
    cargo: what Pyodide runs there; the engine of the exercises when none is named.
    Raises RuntimeProblem when something is missing or a step fails.
    """
    inputs = inputs or Inputs()
    cargo = cargo or engine(inputs)
    require_pyodide(inputs.pyodide)
    kept = place_of(cache, inputs, cargo)
    if not is_whole(kept):
        make(kept, cache.resolve(), inputs, cargo)
    manifest = put(kept, folder)
    _drop_old(kept.parent)
    return manifest


def place_of(cache: Path, inputs: Inputs, cargo: Cargo) -> Path:
    """Return where the runtime of the present inputs is kept, or will be; its name is a hash of them, that of the engine's files last."""
    others = _hash(_other_files(inputs, cargo), sys.version, cargo.module, cargo.use, *cargo.versions)
    return cache.resolve() / "made" / f"{others}-{_hash(_engine_files(inputs))}"


def latest(cache: Path, cargo: Cargo) -> Path | None:
    """Return the kept runtime that was used last of those that run the same, whatever they were made of; None when there is none."""
    made = (cache.resolve() / "made").glob("*")
    return next((one for one in _whole(made) if Manifest.read(one).entry == _entry(cargo)), None)


def latest_but_engine(place: Path) -> Path | None:
    """Return the kept runtime that was used last of those that differ from the one of a place in the engine's files alone, if any."""
    return next(_whole(place.parent.glob(f"{place.name.partition('-')[0]}-*")), None)


def _whole(made: Iterable[Path]) -> Iterator[Path]:
    """Yield the runtimes that are whole, the one that was used last first; to look takes a while, so no more than is asked for."""
    kept = [one for one in made if one.suffix != UNFINISHED]
    return (one for one in sorted(kept, key=lambda one: one.stat().st_mtime_ns, reverse=True) if is_whole(one))


def put(kept: Path, folder: Path) -> Manifest:
    """Fill a folder with a kept runtime, which counts as used now, and return the manifest."""
    os.utime(kept)
    _link(kept, folder)
    return Manifest.read(folder)


def share(folder: Path, other: Path) -> Manifest:
    """Take out of a runtime's folder what another one has under the same name, and name it there instead; return the new manifest."""
    manifest = Manifest.read(folder)
    way = os.path.relpath(other, folder).replace(os.sep, "/")
    files = {}
    for role, one in manifest.files.items():
        is_there = (other / one.name).is_file()
        if is_there:
            (folder / one.name).unlink()
        files[role] = dataclasses.replace(one, name=f"{way}/{one.name}") if is_there else one
    shared = dataclasses.replace(manifest, files=files)
    shared.write(folder)
    return shared


def _hash(files: Iterable[Path], *words: str) -> str:
    """Return a hash of files, with their names, and of words."""
    digest = hashlib.sha256("\0".join(words).encode())
    for file in files:
        digest.update(f"\0{file.name}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def written_at(inputs: Inputs, cargo: Cargo) -> dict[Path, int]:
    """Return when each file was written that the runtime is made of, in nanoseconds."""
    return {file: file.stat().st_mtime_ns for file in (*_other_files(inputs, cargo), *_engine_files(inputs))}


def _other_files(inputs: Inputs, cargo: Cargo) -> Iterator[Path]:
    yield from (inputs.pyodide / name for name in CORE_FILES)
    yield from (inputs.engine / "pyproject.toml", inputs.engine / "requirements.txt", inputs.unpack, *cargo.files)
    yield from _files_in(Path(__file__).parent)


def _engine_files(inputs: Inputs) -> list[Path]:
    return _files_in(inputs.engine / "reflect")


def _files_in(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def make(kept: Path, cache: Path, inputs: Inputs, cargo: Cargo, is_of_use: Callable[[], bool] = lambda: True) -> None:
    """Make a runtime and keep it, if it still is of use then."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent, suffix=UNFINISHED) as temporary:
        work, done = Path(temporary) / "work", Path(temporary) / "done"
        work.mkdir()
        done.mkdir()
        manifest = _assemble(work, done, cache, inputs, cargo).write(done)
        check_snapshot(inputs, done, manifest)
        if is_of_use():
            put_in_place(done, kept, is_whole)


def is_whole(kept: Path) -> bool:
    """Whether a kept runtime has every file that its manifest names, with every byte as it was made."""
    try:
        return all(_is_right(kept / one.name, (kept / one.name).stat().st_mtime_ns, one) for one in Manifest.read(kept).all_files)
    except (OSError, ValueError, LookupError):
        return False


@functools.cache
def _is_right(file: Path, changed_ns: int, expected: RuntimeFile) -> bool:
    """Whether a file is the one of the manifest; a preview, which asks after every edit, reads it again only when it was changed."""
    return RuntimeFile.of(file) == expected


def _assemble(work: Path, done: Path, cache: Path, inputs: Inputs, cargo: Cargo) -> Manifest:
    """Make every file and put it under its hashed name into `done`."""
    lock = locks.lock_wheels(cargo.wheels(work, cache), inputs.pyodide, work / "packages")
    loader = work / "pyodide.js"  # not .mjs, which some hosts send as a type that browsers do not run
    loader.write_text(changed_loader((inputs.pyodide / "pyodide.mjs").read_text("utf-8")), "utf-8")
    core = work / "pyodide.asm.js"
    core.write_text(changed_core((inputs.pyodide / "pyodide.asm.js").read_text("utf-8"), loader.read_text("utf-8")), "utf-8")
    wasm = work / "pyodide.asm.wasm"
    wasm.write_bytes(trimmed_module((inputs.pyodide / "pyodide.asm.wasm").read_bytes(), core.read_text("utf-8")))
    snapshot = work / "snapshot.gz"
    make_snapshot(inputs, cargo, lock.parent, loader, core, wasm, snapshot)
    sources = {
        "loader": loader,
        "core": core,
        "wasm": wasm,
        "snapshot": snapshot,
        "stdlib": inputs.pyodide / "python_stdlib.zip",
        "lock": lock,
    }
    files = {role: _hashed(source, done) for role, source in sources.items()}
    travelling = tuple(RuntimeFile.of(Path(shutil.copy(wheel, done))) for wheel in locks.wheels_of(lock))
    return Manifest(files, travelling, _heap_bytes(snapshot), locks.info(lock), _entry(cargo))


def _entry(cargo: Cargo) -> dict[str, str]:
    return {"package": cargo.package, "module": cargo.module}


def _hashed(source: Path, folder: Path) -> RuntimeFile:
    data = source.read_bytes()
    named = folder / f"{source.stem}.{hashlib.sha256(data).hexdigest()[:8]}{source.suffix}"
    named.write_bytes(data)
    return RuntimeFile.of(named)


def _heap_bytes(snapshot: Path) -> int:
    """Return the size of the heap as the head of a snapshot gives it."""
    with gzip.open(snapshot) as stream:
        head = json.loads(stream.read(int.from_bytes(stream.read(4), "little")))
    size: int = head["heapBytes"]
    return size


def _link(kept: Path, folder: Path) -> None:
    """Fill the folder with exactly the kept files, as hard links where the file system has them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in kept.iterdir():
        if file.name == MANIFEST:
            shutil.copy(file, folder)  # it is renamed and rewritten later; a link would change the kept one
            continue
        try:
            os.link(file, folder / file.name)
        except OSError:
            shutil.copy(file, folder)


def _drop_old(folder: Path) -> None:
    """Keep the runtimes that were used last."""
    made = (one for one in folder.iterdir() if one.suffix != UNFINISHED)
    runtimes = sorted(made, key=lambda one: one.stat().st_mtime, reverse=True)
    for old in runtimes[KEPT_RUNTIMES:]:
        shutil.rmtree(old, ignore_errors=True)
