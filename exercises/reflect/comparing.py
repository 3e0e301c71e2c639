"""What the kinds share in saying what has changed since an earlier time."""

from __future__ import annotations

from collections.abc import Iterable

from reflect.reflection import Beside, Block, Move, Moves, Pair, Paragraph
from reflect.wording import begun, in_words

THEN, NOW = "Then", "Now"
UNCHANGED: tuple[Block, ...] = (Paragraph("Nothing has changed since then.", quiet=True),)


def then_and_now(before: str | int | None, now: str | int | None, skipped: str = "not answered") -> str:
    """Return both in words: "2 then, 5 now". None stands for what was skipped."""
    then, today = (skipped if one is None else str(one) for one in (before, now))
    return begun(f"{then} then and now" if then == today else f"{then} then, {today} now")


def moved(moves: Iterable[Move], kept: str) -> tuple[Block, ...]:
    """Return what moved, of moves from anywhere to anywhere. kept says how much stayed."""
    away = tuple(move for move in moves if move.before != move.after)
    return (Moves(away, kept),) if away else UNCHANGED


def stayed(count: int, one: str, several: str, none: str) -> str:
    """Return how many stayed, as a sentence with its verb in `one` or `several`; `none` is the sentence for nothing."""
    return begun(f"{in_words(count)} {one if count == 1 else several}") if count else none


def beside(pairs: Iterable[Pair]) -> tuple[Block, ...]:
    """Return the texts then and now side by side, without those that were never written."""
    written = tuple(pair for pair in pairs if pair.before or pair.now)
    changed = sum(pair.before != pair.now for pair in written)
    if not changed:
        return UNCHANGED
    if changed == len(written):
        said = "What you wrote then and what you write now, side by side."
    else:
        said = f"{begun(in_words(changed))} of {in_words(len(written))} {'differs' if changed == 1 else 'differ'} from then."
    return Paragraph(said), Beside(written)
