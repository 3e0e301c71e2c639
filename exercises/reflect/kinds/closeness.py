"""Closeness: how near two people are, and how near the reader would like them to be.

Each question is answered by one of several pictures of two circles that overlap more and more, after Aron, Aron and
Smollan (1992). Which is better is nobody's to say: more room is as good a wish as less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reflect.comparing import NOW, THEN, UNCHANGED
from reflect.exercise import Answers, Evidence, Exercise, below, id_problems, reflection_evidence, sources
from reflect.filling import filled, gap_problems
from reflect.given import number_given, text_given
from reflect.limits import exactly
from reflect.problems import Path
from reflect.reflection import Block, Overlap, Overlaps, Paragraph
from reflect.wording import SKIPPED, counted

WHO = "who"
ALL_SKIPPED = "You skipped both pictures. That is an answer too."
PICTURES = (
    "apart",
    "touching",
    "a little over each other",
    "partly over each other",
    "half over each other",
    "mostly over each other",
    "nearly one",
)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a picture is chosen for."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class ClosenessReflection:
    """What is said for how the wish differs from how it is. Gap of closer and further: {difference}, "two steps"."""

    same: str
    closer: str
    further: str
    evidence: Evidence | None = None


GAPS = {"same": (), "closer": ("difference",), "further": ("difference",)}


@dataclass(frozen=True, kw_only=True)
class Definition(Exercise):
    """Two questions, how it is and then how it is wished to be, each answered by one of as many pictures as `steps` says."""

    other_label: str
    questions: tuple[Question, ...]
    steps: int
    reflection: ClosenessReflection

    def fields(self) -> Iterator[str]:
        yield WHO
        yield from (question.id for question in self.questions)

    def evidence(self) -> Iterator[tuple[Path, Evidence]]:
        return reflection_evidence(self.reflection.evidence)

    def pictures(self) -> tuple[str, ...]:
        """Return what each picture shows, in words, from the first step to the last."""
        return tuple(PICTURES[round(step * (len(PICTURES) - 1) / (self.steps - 1))] for step in range(self.steps))

    def reflect(self, answers: Answers) -> tuple[Block, ...]:
        now, wished = (number_given(answers, question.id, 1, self.steps) for question in self.questions)
        who = text_given(answers, WHO)
        about = (Paragraph(f"You and {who}", quiet=True),) if who else ()
        if not now and not wished:
            return (*about, Paragraph(ALL_SKIPPED))
        overlaps = tuple(
            Overlap(question.label, step, self._said(step)) for question, step in zip(self.questions, (now, wished), strict=True)
        )
        said = (Paragraph(self._wish(wished - now)),) if now and wished else ()
        return (*about, Overlaps(overlaps, self.steps), *said, *sources(self.reflection.evidence))

    def compare(self, before: Answers, now: Answers) -> tuple[Block, ...]:
        drawn: list[Block] = []
        for question in self.questions:
            then, today = (number_given(answers, question.id, 1, self.steps) for answers in (before, now))
            if then != today:
                drawn += self._then_and_now(question.label, then, today)
        then_who, who = text_given(before, WHO), text_given(now, WHO)
        others = (Paragraph(f"You thought of {then_who} then, and of {who} now."),) if then_who and who and then_who != who else ()
        return (*others, *drawn) or UNCHANGED

    def _said(self, step: int | None) -> str:
        return f"{step} of {self.steps}, {self.pictures()[step - 1]}" if step else SKIPPED

    def _wish(self, nearer: int) -> str:
        if not nearer:
            return self.reflection.same
        sentence = self.reflection.closer if nearer > 0 else self.reflection.further
        return filled(sentence, {"difference": counted(abs(nearer), "step", "steps")})

    def _then_and_now(self, label: str, then: int | None, today: int | None) -> tuple[Block, ...]:
        """Return both pictures side by side, below what they are of and how far they are from each other."""
        apart = f": {counted(abs(today - then), 'step', 'steps')} {'nearer' if today > then else 'further apart'}" if then and today else ""
        overlaps = tuple(Overlap(moment, step, self._said(step)) for moment, step in ((THEN, then), (NOW, today)))
        return Paragraph(f"{label}{apart}."), Overlaps(overlaps, self.steps)

    def own_problems(self) -> Iterator[tuple[Path, str]]:
        yield from id_problems(("questions",), self.questions)
        for index, question in enumerate(self.questions):
            if question.id == WHO:
                yield ("questions", index, "id"), "id 'who' is the field of the name; choose another, such as 'now'"
        yield from exactly("questions", self.questions, 2, "write how it is now, then how it is wished to be")
        if not 2 <= self.steps <= len(PICTURES):
            yield ("steps",), f"{self.steps} steps is outside 2 to {len(PICTURES)}; say how many pictures there are to choose from"
        for name, gaps in GAPS.items():
            yield from below(("reflection",), gap_problems((name,), getattr(self.reflection, name), gaps))
