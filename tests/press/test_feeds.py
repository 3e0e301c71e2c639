"""Feeds keep what readers' programs know notes by, change only when notes do, and hold whatever is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import escape

from press import feeds, page_text
from tests.press.finished import SITE_URL, add_notes, article, finished, put
from tests.tiny_project import NOTE_FILE, TinyProject


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return finished(tmp_path)


def written(project: TinyProject, site_url: str = SITE_URL) -> Path:
    site = project.root / "site"
    feeds.write(project.collection(), site, site_url, "How We Help", "A weekly note.")
    return site


def parsed(site: Path, name: str) -> Any:
    found = feedparser.parse((site / name).read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_a_renamed_note_keeps_its_id_and_gets_a_new_address(project: TinyProject) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\naliases: [zeroth, half]")
    site = written(project)
    (entry,) = parsed(site, "feed.xml").entries
    assert (entry.id, entry.link) == (f"{SITE_URL}notes/zeroth/", f"{SITE_URL}notes/first/")
    (item,) = parsed(site, "rss.xml").entries
    assert (item.id, item.guidislink, item.link) == (f"{SITE_URL}notes/zeroth/", False, f"{SITE_URL}notes/first/")
    (one,) = json.loads((site / "feed.json").read_text())["items"]
    assert (one["id"], one["url"]) == (f"{SITE_URL}notes/zeroth/", f"{SITE_URL}notes/first/")


def test_a_change_is_dated_by_its_author_and_by_nothing_else(project: TinyProject) -> None:
    (entry,) = parsed(written(project), "feed.xml").entries
    assert (entry.published, entry.updated) == ("2026-01-05T00:00:00Z", "2026-01-05T00:00:00Z")
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\nupdated: 2026-02-03")
    found = parsed(written(project), "feed.xml")
    assert (found.entries[0].published, found.entries[0].updated) == ("2026-01-05T00:00:00Z", "2026-02-03T00:00:00Z")
    assert found.feed.updated == "2026-02-03T00:00:00Z"


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("soon", "'updated' is 'soon', expected a day; write 'updated: 2026-11-30'"),
        ("2025-12-31", "'updated' is '2025-12-31', before the note's own day; expected 2026-01-05 or later, or remove it"),
    ],
)
def test_a_day_of_change_that_cannot_be_is_said_at_its_place(day: str, says: str, project: TinyProject) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", f"date: 2026-01-05\nupdated: {day}")
    assert project.problems() == [f"{NOTE_FILE}:3:10: {says}"]


def test_the_same_notes_give_the_same_bytes(project: TinyProject) -> None:
    add_notes(project, 25)
    files = sorted(one for one in written(project).rglob("*") if one.suffix in (".xml", ".json"))
    before = {one: one.read_bytes() for one in files}
    written(project)
    assert {one: one.read_bytes() for one in files} == before


def test_a_page_that_did_not_change_is_not_read_again(project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    written(project)
    monkeypatch.setattr(page_text, "read_article", lambda *_: pytest.fail("was read again"))
    written(project)


def test_the_archives_lead_back_to_the_first_note_without_a_gap(project: TinyProject) -> None:
    add_notes(project, 49)
    site = written(project)
    name, seen, documents = "feed.xml", [], []
    while name:
        found = parsed(site, name)
        documents.append(len(found.entries))
        seen += [entry.link for entry in found.entries]
        name = next((one.href.removeprefix(SITE_URL) for one in found.feed.links if one.rel == "prev-archive"), "")
    assert documents == [20, 20, 20]
    assert set(seen) == {f"{SITE_URL}{note.url}" for note in project.collection().published}


def test_a_full_archive_stays_as_it_is_when_notes_are_added(project: TinyProject) -> None:
    add_notes(project, 45)
    oldest = written(project) / "feed/archive-1.xml"
    before = oldest.read_bytes()
    assert b"<fh:archive/>" in before
    add_notes(project, 55)
    written(project)
    assert oldest.read_bytes() == before


def test_few_notes_need_no_archive(project: TinyProject) -> None:
    add_notes(project, 19)
    site = written(project)
    assert len(parsed(site, "feed.xml").entries) == 20
    assert not (site / "feed").exists()


def test_each_topic_has_its_own_notes(project: TinyProject) -> None:
    add_notes(project, 2)
    site = written(project)
    found = parsed(site, "topics/the-body/feed.xml")
    assert found.feed.title == "How We Help: the body"
    assert found.feed.link == f"{SITE_URL}topics/#tag:the-body"
    assert [entry.title for entry in found.entries] == ["Note 2", "Note 1"]
    assert [item["title"] for item in json.loads((site / "topics/the-body/feed.json").read_text())["items"]] == ["Note 2", "Note 1"]


def test_a_topic_in_another_script_has_an_address_that_every_reader_can_ask_for(project: TinyProject) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\ntags: [Nähe & Ferne]")
    site = written(project)
    found = parsed(site, "topics/nähe--ferne/feed.xml")
    assert found.feed.id == f"{SITE_URL}topics/n%C3%A4he--ferne/feed.xml"
    assert found.entries[0].tags[0].label == "Nähe & Ferne"


def test_what_readers_cannot_see_is_in_no_feed(project: TinyProject) -> None:
    project.write("docs/notes/posts/hidden.md", "---\ndate: 2999-01-05\ntags: [later]\n---\n# Hidden\n\nText.\n")
    site = written(project)
    assert "Hidden" not in (site / "feed.xml").read_text()
    assert not (site / "topics/later").exists()


def test_authors_are_those_of_the_note_or_else_the_site(project: TinyProject) -> None:
    assert parsed(written(project), "feed.xml").entries[0].author == "How We Help"
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\nauthor: [Lewis & Lannon, Tronick]")
    site = written(project)
    assert [one.name for one in parsed(site, "feed.xml").entries[0].authors] == ["Lewis & Lannon", "Tronick"]
    assert json.loads((site / "feed.json").read_text())["items"][0]["authors"] == [{"name": "Lewis & Lannon"}, {"name": "Tronick"}]


@pytest.mark.parametrize(
    ("retells", "says"),
    [
        ("A <Love>", "Retells “A &lt;Love&gt;”: the idea"),
        ("{title: A <Love>}", "Retells “A &lt;Love&gt;”: the idea"),
        ("{author: Lewis, title: A <Love>}", "Retells “A &lt;Love&gt;” by Lewis: the idea"),
    ],
    ids=["a title", "a title alone", "both"],
)
def test_a_note_that_retells_says_whose_it_is(retells: str, says: str, project: TinyProject) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", f"date: 2026-01-05\nbyline: After Lewis\nretells: {retells}")
    text = parsed(written(project), "feed.xml").entries[0].content[0].value
    assert text.startswith("<p><em>After Lewis</em></p>")
    assert says in text


def test_a_site_without_an_address_has_no_feed(project: TinyProject) -> None:
    assert not (written(project, "") / "feed.xml").exists()


def test_a_site_without_a_note_has_a_feed_without_an_entry(project: TinyProject) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\ndraft: true")
    site = written(project)
    assert parsed(site, "feed.xml").entries == []
    assert parsed(site, "feed.xml").feed.updated == "1970-01-01T00:00:00Z"


@given(title=st.text(min_size=1, max_size=30).filter(str.strip))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_title_holds_the_feeds_can_be_read(title: str, project: TinyProject) -> None:
    put(project, "first", article(f"<p>{escape(title)} 🤝 ]]></p>", f"{escape(title)} 🤝 ]]>").encode("utf-8", "replace").decode())
    site = written(project)
    for name in ("feed.xml", "rss.xml"):
        assert parsed(site, name).entries[0].title.endswith("🤝 ]]>")
    assert json.loads((site / "feed.json").read_text())["items"][0]["title"].endswith("🤝 ]]>")
