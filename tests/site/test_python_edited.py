"""What make serve answers while Python is edited: no page is refused, one that is open asks anew, and exercises run what was edited."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from press.port import HOST
from press.restarting import NOT_SERVED
from press.runtime import Inputs, Manifest, bundle
from press.runtime.__main__ import alone
from press.runtime.cargo import engine
from press.runtime.manifest import MANIFEST
from press.runtime.meanwhile import SLOWER
from tests.conftest import ROOT
from tests.site.test_serving import command_of_make_serve, end
from tests.site.tiny_site import made

SECONDS = 120
PAGE = "about/"
PRESS, ENGINE = "overrides/press/finish.py", "exercises/reflect/wire.py"
EPOCH = re.compile(r"livereload\((\d+), \d+\)")


@dataclass(frozen=True)
class Served:
    """A project with Python of its own, served while that is edited; what it serves lies in a folder below `sites`."""

    root: Path
    url: str
    server: subprocess.Popen[bytes]
    terminal: Path
    sites: Path

    def page(self, path: str = PAGE) -> str:
        with urllib.request.urlopen(f"{self.url}/{path}", timeout=SECONDS) as answer:
            return str(answer.read().decode())

    def epoch(self) -> int:
        """Return the version that an open page waits to see left behind."""
        found = EPOCH.search(self.page())
        assert found
        return int(found[1])

    @contextlib.contextmanager
    def edited(self, file: str, before: str, after: str) -> Iterator[None]:
        """Put one text in the place of another; at the end it is as it was, and served so."""
        path = self.root / file
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), "utf-8")
        try:
            yield
        finally:
            epoch = self.epoch() if is_served(self) else 0
            path.write_text(text, "utf-8")
            until(lambda: is_served(self) and self.epoch() > epoch)

    def runtime(self) -> tuple[Path, Manifest]:
        """Return the folder of the exercises' runtime that is served last, and its manifest."""
        folder = max(self.sites.glob("mkdocs_*/assets/runtime"), key=lambda one: one.stat().st_mtime_ns)
        (named,) = folder.glob("manifest.*.js")
        plain = self.sites / MANIFEST
        shutil.copy(named, plain)
        return folder, Manifest.read(self.sites)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = made(tmp_path_factory.mktemp("project")).root
    (root / "docs" / "write.md").unlink()
    _give_own_python(root)
    return root


