"""Setting up finds a Python 3.13 by itself wherever one is kept, says what to install when there is none, and is skipped when nothing changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TOOLS = ("sh", "cat", "cksum", "dirname", "env")
RIGHT = sys.base_prefix + "/bin/python3.13"
OLD = "#!/bin/sh\nexit 1\n"


def program(path: Path, text: str | None = None) -> None:
    """Put a program at the path: our own Python, or a script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        text = f'#!/bin/sh\nexec "{RIGHT}" "$@"\n'
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine with the tools of any system and an older python3."""
    for tool in TOOLS:
        found = next(folder / tool for folder in (Path("/bin"), Path("/usr/bin")) if (folder / tool).exists())
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / tool).symlink_to(found)
    program(tmp_path / "bin/python3", OLD)
    return tmp_path


def found(machine: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(machine / "bin"), "HOME": str(machine / "home")}
    return subprocess.run([ROOT / "bin/find-python"], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("place", ["bin/python3.13", "bin/python3", "home/.pyenv/versions/3.13.9/bin/python3"])
def test_a_python_is_found_where_it_is_kept(place: str, machine: Path) -> None:
    program(machine / place)
    done = found(machine)
    assert (done.returncode, done.stderr) == (0, "")
    assert Path(done.stdout.strip()).name.startswith("python3")


def test_a_python_that_uv_keeps_is_found(machine: Path) -> None:
    program(machine / "kept/python")
    program(machine / "bin/uv", f'#!/bin/sh\n[ "$*" = "python find 3.13" ] && echo "{machine}/kept/python"\n')
    assert found(machine).returncode == 0


def test_what_to_install_is_said_when_there_is_none(machine: Path) -> None:
    done = found(machine)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("No Python 3.13 was found. Install one of these, then run make again:\n")
    assert "pyenv install 3.13" in done.stderr
    assert "uv python install 3.13" in done.stderr


def test_setting_up_is_skipped_while_nothing_has_changed() -> None:
    first = subprocess.run([ROOT / "bin/set-up", "test"], capture_output=True, text=True, check=True)
    second = subprocess.run([ROOT / "bin/set-up", "test"], capture_output=True, text=True, check=True)
    assert (second.stdout, second.stderr) == ("", ""), first.stdout
