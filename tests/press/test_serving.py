"""When another server takes a preview's place, nobody who has asked goes without an answer."""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from press import listening, serving
from press.on_demand import Demand
from press.port import HOST

SECONDS = 30
NOTE, SNAPSHOT = "notes/first/index.html", "assets/snapshot.bin"
MANY_BYTES = 50_000_000
"""More than a system takes before anybody reads it."""


@dataclass
class Preview:
    """A server in this process, whose builds last until they are let go."""

    root: Path
    listener: socket.socket
    begun: threading.Event = field(default_factory=threading.Event)
    goes_on: threading.Event = field(default_factory=threading.Event)
    asked: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def __post_init__(self) -> None:
        self.server = serving.Server(
            self.listener, builder=self.build, host=HOST, port=0, root=str(self.root), shutdown_delay=0.01, polling_interval=SECONDS
        )
        self.thread = threading.Thread(target=self.server.serve, daemon=True)

    def build(self) -> None:
        self.begun.set()
        self.goes_on.wait(SECONDS)

    def edit(self) -> None:
        """Have a build begin."""
        with self.server._rebuild_cond:
            self.server._want_rebuild = True
            self.server._rebuild_cond.notify_all()
        assert self.begun.wait(SECONDS)

    def ask(self, path: str) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection(HOST, self.listener.getsockname()[1], timeout=SECONDS)
        self.asked.callback(connection.close)
        connection.request("GET", path)
        return connection

    def wait_for_asking(self) -> None:
        """Wait until somebody has asked who is not answered yet."""
        last = time.monotonic() + SECONDS
        while not self.server._asking:
            assert time.monotonic() < last, "nobody asks"
            time.sleep(0.01)

    def answer(self, path: str) -> http.client.HTTPResponse:
        """Return the answer's beginning; the rest may still come."""
        return self.asked.enter_context(self.ask(path).getresponse())

    def replace(self) -> threading.Thread:
        """Begin to end for another server."""
        self.server.is_replaced = True
        ending = threading.Thread(target=self.server.shutdown, daemon=True)
        ending.start()
        return ending


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    for file, text in ((NOTE, "<body>A note.</body>"), (SNAPSHOT, "0" * MANY_BYTES)):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text)
    one = Preview(tmp_path, listening.listen("0"))
    with one.asked:
        one.thread.start()
        yield one
        one.goes_on.set()
        one.server.is_replaced = False
        one.server.shutdown()
    one.thread.join(SECONDS)


def test_a_page_that_waits_for_a_build_is_sent_to_the_next_server(preview: Preview) -> None:
    preview.edit()
    waiting = preview.ask("/assets/caf%C3%A9.png?from=feed")
    preview.wait_for_asking()
    ending = preview.replace()
    answer = preview.asked.enter_context(waiting.getresponse())
    assert (answer.status, answer.headers["Location"]) == (307, "/assets/caf%C3%A9.png?from=feed")
    ending.join(SECONDS)
    assert not ending.is_alive()


def test_a_page_that_waits_to_be_made_is_sent_to_the_next_server(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "demand", Demand(is_on=True, unmade=frozenset({"notes/first/"})))
    waiting = preview.ask("/notes/first/")
    assert preview.begun.wait(SECONDS)
    preview.replace()
    answer = preview.asked.enter_context(waiting.getresponse())
    assert (answer.status, answer.headers["Location"]) == (307, "/notes/first/")


def test_a_page_that_is_open_is_told_of_another_version_though_a_build_goes_on(preview: Preview) -> None:
    seen = preview.server._visible_epoch
    preview.edit()
    waiting = preview.ask(f"/livereload/{seen}/1")
    preview.wait_for_asking()
    preview.replace()
    answer = preview.asked.enter_context(waiting.getresponse())
    assert answer.status == 200
    assert int(answer.read()) > seen


def test_what_is_being_sent_is_sent_to_its_end(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "LAST_ANSWERS_S", SECONDS)
    reading = preview.answer(f"/{SNAPSHOT}")
    ending = preview.replace()
    ending.join(0.2)
    assert ending.is_alive()
    assert len(reading.read()) == MANY_BYTES
    ending.join(SECONDS)
    assert not ending.is_alive()


def test_one_who_has_connected_and_asks_nothing_is_not_waited_for(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "LAST_ANSWERS_S", SECONDS * 100)
    with socket.create_connection(preview.listener.getsockname(), SECONDS):
        preview.answer("/notes/first/").read()  # who came before is connected by then
        ending = preview.replace()
        ending.join(SECONDS)
        assert not ending.is_alive()


def test_a_server_that_is_stopped_waits_for_nobody(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "LAST_ANSWERS_S", SECONDS * 100)
    preview.edit()
    preview.ask("/notes/first/")
    preview.wait_for_asking()
    preview.server.shutdown()


def test_of_two_servers_that_see_somebody_come_one_takes_nobody_up(preview: Preview) -> None:
    preview.server.shutdown()
    with listening.listen("0") as listener, pytest.raises(BlockingIOError):
        Preview(preview.root, listener).server.get_request()
