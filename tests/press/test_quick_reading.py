"""What is read quickly is read as reflect.reading reads it, value by value and place by place, or left to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from press.quick_reading import read_quickly
from reflect.problems import WritingError
from reflect.reading import read_yaml
from tests.conftest import ROOT

WRITTEN = [*(ROOT / "exercises" / "notes").glob("*.yml"), ROOT / "docs" / "sources.yml"]
PIECES = (
    *("|\n", ">-\n", "|\n    a", ">-\n  b\n   c\n\n  d"),
    *("a", "key", "b c", "é", "共", "x1", "-", "- ", "-1", "0", "007", "1.5", "1e3", "1_000", "0x1F", "0o7", ".inf", ".5", "+3", "1:30"),
    *("true", "True", "yes", "no", "on", "null", "~", "<<", "=", "2026-11-02", "2026-11-02 10:00:00", "http://x/y#z", "a:b", "a: b"),
    *(
        ": ",
        ":",
        ", ",
        "[",
        "]",
        "{",
        "}",
        "? ",
        "# c",
        " # c",
        "'",
        '"',
        "'it''s'",
        '"q\\n\\u00e9\\/"',
        "&a ",
        "*a",
        "!!str ",
        "! ",
        "@",
        "%",
        "`",
    ),
    *(
        "|",
        ">",
        "|-",
        ">+",
        "|2",
        "\n",
        "\n",
        "\n",
        "\n  ",
        "\n  ",
        "\n    ",
        "\n\n",
        " ",
        "  ",
        "\t",
        "\\",
        "---",
        "...",
        "\x85",
        "\u2028",
        "\ufeff",
        "\x07",
    ),
)
LINES = some.lists(some.tuples(some.integers(0, 3), some.lists(some.sampled_from(PIECES), max_size=4)), max_size=6)
TEXTS = some.one_of(
    some.lists(some.sampled_from(PIECES), max_size=14).map("".join),
    LINES.map(lambda lines: "\n".join("  " * deep + "".join(pieces) for deep, pieces in lines)),
    LINES.map(lambda lines: "\n".join("  " * deep + f"k{at}: " + "".join(pieces) for at, (deep, pieces) in enumerate(lines))),
    LINES.map(lambda lines: "\n".join("  " * deep + "- " + "".join(pieces) for deep, pieces in lines)),
)


def same(text: str) -> bool:
    """Whether a text was read quickly; fails where that gave another document than the careful reader gives."""
    quick = read_quickly(text.encode(), "a.yml")
    if quick is None:
        return False
    careful = read_yaml(text.encode(), "a.yml")
    assert repr((quick.data, quick.places)) == repr((careful.data, careful.places))
    return True


@given(TEXTS)
def test_any_text_is_read_alike_or_left_to_the_careful_reader(text: str) -> None:
    same(text)


@given(some.recursive(some.one_of(some.sampled_from(PIECES), some.text()), lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.sampled_from(PIECES), inner, max_size=4)))  # fmt: skip
def test_any_data_that_a_program_wrote_is_read_alike(data: object) -> None:
    import yaml

    same(yaml.dump(data, allow_unicode=True, sort_keys=False))


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.name)
def test_what_is_written_here_needs_no_careful_reader(file: Path) -> None:
    assert same(file.read_text("utf-8"))


@pytest.mark.parametrize(
    "text", ["", "a: &b 1\nc: *b", "a: !!str 1", "<<: {a: 1}", "a: 1\na: 2", "? [a]\n: b", "a: [", "a: 0x1F", "a:\t1", "--- a"]
)
def test_what_could_be_taken_in_two_ways_is_left_to_the_careful_reader(text: str) -> None:
    assert read_quickly(text.encode(), "a.yml") is None


def test_what_is_not_utf_8_is_a_mistake_with_the_place_that_the_careful_reader_says() -> None:
    with pytest.raises(WritingError) as quick:
        read_quickly(b"a: 1\nb: \xff", "a.yml")
    with pytest.raises(WritingError) as careful:
        read_yaml(b"a: 1\nb: \xff", "a.yml")
    assert quick.value.problems == careful.value.problems
