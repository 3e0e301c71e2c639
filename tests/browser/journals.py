"""Journals for tests and measurements: records as the exercises write them, and ways to put them into a page."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

Record = dict[str, Any]

NOTE = {"title": "Independence vs. Interdependence", "path": "notes/independence-vs-interdependence/"}
OTHER_NOTE = {"title": "Co-regulation", "path": "notes/co-regulation/"}
LEVELS = ["At ease", "Mixed", "Strained"]
CIRCLES = (
    "My body",
    "The small lives within it",
    "The people I love",
    "Friends",
    "Groups I belong to",
    "Work, school, institutions",
    "The living world around me",
    "Sun, stars and the rest",
)
COSTS = (
    "When I ask for help I feel exposed.",
    "Asking makes me look weak.",
    "Telling someone that I am struggling is mostly a relief.",
    "I worry that I am a bother.",
    "If someone helps me I feel in debt.",
    "The people I ask are usually glad that I did.",
    "I ought to be able to manage alone.",
    "I should sort myself out before I turn to others.",
    "Some things can only be carried together.",
)
SENTENCES = (
    "The boiler broke on Tuesday and I did not tell anyone until it was mended.",
    "I rang Grandmother, who had been wondering whether I would.",
    "There was a pause in which I nearly took it back.",
    "We cooked together and said little, which was right.",
    "What I feared was a sigh, and there was none.",
    "I carried the boxes alone because asking takes longer than lifting, or so I tell myself.",
    "Someone I hardly know held the door and asked how the week had been.",
    "My brother’s café is closing; he says he is fine, and I did not believe him.",
)


def moment(days_ago: int = 0, hour: int = 9, today: datetime.datetime | None = None) -> str:
    """Return a moment of a day before today as records hold it."""
    day = (today or datetime.datetime.now(datetime.UTC)) - datetime.timedelta(days=days_ago)
    return day.replace(hour=hour, minute=14, second=0, microsecond=0).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def answered(id: str, at: str, words: dict[str, str], **fields: Any) -> Record:  # noqa: A002 - the record's own name
    """Return an answered record; its answers are those words."""
    record = {
        "schema": 2,
        "type": "answered",
        "id": id,
        "exercise": "independence-vs-interdependence/asking-for-help",
        "revision": "0a1b2c3d",
        "kind": "scale",
        "title": "What asking costs",
        "note": {**NOTE, "path": NOTE["path"] + "#exercise-asking-for-help"},
        "at": at,
        "day": at[:10],
        "answers": {str(number): answer for number, answer in enumerate(words.values())},
        "words": [{"question": question, "answer": answer} for question, answer in words.items()],
    }
    return {**record, **fields}


def reflected(entry: Record, blocks: list[dict[str, Any]], sources: dict[str, dict[str, str]] | None = None) -> Record:
    """Return what came back on an entry."""
    made: Record = {"schema": 2, "type": "reflected", "id": f"{entry['id']} reflected", "entry": entry["id"], "earlier": ""}
    return {**made, "at": entry["at"], "blocks": blocks, "changes": [], "sources": sources or {}, "remembered": {}}


def paragraph(text: str) -> dict[str, Any]:
    """Return a block that is a sentence."""
    return {"type": "paragraph", "text": text, "quiet": False}


def costs(id: str, at: str, seed: int) -> list[Record]:  # noqa: A002 - the record's own name
    """Return a scale that was answered, with its reflection."""
    levels = [str(1 + (seed * 7 + number * 3) % 5) for number in range(len(COSTS))]
    entry = answered(id, at, dict(zip(COSTS, levels, strict=True)))
    bars = [
        {"label": label, "value": 1 + (seed + number) % 9 / 2, "least": 1, "most": 5, "text": text, "detail": "from 3 of 3 sentences"}
        for number, (label, text) in enumerate(
            (
                ("Feeling exposed", "has some weight for you"),
                ("Feeling like a burden", "is heavy for you at present"),
                ("Having to manage alone", "costs you little at present"),
            )
        )
    ]
    closing = "People who ask tend to overestimate how often they will be refused. Is there one small thing you could ask for this week?"
    source = {"type": "source", "evidence": "flynn-lake-2008"}
    sources = {
        "flynn-lake-2008": {
            "text": "Francis J. Flynn and Vanessa K. B. Lake, “If You Need Help, Just Ask,” Journal of Personality and Social Psychology 95 (2008).",
            "href": "notes/independence-vs-interdependence/#fn:flynn",
            "label": "Footnote 4",
        }
    }
    return [entry, reflected(entry, [{"type": "bars", "bars": bars, "unanswered": []}, paragraph(closing), source], sources)]


def letter(id: str, at: str, seed: int, length: int = 3) -> list[Record]:  # noqa: A002 - the record's own name
    """Return a few sentences that were written in answer to questions, with what came back."""
    texts = [" ".join(SENTENCES[(seed + part * 3 + number) % len(SENTENCES)] for number in range(length)) for part in range(2)]
    questions = ("Think of one person who steadied you this week. What did they do?", "What would you ask of them, if it cost nothing?")
    fields = {
        "exercise": "co-regulation/who-steadies-you",
        "kind": "prompt",
        "title": "Who steadies you?",
        "note": {**OTHER_NOTE, "path": OTHER_NOTE["path"] + "#exercise-who-steadies-you"},
    }
    entry = answered(id, at, dict(zip(questions, texts, strict=True)), **fields)
    return [entry, reflected(entry, [paragraph("It is kept. You may want to read it again in a month, or to them.")])]


def check_in(id: str, at: str, seed: int) -> list[Record]:  # noqa: A002 - the record's own name
    """Return a round of "How are we this morning?" with its rings."""
    levels = [None if (seed + number) % 5 == 0 else (seed + number * (1 + seed % 4)) % 3 for number in range(len(CIRCLES))]
    said = ["Skipped" if level is None else LEVELS[level] for level in levels]
    rings = [
        {"label": label, "level": level, "text": words, "names": ""} for label, level, words in zip(CIRCLES, levels, said, strict=True)
    ]
    fields = {
        "exercise": "independence-vs-interdependence/how-are-we",
        "kind": "circles",
        "title": "How are we this morning?",
        "note": {**NOTE, "path": NOTE["path"] + "#exercise-how-are-we"},
    }
    answers = {str(number): "" if level is None else LEVELS[level] for number, level in enumerate(levels)}
    entry = answered(id, at, dict(zip(CIRCLES, said, strict=True)), answers=answers, **fields)
    closing = paragraph("May Grandmother, my brother and all beings be well, happy and peaceful.")
    return [entry, reflected(entry, [{"type": "rings", "rings": rings, "levels": LEVELS}, closing])]


def realistic(days: int = 40) -> list[Record]:
    """Return a reader's last weeks: a check-in on most mornings, and something longer now and then."""
    records: list[Record] = []
    for ago in range(days):
        if ago % 4 != 2:
            records += check_in(f"check-{ago}", moment(ago, 7), ago)
        if ago % 9 == 0:
            records += costs(f"costs-{ago}", moment(ago, 9), ago)
        if ago % 5 == 1:
            records += letter(f"letter-{ago}", moment(ago, 20), ago)
    return records


