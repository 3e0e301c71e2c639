"""An environment for each builder below build/horizon: the builder by its own lock file, press and what it needs from .venv."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.conftest import ROOT

HERE = Path(__file__).parent
FOLDER = ROOT / "build" / "horizon"


class NotHad(Exception):
    """Says in a sentence why there is no environment."""


def environment(builder: str, *, limit_s: float | None = None) -> Path:
    """Return the Python of a builder's environment, made when it is not there or its lock file has changed.

    Raises NotHad when its packages cannot be had, or not within the limit.
    """
    requirements, folder = HERE / builder / "requirements.txt", FOLDER / builder
    mark, state = folder / "made", hashlib.sha256(requirements.read_bytes()).hexdigest()
    python = folder / "bin" / "python"
    if not (mark.is_file() and mark.read_text("utf-8") == state):
        shutil.rmtree(folder, ignore_errors=True)
        try:
            _make(folder, python, requirements, limit_s)
        except subprocess.TimeoutExpired:
            raise NotHad(f"the packages of {builder} did not come within {limit_s:.0f} seconds") from None
        except subprocess.CalledProcessError as error:
            raise NotHad(f"the packages of {builder} cannot be had: {error.stderr.strip().splitlines()[-1:]}") from None
        mark.write_text(state, "utf-8")
    return python


def _make(folder: Path, python: Path, requirements: Path, limit_s: float | None) -> None:
    _run([sys.executable, "-m", "venv", "--without-pip", str(folder)], limit_s)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--python", str(python)]
    _run([*pip, "install", "--no-deps", "--only-binary", ":all:", "--require-hashes", "--requirement", str(requirements)], limit_s)
    # After its own packages come those of the site: press itself is one, installed so that its source can be edited.
    shared = sysconfig.get_path("purelib")
    own = folder / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    (own / "site-packages-of-the-site.pth").write_text(f"import site; site.addsitedir({shared!r})\n", "utf-8")


def _run(command: list[str], limit_s: float | None) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=limit_s)
