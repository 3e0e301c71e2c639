"""What the machine refuses is said in one sentence that says what to do."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
from pathlib import Path

import pytest

from press.__main__ import main
from press.refusals import refusal, sentence


@pytest.mark.parametrize(
    ("number", "file", "said"),
    [
        (errno.ENOSPC, None, "There is no room left on the disk; make room, and run the same command again."),
        (errno.EFBIG, "build/one", "There is no room left on the disk for build/one; make room, and run the same command again."),
        (
            errno.EROFS,
            "site",
            "site may not be read or written here; let this user write in the project's folder, "
            "or copy it to where that is so, and run the same command again.",
        ),
        (
            errno.ENOENT,
            "node_modules/one",
            "node_modules/one is missing; put it back, or delete .venv and node_modules if it is in one of them, and run 'make site'.",
        ),
        (errno.EIO, "site", "site refused: Input/output error; mend that, and run the same command again."),
    ],
)
def test_a_refusal_is_a_sentence(number: int, file: str | None, said: str) -> None:
    assert sentence(OSError(number, os.strerror(number), file)) == said


def test_the_file_that_could_not_be_written_is_named_and_not_the_one_that_was_read() -> None:
    error = OSError(errno.ENOSPC, "No space", "/from/here", None, "/to/there")
    assert sentence(error) == "There is no room left on the disk for /to/there; make room, and run the same command again."


@pytest.mark.parametrize(
    ("code", "said", "number"),
    [
        (1, "pandoc: /tmp/x: withFile: resource exhausted (No space left on device)", errno.ENOSPC),
        (1, "Error: ENOSPC: no space left on device, write", errno.ENOSPC),
        (1, "error: failed to write to out.js: read-only file system", errno.EROFS),
        (-signal.SIGXFSZ, "", errno.EFBIG),
        (1, "error: expected ; but found }", None),
    ],
)
def test_a_program_that_was_refused_something_is_told_from_one_that_found_a_mistake(code: int, said: str, number: int | None) -> None:
    found = refusal(subprocess.CompletedProcess([], code, "", said))
    assert (found and found.errno) == number


def test_a_command_ends_with_the_sentence_and_an_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "schemas").touch()  # where a folder should be
    monkeypatch.chdir(tmp_path)
    assert main(["schema", "--root", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "schemas refused: File exists; mend that, and run the same command again.\n"
