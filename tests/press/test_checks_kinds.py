"""Every mistake that a writer can make in one of the kinds is said with its place, what was expected and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tiny_project import TinyProject

NOTE_FILE = "docs/notes/posts/second.md"
FILE = "exercises/notes/second.yml"

NOTE = """---
date: 2026-01-06
description: What the second note says.
---
# Second
{}
"""

EXERCISES = """note: second
exercises:
  - id: circles
    kind: circles
    title: Circles
    minutes: 1
    levels:
      - {id: well, label: At ease}
      - {id: strained, label: Strained}
    circles:
      - {id: body, label: My body, someone: false}
    reflection:
      opening: "We are: {summary}."
      strained: Strain in {strained}, ease in {nearest_well}.
      unvisited: Passed by {unvisited}.
      closing: May {names} and all be well.
      closing_unnamed: May all be well.
  - id: words
    kind: words
    title: Words
    minutes: 1
    minimum_words: 30
    groups:
      i: {label: I, words: [i, me, "i'm"]}
      we: {label: We, words: [we, us]}
    reflection:
      counts: "{words} words: {i} I, {we} we."
      mostly: {we: You say we.}
      balanced: Balanced.
  - id: plan
    kind: plan
    title: Plan
    minutes: 1
    gaps:
      - {id: when, label: When}
      - {id: ask, label: Ask, rows: 2}
    sentence: When {when}, ask for {ask}.
    reflection: {closing: So it is.}
  - id: closeness
    kind: closeness
    title: Closeness
    minutes: 1
    other_label: Who
    questions:
      - {id: now, label: Now}
      - {id: wished, label: Wished}
    steps: 7
    reflection:
      same: Same.
      closer: Closer by {difference}.
      further: Further by {difference}.
  - id: prompt
    kind: prompt
    title: Prompt
    minutes: 1
    questions:
      - {id: scene, text: Who was there?, rows: 3}
    reflection: {closing: Read it.}
  - id: rank
    kind: rank
    title: Rank
    minutes: 1
    options:
      - {id: voice, text: A voice, circle: others}
      - {id: walk, text: A walk, circle: world}
    reflection:
      others: Others first.
      world: World first.
  - id: ratings
    kind: ratings
    title: Ratings
    minutes: 1
    moments:
      - {id: before, label: Before}
      - {id: after, label: After}
    ratings:
      - {id: breath, label: Breath, low: Tight, high: Easy}
    levels: {first: 1, last: 7}
    reflection:
      up: More {up}.
      down: Less {down}.
      level: Level.
