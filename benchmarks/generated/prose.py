"""Words, sentences and paragraphs in the proportions of English: few words often, thousands of words now and then."""

from __future__ import annotations

import functools
import itertools
import random

COMMON = (
    "the of and to in that is it was for on with as be at by this had not are but from or have they which one you were all her she"
    " there would their we him been has when who will no more if out so up said what its about than into them can only other time"
    " some could these two may first then do any like my now over such our man even most made after also did many off before must"
    " well back through years where much your way down should because long each just state people those too mr how little good"
    " world make very year still see own work men day get here old between both life being under three never know same last another"
    " while us might great go come since against right came take used himself few house use place during without again home around"
    " small however found part once general high upon school every think part asks helper voice silence hand listen answer friend"
    " neighbour trust burden question apology morning table breath door letter kitchen evening promise debt gift child mother father"
)
SYLLABLES = (
    "ba be bra ca cle co da de do fa fe gra ha he in ka la le ma me mo na ne o pa pe pro qua ra re sa se so sta ta te tra u va ve wa",
    "bi ca ci da der di fa ga gi la li lo ma men mi na ni no pa per ra ri ro sa ser si ta ter ti to va vi",
    "ble cal ce d dence ed ence ent er ful ing ion ity ive less ly ment ness n r s tion ture ty",
)
"""The first of a word, those in its midst, and the last."""
RARE = 16_000
SENTENCE_WORDS = (7, 26)
PARAGRAPH_SENTENCES = (3, 6)


@functools.cache
def vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return every word, the most frequent first, and how often each comes, added up (Zipf: the n-th word once for n of the first)."""
    first, middle, last = (syllables.split() for syllables in SYLLABLES)
    made = ("".join(parts) for parts in itertools.product(first, middle, middle, last))
    rare = random.Random(0).sample(sorted(set(made)), RARE)
    words = tuple(dict.fromkeys((*COMMON.split(), *rare)))
    return words, tuple(itertools.accumulate(1 / (place + 2.7) for place in range(len(words))))


def words(chance: random.Random, count: int) -> list[str]:
    """Return so many words."""
    every, often = vocabulary()
    return chance.choices(every, cum_weights=often, k=count)


def phrase(chance: random.Random, count: int) -> str:
    """Return words with a capital first, as a title or a label has them."""
    return " ".join(words(chance, count)).capitalize()


def sentence(chance: random.Random) -> str:
    """Return a sentence, with a comma where it is long."""
    said = words(chance, chance.randint(*SENTENCE_WORDS))
    if len(said) > 12:
        said[len(said) // 2] += ","
    return f"{' '.join(said).capitalize()}."


def paragraph(chance: random.Random) -> str:
    """Return a few sentences; a word is in italics now and then."""
    said = " ".join(sentence(chance) for _ in range(chance.randint(*PARAGRAPH_SENTENCES)))
    if chance.random() < 0.2:
        first, second, *rest = said.split(" ")
        said = " ".join((first, f"*{second}*" if second.isalpha() else second, *rest))
    return said
