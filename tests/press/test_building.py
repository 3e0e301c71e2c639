"""A build that does not come to its end leaves the last good site as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from press.building import replace_whole
from press.taking_turns import WAITING
from tests.site.tiny_site import made
from tests.tiny_project import NOTE_FILE, TinyProject

LAST = "<p>The last good site</p>"
COMMAND = [sys.executable, "-m", "press", "build", "--quiet"]
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
LIMITED = (
    "import resource, os, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2); os.execv(sys.argv[2], sys.argv[2:])"
)
WITHOUT_RIGHTS = [
    sys.executable,
    "-c",
    # Root is bound by what folders allow once it can no longer get CAP_DAC_OVERRIDE; for others this changes nothing.
    "import ctypes, os, sys; ctypes.CDLL(None).prctl(24, 1, 0, 0, 0); os.execv(sys.argv[1], sys.argv[1:])",
]


def filled(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(text)


def stopped(new: Path) -> None:
    filled(new, "half")
    raise KeyboardInterrupt


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_whole_folder_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    for text in ("first", "second"):
        replace_whole(tmp_path / "site", lambda new, text=text: filled(new, text))  # type: ignore[misc]
        assert (tmp_path / "site/index.html").read_text() == text
    assert names(tmp_path) == {"site"}


def test_what_is_stopped_half_way_changes_nothing(tmp_path: Path) -> None:
    filled(tmp_path / "site", LAST)
    with pytest.raises(KeyboardInterrupt):
        replace_whole(tmp_path / "site", stopped)
    assert (tmp_path / "site/index.html").read_text() == LAST
    assert names(tmp_path) == {"site"}


def test_what_was_killed_between_its_two_steps_is_mended_by_the_next_try_even_a_failed_one(tmp_path: Path) -> None:
    filled(tmp_path / "site.before.part", LAST)
    filled(tmp_path / "site.4711.part", "new")
    with pytest.raises(KeyboardInterrupt):
        replace_whole(tmp_path / "site", stopped)
    assert (tmp_path / "site/index.html").read_text() == LAST
    assert names(tmp_path) == {"site"}


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A project that has a good site, of one page."""
    project = made(tmp_path)
    filled(tmp_path / "site", LAST)
    return project


def begun(project: TinyProject) -> subprocess.Popen[str]:
    return subprocess.Popen(COMMAND, cwd=project.root, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)


def is_half_way(project: TinyProject) -> bool:
    return any(project.root.glob("site.*.part/notes/first/index.html"))


def wait_half_way(project: TinyProject, build: subprocess.Popen[str]) -> None:
    while not is_half_way(project):
        assert build.poll() is None, "the build ended before it was seen at work"
        time.sleep(0.01)


def test_a_build_that_is_killed_leaves_the_last_site_and_the_next_one_cleans_up(project: TinyProject) -> None:
    with begun(project) as build:
        wait_half_way(project, build)
        build.send_signal(signal.SIGKILL)
    assert build.returncode == -signal.SIGKILL
    assert is_half_way(project)
    assert {path.name: path.read_text() for path in (project.root / "site").iterdir()} == {"index.html": LAST}
    done = subprocess.run(COMMAND, cwd=project.root, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (project.root / "site/notes/first/index.html").is_file()
    assert (project.root / "site/feed.xml").is_file()
    assert not list(project.root.glob("site.*"))


def test_a_second_build_waits_for_the_first_and_both_are_whole(project: TinyProject) -> None:
    with begun(project) as first:
        wait_half_way(project, first)
        first.send_signal(signal.SIGSTOP)  # it could be done before the other has begun
        with begun(project) as second:
            assert second.stderr
            assert second.stderr.readline() == f"{WAITING}\n"
            project.replace(NOTE_FILE, "An opening.", "Another opening.")
            first.send_signal(signal.SIGCONT)
            first.communicate()
            second.communicate()
    assert (first.returncode, second.returncode) == (0, 0)
    assert "Another opening." in (project.root / "site/notes/first/index.html").read_text()
    assert not list(project.root.glob("site.*"))


def ended(project: TinyProject, command: list[str], **options: object) -> str:
    """Run a build that must fail without harm; return the last line that it said."""
    done = subprocess.run(command, cwd=project.root, env=ENVIRONMENT, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert (project.root / "site/index.html").read_text() == LAST
    assert names(project.root / "site") == {"index.html"}
    assert not list(project.root.glob("site.*"))
    # MkDocs puts a word before what the press says while pages are built; before and after that nobody does.
    return str(done.stderr.strip().splitlines()[-1]).removeprefix("ERROR   -  ")


def test_a_mistake_leaves_the_last_site(project: TinyProject) -> None:
    project.replace(NOTE_FILE, "lewis-2000", "lewis-200")
    ended(project, COMMAND)


@pytest.mark.parametrize("most_bytes", [2_000, 100_000], ids=["at once", "half way"])
def test_a_full_disk_is_said_and_leaves_the_last_site(most_bytes: int, project: TinyProject) -> None:
    said = ended(project, [sys.executable, "-c", LIMITED, str(most_bytes), *COMMAND])
    assert said.startswith("There is no room left on the disk")
    assert said.endswith("make room, and run the same command again.")


def test_a_folder_that_may_not_be_written_is_said(project: TinyProject) -> None:
    project.root.chmod(0o555)
    try:
        if subprocess.run([*WITHOUT_RIGHTS, "/bin/sh", "-c", "test -w ."], cwd=project.root, check=False).returncode == 0:
            pytest.skip("this user may write everywhere")
        said = ended(project, [*WITHOUT_RIGHTS, *COMMAND])
    finally:
        project.root.chmod(0o755)
    assert said.startswith("site.")
    assert "may not be read or written here; let this user write in the project's folder" in said
