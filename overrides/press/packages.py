"""What comes from npm packages: small libraries that the page loads, and the minifier."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from mkdocs.exceptions import PluginError

LIBRARIES = {"idb.js": "idb/build/index.js"}
"""Files of assets/packages by their path in node_modules."""


def copy_libraries(root: Path, folder: Path) -> None:
    """Put each library into the folder, with its licence beside it.

    Raises PluginError when the packages are not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in LIBRARIES.items():
        path = root / "node_modules" / source
        _require(path)
        shutil.copy(path, folder / name)
        package = root / "node_modules" / source.split("/")[0]
        shutil.copy(package / "LICENSE", folder / f"LICENSE-{package.name}.txt")


def minify(root: Path, files: list[Path]) -> None:
    """Take comments and white space out of scripts and style sheets, in place; each stays a module of its own."""
    program = root / "node_modules" / ".bin" / "esbuild"
    _require(program)
    if not files:
        return
    base = min((path.parent for path in files), key=lambda parent: len(parent.parts))
    while not all(path.is_relative_to(base) for path in files):
        base = base.parent
    command = [str(program), "--minify", "--log-level=warning", "--allow-overwrite", "--format=esm", "--charset=utf8"]
    command += [f"--outbase={base}", f"--outdir={base}", *map(str, files)]
    # Where npm ran no install script the program is one for node, which stands beside our Python.
    path = f"{Path(sys.prefix) / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path})
    if done.returncode:
        raise PluginError(f"a script or style sheet cannot be read; mend it and build again:\n{done.stderr.strip()}")


def _require(path: Path) -> None:
    if not path.exists():
        raise PluginError(f"{path.name} of the npm packages is missing; run 'make site' to set up, then build again")
