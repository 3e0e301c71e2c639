"""pyodide-mkdocs-theme: a page with a piece of code to run, and what it loads from another host, served from here.

The host is not asked, and every address of it is turned to this one. The same files come from npm, where that host takes them; Pyodide's loader fits the hash that the theme
asks for. Of jquery.terminal the registry has no 2.43.1, so that 2.43.0 stands in for it, without the hash.
"""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.rivals import PYODIDE_THEME, build, packages_of, python_of

NOTE = "what it loads from another host is served from here, by the same names"
HOST = "https://cdn.jsdelivr.net"
PLACE = "/other/00000000"
"""A folder named like a hash is cached as the host has its files cached."""
FILES = {
    "npm/ace-builds@1.44.0": "ace-builds",
    "npm/jquery.terminal@2.43.1": "jquery.terminal",
    "npm/jquery@3.7.1": "jquery",
    "npm/lodash@4.17.20": "lodash",
    "npm/mathjax@3": "mathjax",
    "pyodide/v0.25.0/full": "pyodide",
}
JQUERY = f"{HOST}/npm/jquery@3.7.1"
"""An address of a package and no file in it; the host answers with its main script."""
STANDING_IN = re.compile(r'(jquery\.terminal\.min\.js",)\s*integrity: "[^"]+",')
SAID = "42"
CODE = "print(6 * 7)\n"
PAGE = '# Code\n\nA page with a piece of code.\n\n{{ IDE("code") }}\n'
CONFIG = """\
site_name: Code
site_url: https://code.example/
theme:
  name: pyodide-mkdocs-theme
  language: en
plugins:
  - search
  - pyodide_macros:
      on_error_fail: true
      build: {ides_id_hash_mode: relative}
      project: {id: bench}
exclude_docs: "**/*.py"
markdown_extensions:
  - md_in_html
  - admonition
  - attr_list
  - footnotes
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.snippets: {check_paths: true}
  - pymdownx.superfences
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.striphtml: {strip_js_on_attributes: false, strip_attributes: ""}
"""


def build_site(folder: Path) -> Path:
    """Build a site whose first page has the code, and return it; raise NotMeasured when that is not possible."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (docs / "index.md").write_text(PAGE, "utf-8")
    (docs / "code.py").write_text(f"# --- PYODIDE:code --- #\n{CODE}", "utf-8")
    build(PYODIDE_THEME, [str(python_of(PYODIDE_THEME)), "-m", "mkdocs", "build", "--quiet"], folder)
    _stand_in(folder / "site")
    return folder / "site"


def _stand_in(site: Path) -> None:
    """Put the other host's files into the site, and send every script and page of it there."""
    packages = packages_of(PYODIDE_THEME)
    for path, inside in FILES.items():
        place = site / PLACE.lstrip("/") / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(packages / inside)
    for file in (one for pattern in ("*.html", "*.js") for one in site.rglob(pattern) if PLACE not in str(one)):
        text = file.read_text("utf-8")
        if HOST in text:
            text = STANDING_IN.sub(r"\1", text.replace(JQUERY, f"{JQUERY}/dist/jquery.min.js"))
            file.write_text(text.replace(HOST, PLACE), "utf-8")
