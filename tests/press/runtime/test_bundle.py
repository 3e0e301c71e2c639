"""What the runtime that goes into the site is made of."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from press.runtime import Inputs, Manifest, RuntimeProblem, bundle
from press.runtime.loader import changed_core, changed_loader
from press.runtime.manifest import MANIFEST
from press.runtime.tools import PROJECT
from press.runtime.wheel import build_wheel

ENGINE = PROJECT / "exercises"
CACHE = PROJECT / "build" / "runtime"
TRAVELLING = {"attrs", "cattrs", "fsrs", "reflect", "typing-extensions"}


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    folder = tmp_path_factory.mktemp("site") / "runtime"
    return folder, bundle(folder, CACHE)


def named(runtime: tuple[Path, Manifest], role: str) -> Path:
    folder, manifest = runtime
    return folder / manifest.files[role].name


def test_lock_holds_only_what_travels(runtime: tuple[Path, Manifest]) -> None:
    lock = json.loads(named(runtime, "lock").read_text("utf-8"))
    assert set(lock["packages"]) == TRAVELLING


def test_lock_hashes_are_those_of_the_wheels(runtime: tuple[Path, Manifest]) -> None:
    lock = json.loads(named(runtime, "lock").read_text("utf-8"))
    for package in lock["packages"].values():
        wheel = runtime[0] / package["file_name"]
        assert hashlib.sha256(wheel.read_bytes()).hexdigest() == package["sha256"]


def test_wheel_holds_exactly_the_package(tmp_path: Path) -> None:
    with zipfile.ZipFile(build_wheel(ENGINE, tmp_path)) as wheel:
        packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    sources = {path.relative_to(ENGINE).as_posix() for path in (ENGINE / "reflect").rglob("*") if path.is_file()}
    assert packed == {name for name in sources if "__pycache__" not in name}


def test_building_the_wheel_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (build_wheel(ENGINE, tmp_path / name).read_bytes() for name in ("one", "two"))
    assert first == second


def test_making_the_runtime_twice_gives_the_same_bytes(runtime: tuple[Path, Manifest], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(CACHE / "wheels", cache / "wheels")
    again = bundle(tmp_path / "runtime", cache)
    assert again == runtime[1]


def test_the_snapshot_says_nothing_of_where_it_was_made(runtime: tuple[Path, Manifest]) -> None:
    held = gzip.decompress(named(runtime, "snapshot").read_bytes())
    assert b"/home/pyodide" in held
    assert str(PROJECT).encode() not in held


def test_every_name_carries_the_hash_of_its_content(runtime: tuple[Path, Manifest]) -> None:
    folder, manifest = runtime
    for one in manifest.all_files:
        digest = hashlib.sha256((folder / one.name).read_bytes()).hexdigest()
        assert f".{digest[:8]}." in one.name


def test_manifest_names_every_file_and_its_true_size(runtime: tuple[Path, Manifest]) -> None:
    folder, manifest = runtime
    sizes = {file.name: file.stat().st_size for file in folder.iterdir() if file.name != MANIFEST}
    assert {one.name: one.bytes for one in manifest.all_files} == sizes


def test_manifest_has_the_whole_hash_of_every_file(runtime: tuple[Path, Manifest]) -> None:
    folder, manifest = runtime
    for one in manifest.all_files:
        digest = hashlib.sha256((folder / one.name).read_bytes()).digest()
        assert one.integrity == f"sha256-{base64.b64encode(digest).decode()}"


def test_manifest_says_how_large_the_memory_is(runtime: tuple[Path, Manifest]) -> None:
    with gzip.open(named(runtime, "snapshot")) as stream:
        head = json.loads(stream.read(int.from_bytes(stream.read(4), "little")))
    assert runtime[1].heap_bytes == head["heapBytes"]


def test_core_files_keep_their_names_when_only_the_engine_changes(runtime: tuple[Path, Manifest], tmp_path: Path) -> None:
    engine = tmp_path / "engine"
    shutil.copytree(ENGINE, engine, ignore=shutil.ignore_patterns("notes", "__pycache__"))
    (engine / "reflect" / "more.py").write_text('"""More."""\n', "utf-8")
    other = bundle(tmp_path / "runtime", CACHE, Inputs(engine=engine))
    changed_roles = {role for role, one in other.files.items() if one != runtime[1].files[role]}
    assert changed_roles == {"snapshot", "lock"}


def test_files_that_are_there_already_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "runtime").mkdir()
    (tmp_path / "runtime" / "old.wasm").touch()
    bundle(tmp_path / "runtime", CACHE)
    assert not (tmp_path / "runtime" / "old.wasm").exists()


def test_missing_packages_give_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(RuntimeProblem) as problem:
        bundle(tmp_path / "runtime", tmp_path, Inputs(pyodide=tmp_path / "node_modules" / "pyodide"))
    assert str(problem.value) == (
        f"{tmp_path}/node_modules/pyodide has no pyodide.mjs, which the runtime is made of; delete node_modules "
        "and run 'make site', which installs what package-lock.json names."
    )


def test_another_version_of_pyodide_is_refused(tmp_path: Path) -> None:
    pyodide = tmp_path / "pyodide"
    shutil.copytree(Inputs().pyodide, pyodide)
    (pyodide / "package.json").write_text('{"version": "0.30.0"}', "utf-8")
    with pytest.raises(RuntimeProblem, match=re.escape("is not Pyodide 0.29.5")):
        bundle(tmp_path / "runtime", tmp_path, Inputs(pyodide=pyodide))


def test_an_engine_that_does_not_import_is_named(tmp_path: Path) -> None:
    engine = tmp_path / "engine"
    shutil.copytree(ENGINE, engine, ignore=shutil.ignore_patterns("notes", "__pycache__"))
    (engine / "reflect" / "wire.py").write_text("import numpy\n", "utf-8")
    shutil.copytree(CACHE / "wheels", tmp_path / "cache" / "wheels")
    with pytest.raises(RuntimeProblem, match=r"taking the snapshot of Python failed(.|\n)*numpy"):
        bundle(tmp_path / "runtime", tmp_path / "cache", Inputs(engine=engine))


@pytest.mark.parametrize("changed", [lambda script: changed_core(script, ""), changed_loader], ids=["core", "loader"])
def test_a_script_of_another_text_is_refused(changed: Callable[[str], str]) -> None:
    with pytest.raises(RuntimeProblem, match="stands in it 0 times, not once"):
        changed("export async function loadPyodide() {}")
