"""What is saved is told once, at once where the system tells, and all the same where it does not."""

from __future__ import annotations

import os
import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from press import watching

PATIENCE_S = 20
NEVER_S = 10_000.0
OFTEN_S = 0.02

type Watched = Callable[[Path], "queue.Queue[str]"]


class Told(FileSystemEventHandler):
    def __init__(self) -> None:
        self.files: queue.Queue[str] = queue.Queue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.files.put(os.path.basename(str(event.dest_path or event.src_path)))


@pytest.fixture
def watched() -> Iterator[Watched]:
    """Watch a folder, or a file, and return the names that are told."""
    begun: list[watching.Watch] = []

    def watch(path: Path) -> queue.Queue[str]:
        told, one = Told(), watching.Watch()
        one.schedule(told, str(path), recursive=True)
        one.start()
        begun.append(one)
        return told.files

    yield watch
    for one in begun:
        one.stop()
        one.join()


@pytest.fixture(params=["told", "looking"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the system alone tell, or nothing but looking find what has changed."""
    monkeypatch.setattr(watching, "LOOK_S", NEVER_S if request.param == "told" else OFTEN_S)
    if request.param == "looking":
        monkeypatch.setattr("press.watching.Observer.schedule", refuse)


def refuse(*_: object, **__: object) -> None:
    raise OSError("inotify watch limit reached")


def until_last(told: queue.Queue[str], last: Path) -> list[str]:
    """Write a last file and return all names that are told before it."""
    last.write_text("the last")
    return list(iter(lambda: told.get(timeout=PATIENCE_S), last.name))


@pytest.mark.usefixtures("way")
def test_a_file_in_a_folder_is_told_when_it_is_saved(tmp_path: Path, watched: Watched) -> None:
    inner = tmp_path / "docs"
    inner.mkdir()
    told = watched(tmp_path)
    (inner / "note.md").write_text("Words.")
    assert told.get(timeout=PATIENCE_S) == "note.md"


@pytest.mark.usefixtures("way")
def test_a_single_file_is_told_when_an_editor_puts_another_in_its_place(tmp_path: Path, watched: Watched) -> None:
    page, new = tmp_path / "404.html", tmp_path / "new"
    page.write_text("As it was.")
    told = watched(page)
    new.write_text("As it is now.")
    new.replace(page)
    assert told.get(timeout=PATIENCE_S) == "404.html"


@pytest.mark.usefixtures("way")
def test_other_files_beside_a_single_one_are_not_told(tmp_path: Path, watched: Watched) -> None:
    page = tmp_path / "404.html"
    page.write_text("As it was.")
    told = watched(page)
    (tmp_path / "other").write_text("Something else.")
    assert until_last(told, page) == []


@pytest.mark.usefixtures("way")
def test_that_a_file_is_gone_is_told(tmp_path: Path, watched: Watched) -> None:
    (tmp_path / "note.md").write_text("Words.")
    told = watched(tmp_path)
    (tmp_path / "note.md").unlink()
    assert told.get(timeout=PATIENCE_S) == "note.md"


def test_a_change_that_both_tell_is_told_once(tmp_path: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LOOK_S", OFTEN_S)
    made, docs = tmp_path / "note.md", tmp_path / "docs"
    made.write_text("Words.")
    docs.mkdir()
    said = said_of_a_new(made.name, monkeypatch)
    told = watched(docs)
    made.rename(docs / made.name)
    for _ in ("by the system", "by looking"):
        said.get(timeout=PATIENCE_S)
    assert until_last(told, docs / "last.md") == [made.name]


def said_of_a_new(name: str, monkeypatch: pytest.MonkeyPatch) -> queue.Queue[str]:
    """Return each time that a file of the name is said to be new, whether that is handed on or not."""
    said: queue.Queue[str] = queue.Queue()
    before = watching._Once.dispatch

    def dispatch(once: watching._Once, event: FileSystemEvent) -> None:
        before(once, event)
        if (event.event_type, os.path.basename(str(event.src_path))) == ("created", name):
            said.put(name)

    monkeypatch.setattr(watching._Once, "dispatch", dispatch)
    return said


def test_a_file_that_is_only_read_is_not_told(tmp_path: Path, watched: Watched) -> None:
    (tmp_path / "note.md").write_text("Words.")
    told = watched(tmp_path)
    assert (tmp_path / "note.md").read_text() == "Words."
    assert until_last(told, tmp_path / "last.md") == []


def test_the_hidden_files_of_editors_are_not_told(tmp_path: Path, watched: Watched) -> None:
    told = watched(tmp_path)
    (tmp_path / ".note.md.swp").write_text("Not saved yet.")
    assert until_last(told, tmp_path / "last.md") == []
