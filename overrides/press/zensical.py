"""What Zensical gives a page's macros, in the shape in which mkdocs-macros gives it to press.

Zensical reads the same mkdocs.yml and calls `define_env` too, but anew for each page and from several threads,
with settings that are a plain dictionary and a page that knows its path and nothing of a file. It calls nothing
before a page's macros or after a build: the first is done here, the second by `python -m press finish SITE`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

_LOCK = threading.Lock()
_READ: dict[Path, Any] = {}
"""What was read of each project, once in a process."""


def is_building(env: Any) -> bool:
    """Return whether it is Zensical that calls."""
    return isinstance(env.conf, dict)


class PageEnvironment:
    """What a macro sees of the page that it stands in."""

    def __init__(self, env: Any) -> None:
        self.conf = settings(env.conf)
        self.page = env.page
        self.page.file = SimpleNamespace(abs_src_path=str(self.root / env.conf["docs_dir"] / env.page.path))

    @property
    def root(self) -> Path:
        return Path(self.conf.config_file_path).parent


def settings(conf: dict[str, Any]) -> SimpleNamespace:
    """Return the settings by the names that MkDocs has for them."""
    root = Path(conf["root_dir"]).resolve()
    return SimpleNamespace(**{**conf, "config_file_path": str(root / "mkdocs.yml")})


def read_once(root: Path, read: Callable[[], Any]) -> Any:
    """Return what was read of a project, which the first page that asks reads."""
    with _LOCK:
        if root not in _READ:
            _READ[root] = read()
        return _READ[root]


def plain(value: Any) -> Any:
    """Return a value of the front matter as Zensical takes it: its templates are not Python and know no other types."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)
