"""Fills the gaps of a writer's sentence, such as "You keep {mine} of {placed}"."""

from __future__ import annotations

import string
from collections.abc import Collection, Iterator, Mapping

from reflect.nearest import expected
from reflect.problems import Path


def filled(sentence: str, values: Mapping[str, str | int]) -> str:
    """Return the sentence with each gap's value in its place."""
    return sentence.format_map(values)


def gap_problems(path: Path, sentence: str | None, names: Collection[str]) -> Iterator[tuple[Path, str]]:
    """Yield a problem for every gap of the sentence that has none of the names, or that is not closed."""
    if sentence is None:
        return
    gaps = _gaps(sentence)
    if gaps is None:
        yield path, "a brace is open or closed alone; write a gap as {name}, and a brace itself twice: {{ or }}"
        return
    for gap, written in gaps.items():
        if gap in names and written != gap:
            yield path, f"gap {{{written}}} is more than a name; write {{{gap}}}"
        if not names:
            yield path, f"gap {{{gap}}} has nothing to fill it here; write the sentence without it"
        elif gap not in names:
            yield path, f"gap {{{gap}}} has nothing to fill it, {expected(gap, names)}"


def unused_gaps(sentence: str, names: Collection[str]) -> list[str]:
    """Return the names that the sentence has no gap for; none when its braces cannot be read, which is a problem of its own."""
    gaps = _gaps(sentence)
    return [] if gaps is None else [name for name in names if name not in gaps]


def _gaps(sentence: str) -> dict[str, str] | None:
    """Return each gap's name with all that was written between its braces, or None when a brace is open or closed alone."""
    try:
        return {
            name: f"{name}{f'!{how}' if how else ''}{f':{form}' if form else ''}"
            for _, name, form, how in string.Formatter().parse(sentence)
            if name is not None
        }
    except ValueError:
        return None