def large(count: int) -> list[Record]:
    """Return as many entries as a reader could gather in decades, each with its reflection."""
    kinds = (check_in, costs, letter)
    made = (kinds[number % 3](f"entry-{number}", moment(number // 4, number % 4 * 5), number) for number in range(count))
    return [record for records in made for record in records]


def file_of(records: list[Record]) -> str:
    """Return the text of an exported file with these records."""
    return json.dumps({"format": "how-we-help", "version": 2, "records": records})


def store_script(site: Path) -> str:
    """Return the address, from the site's root, of the module that pages of the built site keep answers by."""
    (file,) = (site / "assets" / "journal").glob("store.*js")
    return f"/{file.relative_to(site).as_posix()}"


def receive(page: Page, site: Path, records: list[Record]) -> None:
    """Put records into the journal of an open page."""
    script = "async ([address, records]) => { const { store } = await import(address); await store.receive(records); }"
    page.evaluate(script, [store_script(site), records])


def read_in(page: Page, text: str, name: str = "journal.json") -> None:
    """Choose a file with this text on the journal's page, as a reader does."""
    page.locator("#journal-file").set_input_files({"name": name, "mimeType": "application/json", "buffer": text.encode()})
    expect(page.locator("[data-part=read]")).not_to_have_text("Reading the file.")
