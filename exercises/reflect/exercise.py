"""What every exercise has, whatever its kind."""

from __future__ import annotations

import abc
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from reflect.nearest import expected
from reflect.problems import Path
from reflect.reflection import Block, Source
from reflect.structuring import chosen_by

type Answers = Mapping[str, str]
"""A form's answers by field name. An empty or missing one was skipped; one that means nothing is left out of account."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_MINUTES = 60
SCHEDULES = ("spaced",)


class Named(Protocol):
    """Anything with an id given by its author."""

    @property
    def id(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Where a claim comes from: a source, perhaps at second hand and at a page, or a note of the site."""

    source: str | None = None
    via: str | None = None
    page: str | None = None
    note: str | None = None

    @property
    def key(self) -> str:
        """The name under which the page holds the finished reference, such as "source:lewis-2000:86"."""
        if self.note:
            return f"note:{self.note}"
        return ":".join(part for part in ("source", self.source, self.via, self.page) if part)

    def problems(self) -> Iterator[tuple[Path, str]]:
        if bool(self.source) == bool(self.note):
            yield (), "evidence names a source or a note, one of the two; write {source: key} or {note: slug}"
        if self.note and (self.via or self.page):
            yield (), "evidence from a note takes no 'via' or 'page'; remove them"


@dataclass(frozen=True, kw_only=True)
class Review:
    """When an exercise comes back: on a spaced schedule, or after a number of days with a question."""

    schedule: str | None = None
    ask_again_days: int | None = None
    question: str | None = None

    def problems(self) -> Iterator[tuple[Path, str]]:
        if self.schedule is not None and self.schedule not in SCHEDULES:
            yield ("schedule",), f"schedule {self.schedule!r} is unknown, {expected(self.schedule, SCHEDULES)}"
        if self.ask_again_days is not None and self.ask_again_days < 1:
            yield ("ask_again_days",), f"{self.ask_again_days} days is too few, expected 1 or more; write 1 for tomorrow"


@dataclass(frozen=True, kw_only=True)
class Exercise(abc.ABC):
    """A definition. `minutes` is how long it takes, 1 to 60."""

    id: str
    kind: str
    title: str
    minutes: int
    intro: str | None = None
    daily: bool = False
    provenance: str | None = None
    review: Review | None = None

    @classmethod
    def chosen(cls, data: Mapping[str, Any]) -> type[Exercise]:
        """Return the class of the kind that the data names; raises Misfit for a kind there is none of."""
        from reflect.kinds import KINDS

        return chosen_by("kind", data, KINDS)

    @abc.abstractmethod
    def reflect(self, answers: Answers) -> tuple[Block, ...]:
        """Return what the reader is shown for these answers."""

    @abc.abstractmethod
    def compare(self, before: Answers, now: Answers) -> tuple[Block, ...]:
        """Return what has changed between earlier answers and these, or one quiet sentence when nothing has.

        Earlier answers may be to an older wording of the exercise: what it no longer asks is left out of account.
        """

    def remembered(self, answers: Answers) -> dict[str, bool]:
        """Return for each item that has an answer and was not skipped whether the reader gave it, by its id."""
        return {}

    @abc.abstractmethod
    def fields(self) -> Iterator[str]:
        """Yield the name of every form field, in the order of the page."""

    def own_problems(self) -> Iterator[tuple[Path, str]]:
        """Yield the mistakes that only this kind can make."""
        yield from ()

    def evidence(self) -> Iterator[tuple[Path, Evidence]]:
        """Yield every piece of evidence with its path in the definition."""
        yield from ()

    def problems(self) -> Iterator[tuple[Path, str]]:
        """Yield everything that is wrong, as a path in the definition and a message."""
        if not ID.fullmatch(self.id):
            yield ("id",), f"id {self.id!r} is not made of small letters, digits and hyphens; write one such as 'whose-burden'"
        if not 1 <= self.minutes <= MOST_MINUTES:
            yield ("minutes",), f"{self.minutes} minutes is outside 1 to {MOST_MINUTES}; say how long it takes"
        if self.review:
            yield from below(("review",), self.review.problems())
        for path, one in self.evidence():
            yield from below(path, one.problems())
        yield from self.own_problems()


def below(path: Path, problems: Iterable[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
    """Yield the problems with the path put before theirs."""
    for inner, what in problems:
        yield (*path, *inner), what


def reflection_evidence(evidence: Evidence | None) -> Iterator[tuple[Path, Evidence]]:
    """Yield the evidence that stands below a definition's reflection, if there is any, with its path."""
    if evidence:
        yield ("reflection", "evidence"), evidence


def sources(evidence: Evidence | None) -> tuple[Block, ...]:
    """Return the block that ends a reflection whose sentences have evidence, if there is any."""
    return (Source(evidence.key),) if evidence else ()


def id_problems(path: Path, things: Iterable[Named]) -> Iterator[tuple[Path, str]]:
    """Yield a problem for every id that is malformed or stands twice in one list."""
    seen: set[str] = set()
    for index, thing in enumerate(things):
        place = (*path, index, "id")
        if not ID.fullmatch(thing.id):
            yield place, f"id {thing.id!r} is not made of small letters, digits and hyphens; write one such as 'own-stress'"
        if thing.id in seen:
            yield place, f"id {thing.id!r} stands twice in this list; answers are kept by id, so give each its own"
        seen.add(thing.id)
