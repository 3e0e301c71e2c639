"""Setting up finds a Python 3.13 by itself wherever one is kept, says what to install when there is none, is skipped when nothing changed,
and ends in a sentence when it cannot be done."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from press.runtime.tools import node
from press.taking_turns import WAITING, alone
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


FILES = ("bin/find-python", "bin/set-up", "overrides/press/taking_turns.py", "package.json", "package-lock.json", ".npmrc")
NOWHERE = "nowhere-to-be-had==1.0 --hash=sha256:" + 64 * "0" + "\n"
NOT_ANSWERED = (
    "Setting up is not done. The package registry does not answer, breaks off, or lacks what is named; "
    "see that the network reaches it, and run the same command again: it goes on from there."
)
WORKS = "#!/bin/sh\nmkdir -p node_modules\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The project as far as setting up looks at it, with an environment whose Python says yes to everything."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for name in ("requirements.txt", "pyproject.toml", "exercises/pyproject.toml", "tests/requirements.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    program(tmp_path / ".venv/bin/python", "#!/bin/sh\n")
    program(tmp_path / ".venv/bin/npm", WORKS)
    return tmp_path


def command(tree: Path, **variables: str) -> tuple[list[str], dict[str, str]]:
    path = f"{Path(RIGHT).parent}:/usr/local/bin:/usr/bin:/bin"
    return [str(tree / "bin/set-up"), "site"], {"PATH": path, "HOME": str(tree / "home"), **variables}


def set_up(tree: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    arguments, environment = command(tree, **variables)
    return subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)


def with_pip(tree: Path) -> None:
    """Let the tree have a pip, and want a package that no registry has."""
    program(tree / ".venv/bin/python", f'#!/bin/sh\n[ "$1" = -c ] || exec "{sys.executable}" "$@"\n')
    (tree / "requirements.txt").write_text(NOWHERE)


def with_npm(tree: Path) -> None:
    for name in ("node", "npm"):
        program(tree / ".venv/bin" / name, f'#!/bin/sh\nPATH="{Path(sys.executable).parent}:$PATH" exec "{node().with_name(name)}" "$@"\n')


@pytest.fixture(params=["refuses", "says nothing", "breaks off"])
def registry(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a registry that is of no use."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        if request.param != "refuses":
            listening.listen(64)
        if request.param == "breaks off":
            threading.Thread(target=break_off, args=(listening,), daemon=True).start()
        yield address


def break_off(listening: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the test has ended
        while True:
            connection, _ = listening.accept()
            with connection:
                connection.recv(1 << 16)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<!doc")


def ends_in_a_sentence(done: subprocess.CompletedProcess[str], sentence: str) -> None:
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1:] == [sentence], done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_registry_of_python_packages_that_is_of_no_use_is_said(registry: str, tree: Path) -> None:
    with_pip(tree)
    done = set_up(tree, PIP_INDEX_URL=registry, PIP_DEFAULT_TIMEOUT="1", PIP_RETRIES="1", PIP_NO_CACHE_DIR="1")
    ends_in_a_sentence(done, NOT_ANSWERED)
    assert not (tree / ".venv/.site").exists()


def test_a_registry_of_npm_packages_that_is_of_no_use_is_said(registry: str, tree: Path) -> None:
    with_npm(tree)
    done = set_up(tree, npm_config_registry=registry, npm_config_fetch_timeout="1000", npm_config_fetch_retries="1")
    ends_in_a_sentence(done, NOT_ANSWERED)
    assert not (tree / ".venv/.site").exists()


def test_patience_has_an_end_that_nobody_need_set(tree: Path) -> None:
    program(
        tree / ".venv/bin/npm",
        "#!/bin/sh\nenv | grep -iE '^(pip_default_timeout|pip_retries|npm_config_fetch)' | sort > told\nmkdir node_modules\n",
    )
    assert set_up(tree).returncode == 0
    told = dict(line.split("=") for line in (tree / "told").read_text().splitlines())
    assert told["PIP_DEFAULT_TIMEOUT"] == "20"
    assert told["PIP_RETRIES"] == told["npm_config_fetch_retries"] == "2"
    assert told["npm_config_fetch_timeout"] == "30000"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "There is no room left on the disk; make some",
        ),
        ("npm error code ENOSPC", "There is no room left on the disk; make some"),
        ("npm error code EROFS", "The project's folder may not be written;"),
        ("npm error code EINTEGRITY", "A package came damaged, or is not the one that the lock files name;"),
        ("npm error Missing script", "'npm ci --loglevel=error --no-audit --no-fund --omit=dev' has failed; mend what it says above"),
    ],
)
def test_why_else_it_is_not_done_is_said(said: str, sentence: str, tree: Path) -> None:
    program(tree / ".venv/bin/npm", f"#!/bin/sh\necho '{said}' >&2\nexit 1\n")
    done = set_up(tree)
    ends_in_a_sentence(done, done.stderr.splitlines()[-1])
    assert done.stderr.splitlines()[0] == said
    assert f"Setting up is not done. {sentence}" in done.stderr


def test_what_was_broken_off_is_not_taken_as_done_and_goes_on_when_run_again(tree: Path) -> None:
    assert set_up(tree).returncode == 0
    assert set_up(tree).stdout == ""
    (tree / "package.json").write_text("{}")
    program(tree / ".venv/bin/npm", "#!/bin/sh\nexit 1\n")
    assert set_up(tree).returncode == 1
    # Back at what was once done: but npm has been at work on node_modules since.
    shutil.copy(ROOT / "package.json", tree)
    program(tree / ".venv/bin/npm", WORKS)
    again = set_up(tree)
    assert (again.returncode, again.stdout) == (0, "Setting up (once; a minute or two).\n")
    assert set_up(tree).stdout == ""


@pytest.mark.parametrize("killed", ["in the making", "while pip was at work"])
def test_an_environment_that_was_killed_is_made_anew(killed: str, tree: Path) -> None:
    (tree / ".venv/left").touch()
    if killed == "in the making":  # its Python runs, and has no pip yet
        program(tree / ".venv/bin/python", f'#!/bin/sh\nexec "{RIGHT}" -S -I "$@"\n')
    else:
        program(tree / ".venv/bin/python", '#!/bin/sh\n[ "$1" = -c ] || kill -9 $$\n')
        assert set_up(tree).returncode == 1
        assert (tree / ".venv/left").exists()
    (tree / "requirements.txt").write_text(NOWHERE)
    done = set_up(tree, PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="0")
    ends_in_a_sentence(done, done.stderr.splitlines()[-1])
    assert not (tree / ".venv/left").exists()
    subprocess.run([tree / ".venv/bin/python", "-m", "pip", "--version"], capture_output=True, check=True)


def test_two_at_once_take_turns(tree: Path) -> None:
    arguments, environment = command(tree)
    with alone(tree):
        second = subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert second.stderr
        assert second.stderr.readline() == f"{WAITING}\n"
        assert not (tree / "node_modules").exists()
        # The first has done what both want.
        (tree / "node_modules").mkdir()
    out, _ = second.communicate()
    assert (second.returncode, out) == (0, "Setting up (once; a minute or two).\n")
