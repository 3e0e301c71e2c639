"""Holds the port of a preview from its first server to its last, so that no page is refused while one follows another.

Whoever asks meanwhile waits, and is answered by the next server; where there is none, by a page that says so and comes again.
Loaded before any server, so only the standard library is imported here.
"""

from __future__ import annotations

import contextlib
import html
import select
import socket

from press.port import HOST

PATIENCE_S = 1.0
"""How long somebody who has connected may take to ask."""
LONGEST_REQUEST_BYTES = 1 << 16
AGAIN_S = 1
ANSWER = """HTTP/1.0 503 Service Unavailable\r
Content-Type: text/html; charset=utf-8\r
Cache-Control: no-store\r
Refresh: {seconds}\r
\r
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Not served at present</title>
<p>{sentence}</p>
"""


def listen(port: str) -> socket.socket:
    """Return what whoever asks at the port of this machine is taken up by; raises OSError when the port is not to be had."""
    listener = socket.create_server((HOST, int(port)))
    listener.setblocking(False)  # two servers may see that somebody comes, and one of them takes nobody up
    return listener


def answer(listener: socket.socket, sentence: str, within_s: float) -> None:
    """Say a sentence to the one who asks within that time, if anybody does, on a page that soon asks again."""
    if not select.select([listener], [], [], within_s)[0]:
        return
    with contextlib.suppress(OSError):  # who asked may have gone
        asked, _ = listener.accept()
        with asked:
            asked.settimeout(PATIENCE_S)
            asked.recv(LONGEST_REQUEST_BYTES)
            asked.sendall(ANSWER.format(seconds=AGAIN_S, sentence=html.escape(sentence)).encode())
