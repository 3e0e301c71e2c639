"""A file that the runtime is made of, or that was kept of it, is used whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from press.runtime import Inputs, Manifest, RuntimeProblem, bundle
from press.runtime.tools import CORE_FILES
from press.runtime.wheel import fetch_wheels
from tests.press.runtime.test_bundle import CACHE, ENGINE

REQUIREMENTS = ENGINE / "requirements.txt"


def spoil(file: Path) -> None:
    """Change one byte in the middle of a file, and nothing of its size."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.unlink()  # it may be a link to the one that others use
    file.write_bytes(data)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache in which the runtime is made already."""
    bundle(tmp_path / "before", CACHE)
    return Path(shutil.copytree(CACHE, tmp_path / "cache", copy_function=os.link, ignore=shutil.ignore_patterns("*.part")))


@pytest.mark.parametrize("damage", ["a byte is another", "a file is gone"])
def test_a_kept_runtime_that_is_damaged_is_made_anew(damage: str, cache: Path, tmp_path: Path) -> None:
    whole = Manifest.read(tmp_path / "before")
    name = whole.files["snapshot"].name
    for kept in (cache / "made").glob(f"*/{name}"):
        if damage == "a file is gone":
            kept.unlink()
        else:
            spoil(kept)
    assert bundle(tmp_path / "after", cache) == whole
    assert (tmp_path / "after" / name).read_bytes() == (tmp_path / "before" / name).read_bytes()
    assert not list((cache / "made").glob("*.part"))


def test_a_kept_wheel_that_is_damaged_is_fetched_anew(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fetch_wheels(REQUIREMENTS, CACHE)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(before[0].parent))
    for wheel in (cache / "wheels").rglob(before[0].name):
        spoil(wheel)
    after = fetch_wheels(REQUIREMENTS, cache)
    assert {one.name: one.read_bytes() for one in after} == {one.name: one.read_bytes() for one in before}
    assert not list((cache / "wheels").glob("*.part"))


def test_wheels_that_no_registry_gives_are_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
    monkeypatch.setattr("press.runtime.wheel.PATIENCE", ("--timeout=1", "--retries=0"))
    with pytest.raises(RuntimeProblem) as problem:
        fetch_wheels(REQUIREMENTS, tmp_path)
    assert str(problem.value).startswith(
        "The runtime is not made: downloading the wheels of requirements.txt failed; "
        "see that there is a network and try again, or run 'make lock' if a version is gone."
    )
    assert "Traceback" not in str(problem.value)
    assert list((tmp_path / "wheels").iterdir()) == []


@pytest.mark.parametrize("name", CORE_FILES)
def test_a_file_of_pyodide_that_is_damaged_is_named(name: str, tmp_path: Path) -> None:
    pyodide = Path(shutil.copytree(Inputs().pyodide, tmp_path / "pyodide", copy_function=os.link))
    spoil(pyodide / name)
    with pytest.raises(
        RuntimeProblem, match=re.escape(f"{name} is not the file of Pyodide 0.29.5, or is damaged; delete node_modules and")
    ):
        bundle(tmp_path / "runtime", tmp_path / "cache", Inputs(pyodide=pyodide))


def test_a_file_of_pyodide_that_is_missing_is_named(tmp_path: Path) -> None:
    pyodide = Path(shutil.copytree(Inputs().pyodide, tmp_path / "pyodide", copy_function=os.link))
    (pyodide / "package.json").unlink()
    with pytest.raises(RuntimeProblem, match=re.escape("has no package.json, which the runtime is made of; delete node_modules and")):
        bundle(tmp_path / "runtime", tmp_path / "cache", Inputs(pyodide=pyodide))
