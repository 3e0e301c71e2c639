"""Files as nobody would write them: sound ones with pieces taken out, doubled and put in, and what is no such file at all."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as some

YAML_PIECES = (
    "&a ", "*a", "<<: *a", "&a [*a]", "&a {b: *a}", "? ", "- ", ": ", ":", "{", "[", "}", "]", "|\n", ">-\n", "'", '"', "#", ",", "\n", "\n  ",
    "%YAML 1.1\n", "---\n", "...\n", "\t", "\0", "\ufeff", "\u2028", "\x85", "\r", "0o9", "0x", "1e999", ".nan", "-.inf", "1_0", "12:30:45",
    "2026-13-45", "2026-11-23", "!!python/object/apply:os.system [x]", "!!binary ///", "!!int x", "!!float x", "!!bool x", "!!null x", "!!set {a}",
    "!!omap [a]", "!!timestamp x", "!!seq {}", "!!map []", "!x ", "~", "null", "yes", "true", '"\\ud800"', '"\\x"', "__proto__", "9" * 5000, "{}: 1",
    "[]: 1", "? [a, b]\n: c", "id: ", "kind: sort", "kind: recall", "form: order", "date: ", "tags: ", "aliases: ", "author: ", "{{ cite(", "}}", "{%", "{#",
    "[" * 400, "{a: " * 300, "- " * 300,
)  # fmt: skip
MARKDOWN_PIECES = (
    "{{ cite(", '{{ exercise("', "}}", "{%", "{#", "#}", "{{ x.y.z[0]() }}", "{{ cite(*a, **b) }}", "{{ 1/0 }}", "[^", "]:", "[^a]: ", "](", "![", "<", ">",
    "<!--", "-->", "```", "~~~", "`", "\n", "\n\n", "    ", "# ", "#" * 7, "===\n", "---\n", "|", "\\", "\0", "\u2028", "\u202e", "&#0;", "<script>",
    "<h1", '<img src="', "{: ", "{ #", "[" * 300, "<!-- more -->", '", via="', ", page=3", "javascript:", "//", "#:~:text=",
)  # fmt: skip


def spoiled(texts: Sequence[str], pieces: Sequence[str]) -> some.SearchStrategy[str]:
    """Return a strategy for the texts with some of their parts gone, doubled, or with a piece or anything else put in."""
    piece = some.sampled_from(pieces) | some.text(max_size=8)
    edit = some.tuples(some.floats(0, 1), some.integers(0, 30), piece, some.booleans())
    return some.builds(_edited, some.sampled_from(texts), some.lists(edit, max_size=5))


def spoiled_bytes(files: Sequence[bytes]) -> some.SearchStrategy[bytes]:
    """Return a strategy for the files with some of their bytes gone, doubled or changed."""
    edit = some.tuples(some.floats(0, 1), some.integers(0, 30), some.binary(max_size=6), some.booleans())
    return some.builds(_edited_bytes, some.sampled_from(files), some.lists(edit, max_size=4))


def _edited(text: str, edits: list[tuple[float, int, str, bool]]) -> str:
    for place, length, piece, is_double in edits:
        start = int(place * len(text))
        end = start + length
        text = text[:start] + piece + (text[start:end] * 2 if is_double else "") + text[end:]
    return text


def _edited_bytes(raw: bytes, edits: list[tuple[float, int, bytes, bool]]) -> bytes:
    for place, length, piece, is_double in edits:
        start = int(place * len(raw))
        end = start + length
        raw = raw[:start] + piece + (raw[start:end] * 2 if is_double else b"") + raw[end:]
    return raw
