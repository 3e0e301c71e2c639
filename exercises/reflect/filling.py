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
    try:
        gaps = [
            (name, f"{name}{f'!{how}' if how else ''}{f':{form}' if form else ''}")
            for _, name, form, how in string.Formatter().parse(sentence)
            if name is not None
        ]
    except ValueError:
        yield path, "a brace is open or closed alone; write a gap as {name}, and a brace itself twice: {{ or }}"
        return
    for gap, written in gaps:
        if gap in names and written != gap:
            yield path, f"gap {{{written}}} is more than a name; write {{{gap}}}"
        if gap not in names:
            yield path, f"gap {{{gap}}} has nothing to fill it, {expected(gap, names)}"
