"""Two commands that build in one folder take turns, and one that was killed holds nobody up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from press.taking_turns import WAITING, alone

HOLDS = """
import sys, time
from pathlib import Path
from press.taking_turns import alone
with alone(Path(sys.argv[1])):
    print("begun", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", HOLDS, folder], text=True, **pipes)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("is_killed", [False, True])
def test_the_second_says_that_it_waits_and_begins_when_the_first_has_ended(is_killed: bool, tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        assert first.stdout
        assert first.stdout.readline() == "begun\n"
        with holder(tmp_path) as second:
            assert second.stdout
            assert second.stderr
            assert second.stderr.readline() == f"{WAITING}\n"
            if is_killed:
                first.kill()
            else:
                first.communicate()
            assert second.stdout.readline() == "begun\n"
            second.communicate()
    assert list(tmp_path.iterdir()) == []


def test_who_is_alone_hears_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with alone(tmp_path):
        pass
    assert capsys.readouterr().err == ""


def test_a_command_that_is_run_holds_the_others_up_as_long_as_it_lasts(tmp_path: Path) -> None:
    program = Path(sys.modules["press.taking_turns"].__file__ or "")
    with subprocess.Popen(
        [sys.executable, "-P", program, "/bin/sh", "-c", "echo begun; read line"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout
        assert first.stdout.readline() == "begun\n"
        with holder(tmp_path) as second:
            assert second.stderr
            assert second.stderr.readline() == f"{WAITING}\n"
            first.communicate("\n")
            assert second.stdout
            assert second.stdout.readline() == "begun\n"
            second.communicate()
