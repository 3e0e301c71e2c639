"""A copy of the whole project in a folder of its own, to write in; what is installed and what was built before is shared."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from press.runtime import Inputs
from press.runtime.wheel import fetch_wheels
from tests.conftest import ROOT

LEFT_BEHIND = re.compile(r"\.git|\.venv|build|node_modules|site|site\..*|tests|\..*_cache|\.hypothesis")
SHARED = (".venv", "node_modules", "build")


def copied(root: Path) -> Path:
    """Copy the project into a folder that is not there yet, and return it."""
    # What is shared is set up here first: set up from the copy, it would belong to the copy.
    subprocess.run(["bin/set-up", "test"], cwd=ROOT, check=True, capture_output=True)
    shutil.copytree(ROOT, root, ignore=lambda folder, names: [one for one in names if Path(folder) == ROOT and LEFT_BEHIND.fullmatch(one)])
    # Whichever test comes first, a copy that asks no network finds what a build would download.
    fetch_wheels(Inputs().engine / "requirements.txt", ROOT / "build" / "runtime")
    for name in SHARED:
        (root / name).symlink_to(ROOT / name)
    return root
