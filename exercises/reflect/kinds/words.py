"""Words: a mirror for one's pronouns. It counts groups of words in the reader's own text, and marks them there.

Which pronoun helps is not known; the counts are shown and asked about, never weighed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reflect.comparing import NOW, THEN, UNCHANGED
from reflect.exercise import ID, Answers, Evidence, Exercise, below, reflection_evidence, sources
from reflect.filling import filled, gap_problems
from reflect.nearest import expected
from reflect.problems import Path
from reflect.reflection import Block, Marked, Paragraph, Part, Slope, Slopes
from reflect.tokens import as_compared, head, words_in
from reflect.wording import counted, inside

TEXT = "text"
NOTHING_WRITTEN = "You wrote nothing here. That is an answer too."
NONE_COUNTED = "You told it without any of the words that are counted here."
NEVER_COUNTED = "You wrote otherwise then; neither text has any of the words that are counted."
TOO_FEW = "A few more sentences give the mirror more to show."


@dataclass(frozen=True, kw_only=True)
class WordGroup:
    """Words that are counted together. A contraction that is not among them counts as the word that it begins with."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WordsReflection:
    """What is said: the counts; `mostly` for the group that holds more than half of all that was counted, if it has
    a sentence there, or `balanced` when no group does; and a caution.

    Gaps: each group's id for its count, and {words} for the number of words.
    """

    counts: str
    mostly: dict[str, str]
    balanced: str
    caution: str | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Mirrored:
    """A text with what was counted in it: the number of words, and of those of each group by its id."""

    parts: tuple[Part, ...]
    words: int
    counts: dict[str, int]

    @property
    def counted(self) -> int:
        return sum(self.counts.values())

    def leading(self) -> str | None:
        """Return the id of the group that holds more than half of all that was counted, or None."""
        return next((group for group, count in self.counts.items() if count * 2 > self.counted), None)


@dataclass(frozen=True, kw_only=True)
class Definition(Exercise):
    """One text of about as many words as `minimum_words` says or more, and the groups of words that are counted in it."""

    minimum_words: int
    groups: dict[str, WordGroup]
    reflection: WordsReflection

    def fields(self) -> Iterator[str]:
        yield TEXT

    def evidence(self) -> Iterator[tuple[Path, Evidence]]:
        return reflection_evidence(self.reflection.evidence)

    def reflect(self, answers: Answers) -> tuple[Block, ...]:
        text = answers.get(TEXT, "")
        if not text.strip():
            return (Paragraph(NOTHING_WRITTEN),)
        mirrored = self.mirrored(text)
        marked = Marked(mirrored.parts, tuple(group.label for group in self.groups.values()))
        caution = (Paragraph(self.reflection.caution, quiet=True),) if self.reflection.caution else ()
        return (marked, *map(Paragraph, self._said(mirrored)), *caution, *sources(self.reflection.evidence))

    def compare(self, before: Answers, now: Answers) -> tuple[Block, ...]:
        if before.get(TEXT, "").strip() == now.get(TEXT, "").strip():
            return UNCHANGED
        then, today = self.mirrored(before.get(TEXT, "")), self.mirrored(now.get(TEXT, ""))
        slopes = tuple(
            Slope(group.label, _share(then, name), _share(today, name), f"{_said_share(then, name)} then, {_said_share(today, name)} now")
            for name, group in self.groups.items()
            if then.counts[name] or today.counts[name]
        )
        if not slopes:
            return (Paragraph(NEVER_COUNTED),)
        drawn = Slopes(slopes, 0, 100, THEN, NOW)
        led, leads = self._led(then), self._led(today)
        return (drawn,) if led == leads else (Paragraph(f"{THEN} {led}, {inside(NOW)} {leads}."), drawn)

    def mirrored(self, text: str) -> Mirrored:
        """Return the text in parts, what was counted apart from the rest; the parts, joined, are the text."""
        group_of = {as_compared(word): name for name, group in self.groups.items() for word in group.words}
        parts: list[Part] = []
        counts: Counter[str] = Counter()
        end = 0
        spans = list(words_in(text))
        for start, stop in spans:
            word = as_compared(text[start:stop])
            name = group_of.get(word) or group_of.get(head(word))
            if name:
                counts[name] += 1
                parts += [Part(text[end:start]), Part(text[start:stop], self.groups[name].label)]
                end = stop
        parts.append(Part(text[end:]))
        return Mirrored(tuple(part for part in parts if part.text), len(spans), {name: counts[name] for name in self.groups})

    def _said(self, mirrored: Mirrored) -> Iterator[str]:
        values = {**mirrored.counts, "words": mirrored.words}
        yield filled(self.reflection.counts, values) if mirrored.counted else NONE_COUNTED
        if mirrored.words < self.minimum_words:
            yield f"You have written {counted(mirrored.words, 'word', 'words')} so far. {TOO_FEW}"
        elif mirrored.counted:
            leading = mirrored.leading()
            sentence = self.reflection.mostly.get(leading) if leading else self.reflection.balanced
            if sentence:
                yield filled(sentence, values)

    def _led(self, mirrored: Mirrored) -> str:
        leading = mirrored.leading()
        if leading:
            return f"mostly ‘{self.groups[leading].label}’"
        return "no group more than half" if mirrored.counted else "none of these words"

    def own_problems(self) -> Iterator[tuple[Path, str]]:
        if self.minimum_words < 1:
            yield ("minimum_words",), f"{self.minimum_words} words is too few, expected 1 or more; write how many give the mirror enough"
        if not self.groups:
            yield ("groups",), "there are no groups, expected 1 or more; add a group with label and words"
            return
        yield from below(("groups",), self._group_problems())
        yield from below(("reflection",), self._sentence_problems())

    def _group_problems(self) -> Iterator[tuple[Path, str]]:
        seen: dict[str, str] = {}
        for name, group in self.groups.items():
            if not ID.fullmatch(name) or name == "words":
                yield (name,), f"group {name!r} cannot be a gap of its own; name it in small letters, digits and hyphens, and not 'words'"
            if not group.words:
                yield (name, "words"), f"group {name!r} counts no words, expected 1 or more; add one"
            for index, word in enumerate(group.words):
                place, compared = (name, "words", index), as_compared(word)
                if list(words_in(word)) != [(0, len(word))]:
                    yield place, f"{word!r} is not one word; write each word by itself"
                if compared in seen:
                    yield place, f"{word!r} is counted in {seen[compared]!r} already; keep it in one place"
                seen.setdefault(compared, name)

    def _sentence_problems(self) -> Iterator[tuple[Path, str]]:
        gaps = [*self.groups, "words"]
        yield from gap_problems(("counts",), self.reflection.counts, gaps)
        yield from gap_problems(("balanced",), self.reflection.balanced, gaps)
        for name, sentence in self.reflection.mostly.items():
            if name not in self.groups:
                yield ("mostly", name), f"group {name!r} is unknown, {expected(name, self.groups)}"
            yield from gap_problems(("mostly", name), sentence, gaps)


def _share(mirrored: Mirrored, group: str) -> float | None:
    """Return the group's share of all that was counted, 0 to 100, to one decimal, or None when nothing was."""
    if not mirrored.counted:
        return None
    return (2000 * mirrored.counts[group] + mirrored.counted) // (2 * mirrored.counted) / 10


def _said_share(mirrored: Mirrored, group: str) -> str:
    return f"{mirrored.counts[group]} of {mirrored.counted}" if mirrored.counted else "none"
