"""Whatever by others is in the built site has a licence that is allowed, and its text is there or its source is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from press import licences
from tests.conftest import ROOT

BUILD_ONLY = {"esbuild"}


def packages(root: Path, **licence: str) -> Path:
    """Return a site that imports packages of these licences, which lie below the root."""
    scripts = root / "site" / "assets" / "packages"
    scripts.mkdir(parents=True)
    for name, one in {"pyodide": "MPL-2.0", "@fontsource-variable/literata": "OFL-1.1", **licence}.items():
        folder = root / "node_modules" / name
        folder.mkdir(parents=True)
        (folder / "package.json").write_text(json.dumps({"name": name, "version": "1.0.0", "license": one}), "utf-8")
        (folder / "LICENSE").write_text(f"Terms of {name}", "utf-8")
        (scripts / f"{folder.name}.js").write_text(f'export {{ a }} from "{name}";', "utf-8")
    return root / "site"


def test_every_package_that_a_page_loads_is_listed(built_site: Path) -> None:
    text = (built_site / licences.FILE).read_text("utf-8")
    dependencies = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    wheels = [line.partition("==")[0] for line in (ROOT / "exercises" / "requirements.txt").read_text("utf-8").splitlines() if "==" in line]
    for name in (*(dependencies.keys() - BUILD_ONLY), *(one.replace("-", "_") for one in wheels), "mkdocs-material", "Python"):
        assert f"\n{name} " in text, name
    assert "Permission is hereby granted" in text
    assert "SIL OPEN FONT LICENSE" in text


def test_the_list_is_linked_from_every_page_with_a_footer(built_site: Path) -> None:
    assert 'href="../licences.txt"' in (built_site / "about" / "index.html").read_text("utf-8")


def test_a_package_brings_its_name_version_licence_and_terms(tmp_path: Path) -> None:
    licences.write(packages(tmp_path, small="ISC"), tmp_path)
    assert "small 1.0.0\nISC\n\n\nTerms of small" in (tmp_path / "site" / licences.FILE).read_text("utf-8")


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "SEE LICENSE IN x", ""])
def test_a_licence_that_nobody_allowed_ends_the_build(licence: str, tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=r"small 1\.0\.0 has the licence"):
        licences.write(packages(tmp_path, small=licence), tmp_path)
