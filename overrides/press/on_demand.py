"""Leaves most of many notes out of a preview until somebody asks for them: to make all of ten years takes half a minute at every edit.

The newest notes are made, those that are edited, and those whose address somebody opens (press.serving); of the lists of
notes, the first page. Lists, links, topics and checks know all notes. A site for publishing has every page, and so has a preview of few.
"""

from __future__ import annotations

import contextlib
import dataclasses
import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from press.collection import Collection
from press.folders import Folders
from press.pages import Note, Page

NEWEST = 12
"""So many notes are made unasked; an edit of one shows in less than two seconds then."""
LATER_LIST = re.compile(r"notes/(?:archive/|page/)")
SAID = "Of {all} notes the {newest} newest are made, and each of the others as soon as you open or edit it."


@dataclass
class Demand:
    """What is asked of one preview, which its server and its builds share. Addresses begin at the site's root."""

    is_on: bool = False
    since_s: float = 0
    asked: set[str] = field(default_factory=set)
    unmade: frozenset[str] = frozenset()
    """The addresses of the notes that the last build left out."""

    def begin(self) -> None:
        """Leave pages out from now on."""
        self.is_on, self.since_s = True, time.time()

    def choose(self, collection: Collection) -> None:
        """Settle which notes the build that begins leaves out."""
        if not self.is_on or len(collection.notes) <= NEWEST:
            self.unmade = frozenset()
            return
        if not self.unmade:
            print(SAID.format(all=len(collection.notes), newest=NEWEST), file=sys.stderr, flush=True)
        self.asked.update(note.url for note in collection.notes if self._is_edited(note, collection.folders))
        self.unmade = frozenset(note.url for note in collection.notes[NEWEST:]) - self.asked

    def leaves_out(self, address: str) -> bool:
        """Whether no page is made at an address."""
        is_late = address in self.unmade or (bool(self.unmade) and LATER_LIST.match(address) is not None)
        return is_late and address not in self.asked

    def of(self, collection: Collection) -> Collection:
        """Return what of a collection is made."""
        if not self.unmade:
            return collection
        return dataclasses.replace(collection, pages=[page for page in collection.pages if not self.leaves_out_page(page)])

    def leaves_out_page(self, page: Page | None) -> bool:
        """Whether a page is a note that is not made."""
        return isinstance(page, Note) and self.leaves_out(page.url)

    def ask(self, path: str) -> bool:
        """Ask for what is served at a path; return whether it is still to be made."""
        address = path.removesuffix("index.html").rstrip("/") + "/"
        if not self.leaves_out(address):
            return False
        self.asked.add(address)
        return True

    def _is_edited(self, note: Note, folders: Folders) -> bool:
        return any(_written_s(file) > self.since_s for file in (note.path, folders.exercises / f"{note.slug}.yml"))


def _written_s(file: Path) -> float:
    with contextlib.suppress(OSError):
        return file.stat().st_mtime
    return 0


demand = Demand()
"""Of this process: Material makes the posts and MkDocs the server, and neither takes anything of ours along."""
