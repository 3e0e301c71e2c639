"""What the desk's worker says to press and hears from it: JSON text in, JSON text out."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path
from typing import Any

from press.beginning import begun
from press.checks import warnings_of
from press.collection import Collection
from press.desk.draft import Draft, laid, needs
from press.desk.shelf import Shelf
from press.desk.showing import checked, shown
from press.folders import Folders
from press.importing.problem import Unreadable
from reflect.wire import HALF_A_PAIR

SITE = Path(__file__).parent / "site"
"""The site's settings and forms as they travel; in the project they stand where they always do."""


ROOT = Path("/desk")
"""Where drafts are written in the browser, whose files are in memory."""


class Room:
    """Where a draft is laid out: the folders it is written to, the site's settings, and the shelf once it has come."""

    def __init__(self, root: Path, site: Path | None = None) -> None:
        self._folders = Folders(root)
        self._site = Folders(site or (SITE if SITE.is_dir() else Path(__file__).parents[3]))
        self._shelf: Shelf | None = None

    def reply(self, request: str) -> str:
        """Return the answer to a request as JSON text.

        {"shelf": {...}} is answered by {"ready": true}, and everything before it by {"lacks": "shelf"}. {"draft": {"name", "note", "exercises"}, "details":
        {file: {...} or null}, "today": day} is answered by {"needs": [file]} when details of other pages are missing,
        or else by {"problems": [{"file", "line", "column", "exercise", "what"}], "advice": [the same], "page": {...} or null}.
        {"begin": title, "today": day} is answered by {"begun": {"name", "day", "note", "exercises"}}, or by {"refused":
        why}. Anything else is answered by {"problem": "..."}; no error leaves this function.
        """
        try:
            answer = self._answer(json.loads(request))
        except Exception as error:  # noqa: BLE001 - the page says that it could not be shown, and goes on with the next edit
            answer = {"problem": f"{type(error).__name__}: {error}"}
        text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"), default=str)
        return HALF_A_PAIR.sub(lambda half: f"\\u{ord(half[0]):04x}", text)

    def _answer(self, message: dict[str, Any]) -> dict[str, Any]:
        if "shelf" in message:
            self._shelf = Shelf.read(message["shelf"], self._folders)
            return {"ready": True}
        if self._shelf is None:
            return {"lacks": "shelf"}
        today = datetime.date.fromisoformat(message["today"])
        if "begin" in message:
            return self._begun(message["begin"], self._shelf, today)
        draft, details = Draft(**message["draft"]), message["details"]
        desk = laid(draft, self._shelf, details, self._folders, today)
        if missing := needs(desk, details):
            return {"needs": missing}
        found = checked(desk, details, self._site)
        return {
            "problems": [dataclasses.asdict(problem) for problem in found.problems],
            # As `make check` does: first what has to be mended.
            "advice": [] if found.problems else [dataclasses.asdict(one) for one in warnings_of(desk, draft.name)],
            "page": shown(found, desk, self._site),
        }

    def _begun(self, title: str, shelf: Shelf, today: datetime.date) -> dict[str, Any]:
        published = Collection(self._folders, today, [*shelf.pages.values()], shelf.sources, shelf.exercises)
        try:
            return {"begun": dataclasses.asdict(begun(title, published, today))}
        except Unreadable as problem:
            return {"refused": str(problem)}


_room = Room(ROOT)


def reply(request: str) -> str:
    """Return the answer of the desk's one room; see `Room.reply`."""
    return _room.reply(request)
