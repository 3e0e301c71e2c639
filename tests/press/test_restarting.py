"""A preview is served anew after each edit of Python, by a copy of a process that has loaded what is installed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from press.restarting import AGAIN, INSTALLED

SECONDS = 30
PROGRAM = """
import importlib, os, sys, time
from pathlib import Path
from press import restarting

folder = Path(sys.argv[1])
sys.path.insert(0, str(folder))

def serve():
    import ours
    with (folder / "served").open("a") as served:
        print(os.getpid(), ours.WORD, file=served)
    if ours.WORD == "broken":
        raise ValueError("no such word")
    while True:
        time.sleep(0.05)

def answer(seconds):
    (folder / "answered").touch()
    time.sleep(seconds)

sys.exit(restarting.restarted(serve, (folder,), answer))
"""
LOADED = """
import sys
from press import restarting
restarting.restarted = lambda *_: print(*(name for name in sys.modules if name.split(".")[0] in ("press", "reflect")))
restarting.main(['0'])
"""


def write(folder: Path, word: str) -> None:
    (folder / "ours.py").write_text(f"WORD = {word!r}  # {time.monotonic_ns()}\n")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    write(tmp_path, "first")
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    # As a shell starts what goes on behind it: with interrupts ignored.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True)
    signal.signal(signal.SIGINT, before)
    try:
        yield tmp_path, program
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.communicate()


def words(folder: Path, count: int) -> list[list[str]]:
    """Return who has served what, once that is as many."""
    last = time.monotonic() + SECONDS
    while True:
        said = [line.split() for line in (folder / "served").read_text().splitlines()] if (folder / "served").exists() else []
        if len(said) >= count:
            return said
        assert time.monotonic() < last, said
        time.sleep(0.05)


def is_there(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    return True


def until_gone(process: str) -> None:
    last = time.monotonic() + SECONDS
    while is_there(process):
        assert time.monotonic() < last, f"{process} is still there"
        time.sleep(0.02)


def test_an_edit_of_python_ends_the_server_and_a_new_one_has_read_it(served: tuple[Path, subprocess.Popen[str]]) -> None:
    folder, _ = served
    ((first, word),) = words(folder, 1)
    assert word == "first"
    write(folder, "second")
    _, (second, word) = words(folder, 2)
    assert word == "second"
    assert first != second
    until_gone(first)


def test_a_server_that_failed_says_why_and_comes_back_with_the_next_edit(served: tuple[Path, subprocess.Popen[str]]) -> None:
    folder, program = served
    words(folder, 1)
    write(folder, "broken")
    words(folder, 2)
    assert program.stderr
    said = ""
    while AGAIN not in said:
        said += program.stderr.readline()
    assert "ValueError: no such word" in said
    last = time.monotonic() + SECONDS
    while not (folder / "answered").exists():
        assert time.monotonic() < last, "nobody answers while nobody serves"
        time.sleep(0.02)
    write(folder, "mended")
    assert words(folder, 3)[2][1] == "mended"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_it_ends_the_server_too_without_a_word(how: signal.Signals, served: tuple[Path, subprocess.Popen[str]]) -> None:
    folder, program = served
    ((first, _),) = words(folder, 1)
    program.send_signal(how)
    _, said = program.communicate(timeout=SECONDS)
    assert program.returncode == 128 + signal.SIGINT
    assert said == ""
    assert not is_there(first)


def test_nothing_of_ours_but_what_holds_the_port_is_loaded_before_the_copy() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["press", "press.port", "press.listening", "press.restarting"]


@pytest.mark.parametrize("name", INSTALLED)
def test_what_is_loaded_before_is_installed(name: str) -> None:
    subprocess.run([sys.executable, "-c", f"import {name}"], check=True, capture_output=True)
