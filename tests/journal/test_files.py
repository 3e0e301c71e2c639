"""What is exported is read back whole, and what is hostile is refused whole, in one calm sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.journal.bags import BAGS, JSON
from tests.journal.conftest import Modules

Bag = list[dict[str, Any]]
often = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
RECORD = {"schema": 2, "type": "answered", "id": "a", "exercise": "n/e", "at": "2026-01-01T00:00:00Z", "answers": {"q": "yes"}}


def file(**content: Any) -> str:
    return json.dumps({"format": "how-we-help", "version": 2, **content})


def refused(result: Any) -> str:
    """Return the sentence of a refusal, which gives no record."""
    assert "records" not in result
    sentence: str = result["problem"]
    assert sentence.endswith(".")
    assert "!" not in sentence
    return sentence


@often
@given(bag=BAGS)
def test_what_is_exported_is_read_back_whole(modules: Modules, bag: Bag) -> None:
    records = modules("join", bag)
    assert modules("read", modules("file", records)) == {"records": records}


@settings(often, max_examples=8)
@given(bag=BAGS, passphrase=st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
def test_a_sealed_file_opens_with_its_passphrase_and_no_other(modules: Modules, bag: Bag, passphrase: str) -> None:
    records = modules("join", bag)
    sealed = modules("sealed", records, passphrase)
    assert modules("read", sealed, passphrase) == {"records": records}
    assert modules("read", sealed, passphrase + "x")["needs"] == "passphrase"
    assert modules("read", sealed)["needs"] == "passphrase"


def test_a_changed_passphrase_is_the_one_that_opens(modules: Modules) -> None:
    sealed = modules("sealed", [], "old", "new")
    assert modules("read", sealed, "new") == {"records": []}
    refused(modules("read", sealed, "old"))


def test_a_sealed_file_says_nothing_of_what_is_in_it(modules: Modules) -> None:
    sealed = modules("sealed", [{**RECORD, "answers": {"q": "a word to keep"}}], "p")
    assert not [word for word in ("a word to keep", "n/e", "answered", "2026-01-01") if word in sealed]


def test_a_sealed_file_that_was_changed_is_refused_whole(modules: Modules) -> None:
    sealed = json.loads(modules("sealed", [RECORD, {**RECORD, "id": "b"}], "p"))
    row = sealed["sealed"]["records"][1]
    row["data"] = ("A" if row["data"][0] != "A" else "B") + row["data"][1:]
    refused(modules("read", json.dumps(sealed), "p"))


@pytest.mark.parametrize("memory", [4_000_000_000, 0, -1, 1.5, "19456", None])
def test_a_sealed_file_cannot_make_a_device_stand_still(memory: Any, modules: Modules) -> None:
    sealed = json.loads(modules("sealed", [RECORD], "p"))
    sealed["sealed"]["lock"]["memory"] = memory
    refused(modules("read", json.dumps(sealed), "p"))


def test_a_file_of_version_1_is_read(modules: Modules) -> None:
    entry = {"schema": 1, "exercise": "n/e", "revision": "r", "at": "2026-11-02T09:30:00.000Z", "answers": {"q": "a"}, "words": []}
    text = json.dumps({"format": "how-we-help", "version": 1, "entries": [entry]})
    (record,) = modules("read", text)["records"]
    assert (record["id"], record["answers"]) == ("1 2026-11-02T09:30:00.000Z n/e", {"q": "a"})


@often
@given(text=st.text(max_size=40))
@example("")
@example("null")
@example('"')
@example('{"format": "how-we-help", "version": 2, "records": [')
def test_any_text_is_refused_calmly(modules: Modules, text: str) -> None:
    refused(modules("read", text))


@often
@given(content=JSON)
def test_any_other_file_is_refused_calmly(modules: Modules, content: Any) -> None:
    refused(modules("read", json.dumps(content)))


@often
@given(values=st.lists(JSON, min_size=1, max_size=3))
def test_records_that_are_none_are_refused_with_those_that_are(modules: Modules, values: list[Any]) -> None:
    refused(modules("read", file(records=[RECORD, *values])))


@often
@given(sealed=JSON, key=st.sampled_from(["lock", "keys", "records"]))
def test_any_other_sealed_part_is_refused_calmly(modules: Modules, sealed: Any, key: str) -> None:
    refused(modules("read", file(sealed={"lock": {}, "keys": [], "records": [], key: sealed}), "p"))


@often
@given(sealed=JSON)
def test_what_is_no_sealed_part_is_refused_calmly(modules: Modules, sealed: Any) -> None:
    refused(modules("read", file(sealed=sealed), "p"))


@pytest.mark.parametrize("opening", ["[", '{"a":'], ids=["lists", "objects"])
def test_what_is_nested_too_deep_is_refused(opening: str, modules: Modules) -> None:
    refused(modules("read", opening * 200_000))
    closing = "]" if opening == "[" else "}"
    refused(modules("read", file(records=[]).replace("[]", opening * 100 + "0" + closing * 100)))


def test_a_file_from_a_later_version_says_so(modules: Modules) -> None:
    assert "newer version" in refused(modules("read", file(version=3)))


def test_a_file_larger_than_any_journal_is_not_read(modules: Modules) -> None:
    assert "larger" in refused(modules("read", " " * (64 * 1024 * 1024 + 1)))


def test_prototype_keys_do_no_harm_and_do_not_travel(modules: Modules) -> None:
    evil = '{"__proto__": {"polluted": "yes"}, "constructor": {"prototype": {"polluted": "yes"}}, "q": "kept"}'
    text = file(records=[{**RECORD, "answers": "EVIL"}]).replace('"EVIL"', evil)
    (record,) = modules("read", text)["records"]
    assert record["answers"] == {"q": "kept"}
    whole = json.dumps({"schema": 3, "type": "later", "id": "x", "of": "EVIL"}).replace('"EVIL"', evil)
    (later,) = modules("read", file(records="R").replace('"R"', f"[{whole}]"))["records"]
    assert later["of"] == {"q": "kept"}
    assert modules("polluted") == [None, [], None]


def test_an_address_that_would_run_a_script_is_left_out(modules: Modules) -> None:
    reflected = {"schema": 2, "type": "reflected", "id": "r", "entry": "a", "at": RECORD["at"]}
    records = [
        {**RECORD, "note": {"title": "<script>", "path": "javascript:alert(1)"}},
        {**reflected, "sources": {"s": {"text": "t", "href": " javascript:alert(1)", "label": "l"}}},
    ]
    answered, read = modules("read", file(records=records))["records"]
    assert (answered["note"]["path"], read["sources"]["s"]["href"]) == ("", "")


def test_markdown_says_what_was_asked_answered_and_reflected(modules: Modules) -> None:
    answered = {**RECORD, "title": "Two words", "note": {"title": "On apology", "path": ""}, "day": "2026-01-01"}
    answered["words"] = [{"question": "Which?", "answer": "Sorry.\nTwice."}]
    blocks = [
        {"type": "paragraph", "text": "You said two."},
        {"type": "yet unknown"},
        {"type": "slopes", "slopes": [{"label": "Ease", "text": "2, then 4"}]},
    ]
    reflected = {"schema": 2, "type": "reflected", "id": "r", "entry": "a", "at": RECORD["at"], "blocks": blocks, "sources": {}}
    text = modules("markdown", [modules("record", answered), modules("record", reflected)])
    for said in ("## Two words", "On apology", "2026", "- Which?\n  Sorry.\n  Twice.", "You said two.", "- Ease: 2, then 4"):
        assert said in text
