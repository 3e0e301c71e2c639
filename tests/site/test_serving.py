"""What make serve answers after an edit: each kind of file that makes a page, edited while one server goes on."""

from __future__ import annotations

import errno
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from press import serving
from press.building import STOPPED
from press.port import HOST
from tests.conftest import ROOT
from tests.site.tiny_site import made
from tests.tiny_project import EXERCISES_FILE, NOTE_FILE, TinyProject

SECONDS = 60
NOTE_PAGE, OTHER_PAGE = "notes/first/", "about/"
STYLE = re.compile(r'<link rel="stylesheet" href="([^"]*assets/styles/site\.[^"]*css)"')
MISTAKE = "source &#x27;lewis-200&#x27; is unknown"


@dataclass(frozen=True)
class Served:
    """A project that is served while it is edited."""

    project: TinyProject
    url: str
    terminal: Path
    """What the server has said, as its terminal shows it."""

    def page(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.url}/{path}", timeout=SECONDS) as answer:
            return str(answer.read().decode())

    def style(self) -> str:
        """Return the site's style as the first page asks for it."""
        asked = STYLE.search(self.page(""))
        assert asked
        return self.page(asked[1].removeprefix("./"))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    project = made(tmp_path_factory.mktemp("served"))
    overrides = project.root / "overrides"
    overrides.unlink()
    shutil.copytree(ROOT / "overrides", overrides, ignore=shutil.ignore_patterns("__pycache__"))
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    # What is left of a server that had to be killed lies with the test's own files.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PRESS_PREVIEW": "yes", "TMPDIR": str(tmp_path_factory.mktemp("made"))}
    terminal = tmp_path_factory.mktemp("said") / "terminal"
    with terminal.open("wb") as said:
        command = [sys.executable, *command_of_make_serve(port)]
        server = subprocess.Popen(command, cwd=project.root, env=environment, stdout=said, stderr=subprocess.STDOUT)
    try:
        one = Served(project, f"http://{HOST}:{port}", terminal)
        until(lambda: "An opening." in one.page(NOTE_PAGE))
        yield one
    finally:
        end(server)


