"""Every mistake that a writer can make is said with its place, what was expected and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.checks import warnings
from tests.press.spoilt import Spoilt
from tests.press.spoilt_exercises import IN_EXERCISES
from tests.press.spoilt_notes import IN_NOTES_AND_SOURCES
from tests.tiny_project import EXERCISES_FILE, NOTE_FILE, SOURCES_FILE, TinyProject

X, N, S = EXERCISES_FILE, NOTE_FILE, SOURCES_FILE

SPOILT = (*IN_NOTES_AND_SOURCES, *IN_EXERCISES)


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
    project = TinyProject.made(tmp_path).identified()
    assert project.problems() == []
    assert warnings(project.collection()) == []


def test_a_mistake_is_said_again_until_it_is_mended_wherever_that_is_done(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.write("docs/about.md", "# About\n\n{{ cites }} [A note](notes/posts/second.md)\n")
    said = project.problems()
    assert len(said) == 2
    assert project.problems() == said
    project.write("docs/notes/posts/second.md", (tmp_path / N).read_text().partition("<!-- more")[0].replace("[^lewis]", ""))
    assert any("nothing in double braces is called 'cites'" in one for one in project.problems())
    assert not any("leads to no file" in one for one in project.problems())
    project.replace("docs/about.md", "{{ cites }} ", "")
    assert not any(one.startswith("docs/about.md") for one in project.problems())


def test_a_source_that_nothing_leans_on_is_a_warning_only(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path).identified()
    project.write(S, (tmp_path / S).read_text() + "  - id: spare-2001\n    type: book\n    title: Spare\n")
    assert project.problems() == []
    assert [str(warning) for warning in warnings(project.collection())] == [
        "docs/sources.yml:11:9: nothing leans on source 'spare-2001'; cite it, or remove it"
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
