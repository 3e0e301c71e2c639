"""Recall: what did the note say? Each item has an answer, and shows its reason and where it comes from.

Nothing is scored: what the reader gave stands beside what the note says.
"""

from __future__ import annotations

import abc
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reflect.comparing import UNCHANGED
from reflect.exercise import Answers, Evidence, Exercise, Named, below, id_problems
from reflect.given import number_given
from reflect.limits import fewest
from reflect.problems import Path
from reflect.reflection import Block, Group, Groups, Line, Paragraph, Recalled
from reflect.structuring import chosen_by
from reflect.wording import SKIPPED, begun, counted

YOURS, THE_NOTES, BOTH = "You answered", "The note says", "You and the note say"
NOW_WITH_THE_NOTE, THEN_WITH_THE_NOTE = "Now, and not then", "Then, and not now"
SAME_AGREEMENT = "You answered differently then. What agrees with the note is the same."


@dataclass(frozen=True, kw_only=True)
class Item(abc.ABC):
    """A question in one of the forms, with an answer and where that comes from."""

    id: str
    form: str
    question: str
    evidence: Evidence | None = None

    @classmethod
    def chosen(cls, data: Mapping[str, Any]) -> type[Item]:
        """Return the class of the form that the data names; raises Misfit for a form there is none of."""
        return chosen_by("form", data, FORMS)

    @abc.abstractmethod
    def fields(self) -> Iterator[str]:
        """Yield the names of the item's form fields."""

    @abc.abstractmethod
    def given(self, answers: Answers) -> tuple[Line, ...]:
        """Return what the reader answered, or nothing when the item was skipped."""

    @abc.abstractmethod
    def answer(self) -> tuple[Line, ...]:
        """Return what the note says."""

    def answer_beside(self) -> tuple[Line, ...]:
        """Return what the note says as it stands beside what the reader gave, which looks the same."""
        return self.answer()

    @abc.abstractmethod
    def problems(self) -> Iterator[tuple[Path, str]]:
        """Yield the mistakes in the item."""

    def agrees(self, answers: Answers) -> bool:
        """Whether the reader answered what the note says."""
        return self.given(answers) == self.answer()

    def recalled(self, answers: Answers) -> Recalled:
        """Return the question with both answers side by side, or once where they are the same."""
        given, answer = self.given(answers), self.answer_beside()
        if self.agrees(answers):
            groups: tuple[Group, ...] = (Group(BOTH, answer),)
        else:
            groups = (Group(YOURS, given or (Line(SKIPPED),)), Group(THE_NOTES, answer))
        key = self.evidence.key if self.evidence else None
        return Recalled(self.question, groups, getattr(self, "why", None), key)


@dataclass(frozen=True, kw_only=True)
class Option:
    """Something to choose, with the reason that is shown when it was chosen."""

    id: str
    text: str
    why: str
    right: bool = False


