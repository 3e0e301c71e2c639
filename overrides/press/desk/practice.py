"""One turn through everything that the desk does, before anybody waits for it: Python keeps what it makes on the way."""

from __future__ import annotations

import json
from contextlib import suppress

from anyascii import anyascii

from press.desk.wire import Room

SHELF = {
    "pages": [{"file": "docs/notes/posts/first.md", "meta": {"title": "First", "date": "2026-01-05"}}],
    "files": [],
    "exercises": [],
    "ids": [],
    "sources": {"lewis-2000": {"id": "lewis-2000", "type": "book", "title": "A General Theory of Love"}},
    "cited": {"lewis-2000": {"plain": "Lewis.", "paged": "Lewis, 90735.", "quoted": "Lewis, quoted in"}},
    "authors": "",
}
TODAY = "2026-11-23"
LETTERS = range(0x80, 0x3100)
"""Letters of the scripts up to Japanese kana, whose spelling in small letters is kept ready; others wait for a moment."""


def practise(room: Room) -> None:
    """Begin a note, and show it with every kind of exercise, a footnote, a picture, a link to itself and a mistake."""
    for letter in LETTERS:
        with suppress(Exception):  # some of these are no letters
            anyascii(chr(letter))
    room.reply(json.dumps({"shelf": SHELF}))
    begun = json.loads(room.reply(json.dumps({"begin": "On apology", "today": TODAY})))["begun"]
    text = begun["note"] + "\nWords[^one], [a link](#try-it), **strong**.\n\n> Said.\n> — A book\n\n![A picture](none.svg)\n\n"
    text += '- a list\n\n| a | b |\n|---|---|\n| c | d |\n\n[^one]: {{ cite("lewis-2000", page="86") }}\n'
    for note in (text, text.replace("none.svg", "first.md")):
        draft = {"name": begun["name"], "note": note, "exercises": begun["exercises"]}
        room.reply(json.dumps({"draft": draft, "details": {}, "today": TODAY}))
