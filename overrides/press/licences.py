"""Writes licences.txt: everything by others that the built site carries, its licence, and where its source is.

What is listed is found in what is published, so that nothing can be added without a licence that is allowed.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
import sysconfig
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string
from pathlib import Path

from mkdocs.exceptions import PluginError

from press.packages import require

FILE = "licences.txt"
ALLOWED = ("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Unlicense")
OURS = "reflect"
NAMED_OTHERWISE = {"MIT License": "MIT"}
IMPORTED = re.compile(r'from "([^"]+)"')
ALWAYS = ("@fontsource-variable/literata", "pyodide")
"""Packages of npm whose files are copied; the others are those that assets/packages imports."""
HEAD = """\
What this site carries that others made, each under its own licence. The site's own licence stands in its source.
"""


@dataclass(frozen=True)
class Carried:
    """One piece of software or a typeface; `text` is its licence, where its package has it."""

    name: str
    version: str
    licence: str
    source: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.version}\n{self.licence}\n{self.source}\n\n{self.text}".strip()


def write(site: Path, root: Path) -> None:
    """Write the list into the site; called while assets/packages still says what it imports.

    Raises PluginError for something whose licence is not among the allowed ones.
    """
    carried = sorted(carried_by(site, root), key=lambda one: one.name.casefold())
    for one in carried:
        if one.licence not in ALLOWED:
            raise PluginError(
                f"{one.name} {one.version} has the licence {one.licence!r}, expected one of {', '.join(ALLOWED)}; "
                "leave it out, or see what it asks for and allow it in press/licences.py"
            )
    line = f"\n\n{'-' * 72}\n\n"
    (site / FILE).write_text(line.join([HEAD.strip(), *map(str, carried)]) + "\n", encoding="utf-8")


def carried_by(site: Path, root: Path) -> Iterator[Carried]:
    """Yield everything by others that is in a site."""
    scripts = (site / "assets" / "packages").glob("*.js")
    imported = {name for script in scripts for name in IMPORTED.findall(script.read_text(encoding="utf-8"))}
    for name in {*imported, *ALWAYS}:
        yield _from_npm(root / "node_modules" / name)
    for wheel in sorted((site / "assets" / "runtime").glob("*.whl")):
        if not wheel.name.startswith(f"{OURS}-"):
            yield _from_wheel(wheel)
    material = importlib.metadata.distribution("mkdocs-material")
    yield _described(material.read_text("METADATA") or "", material.read_text("licenses/LICENSE") or "")
    pagefind = importlib.metadata.distribution("pagefind_bin")
    yield _described(pagefind.read_text("METADATA") or "", "")
    # Pyodide's module is Python itself, with its standard library.
    version, text = sysconfig.get_python_version(), Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    yield Carried("Python", version, "PSF-2.0", "https://www.python.org/", text.read_text(encoding="utf-8") if text.is_file() else "")


def _from_npm(package: Path) -> Carried:
    require(package)
    data = json.loads((package / "package.json").read_text(encoding="utf-8"))
    text = next((path.read_text(encoding="utf-8") for path in sorted(package.glob("LICEN[CS]E*"))), "")
    repository = data.get("repository") or {}
    source = repository if isinstance(repository, str) else repository.get("url", "")
    return Carried(data["name"], data["version"], data.get("license", ""), source.removeprefix("git+"), text.strip())


def _from_wheel(wheel: Path) -> Carried:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        text = next((name for name in names if re.search(r"\.dist-info/(?:licenses/)?LICEN[CS]E", name)), None)
        return _described(archive.read(metadata).decode(), archive.read(text).decode() if text else "")


def _described(metadata: str, text: str) -> Carried:
    found = message_from_string(metadata)
    licence = str(found["License-Expression"] or found["License"] or "").strip().partition("\n")[0]
    addresses = [address for _, _, address in (str(one).partition(", ") for one in found.get_all("Project-URL", []))]
    source = next((one for one in addresses if re.search(r"github|gitlab|codeberg", one)), addresses[0] if addresses else "")
    return Carried(str(found["Name"]), str(found["Version"]), NAMED_OTHERWISE.get(licence, licence), source, text.strip())
