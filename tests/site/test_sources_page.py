"""The sources page as published: whole without a script, and the bibliography beside it in two formats."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from press.exports import exported
from tests.site.tiny_site import built, made
from tests.tiny_project import NOTE_FILE, SOURCES_FILE

RECORDS: list[dict[str, Any]] = [
    {
        "id": "kolk-2014",
        "type": "book",
        "title": "Body & Score",
        "author": [{"family": "Kolk", "given": "B.", "non-dropping-particle": "van der"}],
    },
    {"id": "soseki", "type": "book", "title": "心", "author": [{"family": "夏目", "given": "漱石"}], "issued": {"date-parts": [[1914]]}},
    {"id": "who-2011", "type": "report", "title": "Statement", "author": [{"literal": "World Health Organization"}]},
]


@pytest.fixture(scope="session")
def page(built_site: Path) -> BeautifulSoup:
    return BeautifulSoup((built_site / "sources/index.html").read_text(encoding="utf-8"), "html.parser")


def test_every_source_has_its_facts_and_stands_once(page: BeautifulSoup) -> None:
    sources = page.select("li.source")
    assert len({one["id"] for one in sources}) == len(sources) >= 17
    for one in sources:
        named = [fact.get_text() for fact in one.select("dt")]
        assert named[0] == "Kind"
        assert named[-2:] == ["Known", "Used in"]


def test_headings_follow_each_other(page: BeautifulSoup) -> None:
    levels = [int(heading.name[1]) for heading in page.select("main :is(h1, h2, h3, h4)")]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}


def test_the_bibliography_is_there_in_both_formats_and_says_the_same(built_site: Path, page: BeautifulSoup) -> None:
    shown = {str(one["id"]) for one in page.select("li.source")}
    downloads = [str(link["href"]) for link in page.select("a[download]")]
    assert downloads == ["sources.bib", "sources.json"]
    bibtex, csl = ((built_site / "sources" / name).read_text(encoding="utf-8") for name in downloads)
    assert set(re.findall(r"^@\w+\{([^,]+),$", bibtex, re.MULTILINE)) == shown
    assert {record["id"] for record in json.loads(csl)} == shown


def test_files_for_writers_are_not_published(built_site: Path) -> None:
    assert list(built_site.rglob("*.yml")) == []
    assert not (built_site / "lists").exists()


def test_only_the_sources_page_loads_its_styles(built_site: Path) -> None:
    loading = [path.parent.name for path in built_site.rglob("*.html") if "styles/sources." in path.read_text(encoding="utf-8")]
    assert loading == ["sources"]


def test_names_keep_their_particles_and_letters_in_both_formats(tmp_path: Path) -> None:
    made = exported(RECORDS, tmp_path)
    assert "author = {van der Kolk, B.}" in made["sources.bib"]
    assert "title = {Body \\& {Score}}" in made["sources.bib"]
    assert "author = {夏目, 漱石}" in made["sources.bib"]
    assert "author = {{World Health Organization}}" in made["sources.bib"]
    assert json.loads(made["sources.json"]) == RECORDS


def test_nothing_is_exported_again_when_nothing_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = exported(RECORDS, tmp_path)
    monkeypatch.setattr("press.exports._pandoc", lambda *_: pytest.fail("pandoc was run again"))
    assert exported(RECORDS, tmp_path) == first


def test_no_source_at_all_makes_empty_files(tmp_path: Path) -> None:
    made = exported([], tmp_path)
    assert made["sources.bib"].strip() == ""
    assert json.loads(made["sources.json"]) == []


def test_what_readers_cannot_see_is_in_no_file(tmp_path: Path) -> None:
    project = made(tmp_path)
    project.write(SOURCES_FILE, (tmp_path / SOURCES_FILE).read_text() + "  - {id: spare-2001, type: book, title: Spare}\n")
    note = (tmp_path / NOTE_FILE).read_text().split("{{ exercise")[0].replace("date: 2026-01-05", "date: 2999-01-05")
    project.write("docs/notes/posts/later.md", note + '[^lewis]: {{ cite("spare-2001") }}\n')
    site, done = built(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [one["id"] for one in json.loads((site / "sources/sources.json").read_text())] == ["lewis-2000"]