@dataclass(frozen=True, kw_only=True)
class Choice(Item):
    """One option of several is what the note says."""

    options: tuple[Option, ...]

    def fields(self) -> Iterator[str]:
        yield self.id

    def given(self, answers: Answers) -> tuple[Line, ...]:
        return tuple(Line(one.text, one.why) for one in self.options if one.id == answers.get(self.id))

    def answer(self) -> tuple[Line, ...]:
        return tuple(Line(one.text, one.why) for one in self.options if one.right)

    def problems(self) -> Iterator[tuple[Path, str]]:
        yield from _list_problems("options", self.options)
        right = sum(one.right for one in self.options)
        if right != 1:
            yield ("options",), f"{right} options are right, expected 1; put 'right: true' on the one that the note says"


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something that has a place in an order."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Order(Item):
    """Options are written in the order that the note gives; the page shows them in another."""

    options: tuple[Step, ...]
    why: str

    def fields(self) -> Iterator[str]:
        return (f"{self.id}.{one.id}" for one in self.options)

    def given(self, answers: Answers) -> tuple[Line, ...]:
        numbers = ((number_given(answers, f"{self.id}.{one.id}", 1, len(self.options)), one.text) for one in self.options)
        by_number = sorted(((number, text) for number, text in numbers if number), key=lambda placed: placed[0])
        # The reader's own numbers: a list that counted anew would hide a gap, or one number given twice.
        return tuple(Line(f"{number}. {text}") for number, text in by_number)

    def answer(self) -> tuple[Line, ...]:
        return tuple(Line(one.text) for one in self.options)

    def answer_beside(self) -> tuple[Line, ...]:
        return tuple(Line(f"{place}. {one.text}") for place, one in enumerate(self.options, start=1))

    def agrees(self, answers: Answers) -> bool:
        """Whether every option has its own number; the same number twice has no order."""
        return [answers.get(name) for name in self.fields()] == [str(place) for place in range(1, len(self.options) + 1)]

    def shown(self) -> tuple[Step, ...]:
        """Return the options in the order of the page, which is never the answer."""
        return mixed(self.id, self.options)

    def problems(self) -> Iterator[tuple[Path, str]]:
        yield from _list_problems("options", self.options)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A thought and what it belongs to."""

    id: str
    text: str
    match: str


@dataclass(frozen=True, kw_only=True)
class Match(Item):
    """Each thought belongs to one of the things on the other side."""

    pairs: tuple[Pair, ...]
    why: str

    def fields(self) -> Iterator[str]:
        return (f"{self.id}.{pair.id}" for pair in self.pairs)

    def given(self, answers: Answers) -> tuple[Line, ...]:
        other_side = {pair.id: pair.match for pair in self.pairs}
        chosen = ((pair.text, other_side.get(answers.get(f"{self.id}.{pair.id}", ""))) for pair in self.pairs)
        return tuple(Line(text, match) for text, match in chosen if match)

    def answer(self) -> tuple[Line, ...]:
        return tuple(Line(pair.text, pair.match) for pair in self.pairs)

    def shown(self) -> tuple[Pair, ...]:
        """Return the pairs in the order in which their other sides stand on the page."""
        return mixed(self.id, self.pairs)

    def problems(self) -> Iterator[tuple[Path, str]]:
        yield from _list_problems("pairs", self.pairs)


@dataclass(frozen=True, kw_only=True)
class Blank(Item):
    """A gap, written ____ in the question. The first of the accepted answers is the one shown."""

    accept: tuple[str, ...]
    why: str

    def fields(self) -> Iterator[str]:
        yield self.id

    def given(self, answers: Answers) -> tuple[Line, ...]:
        text = answers.get(self.id, "").strip()
        if not text:
            return ()
        return self.answer() if _bare(text) in map(_bare, self.accept) else (Line(text),)

    def answer(self) -> tuple[Line, ...]:
        return tuple(Line(text) for text in self.accept[:1])

    def problems(self) -> Iterator[tuple[Path, str]]:
        if "____" not in self.question:
            yield ("question",), f"question {self.question!r} has no gap, expected ____ in it; put four underscores where the answer goes"
        if not self.accept:
            yield ("accept",), "no answer is accepted, expected 1 or more; write the answer"


FORMS: dict[str, type[Item]] = {"choice": Choice, "order": Order, "match": Match, "blank": Blank}


@dataclass(frozen=True, kw_only=True)
class Definition(Exercise):
    """Questions about what a note says."""

    items: tuple[Item, ...]

    def fields(self) -> Iterator[str]:
        return (name for item in self.items for name in item.fields())

    def evidence(self) -> Iterator[tuple[Path, Evidence]]:
        return ((("items", index, "evidence"), item.evidence) for index, item in enumerate(self.items) if item.evidence)

    def reflect(self, answers: Answers) -> tuple[Block, ...]:
        return tuple(item.recalled(answers) for item in self.items)

    def compare(self, before: Answers, now: Answers) -> tuple[Block, ...]:
        if all(item.given(before) == item.given(now) for item in self.items):
            return UNCHANGED
        then, today = self.remembered(before), self.remembered(now)
        gained = self._questions(lambda name: today.get(name, False) and not then.get(name, False))
        parted = self._questions(lambda name: then.get(name, False) and not today.get(name, False))
        said = []
        if gained:
            said.append(f"{counted(len(gained), 'answer agrees', 'answers agree')} with the note now and did not then.")
        if parted:
            said.append(f"{counted(len(parted), 'answer', 'answers')} agreed with the note then, and not now.")
        groups = (Group(NOW_WITH_THE_NOTE, gained), Group(THEN_WITH_THE_NOTE, parted))
        shown = tuple(group for group in groups if group.lines)
        return (*(Paragraph(begun(one)) for one in said), Groups(shown)) if shown else (Paragraph(SAME_AGREEMENT),)

    def remembered(self, answers: Answers) -> dict[str, bool]:
        return {item.id: item.agrees(answers) for item in self.items if item.given(answers)}

    def _questions(self, is_one: Callable[[str], bool]) -> tuple[Line, ...]:
        return tuple(Line(item.question) for item in self.items if is_one(item.id))

    def own_problems(self) -> Iterator[tuple[Path, str]]:
        yield from id_problems(("items",), self.items)
        if not self.items:
            yield ("items",), "there are no items, expected 1 or more; add a question"
        for index, item in enumerate(self.items):
            yield from below(("items", index), item.problems())


def mixed[T: Named](seed: str, things: Sequence[T]) -> tuple[T, ...]:
    """Return the things in an order that depends only on the seed and their ids, never their own (if 2 or more)."""
    by_hash = sorted(things, key=lambda one: hashlib.sha256(f"{seed}/{one.id}".encode()).digest())
    if [one.id for one in by_hash] == [one.id for one in things]:
        by_hash.append(by_hash.pop(0))
    return tuple(by_hash)


def _list_problems(name: str, things: Sequence[Named]) -> Iterator[tuple[Path, str]]:
    yield from id_problems((name,), things)
    yield from fewest(name, things, 2)


def _bare(text: str) -> str:
    """Return the text as it is compared: small letters, single spaces, no full stop at the end."""
    return " ".join(text.casefold().split()).rstrip(".!?")
