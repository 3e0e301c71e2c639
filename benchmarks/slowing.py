"""Makes a browser's processor slower than this machine's: all of its processes stand still for a part of the time.

What developer tools slow down is the page's own thread alone, not the workers that Python runs in. Here every process of
the browser is stopped and goes on together, many times a second, so each thread of each of them loses the same share,
as on a processor that many times slower. The pauses follow from how long the browser ran in truth, so that a busy machine,
which wakes this thread late, does not change the share.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator

RUN_S = 0.005


@contextlib.contextmanager
def slowed(marker: str, times: int) -> Iterator[None]:
    """Slow the browser down while the context lasts.

    marker: text that stands in the command of the browser's first process alone, as the folder of its profile does.
    """
    group = _group(marker)
    over = threading.Event()
    thread = threading.Thread(target=_pulse, args=(group, times, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _pulse(group: int, times: int, over: threading.Event) -> None:
    with contextlib.suppress(ProcessLookupError):  # the browser ended by itself
        while not over.is_set():
            began = time.monotonic()
            time.sleep(RUN_S)
            os.killpg(group, signal.SIGSTOP)
            time.sleep((time.monotonic() - began) * (times - 1))
            os.killpg(group, signal.SIGCONT)


def _group(marker: str) -> int:
    """Return the process group that the browser with this marker leads; its other processes are in it too."""
    listed = subprocess.run(["ps", "-eo", "pid=,pgid=,args="], capture_output=True, text=True, check=True).stdout
    processes = [line.split(None, 2) for line in listed.splitlines()]
    return next(int(group) for pid, group, command in processes if pid == group and marker in command)
