"""Plain data as it is written in typst."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def literal(value: object) -> str:
    """Return text, numbers, truth, lists and mappings as a typst expression.

    >>> literal({"a": ["x", 1]})
    '("a": ("x", 1,),)'
    """
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return '"' + "".join(_escaped(one) for one in value) + '"'
        case int() | float():
            return repr(value)
        case Mapping():
            return "(" + ("".join(f"{literal(key)}: {literal(one)}," for key, one in value.items()) or ":") + ")"
        case Sequence():
            return "(" + " ".join(f"{literal(one)}," for one in value) + ")"
    raise TypeError(f"{value!r} cannot be written in typst")


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\u{{{ord(character):x}}}"