@pytest.fixture(scope="module")
def served(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(project, tmp_path_factory.mktemp("made")) as one:
        yield one


@contextlib.contextmanager
def serving(root: Path, made: Path) -> Iterator[Served]:
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    own = os.pathsep.join(str(root / name) for name in ("overrides", "exercises"))
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PRESS_PREVIEW": "yes", "TMPDIR": str(made), "PYTHONPATH": own}
    terminal = made / "terminal"
    with terminal.open("wb") as said:
        command = [sys.executable, *command_of_make_serve(port)]
        server = subprocess.Popen(command, cwd=root, env=environment, stdout=said, stderr=subprocess.STDOUT)
    try:
        one = Served(root, f"http://{HOST}:{port}", server, terminal, made)
        until(lambda: is_served(one))
        yield one
    finally:
        try:
            end(server)
        finally:
            until(lambda: is_at_rest(root))


def _give_own_python(root: Path) -> None:
    """Put copies in the place of links: of the Python, and of the runtime that was made of it, which is not made anew so."""
    for name in ("overrides", "build"):
        (root / name).unlink()
    unwanted = shutil.ignore_patterns("__pycache__", "tests")
    shutil.copytree(ROOT / "overrides", root / "overrides", ignore=unwanted)
    shutil.copytree(ROOT / "exercises" / "reflect", root / "exercises" / "reflect", ignore=unwanted)
    for name in ("pyproject.toml", "requirements.txt"):
        shutil.copy(ROOT / "exercises" / name, root / "exercises")
    bundle(root / "build" / "unused", ROOT / "build" / "runtime", cargo=engine(Inputs()))
    shutil.copytree(ROOT / "build" / "runtime", root / "build" / "runtime", copy_function=os.link)


def is_at_rest(root: Path) -> bool:
    """Whether no runtime is being made."""
    with alone(root / "build" / "runtime") as is_alone:
        return is_alone


def until(holds: Callable[[], bool]) -> None:
    last = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < last, f"it did not come true in {SECONDS} seconds"
        time.sleep(0.05)


def waiting(served: Served, epoch: int) -> tuple[threading.Thread, list[str]]:
    """Begin to wait as an open page does for what comes after a version; return who waits, and where the answer will stand."""
    return asked(served, f"livereload/{epoch}/1")


def asked(served: Served, path: str) -> tuple[threading.Thread, list[str]]:
    """Begin to ask for a page; return who asks, and where the answer will stand."""
    answers: list[str] = []

    def wait() -> None:
        try:
            answers.append(served.page(path))
        except OSError as error:
            answers.append(f"refused: {error}")

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    return thread, answers


def is_served(served: Served) -> bool:
    try:
        return "</html>" in served.page()
    except urllib.error.URLError:
        return False


def test_an_edit_of_python_is_served_and_no_page_is_refused_meanwhile(served: Served) -> None:
    with served.edited("overrides/press/footnotes.py", 'aria-label="Source ', 'aria-label="An edited source '):
        until(lambda: "An edited source " in served.page("notes/first/"))


def test_a_page_that_waits_for_a_build_is_answered_though_python_is_edited_meanwhile(served: Served) -> None:
    with served.edited("docs/about.md", "# About\n", "# About an edit\n"):
        time.sleep(0.2)  # it is being built
        thread, answers = asked(served, PAGE)
        with served.edited(PRESS, "def finish(", "LATER = 3\n\n\ndef finish("):
            thread.join(SECONDS)
            (answer,) = answers
            assert "About an edit" in answer


def test_an_open_page_is_told_at_once_that_another_version_comes(served: Served) -> None:
    epoch = served.epoch()
    thread, answers = waiting(served, epoch)
    time.sleep(0.5)  # it has begun to wait
    with served.edited(PRESS, "def finish(", "LATER = 1\n\n\ndef finish("):
        thread.join(SECONDS)
        (answer,) = answers
        assert float(answer) > epoch
        # It asks for itself then, and what it gets is of the next server, which leaves that version behind too.
        assert served.epoch() > float(answer)


def test_a_mistake_in_python_is_said_at_every_address_until_it_is_mended(served: Served) -> None:
    before = served.terminal.stat().st_size
    with served.edited(PRESS, "def finish(", "def = finish("):
        with pytest.raises(urllib.error.HTTPError) as told:
            until(lambda: not served.page())
        with told.value as page:
            assert page.code == 503
            assert NOT_SERVED in page.read().decode()
        assert "SyntaxError" in served.terminal.read_text("utf-8")[before:]
    assert is_served(served)


def test_an_edited_engine_runs_in_exercises_at_once_and_its_snapshot_is_made_beside_it(served: Served) -> None:
    before = served.terminal.stat().st_size
    with served.edited(ENGINE, "def reply(", "EDITED = 1\n\n\ndef reply("):
        until(lambda: SLOWER in served.terminal.read_text("utf-8")[before:])
        served.epoch()  # which is answered by the next server
        folder, manifest = served.runtime()
        assert "snapshot" not in manifest.files
        assert all((folder / one.name).stat().st_size == one.bytes for one in manifest.all_files)
        (wheel,) = folder.glob("reflect-*.whl")
        with zipfile.ZipFile(wheel) as packed:
            assert "EDITED = 1" in packed.read("reflect/wire.py").decode()
        time.sleep(0.5)  # the program that makes it has begun
        until(lambda: is_at_rest(served.root))
        epoch = served.epoch()
        with served.edited(PRESS, "def finish(", "LATER = 2\n\n\ndef finish("):
            until(lambda: served.epoch() > epoch)
            assert "snapshot" in served.runtime()[1].files


def test_a_page_that_is_open_when_it_is_stopped_is_told_of_no_other_version(project: Path, tmp_path: Path) -> None:
    with serving(project, tmp_path) as served:
        thread, answers = waiting(served, served.epoch())
        time.sleep(0.5)  # it has begun to wait
    thread.join(SECONDS)
    assert answers[0].startswith("refused: ")
