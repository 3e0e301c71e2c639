"""What is wrong in a writer's file, said so that the writer can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

type Step = str | int
type Path = tuple[Step, ...]
"""Where a value stands in a file: keys and zero-based indices from the top, such as ("cards", 2, "text")."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake, with its place in the file.

    line and column count from 1. `what` says the value, what was expected and how to mend it.
    """

    file: str
    line: int
    column: int
    exercise: str
    what: str

    def __str__(self) -> str:
        subject = f"{self.exercise}: " if self.exercise else ""
        return f"{self.file}:{self.line}:{self.column}: {subject}{self.what}"


class WritingError(Exception):
    """Mistakes in what was written, all of them at once; its text is one line for each, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
