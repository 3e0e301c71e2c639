"""Rank: options are put in an order, as many as apply; where the first of them comes from is said back.

Places are counted anew: numbers that were left free close up, and options with the same number share a place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reflect.comparing import moved, stayed
from reflect.exercise import Answers, Exercise, id_problems
from reflect.given import number_given
from reflect.limits import fewest
from reflect.nearest import expected
from reflect.problems import Path
from reflect.reflection import Block, Group, Groups, Line, Move, Paragraph
from reflect.wording import SKIPPED, series

YOUR_ORDER = "Your order"
SHARED = "They share this place."
NOTHING_RANKED = "You skipped everything. That is an answer too."


@dataclass(frozen=True, kw_only=True)
class Option:
    """Something to give a place to. circle says where it comes from, and chooses the sentence when it stands first."""

    id: str
    text: str
    circle: str


@dataclass(frozen=True, kw_only=True)
class Definition(Exercise):
    """Options, and a sentence for each circle that the first of them may come from."""

    options: tuple[Option, ...]
    reflection: dict[str, str]

    def fields(self) -> Iterator[str]:
        return (option.id for option in self.options)

    def reflect(self, answers: Answers) -> tuple[Block, ...]:
        order = self._order(answers)
        if not order:
            return (Paragraph(NOTHING_RANKED),)
        placed = {option.id for place in order for option in place}
        skipped = tuple(Line(option.text) for option in self.options if option.id not in placed)
        groups = [Group(YOUR_ORDER, tuple(map(_line, order)), numbered=True)]
        if skipped:
            groups.append(Group(SKIPPED, skipped))
        circles = dict.fromkeys(option.circle for option in order[0])
        return (*(Paragraph(self.reflection[circle]) for circle in circles if circle in self.reflection), Groups(tuple(groups)))

    def compare(self, before: Answers, now: Answers) -> tuple[Block, ...]:
        then, today = self._places(before), self._places(now)
        by_place = sorted(self.options, key=lambda option: today.get(option.id, then.get(option.id, 0) + len(self.options)))
        moves = [Move(one.text, _place(then.get(one.id)), _place(today.get(one.id))) for one in by_place if one.id in then | today]
        kept = sum(move.before == move.after for move in moves)
        return moved(moves, stayed(kept, "is where it was.", "are where they were.", "Everything has moved."))

    def _order(self, answers: Answers) -> list[list[Option]]:
        """Return the options at each place, the first place first."""
        at: dict[int, list[Option]] = {}
        for option in self.options:
            number = number_given(answers, option.id, 1, len(self.options))
            if number:
                at.setdefault(number, []).append(option)
        return [at[number] for number in sorted(at)]

    def _places(self, answers: Answers) -> dict[str, int]:
        return {option.id: place for place, options in enumerate(self._order(answers), start=1) for option in options}

    def own_problems(self) -> Iterator[tuple[Path, str]]:
        yield from id_problems(("options",), self.options)
        yield from fewest("options", self.options, 2)
        for index, option in enumerate(self.options):
            if option.circle not in self.reflection:
                yield (
                    ("options", index, "circle"),
                    f"circle {option.circle!r} has no sentence in 'reflection', {expected(option.circle, self.reflection)}",
                )
        for circle in self.reflection:
            if all(option.circle != circle for option in self.options):
                yield ("reflection", circle), f"no option comes from {circle!r}; give one 'circle: {circle}', or remove the sentence"


def _place(number: int | None) -> str:
    return f"Place {number}" if number else SKIPPED


def _line(place: list[Option]) -> Line:
    return Line(series([option.text for option in place]), SHARED if len(place) > 1 else None)
