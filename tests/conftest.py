"""What several test folders share: the real site, built once for a test run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
# No test carries timings: machines are shared.
settings.register_profile("no-timings", deadline=None)
settings.load_profile("no-timings")


def build(root: Path, site: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Build the site of a project folder as `make site` does, with variables of the environment; return what was printed."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **variables}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site; SITE_DIR names one that is built already."""
    if "SITE_DIR" in os.environ:
        return Path(os.environ["SITE_DIR"]).resolve()
    site = tmp_path_factory.mktemp("built") / "site"
    done = build(ROOT, site)
    assert done.returncode == 0, done.stdout + done.stderr
    return site
