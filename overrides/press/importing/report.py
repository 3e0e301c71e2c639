"""What an import did besides copying words: what it dropped, what it guessed, and what a person must look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

LONGEST_QUOTED = 90
HEADING = " stands alone on a short line and became a heading"


@dataclass
class Report:
    """Sentences for the person who imports, and the texts by which input and draft may differ.

    `left_out` holds every text of the essay's own place that is not in the draft, `turned` every mark, number or bullet that
    became markup, `added` the words that only the draft has. `beside` holds what stands elsewhere in the file, may be the
    author's, and is not in the draft.
    """

    done: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    look_at: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    def drop(self, text: str, why: str) -> None:
        """Note that a text is left out of the draft, and why."""
        self.left_out.append(text)
        self.dropped.append(f"{quoted(text)} ({why})")

    def guess_heading(self, text: str) -> None:
        """Note that a line was taken for a heading."""
        self.guessed.append(f"{quoted(text)}{HEADING}")

    def forget_heading(self, text: str) -> None:
        """Take that back: the line turned out to be something else."""
        self.guessed = [line for line in self.guessed if line != f"{quoted(text)}{HEADING}"]

    def __str__(self) -> str:
        parts = [*self.done]
        for heading, lines in (("Dropped:", self.dropped), ("Guessed:", self.guessed), ("To look at:", self.look_at)):
            if lines:
                parts += ["", heading, *(f"- {line}" for line in dict.fromkeys(lines))]
        return "\n".join(parts)


def quoted(text: str) -> str:
    """Return the text on one line in quotation marks, with its middle left out when it is long."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= LONGEST_QUOTED else f"“{line[:60].rstrip()} … {line[-24:].lstrip()}”"


def counted(number: int, thing: str, things: str = "") -> str:
    """Return a number with its noun: "1 word", "2 words"."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def joined(things: Iterable[str]) -> str:
    """Return the things as a list in a sentence: "a, b and c"."""
    *first, last = [*things] or [""]
    return f"{', '.join(first)} and {last}" if first else last
