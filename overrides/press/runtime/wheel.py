"""Makes the wheel of `reflect` and gets those that travel with it."""

from __future__ import annotations

import hashlib
import re
import sys
import tempfile
from pathlib import Path

from press.runtime.tools import python_tool, run
from press.writing_files import UNFINISHED, put_in_place

PATIENCE = ("--timeout=20", "--retries=2")
"""How long a registry may say nothing, in seconds, and how often it is asked again."""


def build_wheel(engine: Path, folder: Path) -> Path:
    """Build the wheel of the package in `engine` into `folder` and return it; the same sources give the same bytes."""
    command: list[str | Path] = [python_tool("hatchling"), "build", "-t", "wheel", "-d", folder.resolve()]
    run("building the wheel of reflect", command, "mend exercises/pyproject.toml", cwd=engine)
    return max(folder.glob("reflect-*.whl"), key=lambda file: file.stat().st_mtime_ns)


def fetch_wheels(requirements: Path, cache: Path) -> list[Path]:
    """Return the wheels that the requirements name, each checked against its hash.

    They are downloaded once, and anew when one is damaged; `cache` keeps them under a hash of the requirements.
    """
    key = hashlib.sha256(requirements.read_bytes()).hexdigest()[:16]
    kept = cache / "wheels" / key
    if not _are_whole(kept, requirements):
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent, suffix=UNFINISHED) as folder:
            _download(requirements, Path(folder) / "new")
            put_in_place(Path(folder) / "new", kept, lambda found: _are_whole(found, requirements))
    return sorted(kept.glob("*.whl"))


def _are_whole(folder: Path, requirements: Path) -> bool:
    """Whether a folder has a wheel for each requirement, and every one is as its hash says."""
    text = requirements.read_text(encoding="utf-8")
    wheels = list(folder.glob("*.whl"))
    wanted = len(re.findall(r"(?m)^[^\s#;]+==[^;\n]*$", text))
    return len(wheels) >= wanted and all(f"sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}" in text for wheel in wheels)


def _download(requirements: Path, folder: Path) -> None:
    options = ["--quiet", "--require-hashes", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check", *PATIENCE]
    command: list[str | Path] = [sys.executable, "-m", "pip", "download", *options, "-r", requirements, "-d", folder]
    mend = "see that there is a network and try again, or run 'make lock' if a version is gone"
    run(f"downloading the wheels of {requirements.name}", command, mend)
