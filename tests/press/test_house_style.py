"""A writer of exercises is told what reads hard, what may hurt without a way past it, and where an answer gets a mark; none of it is a mistake."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from press import readability
from press.checks import warnings
from press.examples import EXAMPLES
from press.folders import Folders
from press.readability import school_years, sentences
from press.starting import start_note
from tests.tiny_project import EXERCISES_FILE, TODAY, TinyProject

HARD = (
    "Considering the interpersonal circumstances in which your self-regulatory capacities were most considerably compromised, "
    "articulate whichever accommodations your environment subsequently necessitated."
)
PROMPT = """note: first
exercises:
  - id: cards
    kind: prompt
    title: Cards
    minutes: 1
    {intro}
    questions:
      - {{id: who, text: "{question}"}}
    reflection: {{closing: "{closing}"}}
"""


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    made = TinyProject.made(tmp_path).identified()
    note = made.root / "docs/notes/posts/first.md"
    made.write("docs/notes/posts/first.md", note.read_text().replace('{{ exercise("scale") }}\n\n{{ exercise("recall") }}\n\n', ""))
    return made


def advised(project: TinyProject, *, intro: str = "", question: str = "Who was there?", closing: str = "Read it once.") -> list[str]:
    project.write(EXERCISES_FILE, PROMPT.format(intro=f"intro: {intro}" if intro else "", question=question, closing=closing))
    assert project.problems() == []
    return [str(one) for one in warnings(project.collection())]


def test_plain_instructions_are_not_remarked_on(project: TinyProject) -> None:
    assert advised(project, intro="Think of one talk this week. Write a few words to each question, and stop when you like.") == []


def test_hard_instructions_are_said_at_their_hardest_sentence(project: TinyProject) -> None:
    (said,) = advised(project, intro="Think of one talk.", question=HARD)
    assert said.startswith(f"{EXERCISES_FILE}:9:25: cards: its instructions take ")
    assert (
        "years of school to follow, expected 9 at most; make two of “Considering the interpersonal circumstances in which your …”" in said
    )
    assert "or find shorter words than 'self-regulatory', 'accommodations', 'circumstances'" in said


def test_a_few_long_words_alone_say_nothing(project: TinyProject) -> None:
    assert advised(project, question="Considering everything, which accommodations?") == []


@pytest.mark.parametrize("question", ["Who died?", "When were you ashamed?", "What was the worst of it?", "Whom do you grieve for?"])
def test_a_question_that_may_hurt_needs_a_way_past_it(project: TinyProject, question: str) -> None:
    (said,) = advised(project, question=question)
    assert said.startswith(f"{EXERCISES_FILE}:9:25: cards: ")
    assert "may stir something up, and nothing says beforehand that it can be skipped; add to 'intro'" in said


@pytest.mark.parametrize("intro", ["Skip what you would rather leave.", "Leave out any question.", "You can stop at any point."])
def test_a_question_that_may_hurt_is_fine_with_one(project: TinyProject, intro: str) -> None:
    assert advised(project, intro=intro, question="Who died?") == []


@pytest.mark.parametrize(
    "closing", ["Your score is high.", "That is normal.", "Well done.", "This is a disorder.", "You are above average."]
)
def test_a_reflection_that_gives_a_mark_is_said(project: TinyProject, closing: str) -> None:
    (said,) = advised(project, closing=closing)
    assert said.startswith(f"{EXERCISES_FILE}:10:27: cards: ")
    assert "gives a mark for what someone answered, and a reflection is a mirror; say what you see, or ask" in said


@pytest.mark.parametrize("closing", ["It points to someone.", "You passed by the stars.", "Nothing here is wrong."])
def test_words_that_only_look_like_marks_are_not_remarked_on(project: TinyProject, closing: str) -> None:
    assert advised(project, closing=closing) == []


@pytest.mark.parametrize("address", ["https://example.org/a", "<https://example.org/a>", "https://example.org/a."])
def test_a_footnote_that_is_an_address_alone_is_said(tmp_path: Path, address: str) -> None:
    project = TinyProject.made(tmp_path).identified()
    note = "docs/notes/posts/first.md"
    project.replace(note, "An opening.", "An opening.[^where]")
    project.write(note, (tmp_path / note).read_text() + f"[^where]: {address}\n")
    (said,) = [str(one) for one in warnings(project.collection())]
    assert said.startswith(f"{note}:17:1: footnote [^where] is an address alone")
    assert "run `make source ID=https://example.org/a`, and cite the key that it gives" in said


def test_recall_may_say_what_is_correct(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path).identified()
    project.replace(EXERCISES_FILE, "why: He did.,", "why: That is correct.,")
    assert warnings(project.collection()) == []


def test_the_examples_of_a_new_note_keep_to_it(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path).identified()
    start_note("On apology", Folders(project.root), TODAY)
    assert len(project.collection().exercises["on-apology"].defined) == len(EXAMPLES)
    assert warnings(project.collection()) == []


def test_the_index_is_that_of_its_source() -> None:
    assert doctest.testmod(readability).failed == 0
    assert school_years(["abcdefgh " * 12]) == pytest.approx(4.71 * 8 + 0.5 * 12 - 21.43)
    assert school_years(["abcdefgh " * 6 + ".", "abcdefgh " * 6]) == pytest.approx(4.71 * 8 + 0.5 * 6 - 21.43)
    assert school_years(["Go on."]) == 0


def test_a_text_without_words_takes_no_school() -> None:
    assert school_years(["", " … "]) == 0


def test_sentences_end_where_people_hear_an_end() -> None:
    assert sentences("One: two. “Three?” Four") == ["One:", "two.", "“Three?”", "Four"]
