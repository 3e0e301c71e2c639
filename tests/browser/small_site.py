"""A page with nothing on it but the runtime and its client, for tests that look at nothing else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from press.runtime import Inputs, bundle
from press.runtime.tools import OVERRIDES, PROJECT

SCRIPTS = (
    "checking.js", "client.js", "messages.js", "serving.js", "session.js", "snapshot.js", "start.js", "unzip.js", "worker.js",
)  # fmt: skip
CACHE = PROJECT / "build" / "runtime"
PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Runtime</title>'
PROBE_PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "reflect"
version = "0.1.0"
requires-python = ">=3.13"
dependencies = ["cattrs"]

[tool.hatch.build.targets.wheel]
packages = ["reflect"]
"""


def make_site(folder: Path, inputs: Inputs | None = None) -> Path:
    """Fill the folder with a page, the scripts of the runtime and the runtime itself, and return it."""
    scripts = folder / "assets" / "exercises"
    scripts.mkdir(parents=True)
    for name in SCRIPTS:
        shutil.copy(OVERRIDES / "assets" / "exercises" / name, scripts)
    bundle(folder / "assets" / "runtime", CACHE, inputs)
    (folder / "index.html").write_text(PAGE, "utf-8")
    return folder


def copy_site(site: Path, folder: Path) -> Path:
    """Return a copy in which files can be removed and put back; its large files are links."""
    shutil.copytree(site, folder, copy_function=os.link)
    return folder


def file_of(site: Path, pattern: str) -> Path:
    """Return the one file of the runtime that fits the pattern."""
    (file,) = (site / "assets" / "runtime").glob(pattern)
    return file


def probe_inputs(folder: Path, wire: str) -> Inputs:
    """Return inputs whose engine is only the text of a reflect/wire.py."""
    package = folder / "reflect"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", "utf-8")
    (package / "wire.py").write_text(wire, "utf-8")
    (folder / "pyproject.toml").write_text(PROBE_PROJECT, "utf-8")
    shutil.copy(PROJECT / "exercises" / "requirements.txt", folder)
    return Inputs(engine=folder)
