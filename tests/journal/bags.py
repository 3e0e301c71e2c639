"""Bags of records, with ids that meet and deletions that hit."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = st.sampled_from(["", "q", "who.then", "constructor ", "naïve", "1"])
IDS = st.sampled_from(["a", "b", "c", "d ~0123456789abcdef"])
MOMENTS = st.datetimes().map(lambda moment: f"{max(moment.year, 1000)}-{moment:%m-%d}T{moment:%H:%M:%S}.000Z")
DAYS = st.dates().map(lambda day: f"{max(day.year, 1000)}-{day:%m-%d}")
BLOCKS = st.lists(
    st.builds(lambda text, kind: {"type": kind, "text": text, "more": [{"n": 1}]}, TEXTS, st.sampled_from(["paragraph", "later"])),
    max_size=2,
)

ANSWERED = st.fixed_dictionaries(
    {
        "schema": st.just(2),
        "type": st.just("answered"),
        "id": IDS,
        "exercise": st.sampled_from(["note/one", "note/two"]),
        "revision": TEXTS,
        "kind": TEXTS,
        "title": TEXTS,
        "note": st.fixed_dictionaries({"title": TEXTS, "path": st.sampled_from(["", "notes/x/#exercise-y"])}),
        "at": MOMENTS,
        "day": DAYS,
        "answers": st.dictionaries(NAMES, TEXTS, max_size=3),
        "words": st.lists(st.fixed_dictionaries({"question": TEXTS, "answer": TEXTS}), max_size=2),
    }
)
REFLECTED = st.fixed_dictionaries(
    {
        "schema": st.just(2),
        "type": st.just("reflected"),
        "id": st.one_of(IDS, st.sampled_from(["r", "s"])),
        "entry": IDS,
        "earlier": st.one_of(st.just(""), IDS),
        "at": MOMENTS,
        "blocks": BLOCKS,
        "changes": BLOCKS,
        "sources": st.dictionaries(NAMES, st.fixed_dictionaries({"text": TEXTS, "href": st.just("#source"), "label": TEXTS}), max_size=1),
        "remembered": st.dictionaries(NAMES, st.booleans(), max_size=2),
    }
)
REVIEWED = st.fixed_dictionaries(
    {
        "schema": st.just(2),
        "type": st.just("reviewed"),
        "id": IDS,
        "exercise": st.just("note/one"),
        "item": TEXTS,
        "rating": st.integers(1, 4),
        "at": MOMENTS,
        "day": DAYS,
    }
)
DELETED = st.fixed_dictionaries({"schema": st.just(2), "type": st.just("deleted"), "id": st.one_of(IDS, st.just("r")), "at": MOMENTS})
LATER = st.fixed_dictionaries({"schema": st.integers(3, 9), "type": st.sampled_from(["answered", "dreamt"]), "id": IDS, "of": TEXTS})
RECORDS = st.one_of(ANSWERED, REFLECTED, REVIEWED, DELETED, LATER)
BAGS = st.lists(RECORDS, max_size=8)

JSON: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.floats(allow_nan=False, allow_infinity=False), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(NAMES, st.sampled_from(["__proto__", "constructor", "prototype", "id", "type", "at"])), inner, max_size=4
        ),
    ),
    max_leaves=12,
)
