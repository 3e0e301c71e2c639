"""Completes a site that another builder made of the same mkdocs.yml: `python -m press finish SITE`.

mkdocs-macros does this at the end of a build. Zensical calls nothing then, so it is a command of its own.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from types import SimpleNamespace

from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from press.folders import add_root, project_at
from press.hooks import complete, read


def main(arguments: list[str] | None = None) -> int:
    """Complete the site and return the exit code; one that was completed before is not completed again."""
    parser = argparse.ArgumentParser(prog="press finish", description="Completes a built site with what does not come from Markdown.")
    parser.add_argument("site", type=Path, help="the folder of the built site")
    parser.add_argument("--other-theme", action="store_true", help="its pages are not made by our templates: no policy, no offline copy")
    add_root(parser)
    parsed = parser.parse_args(arguments)
    folders = project_at(parsed.root)
    if not folders or not _is_whole(parsed.site):
        return 2
    conf = load_config(str(folders.root / "mkdocs.yml"), site_dir=str(parsed.site.resolve()))
    try:
        complete(read(SimpleNamespace(conf=conf, page=None)), conf, is_ours=not parsed.other_theme)
    except PluginError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _is_whole(site: Path) -> bool:
    if not (site / "index.html").is_file():
        print(f"{site} holds no index.html; name the folder of a built site", file=sys.stderr)
        return False
    if (site / "licences.txt").exists():
        print(f"{site} is complete already; build it anew to complete it again", file=sys.stderr)
        return False
    return True
