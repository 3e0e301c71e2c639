"""A copy of the project that can be changed, built and served again, for tests of what a newer build does to a reader."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

from tests.conftest import ROOT, build

FOLDERS = ("docs", "overrides", "exercises/notes")
LINKED = ("node_modules", "build")


class Host:
    """Serves nothing itself: has the folder to serve, and the address that the site in it is built for."""

    def __init__(self, folder: Path, path: str) -> None:
        """path: where the site stands at its address, "/" or with a slash at both ends."""
        self.port = _free_port()
        self.served = folder / "served"
        self._site = self.served / path.strip("/")
        self._project = folder / "project"
        for name in FOLDERS:
            shutil.copytree(ROOT / name, self._project / name)
        shutil.copy(ROOT / "mkdocs.yml", self._project)
        for name in LINKED:
            (self._project / name).symlink_to(ROOT / name)
        self.url = f"http://127.0.0.1:{self.port}{path.rstrip('/')}"
        self._unsigned = {name: (self._project / name).read_text("utf-8") for name in SIGNS}

    def publish(self, name: str) -> None:
        """Build the site anew in the place of the old one, with a sign of this build in text, style and script."""
        for file, sign in SIGNS.items():
            (self._project / file).write_text(self._unsigned[file] + sign.format(name), "utf-8")
        done = build(self._project, self._site, SITE_URL=f"{self.url}/")
        assert done.returncode == 0, done.stdout + done.stderr


SIGNS = {
    "overrides/partials/footer.html": '<p id="text-of">{0}</p>\n',
    "overrides/assets/styles/page.css": ":root {{ --style-of: {0}; }}\n",
    "overrides/assets/page/visit.js": 'document.documentElement.dataset.scriptOf = "{0}";\n',
}
SIGNS_SEEN = """[
  document.querySelector("#text-of").textContent,
  getComputedStyle(document.documentElement).getPropertyValue("--style-of").trim(),
  document.documentElement.dataset.scriptOf,
]"""


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
