"""Footnote marks in running text: ¹ and ², [1], and raised numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from press.importing.tree import BREAKS, Node, mark, string, text_of

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SIGN = re.compile(r"[⁰¹²³⁴-⁹]+(?:[,;⁻˒–-][⁰¹²³⁴-⁹]+)*|\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\]")
OPENED = re.compile(r"\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\s?[,;–-]?$")
"""The beginning of a bracketed sign with a space in it, as in [1, 2]."""
GOING_ON = re.compile(r"[,;–-]?\s?\d{1,3}(?:[,;–-]\d{1,3})*(?:[,;–-]|\]|$)|[,;–-]$")
RAISED_SIGN = re.compile(r"\[?\(?\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\)?\]?")
POWER = re.compile(r"(?:\d|(?<![^\W\d_])(?:[a-zA-Z]|km|cm|mm|ft|mi|in|mc|CO|sq|yd))$")
"""What a raised 2 or 3 after it makes a square or a cube of."""
CONTEXT = 12
"""How many letters before a number are looked at to see whether it is a power."""

type Choice = Callable[[str, str], bool]
"""Decides whether a number that stands after some text is a mark."""


def numbers_in(sign: str) -> list[str]:
    """Return the numbers that a mark names: "[1-3]" names three."""
    plain = sign.translate(RAISED).replace("⁻", "-").replace("˒", ",").strip("[]()")
    numbers: list[str] = []
    for part in re.split(r"\s*[,;]\s*", plain):
        first, _, last = (piece.strip() for piece in part.replace("–", "-").partition("-"))
        numbers += [str(n) for n in range(int(first), int(last) + 1)] if last and int(first) < int(last) <= int(first) + 20 else [first]
    return numbers


def is_power(before: str, number: str) -> bool:
    """Whether a raised number after some text is rather an exponent than a mark."""
    return number in ("2", "3") and POWER.search(before) is not None


def with_marks(value: Any, is_mark: Choice, turned: list[str]) -> Any:
    """Return a tree in which each sign that `is_mark` takes for a mark has become one; the signs are added to `turned`."""
    if isinstance(value, dict):
        return {key: with_marks(inner, is_mark, turned) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    found: list[Any] = []
    pieces = _whole_signs(value)
    for index, one in enumerate(pieces):
        if _is(one, "Str"):
            found += _in_string(one["c"], _before(pieces, index), is_mark, turned) if SIGN.search(one["c"]) else [one]
        elif _is(one, "Superscript"):
            found += _in_raised(one, _before(pieces, index), is_mark, turned)
        else:
            found.append(with_marks(one, is_mark, turned))
    return found


def _before(inlines: list[Any], index: int) -> str:
    """Return the end of what stands before an inline without a space between."""
    text = ""
    while index and len(text) < CONTEXT and inlines[index - 1].get("t") not in BREAKS:
        index -= 1
        text = text_of([inlines[index]]) + text
    return text[-CONTEXT:]


def _whole_signs(inlines: list[Any]) -> list[Any]:
    """Return inlines with the pieces of each bracketed sign that has spaces in it put together."""
    if not any(_is(one, "Str") and "[" in one["c"] for one in inlines):
        return inlines
    found: list[Any] = []
    index = 0
    while index < len(inlines):
        whole, end = _sign_at(inlines, index)
        found.append(whole)
        index = end
    return found


def _sign_at(inlines: list[Any], index: int) -> tuple[Any, int]:
    """Return the inline at an index, or the string that it and the next ones make up when they are one sign, and where to go on."""
    first = inlines[index]
    if not (_is(first, "Str") and OPENED.search(first["c"])):
        return first, index + 1
    text, end = first["c"], index + 1
    while end + 1 < len(inlines) and _is(inlines[end], "Space") and _is(inlines[end + 1], "Str") and GOING_ON.match(inlines[end + 1]["c"]):
        text += f" {inlines[end + 1]['c']}"
        end += 2
        if "]" in inlines[end - 1]["c"]:
            return string(text), end
    return first, index + 1


def _is(node: Any, kind: str) -> bool:
    return isinstance(node, dict) and node.get("t") == kind


def _in_string(text: str, before: str, is_mark: Choice, turned: list[str]) -> list[Node]:
    found: list[Node] = []
    end = 0
    for sign in SIGN.finditer(text):
        numbers = numbers_in(sign[0])
        chosen = [is_mark(number, before + text[: sign.start()]) for number in numbers]
        if all(chosen):
            found += [string(text[end : sign.start()])] if sign.start() > end else []
            found += [mark(number) for number in numbers]
            turned.append(sign[0])
            end = sign.end()
    return found + ([string(text[end:])] if end < len(text) or not text else [])


def _in_raised(node: Node, before: str, is_mark: Choice, turned: list[str]) -> list[Node]:
    text = text_of([node])
    if not RAISED_SIGN.fullmatch(text):
        return [node]
    numbers = numbers_in(text)
    chosen = [is_mark(number, before) for number in numbers]
    if all(chosen):
        turned.append(text)
        return [mark(number) for number in numbers]
    return [node]
