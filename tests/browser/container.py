"""Runs the container's stock web server, with the container's own configuration, on a built site."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT

PROGRAM = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
OWN = ROOT / "container" / "nginx.conf"
STOCK = """
daemon off;
worker_processes 1;
{user}
pid {folder}/pid;
error_log {folder}/errors;
events {{}}
http {{
  access_log off;
  {kept_in}
  default_type application/octet-stream;
  include {folder}/default.conf;
}}
"""
"""What the image has around the file that ours replaces."""
KEPT_IN = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def web_server(site: Path, folder: Path) -> Iterator[str]:
    """Serve the site from a folder for the server's own files; yield its address, without a slash."""
    assert PROGRAM
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    own = OWN.read_text("utf-8").replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/usr/share/nginx/html", str(site))
    (folder / "default.conf").write_text(own, "utf-8")
    kept_in = " ".join(f"{one}_temp_path {folder}/{one};" for one in KEPT_IN)
    user = "user root;" if folder.stat().st_uid == 0 else ""
    (folder / "nginx.conf").write_text(STOCK.format(folder=folder, kept_in=kept_in, user=user), "utf-8")
    command = [PROGRAM, "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as client:
            client.settimeout(0.1)
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the web server does not answer")
