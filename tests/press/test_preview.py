"""While a note is written, what is right is shown, and what is wrong stands in the page at its place."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from pathspec.gitignore import GitIgnoreSpec

from press import left_out, mistakes
from press.checks import all_problems
from press.pages import Page
from press.preview import Preview, preview
from reflect.reading import Document
from tests.conftest import ROOT
from tests.tiny_project import EXERCISES_FILE, NOTE_FILE, SOURCES_FILE, TinyProject


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    made = TinyProject.made(tmp_path)
    made.write("docs/index.md", "# Home\n\n{{ newest_note() }}\n")
    return made


def previewed(project: TinyProject) -> Preview:
    collection = project.collection()
    return preview(collection, left_out.pages_left_out(collection))


def shown(project: TinyProject, file: str = NOTE_FILE) -> list[str]:
    """Return the blocks of a page as it is shown."""
    made = previewed(project)
    page = made.collection.page_at(project.root / file)
    assert page is not None
    return [block.strip() for block in (made.markdown(page) or page.text).split("\n\n") if block.strip()]


def test_a_page_without_a_mistake_is_shown_as_it_is(project: TinyProject) -> None:
    made = previewed(project)
    assert [made.markdown(page) for page in made.collection.pages] == [None] * len(made.collection.pages)


def test_a_footnote_is_never_left_with_nothing_at_which_markdown_would_stop(project: TinyProject) -> None:
    project.replace(NOTE_FILE, "opening.[^lewis]", "opening.")
    assert "[^lewis]: …" in shown(project)


def test_an_unknown_source_is_said_before_the_block_that_cites_it(project: TinyProject) -> None:
    project.replace(NOTE_FILE, 'cite("lewis-2000"', 'cite("lewis-200"')
    blocks = shown(project)
    (index,) = (number for number, block in enumerate(blocks) if "mistake" in block)
    assert f"<b>{NOTE_FILE}:16:" in blocks[index]
    assert "lewis-2000" in blocks[index]
    assert blocks[index + 1] == "[^lewis]: …"


def test_an_exercise_with_a_mistake_is_said_where_it_would_stand_and_the_others_stay(project: TinyProject) -> None:
    project.replace(EXERCISES_FILE, "kind: sort", "kind: sorting")
    blocks = shown(project)
    (index,) = (number for number, block in enumerate(blocks) if "mistake" in block)
    assert f"<b>{EXERCISES_FILE}:4:" in blocks[index]
    assert blocks[index + 1] == '{{ exercise("scale") }}'
    assert 'exercise("cards")' not in "".join(blocks)


def test_a_source_with_a_mistake_is_said_on_the_first_page_and_its_citation_left_out(project: TinyProject) -> None:
    project.replace(SOURCES_FILE, "type: book", "type: bok")
    assert any(f"<b>{SOURCES_FILE}:" in block for block in shown(project, "docs/index.md"))
    assert "{{ cite" not in "".join(shown(project))


def test_a_note_that_lacks_something_by_a_mistake_elsewhere_says_that_mistake(project: TinyProject) -> None:
    project.replace(SOURCES_FILE, "type: book", "type: bok")
    blocks = shown(project)
    assert f"<b>{SOURCES_FILE}:3:" in blocks[0]
    assert blocks[1] == "# First\nAn opening.[^lewis]"


def test_sources_that_cannot_be_read_leave_their_keys_standing(project: TinyProject) -> None:
    project.replace(SOURCES_FILE, "references:", "references: [")
    made = previewed(project)
    assert made.collection.sources.records == {"lewis-2000": {"id": "lewis-2000", "type": "document", "title": "lewis-2000"}}
    assert any(f"<b>{SOURCES_FILE}:" in block for block in shown(project, "docs/index.md"))
    assert f"<b>{SOURCES_FILE}:" in shown(project)[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date: 2026-01-05", "date: 2026-13-05"),
        ("date: 2026-01-05\n", ""),
        ("date: 2026-01-05", "date: [2026"),
        ("description:", "draft: maybe\ndescription:"),
        ("description:", "tags: one\ndescription:"),
        ("description:", "pin: 7\ndescription:"),
        ("description:", "search: no\ndescription:"),
        ("description:", "template: nowhere.html\ndescription:"),
        ("An opening.", "An opening \udcff."),
    ],
)
def test_a_page_at_which_the_build_would_stop_is_left_out_and_says_why(project: TinyProject, tmp_path: Path, old: str, new: str) -> None:
    text = (project.root / NOTE_FILE).read_text()
    project.write(NOTE_FILE, text.replace(old, new, 1).encode(errors="surrogateescape"))
    made = previewed(project)
    assert [page.file for page in made.left_out] == [NOTE_FILE]
    assert made.collection.page_at(project.root / NOTE_FILE) is None
    mistakes.write_pages(made.left_out, made.problems, tmp_path / "site", ROOT / "overrides")
    page = (tmp_path / "site/notes/first/index.html").read_text()
    assert f"<b>{NOTE_FILE}:" in page
    assert 'href="../../assets/styles/preview.css"' in page


def test_what_is_left_out_is_added_to_what_is_not_built() -> None:
    page = Page(Path("docs/notes/posts/a [b] !.md"), "docs/notes/posts/a [b] !.md", Document("", {}, {}), "")
    spec = mistakes.without(GitIgnoreSpec.from_lines(["sources.yml"]), [page])
    assert spec.match_file("sources.yml")
    assert spec.match_file("notes/posts/a [b] !.md")
    assert not spec.match_file("notes/posts/b.md")
    assert mistakes.without(None, [page]).match_file("notes/posts/a [b] !.md")


def test_braces_that_cannot_be_read_are_left_out(project: TinyProject) -> None:
    project.replace(NOTE_FILE, "An opening.", "An opening {{ cite( }}.")
    assert any("mistake" in block for block in shown(project))
    assert "{{ cite( }}" not in "".join(shown(project))


def test_no_macro_is_called_by_the_words_of_a_mistake(project: TinyProject) -> None:
    project.replace(NOTE_FILE, "An opening.", "An opening {{ cite( }}.")
    (box,) = (block for block in shown(project) if "mistake" in block)
    assert "{" not in box


def test_what_is_left_can_be_built_whatever_is_wrong(project: TinyProject) -> None:
    project.replace(EXERCISES_FILE, "kind: sort", "kind: sorting")
    project.replace(SOURCES_FILE, "id: lewis-2000", "id: lewis")
    project.replace(NOTE_FILE, "# First", "# First\n\n#### Too deep {{ nothing() }}")
    made = previewed(project)
    assert len(made.problems) > 3
    left = [problem for problem in all_problems(made.collection) if "{{" in problem.what or "unknown" in problem.what]
    assert left == []
    assert made.collection.today == datetime.date(2026, 11, 23)
