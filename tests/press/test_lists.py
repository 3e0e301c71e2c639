"""The lists of pages: whole, in order, and with nothing in them that readers cannot see yet."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from press.citations import format_all
from press.health import Health, written
from press.lists import Lists
from tests.conftest import ROOT
from tests.tiny_project import NOTE_FILE, SOURCES_FILE, TinyProject

OTHER = """---
date: {date}
description: What it says.
---
# Other & <more>

Another opening, with [a link](first.md).[^body]

<!-- more -->

[^body]: {{{{ cite("who-2011", via="kolk-2014", page="9") }}}}
"""
MORE = """  - id: kolk-2014
    type: article-journal
    title: A Thing
    container-title: A Journal
    author:
      - {family: Kolk, given: Bessel A., non-dropping-particle: van der}
    DOI: 10.1177/1754073912451630
    ISSN: 0002-7138
  - id: who-2011
    type: interview
    title: "Needs < wants & hopes"
    author:
      - {literal: World Health Organization}
    URL: https://www.b.example/a
  - id: spare-2001
    type: book
    title: Spare
"""
DOI = "https://doi.org/10.1177/1754073912451630"
COPY = "https://web.archive.org/web/1/x"
SEEN = datetime.date(2026, 11, 3)


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    made = TinyProject.made(tmp_path)
    (tmp_path / "overrides").symlink_to(ROOT / "overrides")
    made.write("docs/notes/posts/other.md", OTHER.format(date="2026-01-12"))
    made.write(
        SOURCES_FILE, (tmp_path / SOURCES_FILE).read_text().replace("    publisher:", "    ISBN: 978-0-375-70922-7\n    publisher:") + MORE
    )
    return made


def lists(project: TinyProject) -> Lists:
    collection = project.collection()
    assert project.problems() == []
    citations = [one.citation for one in collection.leanings]
    return Lists(collection, format_all(collection.sources.records, citations, ROOT / "build"))


def page(project: TinyProject) -> BeautifulSoup:
    return BeautifulSoup(lists(project).sources("sources/"), "html.parser")


def source(project: TinyProject, key: str) -> Tag:
    (found,) = page(project).select(f"li#{key}")
    return found


def fact(project: TinyProject, key: str, name: str) -> Tag:
    (found,) = [row for row in source(project, key).select("dl > div") if said(row.dt) == name]
    assert found.dd is not None
    return found.dd


def said(tag: Tag | None) -> str:
    assert tag is not None
    return re.sub(r"\s+", " ", tag.get_text()).strip()


def leads(tag: Tag) -> list[str]:
    return [str(link["href"]) for link in tag.select("a")]


def test_sources_stand_by_author_under_their_letters(project: TinyProject) -> None:
    groups = [
        (said(group.h2), [one["id"] for one in group.select("li.source")]) for group in page(project).select("section[data-by=author]")
    ]
    assert groups == [("K", ["kolk-2014"]), ("L", ["lewis-2000"]), ("W", ["who-2011"])]


@pytest.mark.parametrize(
    ("record", "letter"),
    [
        ("{id: a, type: book, title: “Élan” & more}", "E"),
        ("{id: a, type: book, title: A Thing, author: [{family: 夏目, given: 漱石}]}", "夏"),
        ("{id: a, type: book, title: A Thing, author: [{family: Выготский, given: Лев}]}", "В"),
        ("{id: a, type: book, title: A Thing, editor: [{family: Hari, given: Johann}]}", "H"),
        ("{id: a, type: document, title: A Thing, author: [{family: Kolk, given: Bessel A., non-dropping-particle: van der}]}", "K"),
        ("{id: a, type: document, title: A Thing}", "A"),
        ("{id: a, type: book, title: 1984}", "1"),
    ],
)
def test_an_odd_source_stands_under_the_letter_it_is_sorted_by(record: str, letter: str, project: TinyProject) -> None:
    record = record.replace("title: 1984", 'title: "1984"').replace("“Élan” & more", '"“Élan” & more"')
    project.write(SOURCES_FILE, f"{(project.root / SOURCES_FILE).read_text()}  - {record}\n")
    project.replace(
        NOTE_FILE, '[^lewis]: {{ cite("lewis-2000", page="86") }}', '[^lewis]: {{ cite("lewis-2000", page="86") }} {{ cite("a") }}'
    )
    section = source(project, "a").find_parent("section")
    assert section is not None
    assert said(section.h2) == letter


def test_an_identifier_is_a_link_where_it_leads_somewhere(project: TinyProject) -> None:
    assert leads(fact(project, "kolk-2014", "DOI")) == [DOI]
    assert said(fact(project, "kolk-2014", "DOI")) == "10.1177/1754073912451630"
    assert said(fact(project, "kolk-2014", "ISSN")) == "0002-7138"
    assert (said(fact(project, "lewis-2000", "ISBN")), leads(fact(project, "lewis-2000", "ISBN"))) == ("978-0-375-70922-7", [])
    assert (said(fact(project, "who-2011", "Web")), leads(fact(project, "who-2011", "Web"))) == ("b.example", ["https://www.b.example/a"])


def test_a_doi_with_brackets_and_angles_is_a_sound_address(project: TinyProject) -> None:
    project.replace(SOURCES_FILE, "DOI: 10.1177/1754073912451630", "DOI: 10.1002/(SICI)1097<1661::AID-SIM968>3.0.CO;2-2")
    assert leads(fact(project, "kolk-2014", "DOI")) == ["https://doi.org/10.1002/(SICI)1097%3C1661::AID-SIM968%3E3.0.CO;2-2"]


def test_an_address_stands_once_and_the_entry_ends_before_it(project: TinyProject) -> None:
    assert said(source(project, "kolk-2014").p) == "Kolk, Bessel A. van der. “A Thing.” A Journal, n.d."
    assert leads(source(project, "kolk-2014")).count(DOI) == 1


def test_kinds_are_said_in_plain_words(project: TinyProject) -> None:
    assert [said(fact(project, key, "Kind")) for key in ("lewis-2000", "kolk-2014", "who-2011")] == ["Book", "Journal article", "Interview"]
    assert [said(option) for option in page(project).select("#source-kind option")] == [
        "Every kind",
        "Book",
        "Interview",
        "Journal article",
    ]


def test_how_a_source_is_known_is_said_and_leads_to_what_quotes_it(project: TinyProject) -> None:
    assert said(fact(project, "lewis-2000", "Known")) == "at first hand"
    assert said(fact(project, "kolk-2014", "Known")) == "at first hand"
    assert said(fact(project, "who-2011", "Known")) == "at second hand, only through A Thing"
    assert leads(fact(project, "who-2011", "Known")) == ["#kolk-2014"]


def test_a_source_that_was_cited_itself_is_known_at_first_hand_though_it_is_quoted_too(project: TinyProject) -> None:
    project.replace(NOTE_FILE, 'cite("lewis-2000", page="86") }}', 'cite("lewis-2000", page="86") }} {{ cite("who-2011") }}')
    assert said(fact(project, "who-2011", "Known")) == "at first hand"


def test_each_use_leads_to_its_footnote_or_exercise(project: TinyProject) -> None:
    uses = fact(project, "lewis-2000", "Used in")
    assert [(said(link), link["href"]) for link in uses.select("a")] == [
        ("First, footnote 1", "../notes/first/#fn:lewis"),
        ("First, exercise “Recall”", "../notes/first/#exercise-recall"),
    ]
    assert source(project, "lewis-2000")["data-notes"] == "first"


def test_a_page_that_is_no_note_is_named_among_those_that_use_a_source(project: TinyProject) -> None:
    project.write("docs/about.md", '# About\n\n{{ cite("lewis-2000") }}\n')
    assert source(project, "lewis-2000")["data-notes"] == "/about first"
    options = [(option["value"], said(option)) for option in page(project).select("#source-note option")]
    assert options == [("", "Every note"), ("other", "Other & <more>"), ("first", "First"), ("/about", "About")]


def test_what_only_a_note_of_the_future_uses_is_not_shown(project: TinyProject) -> None:
    project.write("docs/notes/posts/other.md", OTHER.format(date="2999-01-12"))
    assert [one["id"] for one in page(project).select("li.source")] == ["lewis-2000"]
    assert said(page(project).select_one("[role=status]")) == "1 source"


def test_when_an_address_was_last_seen_alive_is_said_with_its_copy(project: TinyProject) -> None:
    project.write("docs/links.yml", written({DOI: Health(SEEN, 200, COPY), "https://www.b.example/a": Health(SEEN, 403)}))
    assert said(fact(project, "kolk-2014", "DOI")) == "10.1177/1754073912451630, last seen alive 3 November 2026, archived copy"
    assert leads(fact(project, "kolk-2014", "DOI")) == [DOI, COPY]
    assert said(fact(project, "who-2011", "Web")) == "b.example, last seen alive 3 November 2026"


def test_what_is_gone_shows_its_copy_first(project: TinyProject) -> None:
    project.write("docs/links.yml", written({DOI: Health(SEEN, 404, COPY), "https://www.b.example/a": Health(None, 410)}))
    assert said(fact(project, "kolk-2014", "DOI")) == "archived copy; gone from 10.1177/1754073912451630, last seen alive 3 November 2026"
    assert leads(fact(project, "kolk-2014", "DOI")) == [COPY, DOI]
    assert said(fact(project, "who-2011", "Web")) == "b.example, gone when last asked for, with no archived copy"


@pytest.mark.parametrize(("day", "says"), [(3, "archived copy; gone from b.example"), (4, "b.example")])
def test_a_silence_counts_from_when_all_were_asked_and_not_from_when_the_site_is_built(day: int, says: str, project: TinyProject) -> None:
    health = {
        DOI: Health(datetime.date(2026, 6, 3), 200),
        "https://www.b.example/a": Health(datetime.date(2026, 5, day), "no answer", COPY),
    }
    project.write("docs/links.yml", written(health))
    assert said(fact(project, "who-2011", "Web")).startswith(f"{says}, last seen alive {day} May 2026")


def test_what_was_written_is_text_and_one_block_for_markdown(project: TinyProject) -> None:
    html = lists(project).sources("sources/")
    assert "Other &amp; &lt;more&gt;, footnote 1" in html
    assert "Needs &lt; Wants &amp; Hopes" in html
    assert not re.search(r"\n\s*\n|\n ", html)


def test_notes_stand_newest_first_with_their_days(project: TinyProject) -> None:
    newest = lists(project).newest("")
    assert '<time datetime="2026-01-12">12 January 2026</time>, 1 minute' in newest
    assert '<a href="notes/other/">Other &amp; &lt;more&gt;</a>' in newest
    assert "\n\nAnother opening, with a link.\n\n" in newest
    earlier = BeautifulSoup(lists(project).earlier(""), "html.parser")
    assert leads(earlier) == ["notes/first/"]


def test_before_the_first_note_the_place_of_the_newest_says_so(project: TinyProject) -> None:
    for name in (NOTE_FILE, "docs/notes/posts/other.md"):
        path = project.root / name
        path.write_text(re.sub("date: 2026", "date: 2999", path.read_text()))
    made = Lists(project.collection(), format_all({}, [], ROOT / "build"))
    assert made.newest("").strip() == '<p class="empty">The first note is on its way.</p>'


def test_exercises_stand_under_their_note(project: TinyProject) -> None:
    listed = BeautifulSoup(lists(project).exercises("exercises/"), "html.parser")
    assert [said(heading) for heading in listed.select("h2")] == ["First"]
    assert [said(row) for row in listed.select("li")] == ["Cards 1 minute", "Scale 2 minutes", "Recall 1 minute"]
    assert leads(listed)[:2] == ["../notes/first/", "../notes/first/#exercise-cards"]


def test_the_first_page_lists_some_earlier_notes_and_says_where_all_are(project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("docs/notes/posts/third.md", "---\ndate: 2026-01-01\ndescription: Third.\n---\n# Third\n")
    assert "All" not in lists(project).earlier("./")
    monkeypatch.setattr("press.lists.EARLIER", 1)
    listed = BeautifulSoup(lists(project).earlier("./"), "html.parser")
    assert [said(row) for row in listed.select(".notes a")] == ["First"]
    assert said(listed.select("p")[-1]) == "All 3 notes"
    assert leads(listed)[-1] == "notes/"


def test_exercises_of_a_year_stand_together(project: TinyProject) -> None:
    listed = BeautifulSoup(lists(project).exercises("exercises/"), "html.parser")
    assert [section["data-page"] for section in listed.select("section")] == ["2026"]
