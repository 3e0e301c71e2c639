"""Serves a project as it is while somebody writes, and waits for what is served."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.comparison import NotMeasured

PORT = "PORT"
"""Stands in a command for the port at which it is to serve."""
MAKE_SERVE = ("-m", "press.restarting", PORT)
"""What make serve has Python run."""
LONGEST_S = 600
LOOK_S = 0.02


@contextmanager
def previewed(command: Sequence[str], root: Path) -> Iterator[str]:
    """Run a command that serves the project, with the Python that stands in it, at a free port; yield the address with a slash."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    own = os.pathsep.join(str(root / folder) for folder in ("overrides", "exercises"))
    environment = {**os.environ, "PRESS_PREVIEW": "yes", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": own}
    asked = [one.replace(PORT, str(port)) for one in command]
    with subprocess.Popen(asked, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def text_at(address: str) -> str:
    """Return what is served at an address; nothing while nothing is."""
    try:
        with urllib.request.urlopen(address, timeout=LONGEST_S) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def wait_until(is_so: Callable[[], bool]) -> None:
    """Return as soon as something is so; raise NotMeasured when it does not become so for long."""
    end = time.monotonic() + LONGEST_S
    while not is_so():
        if time.monotonic() > end:
            raise NotMeasured(f"the preview did not come in {LONGEST_S} seconds")
        time.sleep(LOOK_S)
