"""Mistakes in a note and in the sources, and what the check says of each."""

from __future__ import annotations

from tests.press.spoilt import Spoilt
from tests.tiny_project import NOTE_FILE, SOURCES_FILE

N, S = NOTE_FILE, SOURCES_FILE

IN_NOTES_AND_SOURCES = (
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
        "date-with-a-time",
        N,
        "date: 2026-01-05",
        "date: 2026-01-05 09:00:00",
        ("docs/notes/posts/first.md:2:7: 'date' has a time of day, expected a day alone; write 'date: 2026-01-05'",),
    ),
    Spoilt(
        "no-draft-before-its-day",
        N,
        "date: 2026-01-05",
        "date: 2999-01-05\ndraft: false",
        ("docs/notes/posts/first.md:3:8: 'draft: false' would show the note before 2999-01-05; take the line out",),
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
            "docs/notes/posts/first.md:3:12: this is not YAML: what begins with '[' has no ']' at its end, or no comma between two parts; write it there, or put quotes round the text",
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