"""

KINDS = ("circles", "words", "plan", "closeness", "prompt", "rank", "ratings")


@dataclass(frozen=True)
class Spoilt:
    """One edit to the definitions and every problem that the check must then say, as line, column and message."""

    name: str
    old: str
    new: str
    says: tuple[str, ...]


SPOILT = (
    Spoilt(
        "circles-with-one-level",
        "      - {id: strained, label: Strained}\n",
        "",
        ("8:7: circles: there is 1 in 'levels', expected 2 or more; add another, from the most at ease to the most strained",),
    ),
    Spoilt(
        "no-circles",
        "    circles:\n      - {id: body, label: My body, someone: false}\n",
        "    circles: []\n",
        ("10:14: circles: there are 0 in 'circles', expected 1 or more; add a circle with id and label, the innermost first",),
    ),
    Spoilt(
        "circle-with-an-id-of-two-words",
        "id: body",
        "id: my body",
        ("11:14: circles: id 'my body' is not made of small letters, digits and hyphens; write one such as 'own-stress'",),
    ),
    Spoilt(
        "circle-with-a-level-twice",
        "id: strained,",
        "id: well,",
        ("9:14: circles: id 'well' stands twice in this list; answers are kept by id, so give each its own",),
    ),
    Spoilt(
        "circles-with-a-misspelt-gap",
        "{nearest_well}",
        "{nearest-well}",
        (
            "14:17: circles: gap {nearest-well} has nothing to fill it, expected one of 'nearest_well', 'strained'; did you mean 'nearest_well'?",
        ),
    ),
    Spoilt(
        "circles-with-a-gap-where-nobody-was-named",
        "closing_unnamed: May all",
        "closing_unnamed: May {names} and all",
        ("17:24: circles: gap {names} has nothing to fill it here; write the sentence without it",),
    ),
    Spoilt(
        "circles-without-a-wish-for-when-nobody-was-named",
        "      closing_unnamed: May all be well.\n",
        "",
        ("13:7: circles: 'closing_unnamed' is missing; add a line 'closing_unnamed: ...'",),
    ),
    Spoilt(
        "someone-is-no-truth-value",
        "someone: false",
        "someone: nobody",
        ("11:45: circles: 'nobody' is not true or false; write true or false, without quotes",),
    ),
    Spoilt(
        "words-asks-for-none",
        "minimum_words: 30",
        "minimum_words: 0",
        ("22:20: words: 0 words is too few, expected 1 or more; write how many give the mirror enough",),
    ),
    Spoilt(
        "words-without-groups",
        '    groups:\n      i: {label: I, words: [i, me, "i\'m"]}\n      we: {label: We, words: [we, us]}\n',
        "    groups: {}\n",
        ("23:13: words: there are no groups, expected 1 or more; add a group with label and words",),
    ),
    Spoilt(
        "group-without-words",
        "words: [we, us]",
        "words: []",
        ("25:30: words: group 'we' counts no words, expected 1 or more; add one",),
    ),
    Spoilt(
        "group-with-two-words-in-one",
        "[we, us]",
        "[we, us all]",
        ("25:35: words: 'us all' is not one word; write each word by itself",),
    ),
    Spoilt(
        "word-counted-twice",
        "[we, us]",
        "[we, us, I’M]",
        ("25:39: words: 'I’M' is counted in 'i' already; keep it in one place",),
    ),
    Spoilt(
        "group-named-as-the-number-of-words",
        "      we: {label: We,",
        "      words: {label: We,",
        (
            "25:14: words: group 'words' cannot be a gap of its own; name it in small letters, digits and hyphens, and not 'words'",
            "27:15: words: gap {we} has nothing to fill it, expected one of 'i', 'words'; choose one of them",
            "28:20: words: group 'we' is unknown, expected one of 'i', 'words'; choose one of them",
        ),
    ),
    Spoilt(
        "sentence-for-an-unknown-group",
        "mostly: {we:",
        "mostly: {wee:",
        ("28:21: words: group 'wee' is unknown, expected one of 'i', 'we'; did you mean 'we'?",),
    ),
    Spoilt(
        "words-with-a-misspelt-gap",
        "{words} words",
        "{word} words",
        ("27:15: words: gap {word} has nothing to fill it, expected one of 'i', 'we', 'words'; did you mean 'words'?",),
    ),
    Spoilt(
        "plan-without-gaps",
        "    gaps:\n      - {id: when, label: When}\n      - {id: ask, label: Ask, rows: 2}\n    sentence: When {when}, ask for {ask}.\n",
        "    gaps: []\n    sentence: Ask.\n",
        ("34:11: plan: there are 0 in 'gaps', expected 1 or more; add a gap with id and label",),
    ),
    Spoilt(
        "plan-with-a-gap-that-is-not-in-its-sentence",
        "ask for {ask}",
        "ask",
        ("36:14: plan: gap 'ask' stands nowhere in the sentence; write {ask} where it belongs, or remove the gap",),
    ),
    Spoilt(
        "plan-with-a-misspelt-gap",
        "ask for {ask}",
        "ask for {asks} or {ask}",
        ("37:15: plan: gap {asks} has nothing to fill it, expected one of 'ask', 'when'; did you mean 'ask'?",),
    ),
    Spoilt(
        "plan-with-an-open-brace",
        "ask for {ask}",
        "ask for {ask",
        ("37:15: plan: a brace is open or closed alone; write a gap as {name}, and a brace itself twice: {{ or }}",),
    ),
    Spoilt(
        "plan-with-fields",
        "    gaps:\n",
        "    fields:\n",
        (
            "30:5: plan: 'gaps' is missing; add a line 'gaps: ...'",
            "35:7: plan: field 'fields' is unknown here, expected one of 'daily', 'gaps', 'id', 'intro', 'kind', 'minutes', 'provenance', 'reflection', 'review', 'sentence', 'title'; choose one of them",
        ),
    ),
    Spoilt(
        "too-many-rows",
        "label: Ask, rows: 2",
        "label: Ask, rows: 200",
        ("36:37: plan: 200 rows is outside 1 to 20; say how many lines the field shows",),
    ),
    Spoilt(
        "closeness-with-one-question",
        "      - {id: wished, label: Wished}\n",
        "",
        ("45:7: closeness: there is 1 in 'questions', expected 2; write how it is now, then how it is wished to be",),
    ),
    Spoilt(
        "closeness-with-a-question-called-who",
        "{id: now, label: Now}",
        "{id: who, label: Now}",
        ("45:14: closeness: id 'who' is the field of the name; choose another, such as 'now'",),
    ),
    Spoilt(
        "more-pictures-than-there-are",
        "steps: 7",
        "steps: 9",
        ("47:12: closeness: 9 steps is outside 2 to 7; say how many pictures there are to choose from",),
    ),
    Spoilt(
        "closeness-with-a-misspelt-gap",
        "Closer by {difference}",
        "Closer by {diference}",
        ("50:15: closeness: gap {diference} has nothing to fill it, expected one of 'difference'; did you mean 'difference'?",),
    ),
    Spoilt(
        "closeness-with-a-gap-where-nothing-differs",
        "same: Same.",
        'same: "{difference}"',
        ("49:13: closeness: gap {difference} has nothing to fill it here; write the sentence without it",),
    ),
    Spoilt(
        "prompt-without-questions",
        "    questions:\n      - {id: scene, text: Who was there?, rows: 3}\n",
        "    questions: []\n",
        ("56:16: prompt: there are 0 in 'questions', expected 1 or more; add a question with id and text",),
    ),
    Spoilt(
        "prompt-without-rows",
        "rows: 3",
        "rows: 0",
        ("57:49: prompt: 0 rows is outside 1 to 20; say how many lines the field shows",),
    ),
    Spoilt(
        "rank-with-one-option",
        "      - {id: walk, text: A walk, circle: world}\n",
        "",
        (
            "64:7: rank: there is 1 in 'options', expected 2 or more; add another",
            "67:14: rank: no option comes from 'world'; give one 'circle: world', or remove the sentence",
        ),
    ),
    Spoilt(
        "rank-with-an-option-from-nowhere",
        "circle: world}",
        "circle: worlds}",
        (
            "65:42: rank: circle 'worlds' has no sentence in 'reflection', expected one of 'others', 'world'; did you mean 'world'?",
            "68:14: rank: no option comes from 'world'; give one 'circle: world', or remove the sentence",
        ),
    ),
    Spoilt(
        "ratings-with-three-moments",
        "      - {id: after, label: After}\n",
        "      - {id: during, label: During}\n      - {id: after, label: After}\n",
        ("74:7: ratings: there are 3 in 'moments', expected 2; write the earlier, then the later",),
    ),
    Spoilt(
        "no-ratings",
        "    ratings:\n      - {id: breath, label: Breath, low: Tight, high: Easy}\n",
        "    ratings: []\n",
        ("76:14: ratings: there are 0 in 'ratings', expected 1 or more; add a rating with id, label, low and high",),
    ),
    Spoilt(
        "ratings-with-levels-the-wrong-way-round",
        "first: 1, last: 7",
        "first: 7, last: 1",
        ("78:13: ratings: levels 7 to 1 are no range, expected two or more steps from 0 up; mend 'first' or 'last'",),
    ),
    Spoilt(
        "ratings-with-the-gap-of-another-sentence",
        "Less {down}",
        "Less {up}",
        ("81:13: ratings: gap {up} has nothing to fill it, expected one of 'down'; choose one of them",),
    ),
)


def project(root: Path, exercises: str) -> TinyProject:
    """Return the tiny project with a second note that places one exercise of each of these kinds."""
    made = TinyProject.made(root)
    made.write(NOTE_FILE, NOTE.format("".join(f'\n{{{{ exercise("{kind}") }}}}\n' for kind in KINDS)))
    made.write(FILE, exercises)
    return made


def test_the_kinds_without_mistakes_say_nothing(tmp_path: Path) -> None:
    assert project(tmp_path, EXERCISES).problems() == []


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: spoilt.name)
def test_a_mistake_in_a_kind_is_said_with_place_and_mend(spoilt: Spoilt, tmp_path: Path) -> None:
    assert EXERCISES.count(spoilt.old) == 1
    found = project(tmp_path, EXERCISES.replace(spoilt.old, spoilt.new)).problems()
    assert found == [f"{FILE}:{line}" for line in spoilt.says]
