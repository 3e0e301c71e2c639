"""A host of the built site for one reader: it can go away and come back, and is told what the policy stopped."""

from __future__ import annotations

import contextlib
import functools
import http
import threading
from collections.abc import Iterator
from pathlib import Path

from press import policy
from tests.browser.server import StaticHandler, StaticServer

REPORTS = "/reports-of-the-policy"
IN_PAGES = policy.text({**policy.IN_PAGES, **policy.IN_HEADERS, "report-uri": REPORTS})
IN_WORKERS = policy.text({**policy.IN_HEADERS, "report-uri": REPORTS})


class ReportedHandler(StaticHandler):
    """Sends the site's own policy with an address to report to: workers and pages that still load are heard too."""

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Content-Security-Policy":
            value = IN_PAGES if self.path.partition("?")[0].endswith(("/", ".html")) else IN_WORKERS
        super().send_header(keyword, value)

    def do_POST(self) -> None:  # noqa: N802 - the name that the base class looks for
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == REPORTS:
            self.server.reports.append(body.decode())  # type: ignore[attr-defined]
        else:
            self.server.posted.append(self.path)  # type: ignore[attr-defined]
        self.send_response(http.HTTPStatus.NO_CONTENT)
        self.end_headers()


class Host:
    """Serves a folder at one address, but for the times when it is away."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder
        self.reports: list[str] = []
        self.posted: list[str] = []
        self.requested: list[str] = []
        self._server: StaticServer | None = None
        self.port = port
        self.come()
        self.url = f"http://127.0.0.1:{self.port}"

    def come(self) -> None:
        """Be there, at the same address as before."""
        server = StaticServer(self.folder, self.port)
        server.RequestHandlerClass = functools.partial(ReportedHandler, directory=str(self.folder))
        server.reports = self.reports  # type: ignore[attr-defined]
        server.posted = self.posted  # type: ignore[attr-defined]
        server.requested = self.requested
        self.port = server.server_port
        self._server = server
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def go_away(self) -> None:
        """Refuse every request from now on."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


@contextlib.contextmanager
def hosting(folder: Path) -> Iterator[Host]:
    """Host the folder while the context lasts."""
    host = Host(folder)
    try:
        yield host
    finally:
        host.go_away()
