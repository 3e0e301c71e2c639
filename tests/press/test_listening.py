"""The port of a preview is held while one server follows another: who asks waits, or is told why."""

from __future__ import annotations

import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from press import listening

SECONDS = 30


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with listening.listen("0") as one:
        yield one


def address(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}/"


def test_who_asks_while_nobody_serves_reads_the_sentence_and_comes_again(listener: socket.socket) -> None:
    answering = threading.Thread(target=listening.answer, args=(listener, "It did not start: <see>.", SECONDS))
    answering.start()
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(address(listener), timeout=SECONDS)
    answering.join(SECONDS)
    with told.value as page:
        assert page.code == 503
        assert page.headers["Refresh"] == "1"
        assert "<p>It did not start: &lt;see&gt;.</p>" in page.read().decode()


def test_nobody_is_waited_for_longer_than_is_given(listener: socket.socket) -> None:
    listening.answer(listener, "It did not start.", 0)
    assert listener.fileno() > 0


def test_one_who_hangs_up_without_asking_disturbs_nothing(listener: socket.socket) -> None:
    socket.create_connection(listener.getsockname(), SECONDS).close()
    listening.answer(listener, "It did not start.", SECONDS)


def test_a_port_that_is_taken_is_an_error(listener: socket.socket) -> None:
    with pytest.raises(OSError, match="in use"):
        listening.listen(str(listener.getsockname()[1]))
