"""Has the theme's templates compiled once, not anew in every build, and its thousands of icons left out of what MkDocs looks through."""

from __future__ import annotations

import base64
import os
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

from press.kept import Kept, kept

MAKERS = ("mkdocs", "mkdocs-material")
"""They make the environment, on whose filters and extensions it depends what a template is compiled to."""
MADE = Theme.get_env


class Compiled(BytecodeCache):
    """What Jinja compiled of templates, by their names and texts, kept between builds."""

    def __init__(self, before: Kept, kind: str) -> None:
        """Keep it among results of a kind; environments that compile the same text in other ways are of other kinds."""
        self._before, self._kind = before, kind

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what is kept of a template, if anything is."""
        if self._before.has(self._key(bucket)):
            bucket.bytecode_from_string(base64.b64decode(self._before.value(self._key(bucket), str)))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja has compiled."""
        self._before.value(self._key(bucket), lambda: base64.b64encode(bucket.bytecode_to_string()).decode())

    def _key(self, bucket: Bucket) -> str:
        return f"{self._kind} {bucket.key} {bucket.checksum}"


class Shown(FileSystemLoader):
    """Finds a theme's files, and lists those that may be of a site: nothing in a folder whose name begins with a dot."""

    def list_templates(self) -> list[str]:
        """Return their names. Without MkDocs's own look at each, which passes over the same folders, a build is a tenth faster."""
        found: set[str] = set()
        for root in self.searchpath:
            for folder, inner, names in os.walk(root):
                inner[:] = [name for name in inner if not name.startswith(".")]
                way = os.path.relpath(folder, root).replace(os.sep, "/")
                found.update(names if way == "." else (f"{way}/{name}" for name in names))
        return sorted(found)


def keep_templates(build: Path) -> None:
    """Have MkDocs keep in the folder of what is built what its theme's templates were compiled to; it has no setting for it."""
    kind = " ".join(f"{name} {version(name)}" for name in MAKERS)

    def environment_of(theme: Theme) -> Environment:
        environment = MADE(theme)
        environment.loader = Shown(theme.dirs)
        environment.bytecode_cache = Compiled(_compiled(build), kind)
        return environment

    Theme.get_env = environment_of  # type: ignore[method-assign, assignment]


def save(build: Path) -> None:
    """Write what was compiled in this build."""
    _compiled(build).save()


def _compiled(build: Path) -> Kept:
    return kept(build, "templates", __file__)
