"""Names that only libraries loaded later could ask for are taken out of the core and its module, and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from press.runtime import Inputs, RuntimeProblem
from press.runtime.tools import node
from press.runtime.trimming import LEAST_ENTRIES, exports_of, trimmed_core, trimmed_module

FILLING = "".join(f'var _f{n}=Module["_f{n}"]=wasmExports["f{n}"];' for n in range(LEAST_ENTRIES))


@pytest.fixture(scope="module")
def module() -> bytes:
    return (Inputs().pyodide / "pyodide.asm.wasm").read_bytes()


def test_an_entry_that_nothing_names_goes() -> None:
    assert trimmed_core(f"begin();{FILLING}end();") == "begin();end();"


@pytest.mark.parametrize("use", ["_f7()", "Module._f7", 'ccall("f7")'])
def test_an_entry_that_the_script_names_stays(use: str) -> None:
    assert trimmed_core(FILLING + use) == 'var _f7=Module["_f7"]=wasmExports["f7"];' + use


def test_an_entry_that_a_user_of_the_script_names_stays() -> None:
    data = 'var _Py_Version=Module["_Py_Version"]=1024;'
    assert trimmed_core(FILLING + data, "m.HEAPU32[m._Py_Version]") == data


def test_a_script_with_hardly_any_entries_is_refused() -> None:
    with pytest.raises(RuntimeProblem, match="adapt ENTRY"):
        trimmed_core("begin();")


def test_the_module_keeps_the_exports_that_are_named_in_their_order(module: bytes) -> None:
    before = exports_of(module)
    named = [before[5000], before[30], before[7000]]
    after = exports_of(trimmed_module(module, " ".join(named)))
    assert set(named) <= set(after)
    assert after == [name for name in before if name in after]
    assert len(after) < len(before) / 10


def test_the_module_changes_in_nothing_but_its_exports(module: bytes) -> None:
    everything = trimmed_module(module, " ".join(exports_of(module)))
    assert everything == module
    fewer = trimmed_module(module, "malloc")
    assert module[-5_000_000:] == fewer[-5_000_000:]


def test_the_trimmed_module_is_sound(module: bytes, tmp_path: Path) -> None:
    file = tmp_path / "trimmed.wasm"
    file.write_bytes(trimmed_module(module, "malloc"))
    check = f"process.exit(WebAssembly.validate(require('fs').readFileSync({str(file)!r})) ? 0 : 1)"
    assert subprocess.run([node(), "-e", check], check=False).returncode == 0


def test_what_is_no_module_is_refused() -> None:
    with pytest.raises(RuntimeProblem, match="no WebAssembly module"):
        trimmed_module(b"<html>", "")
