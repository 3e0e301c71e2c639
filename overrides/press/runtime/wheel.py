"""Makes the wheel of `reflect` and gets those that travel with it."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

from press.runtime.tools import python_tool, run


def build_wheel(engine: Path, folder: Path) -> Path:
    """Build the wheel of the package in `engine` into `folder` and return it; the same sources give the same bytes."""
    command: list[str | Path] = [python_tool("hatchling"), "build", "-t", "wheel", "-d", folder.resolve()]
    run("building the wheel of reflect", command, "mend exercises/pyproject.toml", cwd=engine)
    return max(folder.glob("reflect-*.whl"), key=lambda file: file.stat().st_mtime_ns)


def fetch_wheels(requirements: Path, cache: Path) -> list[Path]:
    """Return the wheels that the requirements name, each checked against its hash.

    They are downloaded once; `cache` keeps them under a hash of the requirements.
    """
    key = hashlib.sha256(requirements.read_bytes()).hexdigest()[:16]
    kept = cache / "wheels" / key
    if not kept.is_dir():
        partial = cache / "wheels" / f"{key}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        options = ["--quiet", "--require-hashes", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check"]
        command: list[str | Path] = [sys.executable, "-m", "pip", "download", *options, "-r", requirements, "-d", partial]
        run(
            f"downloading the wheels of {requirements.name}",
            command,
            "see that there is a network, or run 'make lock' if a version is gone",
        )
        partial.rename(kept)
    return sorted(kept.glob("*.whl"))
