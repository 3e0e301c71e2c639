"""Prompt: questions to write to. What was written is read back as it is, and nothing is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reflect.comparing import written_then
from reflect.exercise import Answers, Evidence, Exercise, id_problems, reflection_evidence, sources
from reflect.given import text_given
from reflect.limits import fewest, rows_problems
from reflect.problems import Path
from reflect.reflection import Block, Paragraph, Quotation

NOTHING_WRITTEN = "You wrote nothing here. That is an answer too."


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something to write about, on as many lines as `rows` says."""

    id: str
    text: str
    rows: int = 3


@dataclass(frozen=True, kw_only=True)
class PromptReflection:
    """What is said below what was written, and where it comes from."""

    closing: str
    evidence: Evidence | None = None


@dataclass(frozen=True, kw_only=True)
class Definition(Exercise):
    """Questions that are answered in the reader's own words."""

    questions: tuple[Question, ...]
    reflection: PromptReflection

    def fields(self) -> Iterator[str]:
        return (question.id for question in self.questions)

    def evidence(self) -> Iterator[tuple[Path, Evidence]]:
        return reflection_evidence(self.reflection.evidence)

    def reflect(self, answers: Answers) -> tuple[Block, ...]:
        written = ((question.text, text_given(answers, question.id)) for question in self.questions)
        quotations = [Quotation(text, label) for label, text in written if text]
        if not quotations:
            return (Paragraph(NOTHING_WRITTEN),)
        return (*quotations, Paragraph(self.reflection.closing), *sources(self.reflection.evidence))

    def compare(self, before: Answers, now: Answers) -> tuple[Block, ...]:
        return written_then((one.text, text_given(before, one.id), text_given(now, one.id)) for one in self.questions)

    def own_problems(self) -> Iterator[tuple[Path, str]]:
        yield from id_problems(("questions",), self.questions)
        yield from rows_problems("questions", self.questions)
        yield from fewest("questions", self.questions, 1, "add a question with id and text")
