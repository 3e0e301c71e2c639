"""A real site of one note, built with the project's own templates, styles and runtime."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.conftest import ROOT, build
from tests.tiny_project import TinyProject

PAGES = {
    "docs/index.md": "# Home\n\n{{ newest_note() }}\n\n{{ earlier_notes() }}\n",
    "docs/notes/index.md": "# Notes\n",
    "docs/exercises.md": "# Exercises\n\n{{ exercise_index() }}\n",
    "docs/journal.md": "# Journal\n",
    "docs/review.md": "# Review\n",
    "docs/offline.md": "# Reading offline\n",
    "docs/subscribe.md": "# Subscribe\n\n{{ feed_list() }}\n\n## One topic\n\n{{ topic_feed_list() }}\n",
    "docs/write.md": "# Write\n",
    "docs/sources.md": "# Sources\n\n{{ source_list() }}\n",
    "docs/topics.md": "# Topics\n\n<!-- material/tags -->\n",
    "docs/about.md": "# About\n",
    "docs/where-your-answers-live.md": "# Where your answers live\n\n{{ leave_no_trace() }}\n",
    "docs/who-could-read-an-answer.md": "# Who could read an answer\n",
    "docs/if-you-need-help-now.md": "# If you need help now\n",
}


def made(root: Path) -> TinyProject:
    """Return a project in the folder that can be built."""
    project = TinyProject.made(root)
    for file, text in PAGES.items():
        project.write(file, text)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "overrides").symlink_to(ROOT / "overrides")
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    (ROOT / "build").mkdir(exist_ok=True)
    (root / "build").symlink_to(ROOT / "build")
    return project


def built(project: TinyProject) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Return the built site's folder and what the build printed."""
    site = project.root / "site"
    return site, build(project.root, site)
