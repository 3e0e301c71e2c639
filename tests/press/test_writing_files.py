"""A file is there whole or as it was before, whoever writes it at the same time and whatever ends the writing."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from press.writing_files import DAY_S, UNFINISHED, put_in_place, sweep, write_over, write_whole

PARTS = [letter * 200_000 for letter in "abcdefgh"]
TOO_LONG = """
import resource, sys
from pathlib import Path
from press.writing_files import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
try:
    write_whole(Path(sys.argv[1]), "x" * 2000)
except OSError as error:
    print(error.strerror)
"""


def test_a_file_and_its_folder_are_written(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "file.txt", "words, “quoted”")
    assert (tmp_path / "new" / "file.txt").read_bytes() == "words, “quoted”".encode()
    write_whole(tmp_path / "new" / "file.txt", b"\x00")
    assert [path.read_bytes() for path in (tmp_path / "new").iterdir()] == [b"\x00"]


@pytest.mark.parametrize("text", ["", "short", "longer than it was, “quoted”"])
def test_a_text_written_over_a_file_leaves_nothing_of_it(text: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("as it was before", "utf-8")
    write_over(file, text)
    assert file.read_text("utf-8") == text


def test_what_others_write_at_the_same_time_does_not_mix(tmp_path: Path) -> None:
    file = tmp_path / "file"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda part: write_whole(file, part), PARTS * 4))
    assert file.read_text() in PARTS
    assert os.listdir(tmp_path) == ["file"]


def test_a_file_for_which_there_is_no_room_is_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("before")
    done = subprocess.run([sys.executable, "-c", TOO_LONG, file], capture_output=True, text=True, check=True)
    assert done.stdout == "File too large\n"
    assert file.read_text() == "before"
    assert os.listdir(tmp_path) == ["file"]


def is_whole(folder: Path) -> bool:
    return (folder / "whole").exists()


def made(tmp_path: Path, name: str) -> Path:
    folder = tmp_path / "work" / "new"
    folder.mkdir(parents=True)
    (folder / "whole").write_text(name)
    return folder


@pytest.mark.parametrize(("there", "stays"), [(None, "mine"), ("damaged", "mine"), ("whole", "theirs")])
def test_a_finished_folder_takes_the_place_of_none_or_a_damaged_one(there: str | None, stays: str, tmp_path: Path) -> None:
    place = tmp_path / "place"
    if there:
        place.mkdir()
        (place / there).write_text("theirs")
    put_in_place(made(tmp_path, "mine"), place, is_whole)
    assert (place / "whole").read_text() == stays


def test_only_what_was_left_unfinished_long_ago_is_swept_away(tmp_path: Path) -> None:
    for name in ("old", "young"):
        (tmp_path / f"folder.{name}{UNFINISHED}").mkdir()
        (tmp_path / f"folder.{name}{UNFINISHED}" / "file").touch()
        (tmp_path / f"file.{name}{UNFINISHED}").touch()
    (tmp_path / "file.old").touch()
    for path in tmp_path.glob("*.old*"):
        os.utime(path, (path.stat().st_mtime - 2 * DAY_S,) * 2)
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"folder.young{UNFINISHED}", f"file.young{UNFINISHED}", "file.old"}
