"""Footnote marks in running text: ¹ and ², [1], and raised numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from press.importing.tree import BREAKS, Node, mark, string, text_of

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SIGN = re.compile(r"[⁰¹²³⁴-⁹]+(?:[,⁻˒][⁰¹²³⁴-⁹]+)*|\[\d{1,3}(?:[,;–-]\d{1,3})*\]")
RAISED_SIGN = re.compile(r"\[?\(?\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\)?\]?")
POWER = re.compile(r"(?:\d|(?<![^\W\d_])(?:[a-zA-Z]|km|cm|mm|ft|mi|in|mc|CO|sq|yd))$")
"""What a raised 2 or 3 after it makes a square or a cube of."""


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
    before = ""
    for one in value:
        if isinstance(one, dict) and one.get("t") == "Str":
            found += _in_string(one["c"], before, is_mark, turned)
        elif isinstance(one, dict) and one.get("t") == "Superscript":
            found += _in_raised(one, before, is_mark, turned)
        else:
            found.append(with_marks(one, is_mark, turned))
        if isinstance(one, dict):
            before = "" if one.get("t") in BREAKS else (before + text_of([one]))[-12:]
    return found


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
