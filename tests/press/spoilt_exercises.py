"""Mistakes in definitions of exercises, and what the check says of each."""

from __future__ import annotations

from tests.press.spoilt import Spoilt
from tests.tiny_project import EXERCISES_FILE

X = EXERCISES_FILE

IN_EXERCISES = (
    Spoilt(
        "gap-with-a-format",
        X,
        "{mine} of",
        "{mine!r} of",
        ("exercises/notes/first.yml:13:22: cards: gap {mine!r} is more than a name; write {mine}",),
    ),
    Spoilt(
        "broken-yaml",
        X,
        "title: Cards",
        "title: [Cards",
        (
            "exercises/notes/first.yml:6:12: this is not YAML: what begins with '[' has no ']' at its end, or no comma between two parts; write it there, or put quotes round the text",
        ),
    ),
    Spoilt(
        "tab-in-yaml",
        X,
        "    kind: sort",
        "\tkind: sort",
        ("exercises/notes/first.yml:4:1: a tab stands where YAML allows only spaces; put spaces in its place",),
    ),
    Spoilt(
        "duplicate-key",
        X,
        "title: Cards",
        "title: Cards\n    title: Again",
        ("exercises/notes/first.yml:6:5: 'title' stands twice in one place; keep one of them",),
    ),
    Spoilt(
        "unknown-kind",
        X,
        "kind: sort",
        "kind: sorting",
        (
            "exercises/notes/first.yml:4:11: cards: kind 'sorting' is unknown, expected one of 'circles', 'closeness', 'plan', 'prompt', 'rank', 'ratings', 'recall', 'scale', 'sort', 'words'; did you mean 'sort'?",
        ),
    ),
    Spoilt(
        "missing-kind",
        X,
        "    kind: sort\n",
        "",
        (
            "exercises/notes/first.yml:3:5: cards: 'kind' is missing, expected one of 'circles', 'closeness', 'plan', 'prompt', 'rank', 'ratings', 'recall', 'scale', 'sort', 'words'; add a line 'kind: ...'",
        ),
    ),
    Spoilt(
        "missing-field", X, "    title: Cards\n", "", ("exercises/notes/first.yml:3:5: cards: 'title' is missing; add a line 'title: ...'",)
    ),
    Spoilt(
        "misspelt-field",
        X,
        "title: Cards",
        "titel: Cards",
        ("exercises/notes/first.yml:5:12: cards: field 'titel' is unknown here; rename it to 'title', which is missing",),
    ),
    Spoilt(
        "unknown-field",
        X,
        "title: Cards",
        "title: Cards\n    colour: red",
        (
            "exercises/notes/first.yml:6:13: cards: field 'colour' is unknown here, expected one of 'cards', 'daily', 'id', 'intro', 'kind', 'minutes', 'piles', 'provenance', 'reflection', 'review', 'title'; choose one of them",
        ),
    ),
    Spoilt(
        "wrong-type-number",
        X,
        "title: Cards\n    minutes: 1",
        'title: Cards\n    minutes: "one"',
        ("exercises/notes/first.yml:6:14: cards: 'one' is not a whole number; write it in digits, without quotes",),
    ),
    Spoilt(
        "wrong-type-text",
        X,
        "title: Cards",
        "title: 5",
        ('exercises/notes/first.yml:5:12: cards: 5 is not text; put quotes round it: "5"',),
    ),
    Spoilt(
        "empty-text",
        X,
        "text: A mood",
        'text: ""',
        ("exercises/notes/first.yml:11:26: cards: the text is empty; write it, or remove the line",),
    ),
    Spoilt(
        "minutes-out-of-range",
        X,
        "title: Scale\n    minutes: 2",
        "title: Scale\n    minutes: 90",
        ("exercises/notes/first.yml:18:14: scale: 90 minutes is outside 1 to 60; say how long it takes",),
    ),
    Spoilt(
        "duplicate-id",
        X,
        "  - id: scale\n",
        "  - id: cards\n",
        (
            "docs/notes/posts/first.md:12:4: exercise 'scale' is placed and not defined in exercises/notes/first.yml; choose one of 'cards', 'recall'",
            "exercises/notes/first.yml:15:9: cards: id 'cards' stands twice in this file; answers are kept by id, so give each its own",
        ),
    ),
    Spoilt(
        "duplicate-item-id",
        X,
        "{id: ours, label: Ours}",
        "{id: mine, label: Ours}",
        ("exercises/notes/first.yml:9:14: cards: id 'mine' stands twice in this list; answers are kept by id, so give each its own",),
    ),
    Spoilt(
        "malformed-id",
        X,
        "{id: mood,",
        "{id: Mood 1,",
        (
            "exercises/notes/first.yml:11:14: cards: id 'Mood 1' is not made of small letters, digits and hyphens; write one such as 'own-stress'",
        ),
    ),
    Spoilt(
        "retired-id",
        X,
        "note: first\n",
        "note: first\nretired: [cards]\n",
        ("exercises/notes/first.yml:4:9: cards: id 'cards' is retired and its answers are kept under it; choose a new id",),
    ),
    Spoilt(
        "reversed-item-outside-its-scale",
        X,
        "scale: exposure, reverse: true",
        "scale: exposre, reverse: true",
        (
            "exercises/notes/first.yml:22:54: scale: reversed item 'relieved' counts towards 'exposre', expected one of 'exposure'; did you mean 'exposure'?",
        ),
    ),
    Spoilt(
        "bands-do-not-cover",
        X,
        "upto: 5,",
        "upto: 4,",
        ("exercises/notes/first.yml:26:7: scale: the bands end at 4.0 and do not cover 1 to 5; let the last be 'upto: 5'",),
    ),
    Spoilt(
        "bands-out-of-order",
        X,
        "upto: 2.5",
        "upto: 6",
        ("exercises/notes/first.yml:27:16: scale: 5.0 does not come after 6.0; put the bands in rising order",),
    ),
    Spoilt(
        "scale-without-provenance",
        X,
        "    provenance: Written here. Not validated.\n",
        "",
        (
            "exercises/notes/first.yml:15:5: scale: 'provenance' is missing, which every scale has; say who wrote the items and what they are not",
        ),
    ),
    Spoilt(
        "levels-are-no-range",
        X,
        "first: 1, last: 5",
        "first: 5, last: 5",
        (
            "exercises/notes/first.yml:19:13: scale: levels 5 to 5 are no range, expected two or more steps from 0 up; mend 'first' or 'last'",
        ),
    ),
    Spoilt(
        "no-right-answer",
        X,
        ", right: true",
        "",
        ("exercises/notes/first.yml:40:11: recall: 0 options are right, expected 1; put 'right: true' on the one that the note says",),
    ),
    Spoilt(
        "match-with-one-pair",
        X,
        "          - {id: two, text: Two, match: Second}\n",
        "",
        ("exercises/notes/first.yml:47:11: recall: there is 1 in 'pairs', expected 2 or more; add another",),
    ),
    Spoilt(
        "unknown-form",
        X,
        "form: match",
        "form: matching",
        (
            "exercises/notes/first.yml:44:15: recall: form 'matching' is unknown, expected one of 'blank', 'choice', 'match', 'order'; did you mean 'match'?",
        ),
    ),
    Spoilt(
        "evidence-from-unknown-source",
        X,
        "source: lewis-2000",
        "source: lewis-2001",
        (
            "exercises/notes/first.yml:42:28: recall: source 'lewis-2001' is unknown, expected a key of docs/sources.yml; did you mean 'lewis-2000'?",
        ),
    ),
    Spoilt(
        "evidence-from-unknown-note",
        X,
        "{note: first}",
        "{note: frist}",
        (
            "exercises/notes/first.yml:50:26: recall: note 'frist' is unknown, expected the name of a file in docs/notes/posts; did you mean 'first'?",
        ),
    ),
    Spoilt(
        "evidence-from-both",
        X,
        "{note: first}",
        "{note: first, source: lewis-2000}",
        (
            "exercises/notes/first.yml:50:19: recall: evidence names a source or a note, one of the two; write {source: key} or {note: slug}",
        ),
    ),
    Spoilt(
        "unknown-gap",
        X,
        "{mine} of",
        "{mien} of",
        (
            "exercises/notes/first.yml:13:22: cards: gap {mien} has nothing to fill it, expected one of 'mine', 'ours', 'placed'; did you mean 'mine'?",
        ),
    ),
    Spoilt(
        "open-brace",
        X,
        "{mine} of",
        "{mine of",
        (
            "exercises/notes/first.yml:13:22: cards: a brace is open or closed alone; write a gap as {name}, and a brace itself twice: {{ or }}",
        ),
    ),
    Spoilt(
        "unknown-pile",
        X,
        "mostly: {mine:",
        "mostly: {mines:",
        ("exercises/notes/first.yml:13:23: cards: pile 'mines' is unknown, expected one of 'mine', 'ours'; did you mean 'mine'?",),
    ),
    Spoilt(
        "file-names-another-note",
        X,
        "note: first\n",
        "note: second\n",
        ("exercises/notes/first.yml:1:7: 'note' is 'second', expected the file's own name; write 'note: first'",),
    ),
    Spoilt(
        "unknown-review",
        X,
        "title: Cards",
        "title: Cards\n    review: {schedule: spaces}",
        ("exercises/notes/first.yml:6:24: cards: schedule 'spaces' is unknown, expected one of 'spaced'; did you mean 'spaced'?",),
    ),
)
