"""What comes from npm packages: small libraries that the page loads, and the minifier, whose results are kept between builds."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from mkdocs.exceptions import PluginError

from press.kept import kept
from press.refusals import refusal

PARTS = re.compile(r'@import "\./([^"]+)";')
IMPORTED = re.compile(r'from "([^"]+)"')
LOCK = "package-lock.json"
"""Says which versions are installed, with the hash of each."""


def bundle_libraries(root: Path, folder: Path) -> None:
    """Put into each script of the folder what it takes from a package, and the package's licence beside it.

    The folder holds a script for each package, whose one line says which of its names the site uses.
    Raises PluginError when the packages are not installed.
    """
    scripts = sorted(folder.glob("*.js"))
    for script in scripts:
        for name in IMPORTED.findall(script.read_text(encoding="utf-8")):
            package = root / "node_modules" / name
            require(package)
            shutil.copy(package / "LICENSE", folder / f"LICENSE-{name.replace('/', '-')}.txt")
    _esbuild(root, ["--bundle", "--target=es2022"], scripts)


def bundle_style(root: Path, sheet: Path) -> list[Path]:
    """Put what a style sheet imports into it, in place, and return the files that it came from.

    Raises PluginError when the packages are not installed.
    """
    parts = [sheet.parent / name for name in PARTS.findall(sheet.read_text(encoding="utf-8"))]
    _esbuild(
        root, ["--bundle", "--external:*.woff2"], [sheet], made_of=[part.read_text(encoding="utf-8") for part in parts if part.exists()]
    )
    return parts


def minify(root: Path, files: list[Path]) -> None:
    """Take comments and white space out of scripts and style sheets, in place; each stays a module of its own."""
    _esbuild(root, [], files)


def rewrite(root: Path, script: Path, options: list[str]) -> None:
    """Minify a script of others in place, with more options of esbuild."""
    _esbuild(root, options, [script])


def _esbuild(root: Path, options: list[str], files: list[Path], made_of: Sequence[str] = ()) -> None:
    """Write over each file what esbuild makes of it, or made before of the same.

    made_of: the texts of what the files take in, apart from the packages.
    """
    require(root / "node_modules" / ".bin" / "esbuild")
    results = kept(root / "build", "esbuild", __file__)
    # The lock is long, and there are many files.
    by = hashlib.sha256((root / LOCK).read_bytes() if (root / LOCK).exists() else b"").hexdigest()
    keys = {file: json.dumps([file.name, options, file.read_text(encoding="utf-8"), *made_of, by]) for file in files}
    _run(root, options, [file for file in files if not results.has(keys[file])], files)
    for file, key in keys.items():
        made = results.value(key, functools.partial(file.read_text, encoding="utf-8"))
        file.write_text(made, encoding="utf-8")
    results.save()


def _run(root: Path, options: list[str], files: list[Path], beside: list[Path]) -> None:
    """Run esbuild over files in place; what they lie among says where their names for each other lead."""
    if not files:
        return
    base = Path(os.path.commonpath([path.parent for path in beside]))
    command = [str(root / "node_modules" / ".bin" / "esbuild"), "--minify", "--log-level=warning", "--allow-overwrite"]
    command += ["--format=esm", "--charset=utf8", *options, f"--outbase={base}", f"--outdir={base}", *map(str, files)]
    # Where npm ran no install script the program is one for node, which stands beside our Python.
    path = f"{Path(sys.prefix) / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path, "NODE_PATH": str(root / "node_modules")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        if refused := refusal(done):
            raise refused
        raise PluginError(f"a script or style sheet cannot be read; mend it and build again:\n{done.stderr.strip()}")


def require(path: Path) -> None:
    """Raise PluginError unless a file of the npm packages is there."""
    if not path.exists():
        raise PluginError(f"{path.name} of the npm packages is missing; delete node_modules and run 'make site', which sets up anew")
