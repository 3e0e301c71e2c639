"""Serves the site to the writer who is at work on it, and ends without a word when it is stopped.

`make serve` stops it on each edit of Python, and in the middle of a build click would say "Aborted!", as though something were wrong.
"""

from __future__ import annotations

import functools
import signal
import socket
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from mkdocs.__main__ import cli
from mkdocs.commands import serve
from mkdocs.livereload import LiveReloadServer

from press import kept, port, refusals, theme
from press.building import STOPPED
from press.folders import Folders
from press.on_demand import demand
from press.watching import Watch

LONGEST_BUILD_S = 120
SETTLED_S = 0.05
"""So long nothing may change before a build begins, for editors write a file in steps."""
LAST_QUESTION_S = 0.1
"""As long as one who has connected may take to ask before another server takes this one's place; browsers connect beforehand."""
LAST_ANSWERS_S = 1.5
"""As long as what was asked may take to be answered then."""
LIVE_RELOAD = "/livereload/"


class Server(LiveReloadServer):
    """MkDocs' server at a port that is held for it. When another takes its place, it leaves nobody without an answer.

    Pages that are open ask anew then, and whoever waits for a build is sent to the next server.
    """

    is_replaced = False
    request_queue_size = 128
    """So many may wait until it serves."""

    def __init__(self, listener: socket.socket, **options: Any) -> None:
        super().__init__(**options)
        self.observer: Any = Watch()
        self.build_delay = SETTLED_S
        self.socket.close()
        self.socket = listener
        self._is_handed_on = False
        """Whether nobody is taken up here any more, and another server does."""
        self._connected: set[int] = set()
        self._asking: set[int] = set()
        self._gone = threading.Condition()
        """Must be held for the threads that answer: of all who have connected, and of those who have asked."""

    def server_bind(self) -> None:
        """Take the names that a server gets with its port."""
        self.server_name, self.server_port = self.server_address = self.socket.getsockname()
        self.setup_environ()

    def get_request(self) -> Any:
        """Return who has connected, and from where; OSError when another server was quicker."""
        asked, where = super().get_request()
        asked.setblocking(True)  # some systems make it as the listener is
        return asked, where

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread, which is known until it ends."""
        with self._gone:
            self._connected.add(id(request))
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer one who has connected."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._gone:
                self._connected.discard(id(request))
                self._asking.discard(threading.get_ident())
                self._gone.notify_all()

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """Answer; a note that was left out until now is made first, and what comes too late here is for the next server."""
        with self._gone:
            self._asking.add(threading.get_ident())
        self._make_asked(environ["PATH_INFO"].removeprefix(self.mount_path))
        began: list[Any] = []
        answer = super().serve_request(environ, lambda *head: began.append(head))
        # What was waited for may be half made. Only now is whoever comes back taken up by the next server.
        if self._is_handed_on and not environ["PATH_INFO"].startswith(LIVE_RELOAD):
            getattr(answer, "close", lambda: None)()
            began, answer = [("307 Temporary Redirect", [("Location", _address(environ))])], []
        start_response(*began[-1])
        return answer

    def _make_asked(self, address: str) -> None:
        end = time.monotonic() + LONGEST_BUILD_S
        while demand.ask(address) and not self._is_handed_on and time.monotonic() < end:
            with self._epoch_cond:
                before = self._visible_epoch
            with self._rebuild_cond:
                self._want_rebuild = True
                self._rebuild_cond.notify_all()
            with self._epoch_cond:
                self._epoch_cond.wait_for(
                    lambda: self._visible_epoch > before or self._is_handed_on,  # noqa: B023 - it is called at once
                    timeout=LONGEST_BUILD_S,
                )

    def server_close(self) -> None:
        """Let nobody connect any more; if another server is to take the place, all who have are answered before."""
        if self.is_replaced:
            with self._epoch_cond:
                self._is_handed_on = True
                self._visible_epoch = self._wanted_epoch = max(self._visible_epoch, self._wanted_epoch) + 1
                self._epoch_cond.notify_all()
            with self._gone:
                self._gone.wait_for(lambda: not self._connected, LAST_QUESTION_S)
                self._gone.wait_for(lambda: not self._asking, LAST_ANSWERS_S)
        super().server_close()


def _address(environ: Any) -> str:
    """Return what was asked for, as an address of this server."""
    path = urllib.parse.quote(environ["PATH_INFO"].encode("latin-1"))
    return f"{path}?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else path


def main(at: str, listener: socket.socket) -> int:
    """Serve at a port of this machine, which is listened at, until it is stopped, and return the exit code."""
    signal.signal(signal.SIGHUP, _replace)
    serve.LiveReloadServer = functools.partial(Server, listener)  # type: ignore[attr-defined, assignment]
    demand.begin()
    kept.keep_all()
    theme.keep_templates(Folders(Path.cwd()).build)
    try:
        cli(["serve", "--quiet", "--dev-addr", f"{port.HOST}:{at}"], standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return STOPPED
    except OSError as error:
        print(refusals.sentence(error), file=sys.stderr)
        return 1
    return 0


def _replace(*_: object) -> None:
    Server.is_replaced = True
    raise KeyboardInterrupt
