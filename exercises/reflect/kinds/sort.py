"""Sort: cards are put on piles; what lies where is said back, and the heaviest pile is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reflect.comparing import moved, stayed
from reflect.exercise import Answers, Evidence, Exercise, below, id_problems, reflection_evidence, sources
from reflect.filling import filled, gap_problems
from reflect.nearest import expected
from reflect.problems import Path
from reflect.reflection import Block, Group, Groups, Line, Move, Paragraph
from reflect.wording import SKIPPED

ALL_ASIDE = "You put every card aside. That is an answer too."
NOTHING_PLACED = "You skipped every card. That is an answer too; they will wait."


@dataclass(frozen=True, kw_only=True)
class Pile:
    """A place for cards. One that is `aside` says that a card does not apply, and is not counted as a place."""

    id: str
    label: str
    aside: bool = False


@dataclass(frozen=True, kw_only=True)
class Card:
    """Something to place, and a remark shown with it afterwards, wherever it was put."""

    id: str
    text: str
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class SortReflection:
    """What is said: for the pile that holds more than half of the placed cards, or else `mixed`.

    Gaps: each pile's id for its number of cards, and {placed} for all that are on a pile that counts.
    """

    mostly: dict[str, str]
    mixed: str
    evidence: Evidence | None = None


@dataclass(frozen=True, kw_only=True)
class Definition(Exercise):
    """Cards and the piles that they can be put on, at least two of which count."""

    piles: tuple[Pile, ...]
    cards: tuple[Card, ...]
    reflection: SortReflection

    def fields(self) -> Iterator[str]:
        return (card.id for card in self.cards)

    def evidence(self) -> Iterator[tuple[Path, Evidence]]:
        return reflection_evidence(self.reflection.evidence)

    def reflect(self, answers: Answers) -> tuple[Block, ...]:
        lying = {pile.id: [card for card in self.cards if answers.get(card.id) == pile.id] for pile in self.piles}
        counting = {pile.id: len(lying[pile.id]) for pile in self.piles if not pile.aside}
        placed = sum(counting.values())
        said = self._said(counting, placed) if placed else ALL_ASIDE if any(lying.values()) else NOTHING_PLACED
        groups = [_group(pile.label, lying[pile.id]) for pile in self.piles]
        groups.append(_group(SKIPPED, [card for card in self.cards if answers.get(card.id) not in lying]))
        blocks: list[Block] = [Paragraph(said)]
        if any(lying.values()):
            blocks.append(Groups(tuple(group for group in groups if group.lines)))
        return (*blocks, *sources(self.reflection.evidence))

    def compare(self, before: Answers, now: Answers) -> tuple[Block, ...]:
        label = {pile.id: pile.label for pile in self.piles}
        moves = [Move(card.text, *(label.get(answers.get(card.id, ""), SKIPPED) for answers in (before, now))) for card in self.cards]
        kept = sum(move.before == move.after for move in moves)
        return moved(moves, stayed(kept, "card is where it was.", "cards are where they were.", "Every card has moved."))

    def _said(self, counting: dict[str, int], placed: int) -> str:
        heaviest = max(counting, key=lambda pile: counting[pile])
        is_most = counting[heaviest] * 2 > placed
        sentence = self.reflection.mostly.get(heaviest, self.reflection.mixed) if is_most else self.reflection.mixed
        return filled(sentence, {**counting, "placed": placed})

    def own_problems(self) -> Iterator[tuple[Path, str]]:
        yield from id_problems(("piles",), self.piles)
        yield from id_problems(("cards",), self.cards)
        counting = [pile.id for pile in self.piles if not pile.aside]
        if len(counting) < 2:
            yield ("piles",), f"{len(counting)} pile counts as a place, expected 2 or more; add a pile"
        if not self.cards:
            yield ("cards",), "there are no cards, expected 1 or more; add a card with id and text"
        yield from below(("reflection",), self._sentence_problems(counting))

    def _sentence_problems(self, counting: list[str]) -> Iterator[tuple[Path, str]]:
        gaps = [*counting, "placed"]
        for pile, sentence in self.reflection.mostly.items():
            if pile not in counting:
                yield ("mostly", pile), f"pile {pile!r} is unknown, {expected(pile, counting)}"
            yield from gap_problems(("mostly", pile), sentence, gaps)
        yield from gap_problems(("mixed",), self.reflection.mixed, gaps)


def _group(label: str, cards: list[Card]) -> Group:
    return Group(label, tuple(Line(card.text, card.note) for card in cards))
