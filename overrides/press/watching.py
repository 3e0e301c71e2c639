"""Tells a preview what is saved as soon as the system says so, and looks for itself where the system says nothing.

MkDocs looks at every file twice a second, in a thread for each place, which a build meanwhile has to share its processor
with. Systems tell at once, but not of all disks: not of one that another machine shares, for instance.
"""

from __future__ import annotations

import contextlib
import os
import threading
from typing import Any

from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

LOOK_S = 1.0
CHANGES: list[type[FileSystemEvent]] = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""Not that a file is read, as a build reads all of them."""

type Stamp = tuple[int, int, int] | None
"""When a file was written, its size and its number; None where there is none."""


class Watch:
    """Does for MkDocs' server what its PollingObserver does, and sooner."""

    def __init__(self) -> None:
        self._told, self._looking = Observer(), PollingObserver(timeout=LOOK_S)
        self._seen: dict[str, Stamp] = {}
        self._lock = threading.Lock()

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool) -> None:
        """Have a handler told of each change of a file, or below a folder."""
        # A file that an editor puts in another's place is seen only by who watches the folder.
        is_file = os.path.isfile(path)
        once = _Once(self, handler, path if is_file else "")
        with contextlib.suppress(OSError):  # where the system has no more to give, looking must do
            self._told.schedule(once, os.path.dirname(path) if is_file else path, recursive=recursive and not is_file, event_filter=CHANGES)
        self._looking.schedule(once, path, recursive=recursive)

    def start(self) -> None:
        """Begin to tell."""
        with contextlib.suppress(OSError):
            self._told.start()
        self._looking.start()

    def stop(self) -> None:
        """Tell no more."""
        for one in (self._told, self._looking):
            one.stop()

    def join(self) -> None:
        """Wait until nothing is told any more."""
        for one in (self._told, self._looking):
            if one.is_alive():
                one.join()

    def is_new(self, path: str) -> bool:
        """Whether a file is otherwise than when this was asked last."""
        stamp = _stamp(path)
        with self._lock:
            is_known = path in self._seen and self._seen[path] == stamp
            self._seen[path] = stamp
        return not is_known


class _Once(FileSystemEventHandler):
    """Hands on each change once, whoever told of it first; of one file alone where one is named."""

    def __init__(self, watch: Watch, handler: FileSystemEventHandler, file: str) -> None:
        self._watch, self._handler, self._file = watch, handler, file

    def dispatch(self, event: Any) -> None:
        if event.is_directory:
            return
        paths = (path for path in (event.src_path, event.dest_path) if path and self._concerns(path))
        if [path for path in paths if self._watch.is_new(path)]:
            self._handler.dispatch(event)

    def _concerns(self, path: str) -> bool:
        # Editors keep what is not saved yet in hidden files.
        return path == self._file if self._file else not os.path.basename(path).startswith(".")


def _stamp(path: str) -> Stamp:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
