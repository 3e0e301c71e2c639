"""What is covered at once hides its text, and only the lock's own key brings it back."""

from __future__ import annotations

import base64

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.journal.conftest import Modules

PAD_BYTES = 1 << 18
sometimes = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@sometimes
@given(texts=st.lists(st.text(st.characters(codec="utf-8")), max_size=5))
def test_what_is_covered_comes_back_whole_and_under_no_other_lock(modules: Modules, texts: list[str]) -> None:
    made = modules("covered", texts)
    assert made["back"] == texts
    assert made["elsewhere"] == [None] * len(texts)


def test_no_part_of_a_pad_covers_twice(modules: Modules) -> None:
    first, second = modules("covered", ["the same words"] * 2)["covered"]
    assert second["from"] >= first["from"] + len(base64.b64decode(first["text"]))
    assert first["text"] != second["text"]


def test_what_is_covered_says_nothing_of_the_text(modules: Modules) -> None:
    (covered,) = modules("covered", ["words " * 20])["covered"]
    assert b"words" not in base64.b64decode(covered["text"])
    assert "words" not in str(covered)


def test_what_a_pad_is_too_short_for_is_not_covered_and_leaves_it_whole(modules: Modules) -> None:
    made = modules("covered", ["x" * (PAD_BYTES + 1), "short"])
    assert made["covered"][0] is None
    assert made["back"] == [None, "short"]
