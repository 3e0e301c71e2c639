"""Serves the site to the writer who is at work on it, and ends without a word when it is stopped.

`make serve` stops it on each edit of Python, and in the middle of a build click would say "Aborted!", as though something were wrong.
"""

from __future__ import annotations

import functools
import signal
import socket
import sys
import time
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
LAST_ANSWERS_S = 0.1
"""As long as the answers to pages that wait for a new version may take."""


class Server(LiveReloadServer):
    """MkDocs' server at a port that is held for it, which tells its pages to ask anew when another takes its place."""

    is_replaced = False
    request_queue_size = 128
    """So many may wait until it serves."""

    def __init__(self, listener: socket.socket, **options: Any) -> None:
        super().__init__(**options)
        self.observer: Any = Watch()
        self.build_delay = SETTLED_S
        self.socket.close()
        self.socket = listener

    def server_bind(self) -> None:
        """Take the names that a server gets with its port."""
        self.server_name, self.server_port = self.server_address = self.socket.getsockname()
        self.setup_environ()

    def serve_request(self, environ: Any, start_response: Any) -> Any:
        """Answer; a note that was left out until now is made first."""
        self._make_asked(environ["PATH_INFO"].removeprefix(self.mount_path))
        return super().serve_request(environ, start_response)

    def _make_asked(self, address: str) -> None:
        end = time.monotonic() + LONGEST_BUILD_S
        while demand.ask(address) and time.monotonic() < end:
            with self._epoch_cond:
                before = self._visible_epoch
            with self._rebuild_cond:
                self._want_rebuild = True
                self._rebuild_cond.notify_all()
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch > before, timeout=LONGEST_BUILD_S)  # noqa: B023 - it is called at once

    def shutdown(self, wait: bool = False) -> None:
        """Stop; pages that are open ask anew then, and wait for the next server, if there is to be one."""
        super().shutdown(wait)
        if self.is_replaced:
            with self._epoch_cond:
                self._visible_epoch += 1
                self._epoch_cond.notify_all()
            time.sleep(LAST_ANSWERS_S)


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
