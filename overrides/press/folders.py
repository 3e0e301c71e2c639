"""Where things stand in the project."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Folders:
    """The folders of a site, from its root, which is the folder of mkdocs.yml."""

    root: Path

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def posts(self) -> Path:
        return self.docs / "notes" / "posts"

    @property
    def sources(self) -> Path:
        return self.docs / "sources.yml"

    @property
    def links(self) -> Path:
        """What is known of outside addresses; `press links` writes it."""
        return self.docs / "links.yml"

    @property
    def exercises(self) -> Path:
        return self.root / "exercises" / "notes"

    @property
    def templates(self) -> Path:
        """The forms of exercises, one file for each kind."""
        return self.root / "overrides" / "exercises"

    @property
    def lists(self) -> Path:
        """The lists of notes, sources and exercises."""
        return self.root / "overrides" / "lists"

    @property
    def build(self) -> Path:
        """What is made on the way and can be thrown away."""
        return self.root / "build"

    def named(self, file: Path) -> str:
        """Return the file's path as messages give it: from the root, with forward slashes."""
        root, name = f"{self.root}{os.sep}", str(file)
        # A preview asks for a thousand names at every edit, and Path takes its time.
        return name.removeprefix(root).replace(os.sep, "/") if name.startswith(root) else file.relative_to(self.root).as_posix()


def add_root(parser: argparse.ArgumentParser) -> None:
    """Let a command be run from elsewhere."""
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder of mkdocs.yml (default: this one)")


def project_at(root: Path) -> Folders | None:
    """Return the project's folders, or None after saying that there is no project."""
    root = root.resolve()
    if (root / "mkdocs.yml").exists():
        return Folders(root)
    print(f"{root.name}/ holds no mkdocs.yml; run this in the project's folder, or name it with --root", file=sys.stderr)
    return None
