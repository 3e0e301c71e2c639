"""Every mistake that a writer can make is said with its place, what was expected and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from press.checks import warnings
from tests.tiny_project import EXERCISES_FILE, NOTE_FILE, SOURCES_FILE, TinyProject

X, N, S = EXERCISES_FILE, NOTE_FILE, SOURCES_FILE


@dataclass(frozen=True)
class Spoilt:
    """One edit to the tiny project and every line that the check must then print."""

    name: str
    file: str
    old: str
    new: str
    says: tuple[str, ...]


SPOILT = (
    Spoilt(
        "footnote-with-a-space-before-its-colon",
        N,
        "[^lewis]: ",
        "[^lewis] : ",
        ("docs/notes/posts/first.md:16:1: a space stands between [^lewis] and its colon; write [^lewis]:",),
    ),
    Spoilt(
        "impossible-date",
        N,
        "date: 2026-01-05",
        "date: 2026-02-31",
        (
            "docs/notes/posts/first.md:2:7: 'date' is '2026-02-31', expected a day; put a line such as 'date: 2026-11-23' between the lines '---' at the top",
        ),
    ),
    Spoilt(
        "draft-is-no-truth-value",
        N,
        "date: 2026-01-05",
        "date: 2026-01-05\ndraft: yes",
        ("docs/notes/posts/first.md:3:8: 'draft' is 'yes', expected true or false; write 'draft: true'",),
    ),
    Spoilt(
        "tags-are-no-list",
        N,
        "date: 2026-01-05",
        "date: 2026-01-05\ntags: interdependence",
        ("docs/notes/posts/first.md:3:7: 'tags' is 'interdependence', expected a list; write 'tags: [one topic, another]'",),
    ),
    Spoilt(
        "no-title",
        N,
        "# First\n",
        "#First\n",
        (
            "docs/notes/posts/first.md:1:1: the note has no title; start its text with a line such as '# On apology', with a space after '#'",
        ),
    ),
    Spoilt(
        "cite-by-position",
        N,
        ', page="86"',
        ', "86"',
        ("docs/notes/posts/first.md:16:14: cite() takes one key, and '86' has no name; write page=\"86\"",),
    ),
    Spoilt(
        "curly-quotes-in-braces",
        N,
        'cite("lewis-2000"',
        "cite(“lewis-2000”",
        (
            'docs/notes/posts/first.md:16:19: the braces cannot be read (“ is a curly quote, straight ones belong there); write {{ cite("key") }}, and a heading\'s id as { #id } with a space',
        ),
    ),
    Spoilt(
        "gap-with-a-format",
        X,
        "{mine} of",
        "{mine!r} of",
        ("exercises/notes/first.yml:13:22: cards: gap {mine!r} is more than a name; write {mine}",),
    ),
    Spoilt(
        "source-with-a-bare-year",
        S,
        "issued: {date-parts: [[2000]]}",
        "issued: 2000",
        (
            "docs/sources.yml:9:13: 'issued' is 2000, expected a year, or a year with month and day; write {date-parts: [[2004]]} or [[2004, 5, 1]]",
        ),
    ),
    Spoilt(
        "source-with-a-bare-author",
        S,
        "      - {family: Lewis, given: Thomas}",
        "      - Thomas Lewis",
        (
            "docs/sources.yml:6:9: 'Thomas Lewis' is no name; write each as '- {family: Lewis, given: Thomas}', or '- {literal: A Body}', on a line of its own",
        ),
    ),
    Spoilt(
        "source-with-a-misspelt-field",
        S,
        "publisher: Random",
        "publsher: Random",
        (
            "docs/sources.yml:7:15: field 'publsher' is unknown here, expected one of the Citation Style Language; did you mean 'publisher' or 'publisher-place' or 'original-publisher'?",
        ),
    ),
    Spoilt(
        "broken-yaml",
        X,
        "title: Cards",
        "title: [Cards",
        (
            "exercises/notes/first.yml:6:12: this is not YAML (expected ',' or ']', but got ':'); check the indentation, and put quotes round text that holds ': ' or starts with one of [ { * & ! % @",
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
    Spoilt(
        "placed-and-not-defined",
        N,
        'exercise("cards")',
        'exercise("card")',
        (
            "docs/notes/posts/first.md:10:4: exercise 'card' is placed and not defined in exercises/notes/first.yml; did you mean 'cards'?",
            'exercises/notes/first.yml:3:5: cards: the exercise is not placed; put {{ exercise("cards") }} on a line of its own in the note',
        ),
    ),
    Spoilt(
        "defined-and-not-placed",
        N,
        '{{ exercise("cards") }}\n',
        "",
        ('exercises/notes/first.yml:3:5: cards: the exercise is not placed; put {{ exercise("cards") }} on a line of its own in the note',),
    ),
    Spoilt(
        "placed-twice",
        N,
        '{{ exercise("cards") }}',
        '{{ exercise("cards") }}\n\n{{ exercise("cards") }}',
        ("docs/notes/posts/first.md:12:4: exercise 'cards' is placed twice on this page; remove one",),
    ),
    Spoilt(
        "placed-from-unknown-note",
        N,
        'exercise("scale")',
        'exercise("frist", "scale")',
        (
            "docs/notes/posts/first.md:12:4: exercise 'scale' is placed and there is no file exercises/notes/frist.yml; did you mean 'first'?",
            'exercises/notes/first.yml:15:5: scale: the exercise is not placed; put {{ exercise("scale") }} on a line of its own in the note',
        ),
    ),
    Spoilt(
        "exercise-without-a-name",
        N,
        'exercise("scale")',
        "exercise()",
        (
            'docs/notes/posts/first.md:12:4: exercise() names no exercise; write {{ exercise("id") }}',
            'exercises/notes/first.yml:15:5: scale: the exercise is not placed; put {{ exercise("scale") }} on a line of its own in the note',
        ),
    ),
    Spoilt(
        "unknown-macro",
        N,
        '{{ exercise("scale") }}',
        '{{ exercise("scale") }} {{ exersise("x") }}',
        (
            "docs/notes/posts/first.md:12:28: nothing in double braces is called 'exersise', expected one of 'cite', 'earlier_notes', 'exercise', 'exercise_index', 'feed_list', 'leave_no_trace', 'newest_note', 'source_list', 'topic_feed_list'; did you mean 'exercise'?",
        ),
    ),
    Spoilt(
        "no-date",
        N,
        "date: 2026-01-05\n",
        "",
        ("docs/notes/posts/first.md:1:1: the note has no date; put a line such as 'date: 2026-11-23' between the lines '---' at the top",),
    ),
    Spoilt(
        "date-is-no-day",
        N,
        "date: 2026-01-05",
        "date: soon",
        (
            "docs/notes/posts/first.md:2:7: 'date' is 'soon', expected a day; put a line such as 'date: 2026-11-23' between the lines '---' at the top",
        ),
    ),
    Spoilt(
        "broken-front-matter",
        N,
        "date: 2026-01-05",
        "date: [2026-01-05",
        (
            "docs/notes/posts/first.md:3:12: this is not YAML (expected ',' or ']', but got ':'); check the indentation, and put quotes round text that holds ': ' or starts with one of [ { * & ! % @",
        ),
    ),
    Spoilt(
        "footnote-never-defined",
        N,
        "opening.[^lewis]",
        "opening.[^lewis][^levis]",
        ("docs/notes/posts/first.md:6:20: footnote [^levis] is not defined on this page; did you mean 'lewis'?",),
    ),
    Spoilt(
        "footnote-never-referred-to",
        N,
        "opening.[^lewis]",
        "opening.",
        ("docs/notes/posts/first.md:16:1: nothing refers to footnote [^lewis]; put [^lewis] in the text, or remove it",),
    ),
    Spoilt(
        "footnote-that-says-nothing",
        N,
        '[^lewis]: {{ cite("lewis-2000", page="86") }}',
        "[^lewis]:",
        ("docs/notes/posts/first.md:16:1: footnote [^lewis] says nothing; write after its colon what it says, or remove it",),
    ),
    Spoilt(
        "footnote-defined-twice",
        N,
        "[^lewis]: ",
        "[^lewis]: Again.\n\n[^lewis]: ",
        (
            "docs/notes/posts/first.md:16:1: footnote [^lewis] is defined 2 times; keep one, or rename",
            "docs/notes/posts/first.md:18:1: footnote [^lewis] is defined 2 times; keep one, or rename",
        ),
    ),
    Spoilt(
        "unknown-source",
        N,
        'cite("lewis-2000"',
        'cite("lewis-200"',
        ("docs/notes/posts/first.md:16:14: source 'lewis-200' is unknown, expected a key of docs/sources.yml; did you mean 'lewis-2000'?",),
    ),
    Spoilt(
        "unknown-cite-field",
        N,
        'page="86"',
        'pages="86"',
        ("docs/notes/posts/first.md:16:14: cite() does not know 'pages', expected one of 'page', 'via'; did you mean 'page'?",),
    ),
    Spoilt(
        "braces-do-not-match",
        N,
        '{{ cite("lewis-2000", page="86") }}',
        '{{ cite("lewis-2000", page="86") }',
        (
            "docs/notes/posts/first.md:16:11: the braces cannot be read (unexpected '}'); write {{ cite(\"key\") }}, and a heading's id as { #id } with a space",
        ),
    ),
    Spoilt(
        "link-to-no-file",
        N,
        "An opening.",
        "An [opening](frist.md).",
        ("docs/notes/posts/first.md:6:14: link 'frist.md' leads to no file under docs/; did you mean 'first.md'?",),
    ),
    Spoilt(
        "unknown-source-type",
        S,
        "type: book",
        "type: bok",
        (
            "docs/sources.yml:3:11: type 'bok' is unknown, expected one of 'article', 'article-journal', 'article-magazine', 'article-newspaper', 'book', 'broadcast', 'chapter', 'document', 'entry-encyclopedia', 'interview', 'motion_picture', 'paper-conference' and 7 more; did you mean 'book'?",
        ),
    ),
    Spoilt(
        "source-without-title",
        S,
        "    title: A General Theory of Love\n",
        "",
        ("docs/sources.yml:2:5: source 'lewis-2000' has no title; add a line 'title: ...'",),
    ),
)


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: spoilt.name)
def test_a_mistake_is_said_with_place_and_mend(spoilt: Spoilt, tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.replace(spoilt.file, spoilt.old, spoilt.new)
    assert tuple(project.problems()) == spoilt.says


def test_all_mistakes_of_a_file_come_in_one_report(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.replace(X, "title: Cards", "titel: Cards")
    project.replace(X, "text: A mood", 'text: ""')
    project.replace(X, "upto: 5,", "upto: 4,")
    assert [line.split(": ")[1] for line in project.problems()] == ["cards", "cards", "scale"]


def test_a_file_that_is_not_utf8_is_said_with_the_place_of_the_byte(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.write(X, b"note: first\nexercises: # caf\xe9\n")
    assert project.problems()[-1] == (
        "exercises/notes/first.yml:2:17: byte 0xe9 is not UTF-8, the only encoding read here; save the file as UTF-8"
    )


def test_a_note_that_is_not_utf8_is_said_with_the_place_of_the_byte(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.write(N, b"---\ndate: 2026-01-05\n---\n# Caf\xe9\n")
    assert project.problems() == [
        "docs/notes/posts/first.md:4:6: byte 0xe9 is not UTF-8, the only encoding read here; save the file as UTF-8"
    ]


def test_an_empty_definitions_file_is_said(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.write(X, "")
    assert project.problems()[-1] == (
        "exercises/notes/first.yml:1:1: the file holds no fields, expected 'exercises', 'note', 'retired'; start with 'note: first'"
    )


def test_a_definitions_file_without_its_note_is_said(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.write("exercises/notes/frist.yml", "note: frist\nexercises: []\n")
    assert project.problems() == ["exercises/notes/frist.yml:1:7: there is no note 'frist' under docs/notes/posts; did you mean 'first'?"]


@pytest.mark.parametrize("file", [X, N, S])
def test_windows_line_ends_and_a_byte_order_mark_are_accepted(file: str, tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    raw = (tmp_path / file).read_bytes()
    project.write(file, b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    assert project.problems() == []


def test_a_label_of_ten_thousand_characters_is_accepted(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.replace(X, "text: A mood", f"text: {'a' * 10_000}")
    assert project.problems() == []


def test_a_project_without_mistakes_says_nothing(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    assert project.problems() == []
    assert warnings(project.collection()) == []


def test_a_source_that_nothing_leans_on_is_a_warning_only(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.write(S, (tmp_path / S).read_text() + "  - id: spare-2001\n    type: book\n    title: Spare\n")
    assert project.problems() == []
    assert [str(warning) for warning in warnings(project.collection())] == [
        "docs/sources.yml:10:9: nothing leans on source 'spare-2001'; cite it, or remove it"
    ]


def test_braces_links_and_footnotes_in_code_are_not_read(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.replace(N, "An opening.", "An opening `[^none]` and `[a](none.md)`.\n\n```\n[^none]: [a](none.md)\n```\n")
    assert project.problems() == []


@pytest.mark.parametrize(
    ("front", "leads_to"),
    [("date: 2999-01-05", "a note of the future, 2999-01-05"), ("date: 2026-01-06\ndraft: true", "a draft")],
    ids=["future", "draft"],
)
def test_a_link_or_evidence_that_leads_to_a_note_nobody_can_see_yet_is_a_mistake(front: str, leads_to: str, tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.write(
        "docs/notes/posts/later.md", f"---\n{front}\ndescription: What it says.\n---\n# Later\n\nBack to [the first](first.md).\n"
    )
    project.replace(N, "An opening.", "An [opening](later.md).")
    project.replace(X, "{note: first}", "{note: later}")
    assert project.problems() == [
        f"docs/notes/posts/first.md:6:14: link 'later.md' leads to {leads_to}; take the link out until readers can see that note",
        f"exercises/notes/first.yml:50:26: recall: evidence leads to {leads_to}; leave it out until readers can see that note",
    ]


def test_a_file_name_that_makes_no_address_is_a_mistake(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.write("docs/notes/posts/On Apology.md", "---\ndate: 2026-01-06\ndescription: What it says.\n---\n# On apology\n")
    assert project.problems() == [
        "docs/notes/posts/On Apology.md:1:1: the file's name 'On Apology.md' is the note's address; "
        "rename it in small letters and hyphens, such as 'on-apology.md'"
    ]


def test_comments_are_not_read_and_spaces_in_a_target_may_be_written_as_in_addresses(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.write("docs/a file.md", "# A file\n")
    project.replace(N, "An opening.", "An [opening](../../a%20file.md). <!-- [none](none.md)\n[^none] -->")
    assert project.problems() == []


def test_a_footnote_of_two_paragraphs_is_one_footnote(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.replace(N, '[^lewis]: {{ cite("lewis-2000", page="86") }}', '[^lewis]: First.\n\n    {{ cite("lewis-2000", page="86") }}')
    assert project.problems() == []
    assert [one.fragment for one in project.collection().leanings if not one.exercise] == ["fn:lewis"]


def test_a_note_in_a_folder_of_its_own_is_a_mistake(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.write("docs/notes/posts/2026/second.md", "---\ndate: 2026-01-06\n---\n# Second\n")
    assert project.problems() == [
        "docs/notes/posts/2026/second.md:1:1: a note stands in a folder of its own; move the file to docs/notes/posts/"
    ]


def test_an_exercises_file_with_another_ending_is_a_mistake(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.write("exercises/notes/second.yaml", "note: second\nexercises: []\n")
    assert project.problems() == [
        "exercises/notes/second.yaml:1:1: exercises are read from files that end in .yml; rename 'second.yaml' to 'second.yml'"
    ]
