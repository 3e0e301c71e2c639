"""The journal's state is the same in whatever order, and however often, its records are gathered."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.journal.bags import BAGS
from tests.journal.conftest import Modules

Bag = list[dict[str, Any]]
often = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FIELDS = st.dictionaries(st.sampled_from("abc"), st.tuples(st.one_of(st.none(), st.sampled_from("xyz")), st.integers(0, 3)).map(list))


@often
@given(bag=BAGS, chance=st.randoms(use_true_random=False))
def test_joining_does_not_mind_order(modules: Modules, bag: Bag, chance: Any) -> None:
    shuffled = [*bag]
    chance.shuffle(shuffled)
    assert modules("join", shuffled) == modules("join", bag)


@often
@given(bag=BAGS)
def test_joining_again_changes_nothing(modules: Modules, bag: Bag) -> None:
    joined = modules("join", bag)
    assert modules("join", joined) == joined
    assert modules("join", [*joined, *bag]) == joined


@often
@given(one=BAGS, two=BAGS, three=BAGS)
def test_joining_does_not_mind_which_come_together_first(modules: Modules, one: Bag, two: Bag, three: Bag) -> None:
    left = modules("join", [*modules("join", [*one, *two]), *three])
    right = modules("join", [*one, *modules("join", [*two, *three])])
    assert left == right == modules("join", [*one, *two, *three])


@often
@given(bag=BAGS)
def test_nothing_deleted_stays_to_be_read(modules: Modules, bag: Bag) -> None:
    joined = modules("join", bag)
    gone = {record["id"] for record in joined if record["type"] == "deleted"}
    assert not [record for record in joined if record["type"] != "deleted" and record["id"] in gone]
    reflected = [record for record in joined if record["type"] == "reflected" and record["schema"] == 2]
    assert not [record for record in reflected if record["entry"] in gone or (record["earlier"] in gone and record["changes"])]


@often
@given(one=FIELDS, two=FIELDS, three=FIELDS)
def test_drafts_merge_alike_in_any_order(modules: Modules, one: Any, two: Any, three: Any) -> None:
    assert modules("merged", one, two) == modules("merged", two, one)
    assert modules("merged", modules("merged", one, two), three) == modules("merged", one, modules("merged", two, three))
    assert modules("merged", one, one) == one


@often
@given(here=BAGS, given_bag=BAGS)
def test_importing_twice_is_importing_once(modules: Modules, here: Bag, given_bag: Bag) -> None:
    first = modules("merge", here, given_bag, False)
    after = modules("join", [*here, *first["add"]])
    second = modules("merge", after, given_bag, False)
    assert (second["add"], second["counts"]["added"], second["counts"]["deleted"]) == ([], 0, 0)
    assert after == modules("join", [*here, *given_bag])


def test_one_id_with_two_contents_keeps_both(modules: Modules) -> None:
    record = {"schema": 2, "type": "reviewed", "id": "a", "exercise": "n/e", "item": "i", "at": "2026-01-01T00:00:00Z", "day": "2026-01-01"}
    joined = modules("join", [{**record, "rating": 1}, {**record, "rating": 2}])
    assert sorted(one["rating"] for one in joined) == [1, 2]
    assert len({one["id"] for one in joined}) == 2


def test_entries_come_oldest_first_with_their_newest_reflection(modules: Modules) -> None:
    answered = {"schema": 2, "type": "answered", "exercise": "n/e", "answers": {}}
    reflected = {"schema": 2, "type": "reflected", "entry": "b", "earlier": ""}
    bag = [
        {**answered, "id": "b", "at": "2026-01-02T00:00:00Z"},
        {**reflected, "id": "y", "at": "2026-01-05T00:00:00Z"},
        {**reflected, "id": "x", "at": "2026-01-04T00:00:00Z"},
        {**answered, "id": "a", "at": "2026-01-01T00:00:00Z"},
    ]
    entries = modules("entries", bag)
    assert [(entry["id"], (entry["reflection"] or {}).get("id")) for entry in entries] == [("a", None), ("b", "y")]


@pytest.mark.parametrize(
    "value", [None, 7, "text", [], {}, {"type": 3}, {"schema": 2, "type": "answered"}, {"schema": 1, "at": "when", "exercise": "a/b"}]
)
def test_what_is_no_record_is_read_as_none(modules: Modules, value: Any) -> None:
    assert modules("record", value) is None


def test_a_record_of_version_1_gets_the_same_id_everywhere(modules: Modules) -> None:
    first = {"schema": 1, "exercise": "n/e", "revision": "r", "at": "2026-11-02T09:30:00.000Z", "answers": {"q": "a"}, "words": []}
    record = modules("record", first)
    assert (record["type"], record["id"], record["day"]) == ("answered", "1 2026-11-02T09:30:00.000Z n/e", "2026-11-02")


def test_a_record_of_a_later_version_is_kept_as_it_is(modules: Modules) -> None:
    later = {"schema": 3, "type": "answered", "id": "a", "mood": {"weather": ["rain"]}}
    assert modules("record", later) == later


def test_a_day_that_no_calendar_has_is_read_from_its_moment(modules: Modules) -> None:
    record = {
        "schema": 2,
        "type": "answered",
        "id": "a",
        "exercise": "n/e",
        "answers": {},
        "at": "2026-01-01T12:00:00Z",
        "day": "2026-13-45",
    }
    (added,) = modules("merge", [], [record], False)["add"]
    assert added["day"] == "2026-01-01"
