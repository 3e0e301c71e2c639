"""Runs a screen and WebKit's driver until its own input is closed, then ends them with all they have started.

The input is closed by whoever started this, or by the system when that process is gone, however it went: nothing outlives
a test run. Run as a program, with the driver's path and port; says "ready" once both are running.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys


def main(driver: str, port: str) -> None:
    """Run both in the group of this process, which is its own, and end the group."""
    try:
        display = _start_screen()
        quiet = {"NO_AT_BRIDGE": "1", "GTK_A11Y": "none", "GIO_USE_PORTALS": "0"}
        environment = {**os.environ, **quiet, "DISPLAY": f":{display}"}
        environment.pop("WAYLAND_DISPLAY", None)
        subprocess.Popen([driver, f"--port={port}"], env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr)
        print("ready", flush=True)
        sys.stdin.buffer.read()
    finally:
        os.killpg(0, signal.SIGKILL)


def _start_screen() -> str:
    """Start a screen that nobody sees and return its number, once it can be drawn on."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    subprocess.Popen(command, pass_fds=[writing], stdin=subprocess.DEVNULL, stdout=sys.stderr)
    os.close(writing)
    # All of the line: a pipe that is closed under it ends the screen.
    with os.fdopen(reading) as said:
        return said.readline().strip()


if __name__ == "__main__":
    main(*sys.argv[1:])
