"""Whether a preview can be served at a port of this machine, asked before anything is set up or built.

Run as a program, `python port.py 8000` says in a sentence why not, and exits with 1 then; `make serve` needs that
before anything is installed, so only the standard library is imported here.
"""

from __future__ import annotations

import errno
import socket
import sys

HOST = "127.0.0.1"
ANOTHER = "choose another, as in: make serve PORT=8001"


def hindrance(port: str) -> str:
    """Return why nothing can be served at the port, and how to mend it; nothing when it is free."""
    if not (port.isascii() and port.isdecimal() and 0 < int(port) < 2**16):
        return f"PORT={port} is no port, which is a number from 1 to 65535; {ANOTHER}"
    try:
        socket.create_server((HOST, int(port))).close()
    except OSError as error:
        return refused(port, error)
    return ""


def refused(port: str, error: OSError) -> str:
    """Return in a sentence what the machine said when a server asked for the port."""
    if error.errno == errno.EADDRINUSE:
        return f"Something is served at port {port} already, perhaps this site in another window; stop that, or {ANOTHER}"
    return f"Nothing can be served at port {port}: {error.strerror or error}; {ANOTHER}"


if __name__ == "__main__":
    sys.exit(hindrance(sys.argv[1]) or None)
