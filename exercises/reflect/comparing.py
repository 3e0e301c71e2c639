"""What the kinds share in saying what has changed since an earlier time."""

from __future__ import annotations

from collections.abc import Iterable

from reflect.reflection import Beside, Block, Move, Moves, Pair, Paragraph
from reflect.wording import SKIPPED, begun, in_words, inside

THEN, NOW = "Then", "Now"
UNCHANGED: tuple[Block, ...] = (Paragraph("Nothing has changed.", quiet=True),)


def then_and_now(before: str | int | None, now: str | int | None) -> str:
    """Return both in words: "2 then, 5 now". None stands for what was skipped."""
    then, today = (inside(SKIPPED) if one is None else str(one) for one in (before, now))
    return begun(f"{then} then and now" if then == today else f"{then} then, {today} now")


def moved(moves: Iterable[Move], kept: str) -> tuple[Block, ...]:
    """Return what moved, of moves from anywhere to anywhere. kept says how much stayed."""
    away = tuple(move for move in moves if move.before != move.after)
    return (Moves(away, kept),) if away else UNCHANGED


def stayed(count: int, one: str, several: str, none: str) -> str:
    """Return how many stayed, as a sentence with its verb in `one` or `several`; `none` is the sentence for nothing."""
    return begun(f"{in_words(count)} {one if count == 1 else several}") if count else none


def written_then(texts: Iterable[tuple[str, str, str]]) -> tuple[Block, ...]:
    """Return what was written then where it differs, of labels with the text then and now. What is written now is read back above."""
    written = [(label, before, now) for label, before, now in texts if before or now]
    changed = tuple(Pair(label, before) for label, before, now in written if before != now)
    if not changed:
        return UNCHANGED
    verb = "differs" if len(changed) == 1 else "differ"
    count = "" if len(changed) == len(written) else f"{begun(in_words(len(changed)))} of {in_words(len(written))} {verb}. "
    return Paragraph(f"{count}Then you wrote:"), Beside(changed)
