"""Leaves most of many notes out of a preview until somebody asks for them: to make all of ten years takes half a minute at every edit.

The newest notes are made, and what was edited or opened lately (press.serving). So are the lists of all notes, exercises
and sources, but for the first page of notes and the topics, and the writing desk, which knows all of them. Those that are
made, links and checks know all notes. A site for publishing has every page, and so has a preview of few.
"""

from __future__ import annotations

import dataclasses
import os
import re
import sys
import time
from dataclasses import dataclass, field

from press.collection import Collection
from press.pages import Note, Page

FEW = 12
"""Of so many notes all are made."""
NEWEST = 6
"""Of more, so many are made unasked."""
LATELY = 12
"""So many of the pages that were asked for are made again at every edit; one before them is made when it is opened once more."""
OF_ALL = re.compile(r"(?:exercises|sources|write)/|notes/(?:archive|page)/.*")
"""The addresses of pages that grow with all notes; what stands below the first of them is made with them."""
SAID = "Of {all} notes the {newest} newest are made, and every other page as soon as you open or edit it."


@dataclass
class Demand:
    """What is asked of one preview, which its server and its builds share. Addresses begin at the site's root."""

    is_on: bool = False
    since_s: float = 0
    asked: dict[str, None] = field(default_factory=dict)
    """The addresses that were asked for, the latest last."""
    edited_s: dict[str, float] = field(default_factory=dict)
    """When each of the notes that were edited was written, as far as that was seen."""
    unmade: frozenset[str] = frozenset()
    """The addresses of the notes that the last build left out."""
    taken: frozenset[str] = frozenset()
    """What had been asked for when that build began; what is asked for meanwhile is for the next."""

    def begin(self) -> None:
        """Leave pages out from now on."""
        self.is_on, self.since_s = True, time.time()

    def choose(self, collection: Collection) -> None:
        """Settle which notes the build that begins leaves out."""
        if not self.is_on or len(collection.notes) <= FEW:
            self.unmade = frozenset()
            return
        if not self.unmade:
            print(SAID.format(all=len(collection.notes), newest=NEWEST), file=sys.stderr, flush=True)
        exercises = str(collection.folders.exercises)
        for note in collection.notes:
            self._see_edit(note, f"{exercises}/{note.slug}.yml")
        self.asked = dict.fromkeys([*self.asked][-LATELY:])
        self.taken = frozenset(self.asked)
        self.unmade = frozenset(note.url for note in collection.notes[NEWEST:]) - self.taken

    def leaves_out(self, address: str) -> bool:
        """Whether no page is made at an address."""
        is_of_all = bool(self.unmade) and OF_ALL.match(address) is not None
        return address in self.unmade or (is_of_all and _made_at(address) not in self.taken)

    def of(self, collection: Collection) -> Collection:
        """Return what of a collection is made."""
        if not self.unmade:
            return collection
        return dataclasses.replace(collection, pages=[page for page in collection.pages if not self.leaves_out_page(page)])

    def leaves_out_page(self, page: Page | None) -> bool:
        """Whether a page is not made."""
        return page is not None and self.leaves_out(page.url)

    def ask(self, path: str) -> bool:
        """Ask for what is served at a path; return whether it is still to be made."""
        address = path.removesuffix("index.html").rstrip("/") + "/"
        if not self.leaves_out(address):
            return False
        self._ask(_made_at(address))
        return True

    def _ask(self, address: str) -> None:
        self.asked.pop(address, None)
        self.asked[address] = None

    def _see_edit(self, note: Note, exercises: str) -> None:
        written_s = max(_written_s(str(note.path)), _written_s(exercises))
        if written_s > self.edited_s.get(note.url, self.since_s):
            self.edited_s[note.url] = written_s
            self._ask(note.url)


def _made_at(address: str) -> str:
    """Return the address of the page that is made together with what stands at an address."""
    found = OF_ALL.match(address)
    return found[0] if found else address


def _written_s(file: str) -> float:
    try:
        return os.stat(file).st_mtime
    except OSError:
        return 0


demand = Demand()
"""Of this process: Material makes the posts and MkDocs the server, and neither takes anything of ours along."""
