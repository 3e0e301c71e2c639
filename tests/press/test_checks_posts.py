"""What is wrong in a note by itself, or between its name and others, is said with its place and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_project import NOTE, NOTE_FILE, TinyProject

DESCRIPTION = "description: What the first note says.\n"
OTHER = "---\ndate: {date}\ndescription: What it says.\n{more}---\n# Other\n"


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return TinyProject.made(tmp_path)


def with_text(project: TinyProject, text: str) -> list[str]:
    """Return the problems of the note with a text after its opening, which begins at line 8."""
    project.replace(NOTE_FILE, "[^lewis]\n\n<!-- more -->\n", f"[^lewis]\n\n{text}\n\n<!-- more -->\n")
    return project.problems()


def test_a_note_without_description_is_a_mistake(project: TinyProject) -> None:
    project.replace(NOTE_FILE, DESCRIPTION, "")
    assert project.problems() == [
        "docs/notes/posts/first.md:1:1: the note has no description, which searches, feeds and cards show; put a line such as "
        "'description: What the note says, in one sentence.' between the lines '---' at the top"
    ]


@pytest.mark.parametrize(("given", "shown"), [('""', "''"), ('" "', "' '"), ("[one]", "['one']"), ("7", "7")])
def test_a_description_that_is_no_sentence_is_a_mistake(given: str, shown: str, project: TinyProject) -> None:
    project.replace(NOTE_FILE, DESCRIPTION, f"description: {given}\n")
    assert project.problems() == [f"docs/notes/posts/first.md:3:14: 'description' is {shown}, expected a sentence; say what the note says"]


def test_a_page_that_is_no_note_needs_no_description(project: TinyProject) -> None:
    project.write("docs/about.md", "# About\n")
    assert project.problems() == []


def test_a_slug_in_the_front_matter_is_a_mistake(project: TinyProject) -> None:
    project.replace(NOTE_FILE, DESCRIPTION, f"{DESCRIPTION}slug: premiere\n")
    assert project.problems() == [
        "docs/notes/posts/first.md:4:7: 'slug' is not read, since a note's address is its file's name; remove the line, and rename the file"
    ]


@pytest.mark.parametrize("file", ["docs/notes/first.md", "docs/notes/first/index.md"])
def test_a_slug_that_another_page_has_is_a_mistake(file: str, project: TinyProject) -> None:
    project.write(file, "# Taken\n")
    assert project.problems() == [
        f"docs/notes/posts/first.md:1:1: the note's address, notes/first/, is that of {file} too; rename one of the files"
    ]


def test_a_note_of_the_same_name_in_a_folder_of_its_own_is_a_mistake(project: TinyProject) -> None:
    project.write("docs/notes/posts/2026/first.md", OTHER.format(date="2026-01-06", more=""))
    assert project.problems() == [
        "docs/notes/posts/2026/first.md:1:1: a note stands in a folder of its own; move the file to docs/notes/posts/, "
        "under a name that docs/notes/posts/first.md does not have"
    ]


def test_an_alias_that_is_another_page_s_address_is_a_mistake(project: TinyProject) -> None:
    project.write("docs/notes/map.md", "# Map\n")
    project.replace(NOTE_FILE, DESCRIPTION, f"{DESCRIPTION}aliases: [map]\n")
    assert project.problems() == [
        "docs/notes/posts/first.md:4:11: alias 'map' is the address of docs/notes/map.md; remove it, or rename that page"
    ]


def test_an_alias_that_two_notes_have_is_a_mistake_in_both(project: TinyProject) -> None:
    project.write("docs/notes/posts/other.md", OTHER.format(date="2026-01-06", more="aliases: [nought]\n"))
    project.replace(NOTE_FILE, DESCRIPTION, f"{DESCRIPTION}aliases: [nought]\n")
    assert [problem.partition(" alias ")[0] for problem in project.problems()] == [
        "docs/notes/posts/first.md:4:11:",
        "docs/notes/posts/other.md:4:11:",
    ]


@pytest.mark.parametrize(
    ("text", "place", "leads"),
    [("Read [on](other.md).", "8:11", "other.md"), ("Read [on][on].\n\n[on]: other.md#other", "10:7", "other.md#other")],
    ids=["in the text", "by name"],
)
def test_a_link_to_a_note_of_the_future_is_a_mistake_where_it_stands(text: str, place: str, leads: str, project: TinyProject) -> None:
    project.write("docs/notes/posts/other.md", OTHER.format(date="2999-01-05", more=""))
    assert with_text(project, text) == [
        f"docs/notes/posts/first.md:{place}: link {leads!r} leads to a note of the future, 2999-01-05; "
        "take the link out until readers can see that note"
    ]


def test_a_note_of_the_future_may_link_to_another_one(project: TinyProject) -> None:
    project.write("docs/notes/posts/later.md", OTHER.format(date="2999-01-12", more="") + "\nRead [on](other.md).\n")
    project.write("docs/notes/posts/other.md", OTHER.format(date="2999-01-05", more=""))
    assert project.problems() == []


@pytest.mark.parametrize(
    ("pictures", "how"),
    [
        ([], "no picture is there; put the file beside the page, or take it out"),
        (["notes/posts/first/key.svg"], "did you mean 'first/key.svg'?"),
        (["notes/posts/Keys.PNG", "rings.webp"], "choose one of '../../rings.webp', 'Keys.PNG'"),
    ],
    ids=["none", "a near one", "others"],
)
@pytest.mark.parametrize("written", ["![A key]({})", "[A key]({})", "![A key][key]\n\n[key]: {}"], ids=["shown", "linked", "by name"])
def test_a_missing_picture_is_said_with_the_pictures_that_are_there(
    pictures: list[str], how: str, written: str, project: TinyProject
) -> None:
    project.write("docs/fist/key.md", "# Key\n")
    for one in pictures:
        project.write(f"docs/{one}", "<svg/>")
    (problem,) = with_text(project, written.format("fist/key.svg"))
    assert problem.endswith(f": link 'fist/key.svg' leads to no file under docs/; {how}")


@pytest.mark.parametrize(
    ("image", "column", "name"),
    [
        ("![](field.svg)", 1, "field.svg"),
        ("So: ![ ](field.svg)", 5, "field.svg"),
        ('![](field.svg "A title")', 1, "field.svg"),
        ("![](<field.svg>)", 1, "field.svg"),
        ("![][field]\n\n[field]: field.svg", 1, "field"),
        ('<img src="field.svg">', 1, "field.svg"),
        ("<p><img class=wide src=field.svg></p>", 4, "field.svg"),
    ],
)
def test_an_image_without_alternative_text_is_a_mistake(image: str, column: int, name: str, project: TinyProject) -> None:
    project.write("docs/notes/posts/field.svg", "<svg/>")
    assert with_text(project, image) == [
        f"docs/notes/posts/first.md:8:{column}: image {name!r} has no alternative text; say what it shows, as in ![Two overlapping circles]({name})"
    ]


@pytest.mark.parametrize(
    "image",
    [
        "![A field](field.svg)",
        '![](field.svg){ alt="A field" }',
        '<img src="field.svg" alt="A field">',
        '<img alt="" src="field.svg">',
        "`![](field.svg)`",
        "<!-- ![](field.svg) -->",
    ],
)
def test_an_image_that_says_what_it_shows_or_only_adorns_is_none(image: str, project: TinyProject) -> None:
    project.write("docs/notes/posts/field.svg", "<svg/>")
    assert with_text(project, image) == []


@pytest.mark.parametrize(
    ("text", "place", "name", "level", "before"),
    [
        ("### Deep", "8:1", "Deep", 3, 1),
        ("## One\n\n#### Deep ####", "10:1", "Deep", 4, 2),
        ("#### Deeper", "8:1", "Deeper", 4, 1),
        ("Two\n---\n\n#### Deep", "11:1", "Deep", 4, 2),
        ("<h3>Deep</h3>", "8:1", "<h3>Deep</h3>", 3, 1),
    ],
)
def test_a_heading_that_skips_a_level_is_a_mistake(text: str, place: str, name: str, level: int, before: int, project: TinyProject) -> None:
    assert with_text(project, text) == [
        f"docs/notes/posts/first.md:{place}: heading {name!r} is of level {level} and stands below one of level {before}, "
        f"expected at most {before + 1}; start it with '{'#' * (before + 1)}'"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## One\n\n### Two\n\n## Three",
        "Under a line\n---\n\n### Two",
        "A sentence\nof two lines\n\n---\n\n## One",
        "```\n#### a comment\n```",
        "<!--\n#### not now\n-->",
    ],
)
def test_headings_in_their_order_are_no_mistake(text: str, project: TinyProject) -> None:
    assert with_text(project, text) == []


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("# Again", "8:1", "Again"),
        ("## One\n\n# Again #", "10:1", "Again"),
        ("Again\n=====", "8:1", "Again"),
        ("<h1>Again</h1>", "8:1", "<h1>Again</h1>"),
    ],
)
def test_a_second_title_is_a_mistake(text: str, place: str, name: str, project: TinyProject) -> None:
    assert with_text(project, text) == [
        f"docs/notes/posts/first.md:{place}: heading {name!r} is a second title, expected one on a page; start it with '##'"
    ]


def test_everything_that_is_wrong_in_a_note_is_said_at_once(project: TinyProject) -> None:
    project.write(NOTE_FILE, NOTE.replace(DESCRIPTION, "").replace("An opening.", "![](../../a.svg)\n\n### Deep\n\nAn opening."))
    project.write("docs/a.svg", "<svg/>")
    assert [problem.split(": ")[0] for problem in project.problems()] == [f"{NOTE_FILE}:{place}" for place in ("1:1", "5:1", "7:1")]


def test_a_note_cannot_stand_where_the_list_of_notes_stands(project: TinyProject) -> None:
    project.write(
        "docs/notes/posts/index.md", NOTE.replace('{{ exercise("cards") }}\n\n{{ exercise("scale") }}\n\n{{ exercise("recall") }}', "")
    )
    assert (
        "docs/notes/posts/index.md:1:1: a note cannot be called 'index', since the list of notes stands there; rename the file"
        in project.problems()
    )
