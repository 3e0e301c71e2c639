"""The index of the search has every source and every exercise by itself, and nothing twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from press import search_index
from tests.tiny_project import NOTE_FILE, SOURCES_FILE, TinyProject

PAGES = [
    {"location": "about/", "title": "About", "text": "<p>Who we are.</p>"},
    {"location": "sources/", "title": "Sources", "text": "<p>Every source.</p> <ul> <li>Lewis</li> </ul>"},
    {"location": "sources/#books", "title": "Books", "text": "<ul> <li>Lewis</li> </ul>"},
    {"location": "notes/archive/2026/", "title": "2026", "text": ""},
    {"location": "notes/first/", "title": "First", "text": "<p>An opening.</p>", "tags": ["one topic"]},
    {
        "location": "notes/first/#end",
        "title": "End",
        "text": "<p>An end.</p> <ol> <li> <p>Thomas Lewis, 86. Back Back</p> </li> </ol>",
        "tags": ["one topic"],
    },
]


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    made = TinyProject.made(tmp_path / "project")
    made.write("docs/sources.md", "---\ndescription: Every <source>.\n---\n# Sources\n\n{{ source_list() }}\n")
    return made


def completed(project: TinyProject, site: Path, listed: str = '<li id="lewis-2000">') -> dict[str, dict[str, Any]]:
    """Return the entries of the index by location, for a site whose page of sources holds the HTML."""
    for name, text in ((search_index.PLACE, json.dumps({"config": {}, "docs": PAGES})), ("sources/index.html", listed)):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    search_index.complete(project.collection(), site)
    return {one["location"]: one for one in json.loads((site / search_index.PLACE).read_text(encoding="utf-8"))["docs"]}


def test_a_source_is_found_by_its_names_and_leads_to_its_place(project: TinyProject, tmp_path: Path) -> None:
    assert completed(project, tmp_path)["source:lewis-2000"] == {
        "location": "source:lewis-2000",
        "to": "sources/#lewis-2000",
        "kind": "source",
        "of": "book",
        "title": "A General Theory of Love",
        "text": "Thomas Lewis. Random House. 2000",
    }


def test_a_source_that_the_page_does_not_list_is_not_found(project: TinyProject, tmp_path: Path) -> None:
    assert "source:lewis-2000" not in completed(project, tmp_path, listed="<p>None yet.</p>")


def test_a_source_without_author_publisher_or_date_is_found_by_its_title(project: TinyProject, tmp_path: Path) -> None:
    project.write(SOURCES_FILE, "references:\n  - {id: plain, type: webpage, title: Plain & simple}\n")
    found = completed(project, tmp_path, listed='<li id="plain">')["source:plain"]
    assert (found["title"], found["text"], found["of"]) == ("Plain &amp; simple", "", "web page")


def test_an_exercise_says_whose_it_is_and_leads_to_its_place(project: TinyProject, tmp_path: Path) -> None:
    found = completed(project, tmp_path)["exercise:first/exercise-cards"]
    assert (found["kind"], found["title"], found["of"]) == ("exercise", "Cards", "First")
    assert found["to"] == "notes/first/#exercise-cards"


def test_nothing_of_a_draft_is_found(project: TinyProject, tmp_path: Path) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\ndraft: true")
    assert not any(name.startswith("exercise:") for name in completed(project, tmp_path))


def test_a_page_that_lists_is_found_by_what_it_is_and_not_by_its_list(project: TinyProject, tmp_path: Path) -> None:
    found = completed(project, tmp_path)
    assert found["sources/"]["text"] == "Every &lt;source&gt;."
    assert found["sources/"]["kind"] == "page"
    assert "sources/#books" not in found


def test_a_page_without_text_is_not_found(project: TinyProject, tmp_path: Path) -> None:
    assert "notes/archive/2026/" not in completed(project, tmp_path)


def test_footnotes_are_found_as_the_note_s_sources(project: TinyProject, tmp_path: Path) -> None:
    found = completed(project, tmp_path)
    assert found["notes/first/#end"]["text"] == "<p>An end.</p>"
    assert found["notes/first/#note-sources"]["text"] == "<ol> <li> <p>Thomas Lewis, 86.</p> </li> </ol>"


def test_a_topic_is_found_once_at_its_note(project: TinyProject, tmp_path: Path) -> None:
    assert [name for name, one in completed(project, tmp_path).items() if "tags" in one] == ["notes/first/"]


def test_a_site_without_a_search_is_left_alone(project: TinyProject, tmp_path: Path) -> None:
    search_index.complete(project.collection(), tmp_path)
    assert not (tmp_path / search_index.PLACE).exists()
