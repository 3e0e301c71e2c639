"""What travels to the writing desk, and that nothing else must: it is said here, module by module."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest

from press.runtime import Inputs, Manifest, RuntimeProblem, bundle, desk, share, travelling
from press.runtime.manifest import MANIFEST
from press.runtime.tools import PROJECT

CACHE = PROJECT / "build" / "runtime"
DESK = ("desk", "desk.draft", "desk.practice", "desk.shelf", "desk.showing", "desk.tree", "desk.wire")
MODULES = {
    "addresses", "anchors", "authors", "beginning", "changes", "checks", "citations", "collection", "csl", "examples", "exercise_checks", "folders",
    "footnotes", "forms", "front_matter", "health", "house_style", "identifiers", "importing", "importing.markdown", "importing.pandoc", "importing.problem",
    "importing.records", "importing.tree", "markdown_text", "moved", "page_checks", "pages", "paragraphs", "preview", "prose", "quotations",
    "readability", "relations", "running", "slugs", "sources", "unfinished",
}  # fmt: skip
PACKAGES = ["anyascii", "idutils", "isbnlib2", "jinja2", "markdown", "markupsafe", "ruamel-yaml"]


@pytest.fixture(scope="module")
def runtimes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    site = tmp_path_factory.mktemp("site")
    bundle(site / "runtime", CACHE)
    bundle(site / "write" / "runtime", CACHE, cargo=desk(Inputs()))
    return site / "runtime", site / "write" / "runtime"


def test_these_modules_travel() -> None:
    named = {name.removeprefix("press.") for name in travelling.modules_of(travelling.ENTRY)} - {"press"}
    assert named == MODULES | set(DESK)


def test_every_module_of_the_desks_room_travels() -> None:
    room = {path.stem for path in (PROJECT / "overrides" / "press" / "desk").glob("*.py")} - {"__init__"}
    assert room == {name.removeprefix("desk.") for name in DESK if "." in name}


def test_they_import_only_each_other_the_engine_and_what_travels_with_them() -> None:
    modules = travelling.modules_of(travelling.ENTRY)
    assert travelling.packages_of(modules.values()) == PACKAGES
    tops = {name.split(".")[0] for file in modules.values() for name in travelling.imported(file)}
    brought = {"anyascii", "idutils", "jinja2", "markdown", "markupsafe", "press", "reflect", "ruamel"}
    assert tops - set(sys.stdlib_module_names) == brought


def test_a_package_that_is_compiled_is_refused_with_the_mend(tmp_path: Path) -> None:
    with pytest.raises(RuntimeProblem, match="lxml is compiled, so the writing desk cannot have it; import it where it is used"):
        travelling.packed("lxml", tmp_path)


def test_a_package_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuntimeProblem, match="no-such-package is not installed"):
        travelling.packed("no-such-package", tmp_path)


def test_wheels_hold_no_compiled_code_and_keep_their_licences(tmp_path: Path) -> None:
    for name in PACKAGES:
        with zipfile.ZipFile(travelling.packed(name, tmp_path)) as wheel:
            names = wheel.namelist()
        assert not [one for one in names if one.endswith((".so", ".pyd"))]
        assert [one for one in names if "/licenses/" in one], name


def test_packing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (travelling.packed("markdown", tmp_path / name).read_bytes() for name in ("one", "other"))
    assert one == other


def test_the_settings_that_travel_are_those_of_markdown_alone() -> None:
    text = travelling.settings(PROJECT / "mkdocs.yml").decode()
    assert text.startswith("markdown_extensions:\n")
    assert "site_url" not in text
    assert "validation" not in text


def test_what_both_runtimes_have_lies_once(runtimes: tuple[Path, Path]) -> None:
    readers, writers = runtimes
    shared = share(writers, readers)
    names = {role: one.name for role, one in shared.files.items()}
    for role in ("loader", "core", "wasm", "stdlib"):
        assert names[role].startswith("../../runtime/")
        assert (writers / names[role]).is_file()
    assert all((writers / one.name).stat().st_size == one.bytes for one in shared.all_files)
    assert Manifest.read(writers) == shared
    assert {path.name for path in writers.iterdir()} == {one.name for one in shared.all_files if "/" not in one.name} | {MANIFEST}


def test_the_manifest_says_which_module_is_asked(runtimes: tuple[Path, Path]) -> None:
    assert [Manifest.read(folder).entry["module"] for folder in runtimes] == ["reflect.wire", "press.desk.wire"]


def test_the_desks_lock_knows_what_its_wheel_needs(runtimes: tuple[Path, Path]) -> None:
    (lock,) = runtimes[1].glob("pyodide-lock.*.json")
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    assert {name for name in packages if name != "press-desk"} >= set(packages["press-desk"]["depends"])