def end(server: subprocess.Popen[bytes]) -> None:
    """Stop a preview as Ctrl-C does, and in any case."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(SECONDS)
    finally:
        server.kill()


def command_of_make_serve(port: int) -> list[str]:
    """Return what `make serve PORT=` runs, without the Python that runs it."""
    found = re.search(
        r"^serve:.*?PRESS_PREVIEW=yes \$\(PYTHON\) ([^\n]+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found
    return shlex.split(found[1].replace("$(PORT)", str(port)))


def until(holds: Callable[[], bool]) -> None:
    """Ask again until something holds; a server that is at work may not answer yet."""
    last = time.monotonic() + SECONDS
    while not _holds(holds):
        assert time.monotonic() < last, f"it did not come true in {SECONDS} seconds"
        time.sleep(0.2)


def _holds(holds: Callable[[], bool]) -> bool:
    try:
        return holds()
    except (urllib.error.URLError, ConnectionError):
        return False


def test_an_edited_note_is_served(served: Served) -> None:
    served.project.replace(NOTE_FILE, "# First\n", "# First\n\nSaid before it.\n\n")
    until(lambda: "Said before it." in served.page(NOTE_PAGE))


def test_an_edited_exercise_is_served(served: Served) -> None:
    served.project.replace(EXERCISES_FILE, "Is there one thing to ask?", "Is there one thing to give?")
    until(lambda: "Is there one thing to give?" in served.page(NOTE_PAGE))


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("main.html", OTHER_PAGE),
        ("partials/footer.html", OTHER_PAGE),
        ("exercises/frame.html", NOTE_PAGE),
        ("lists/sources.html", "sources/"),
    ],
)
def test_an_edited_template_is_served(template: str, page: str, served: Served) -> None:
    file = served.project.root / "overrides" / template
    mark = f'<meta name="edited" content="{template}">'
    text = file.read_text("utf-8")
    # Outside of a block, nothing of a template that extends another is shown.
    file.write_text(text.replace("{% endblock %}", f"{mark}{{% endblock %}}", 1) if "{% extends" in text else text + mark, "utf-8")
    until(lambda: mark in served.page(page))


def test_an_edited_style_is_served(served: Served) -> None:
    file = served.project.root / "overrides" / "assets" / "styles" / "site.css"
    file.write_text(file.read_text("utf-8") + "\n.edited { order: 7; }\n", "utf-8")
    until(lambda: ".edited" in served.style())


def test_a_mistake_shows_in_its_page_while_the_rest_goes_on_and_its_mend_takes_it_away(served: Served) -> None:
    served.project.replace(NOTE_FILE, "lewis-2000", "lewis-200")
    until(lambda: MISTAKE in served.page(NOTE_PAGE))
    assert 'id="exercise-scale"' in served.page(NOTE_PAGE)
    assert MISTAKE not in served.page(OTHER_PAGE)
    served.project.replace(NOTE_FILE, '"lewis-200"', '"lewis-2000"')
    until(lambda: MISTAKE not in served.page(NOTE_PAGE))
    assert "Thomas Lewis" in served.page(NOTE_PAGE)


def test_the_terminal_says_each_mistake_with_its_place_and_mend(served: Served) -> None:
    before = len(served.terminal.read_text("utf-8"))
    note = (served.project.root / NOTE_FILE).read_text("utf-8")
    line = note[: note.index("lewis-2000")].count("\n") + 1
    served.project.replace(NOTE_FILE, "lewis-2000", "lewis-200")
    until(lambda: MISTAKE in served.page(NOTE_PAGE))
    said = served.terminal.read_text("utf-8")[before:]
    served.project.replace(NOTE_FILE, '"lewis-200"', '"lewis-2000"')
    until(lambda: MISTAKE not in served.page(NOTE_PAGE))
    assert re.search(
        rf"^{re.escape(NOTE_FILE)}:{line}:\d+: source 'lewis-200' is unknown.*did you mean 'lewis-2000'", said, re.MULTILINE
    ), said
    assert "Traceback" not in said


def make_serve(port: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", "serve", f"PORT={port}"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )


def test_a_port_that_is_taken_is_said_before_anything_is_built() -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        done = make_serve(str(port))
    assert done.returncode != 0
    assert done.stdout == ""
    assert [line for line in done.stderr.splitlines() if not line.startswith("make: ")] == [
        f"Something is served at port {port} already, perhaps this site in another window; "
        "stop that, or choose another, as in: make serve PORT=8001"
    ]


@pytest.mark.parametrize("port", ["eight", "0", "65536", "-1", ""])
def test_a_port_that_is_none_is_said(port: str) -> None:
    done = make_serve(port)
    assert done.returncode != 0
    assert f"PORT={port} is no port, which is a number from 1 to 65535; choose another" in done.stderr


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), STOPPED, ""),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "There is no room left on the disk"),
    ],
)
def test_a_server_that_ends_says_why_only_when_something_is_wrong(
    error: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ended(**_: object) -> None:
        raise error

    monkeypatch.setattr("mkdocs.commands.serve.serve", ended)
    monkeypatch.setattr("mkdocs.commands.serve.LiveReloadServer", None)
    before = signal.getsignal(signal.SIGHUP)
    try:
        with socket.socket() as listener:
            assert serving.main("8000", listener) == code
    finally:
        signal.signal(signal.SIGHUP, before)
    assert capsys.readouterr().err.strip().partition(",")[0].partition(";")[0] == said


def test_whatever_makes_a_page_is_watched() -> None:
    # What a letter looks like is no page's; on Python, make serve starts anew.
    elsewhere = {"overrides/email", "overrides/press"}
    settings = re.search(r"^watch:\n(?:[ #].*\n)+", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert settings
    watched = YAML(typ="safe", pure=True).load(settings[0])["watch"]
    there = {f"overrides/{path.name}" for path in (ROOT / "overrides").iterdir()}
    assert {*watched} == {"exercises", *(there - elsewhere)}
