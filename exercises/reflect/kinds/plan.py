"""Plan: a sentence whose gaps the reader fills, read back as one.

A gap that was left open is shown as an ellipsis, so that the sentence keeps its shape and can be finished later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reflect.comparing import written_then
from reflect.exercise import Answers, Evidence, Exercise, id_problems, reflection_evidence, sources
from reflect.filling import filled, gap_problems, unused_gaps
from reflect.given import text_given
from reflect.limits import fewest, rows_problems
from reflect.problems import Path
from reflect.reflection import Block, Paragraph, Quotation
from reflect.wording import begun, counted

OPEN = "…"
ENDED_TWICE = ("?.", "!.", "….", "..")
"""How a sentence ends whose last gap was filled with words that end themselves."""

ALL_OPEN = "You left the whole plan open. That is an answer too."


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something to write, on as many lines as `rows` says."""

    id: str
    label: str
    rows: int = 1
    hint: str | None = None


@dataclass(frozen=True, kw_only=True)
class PlanReflection:
    """What is said below the plan, and where it comes from."""

    closing: str
    evidence: Evidence | None = None


@dataclass(frozen=True, kw_only=True)
class Definition(Exercise):
    """Gaps, and the sentence that they stand in by their ids."""

    gaps: tuple[Gap, ...]
    sentence: str
    reflection: PlanReflection

    def fields(self) -> Iterator[str]:
        return (gap.id for gap in self.gaps)

    def evidence(self) -> Iterator[tuple[Path, Evidence]]:
        return reflection_evidence(self.reflection.evidence)

    def reflect(self, answers: Answers) -> tuple[Block, ...]:
        written = {gap.id: _in_sentence(text_given(answers, gap.id)) for gap in self.gaps}
        still_open = sum(not text for text in written.values())
        if still_open == len(written):
            return (Paragraph(ALL_OPEN),)
        composed = filled(self.sentence, {name: text or OPEN for name, text in written.items()})
        blocks: list[Block] = [Quotation(composed[:-1] if composed.endswith(ENDED_TWICE) else composed)]
        if still_open:
            are = "gap is still open; it" if still_open == 1 else "gaps are still open; they"
            blocks.append(Paragraph(f"{begun(counted(still_open, are, are))} can be filled whenever you like.", quiet=True))
        return (*blocks, Paragraph(self.reflection.closing), *sources(self.reflection.evidence))

    def compare(self, before: Answers, now: Answers) -> tuple[Block, ...]:
        return written_then((gap.label, text_given(before, gap.id), text_given(now, gap.id)) for gap in self.gaps)

    def own_problems(self) -> Iterator[tuple[Path, str]]:
        yield from id_problems(("gaps",), self.gaps)
        yield from rows_problems("gaps", self.gaps)
        yield from fewest("gaps", self.gaps, 1, "add a gap with id and label")
        yield from gap_problems(("sentence",), self.sentence, [gap.id for gap in self.gaps])
        unused = unused_gaps(self.sentence, [gap.id for gap in self.gaps])
        for index, gap in enumerate(self.gaps):
            if gap.id in unused:
                what = f"gap {gap.id!r} stands nowhere in the sentence; write {{{gap.id}}} where it belongs, or remove the gap"
                yield ("gaps", index, "id"), what


def _in_sentence(text: str) -> str:
    """Return the reader's words without the full stop that ended them, since they now stand inside a sentence."""
    return text.removesuffix(".").rstrip() if not text.endswith("..") else text
