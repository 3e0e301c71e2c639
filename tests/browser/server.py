"""A static server for tests and benchmarks: right types, caching as a good host does it, no log."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import io
import re
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HASHED_NAME = re.compile(r"[./][0-9a-f]{8}[./]|^/search/.*_[0-9a-f]+\.pf_\w+$")
"""A file or a folder with a hash in its name never changes; the pieces of the search's index have shorter ones."""
FOR_EVER = "public, max-age=31536000, immutable"
PACKED = (".html", ".css", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml")
"""What a host compresses on its way."""
PIECE_BYTES = 1 << 13


class Line:
    """A line of a certain speed that everything sent shares, in whatever connections."""

    def __init__(self, bits_per_s: int) -> None:
        self._bytes_per_s = bits_per_s / 8
        self._free_at = 0.0
        self._turn = threading.Lock()

    def carry(self, count: int) -> None:
        """Wait as long as these bytes take after all that was to be carried before."""
        with self._turn:
            self._free_at = max(time.monotonic(), self._free_at) + count / self._bytes_per_s
            there = self._free_at
        time.sleep(max(0.0, there - time.monotonic()))


class StaticHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and notes the path of every request in the server's `requested`."""

    protocol_version = "HTTP/1.1"
    # A .gz file is unpacked by the page itself, so it must not go out as an encoding.
    extensions_map = {  # noqa: RUF012 - the base class declares it
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".gz": "application/octet-stream",
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".whl": "application/octet-stream",
        ".woff2": "font/woff2",
    }

    def do_GET(self) -> None:
        self.server.requested.append(self.path)  # type: ignore[attr-defined]
        with contextlib.suppress(ConnectionError):  # the page went away
            super().do_GET()

    def send_response(self, code: int, message: str | None = None) -> None:
        super().send_response(code, message)
        self.server.answered.append((self.path, code))  # type: ignore[attr-defined]
        is_hashed = HASHED_NAME.search(self.path)
        self.send_header("Cache-Control", FOR_EVER if is_hashed and code == http.HTTPStatus.OK else "no-cache")
        if self.server.policy:  # type: ignore[attr-defined]
            self.send_header("Content-Security-Policy", self.server.policy)  # type: ignore[attr-defined]

    def send_head(self) -> Any:
        """Answer with a file as it is, or packed when the server packs and the browser takes that."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if self.path.partition("?")[0].endswith("/") else path
        takes_packed = "gzip" in self.headers.get("Accept-Encoding", "") and "If-Modified-Since" not in self.headers
        if not (self.server.packs and takes_packed and file.suffix in PACKED and file.is_file()):  # type: ignore[attr-defined]
            return super().send_head()
        data = packed(file, file.stat().st_mtime)
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Last-Modified", self.date_time_string(file.stat().st_mtime))
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        return io.BytesIO(data)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file, as fast as the server's line carries it."""
        line: Line | None = self.server.line  # type: ignore[attr-defined]
        if not line:
            return super().copyfile(source, outputfile)
        while piece := source.read(PIECE_BYTES):
            line.carry(len(piece))
            outputfile.write(piece)
        return None

    def guess_type(self, path: Any) -> str:
        return self.server.types.get(Path(path).suffix) or super().guess_type(path)  # type: ignore[attr-defined]

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


class StaticServer(http.server.ThreadingHTTPServer):
    """A server on a free port of this machine alone."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self, folder: Path, port: int = 0, *, packs: bool = False, line: Line | None = None, types: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(("127.0.0.1", port), functools.partial(StaticHandler, directory=str(folder)))
        self.folder = folder
        self.packs = packs
        self.line = line
        self.types = types or {}
        self.requested: list[str] = []
        self.answered: list[tuple[str, int]] = []
        self.policy = policy_of(folder)
        self._connections: set[Any] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Be gone for good: a browser would go on asking over connections that it has kept open."""
        super().server_close()
        for connection in list(self._connections):
            with contextlib.suppress(OSError):  # it was closed just now
                connection.shutdown(socket.SHUT_RDWR)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that closes a connection early is no error."""


@functools.cache
def packed(file: Path, changed: float) -> bytes:
    """Return a file compressed, once for each time it was changed."""
    return gzip.compress(file.read_bytes(), mtime=0)


def policy_of(folder: Path) -> str:
    """Return the policy that the folder's own `_headers` asks hosts to send with everything, or nothing."""
    headers = folder / "_headers"
    found = re.search(r"^  Content-Security-Policy: (.+)$", headers.read_text("utf-8"), re.MULTILINE) if headers.is_file() else None
    return found[1] if found else ""


@contextlib.contextmanager
def serving(
    folder: Path, port: int = 0, *, packs: bool = False, line: Line | None = None, types: Mapping[str, str] | None = None
) -> Iterator[StaticServer]:
    """Serve the folder while the context lasts, on a free port unless one is named.

    packs: send text and WebAssembly compressed, as hosts do. line: how fast everything goes out; at once without one.
    types: those that the host gets wrong, by the ending of names.
    """
    with StaticServer(folder, port, packs=packs, line=line, types=types) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
