"""Builds the site as it stands with each builder that may follow MkDocs, from the same mkdocs.yml."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT
from tests.horizon.environments import HERE

KEPT = ("404.html", "503.html", "blog.html", "main.html", "blog-post.html")
"""Of our templates, those that a theme has itself, or that nothing but a server shows."""
OF_THE_THEME = (*KEPT, "sitemap.xml", "email", "exercises", "feeds", "fragments", "lists", "partials", "press")


class NotBuilt(Exception):
    """Says what the builder or press said last."""


def properdocs(python: Path, folder: Path) -> Path:
    """Return the site that ProperDocs builds: it takes mkdocs.yml, the plugins and the theme as they are."""
    site = folder / "site"
    _run([str(python), "-m", "properdocs", "build", "--strict", "--quiet", "--config-file", "mkdocs.yml", "--site-dir", str(site)], ROOT)
    return site


def zensical(python: Path, folder: Path) -> Path:
    """Return the site that Zensical builds in its own theme, completed by press.

    Our templates call methods of Python, which its templates do not know, so a folder of thin ones stands in for them.
    """
    project = _project(folder / "project")
    _run([str(python), "-m", "zensical", "build"], project)
    _run([sys.executable, "-m", "press", "finish", "--other-theme", "site"], project)
    return project / "site"


BUILDERS: dict[str, Callable[[Path, Path], Path]] = {"properdocs": properdocs, "zensical": zensical}


def _project(project: Path) -> Path:
    """Copy what is written and published into a folder that is not there yet, with thin templates."""
    for name in ("docs", "exercises", "overrides"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("node_modules", "build"):
        (project / name).symlink_to(ROOT / name)
    shutil.copytree(project / "overrides", project / "thin", ignore=shutil.ignore_patterns(*OF_THE_THEME))
    shutil.copytree(project / "overrides" / "assets", project / "thin" / "assets", dirs_exist_ok=True)
    for template in (project / "thin").glob("*.html"):
        template.write_text('{% extends "main.html" %}\n', "utf-8")
    shutil.copy(HERE / "zensical" / "blog-post.html", project / "thin")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert settings.count("custom_dir: overrides") == 1
    (project / "mkdocs.yml").write_text(settings.replace("custom_dir: overrides", "custom_dir: thin"), "utf-8")
    return project


def _run(command: list[str], folder: Path) -> None:
    environment = {**os.environ, "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotBuilt(f"{' '.join(command[1:])}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
