"""Makes the heap snapshot of a Python that has already imported the engine, and checks that it starts."""

from __future__ import annotations

from pathlib import Path

from press.runtime.cargo import Cargo
from press.runtime.tools import Inputs, node, run

PROGRAM = Path(__file__).parent / ".node" / "snapshot.mjs"

WARM = '''
"""Runs inside Pyodide just before the snapshot is taken."""

import builtins
import dataclasses
import gc
import importlib
import linecache
import pkgutil
import sys
import zipimport

import __main__
import _pyodide._base
import reflect


def modules():
    for found in pkgutil.walk_packages(reflect.__path__, "reflect."):
        try:
            yield importlib.import_module(found.name)
        except ModuleNotFoundError:
            pass  # it needs what only writers have


def warm():
    """Let cattrs write its functions for every dataclass of the engine, so that no reader waits for it."""
    loaded = list(modules())
    structure = getattr(sys.modules.get("reflect.structuring"), "structure", None)
    for module in loaded:
        for wanted in vars(module).values():
            if structure and isinstance(wanted, type) and dataclasses.is_dataclass(wanted):
                try:
                    structure({}, wanted)
                except Exception:
                    pass  # an empty definition fits nothing; the functions are written all the same
    importlib.import_module(MODULE).reply("{}")


warm()
USE
# What Pyodide's core asks for first (see loader.py) is at hand, so that it need not be got by compiling Python.
_pyodide._base.at_hand_names = {}
_pyodide._base.at_hand_importlib = importlib
_pyodide._base.at_hand_main = __main__.__dict__
_pyodide._base.at_hand_builtins = builtins.__dict__
# No archive and no folder of modules goes with the snapshot, so nothing may remember having seen one.
zipimport._zip_directory_cache.clear()
sys.path_importer_cache.clear()
linecache.clearcache()
gc.collect()
'''


def make_snapshot(inputs: Inputs, cargo: Cargo, packages: Path, loader: Path, core: Path, wasm: Path, output: Path) -> None:
    """Start Pyodide in Node with the locked packages of a folder and write the gzipped snapshot of its heap.

    loader, core: the changed scripts; wasm: the module as browsers get it. The same inputs give the same bytes.
    """
    warm = output.with_suffix(".warm.py")
    warm.write_text(WARM.replace("MODULE", repr(cargo.module)).replace("USE", cargo.use), "utf-8")
    files = [inputs.pyodide, packages, loader, core, wasm, inputs.unpack, warm, output]
    command: list[str | Path] = [node(), PROGRAM, "make", *files]
    run("taking the snapshot of Python", command, f"see that {cargo.module} imports nothing but its wheels and the standard library")
    warm.unlink()


def check_snapshot(inputs: Inputs, folder: Path, manifest: Path) -> None:
    """Start from the finished runtime in a folder, as the worker does."""
    command: list[str | Path] = [node(), PROGRAM, "check", folder, manifest, inputs.unpack]
    run("starting from the snapshot", command, "the runtime would start slowly; empty build/runtime and build again")
