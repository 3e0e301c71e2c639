"""Every page says to machines what it is: notes as Zotero and schema.org read them, all pages for those who link to them."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from press.offline import LIST
from tests.conftest import ROOT, build
from tests.site.pages import ORIGIN
from tests.site.tiny_site import built, made
from tests.tiny_project import NOTE_FILE

NOTES = sorted(path.stem for path in (ROOT / "docs" / "notes" / "posts").glob("*.md"))
RETELLING = "independence-vs-interdependence"
OPEN_GRAPH = ("og:type", "og:site_name", "og:title", "og:description", "og:image", "twitter:card")
LARGEST_CARD_BYTES = 60_000


@dataclass
class Head(HTMLParser):
    """What a page says of itself: its meta elements in order, canonical addresses, and data in scripts."""

    meta: list[tuple[str, str]] = field(default_factory=list)
    canonical: list[str] = field(default_factory=list)
    data: list[Any] = field(default_factory=list)
    language: str = ""
    _in_data: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in_data = tag == "script" and values.get("type") == "application/ld+json"
        if tag == "html":
            self.language = values["lang"]
        if tag == "meta" and "content" in values:
            self.meta.append((values.get("name") or values.get("property", ""), values["content"]))
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical.append(values["href"])

    def handle_endtag(self, tag: str) -> None:
        self._in_data = False

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(json.loads(data))

    def all(self, name: str) -> list[str]:
        return [content for said, content in self.meta if said == name]

    def one(self, name: str) -> str:
        (content,) = self.all(name)
        return content


def head_of(site: Path, page: str) -> Head:
    head = Head()
    head.feed((site / page).read_text("utf-8"))
    return head


def note_head(site: Path, slug: str) -> Head:
    return head_of(site, f"notes/{slug}/index.html")


def saved_by_zotero(head: Head) -> dict[str, list[str]]:
    """Return what Zotero's rules for embedded metadata find for each part of an item, in the order in which they look.

    Fields named citation_* win over Open Graph, of which the publication's title has no other rival here: with
    citation_journal_title the item would become an article of a scholarly journal, whatever z:itemType says.
    """
    looked_for = {
        "title": ("citation_title",),
        "author": ("citation_author", "citation_authors"),
        "date": ("citation_publication_date", "citation_cover_date", "citation_date"),
        "publicationTitle": ("citation_journal_title", "citation_inbook_title", "prism:publicationName", "dc:source", "og:site_name"),
        "url": ("citation_public_url",),
        "language": ("citation_language", "dc:language", "dcterms:language"),
        "itemType": ("z:itemType", "z:type"),
    }
    return {part: [content for name in names for content in head.all(name)] for part, names in looked_for.items()}


@pytest.mark.parametrize("slug", NOTES)
def test_zotero_finds_each_part_of_a_note_once(slug: str, built_site: Path) -> None:
    head = note_head(built_site, slug)
    saved = saved_by_zotero(head)
    assert {part: len(found) for part, found in saved.items()} == dict.fromkeys(saved, 1)
    assert saved["itemType"] == ["magazineArticle"]
    assert saved["publicationTitle"] == ["How We Help"]
    assert saved["url"] == head.canonical == [f"{ORIGIN}notes/{slug}/"]
    assert saved["language"] == [head.language]
    assert saved["date"][0].replace("/", "-") == head.one("article:published_time")
    # Where Open Graph says the same as a citation field, it says the same thing.
    assert saved["title"] == head.all("og:title")
    assert saved["url"] == head.all("og:url")


@pytest.mark.parametrize("slug", NOTES)
def test_no_name_stands_twice_but_an_author_s(slug: str, built_site: Path) -> None:
    names = [name for name, _ in note_head(built_site, slug).meta if name not in ("citation_author", "theme-color")]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("slug", NOTES)
def test_a_note_s_schema_agrees_with_its_citation_fields(slug: str, built_site: Path) -> None:
    head = note_head(built_site, slug)
    (thing,) = head.data
    assert (thing["@context"], thing["@type"]) == ("https://schema.org", "BlogPosting")
    assert thing["headline"] == head.one("citation_title")
    assert thing["url"] == head.one("citation_public_url")
    assert thing["datePublished"] == head.one("article:published_time")
    assert thing["image"] == head.one("og:image")
    assert thing["description"] == head.one("description")
    assert thing["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert thing["author"] == [{"@type": "Organization", "name": "How We Help"}]


def test_a_note_s_schema_names_its_sources_and_what_it_retells(built_site: Path) -> None:
    (thing,) = note_head(built_site, RETELLING).data
    assert thing["isBasedOn"]["author"]["name"] == "Gary Borjesson"
    assert {"A General Theory of Love", "Lost Connections"} <= {one["name"] for one in thing["citation"]}
    (other,) = note_head(built_site, "co-regulation").data
    assert "isBasedOn" not in other
    assert "https://doi.org/10.1177/1754073912451630" in {one.get("@id") for one in other["citation"]}


def test_every_page_can_be_shown_where_it_is_linked(built_site: Path) -> None:
    for page in _pages(built_site):
        head = head_of(built_site, page)
        assert {name: len(head.all(name)) for name in OPEN_GRAPH} == dict.fromkeys(OPEN_GRAPH, 1), page
        assert len(head.canonical) <= 1, page
        assert head.all("og:url") == head.canonical, page
        assert (head.one("og:type") == "article") == bool(head.data), page


def test_every_card_is_there_and_of_the_size_and_weight_that_others_take(built_site: Path) -> None:
    images = {head_of(built_site, page).one("og:image") for page in _pages(built_site)}
    assert len(images) == len(NOTES) + 1
    for image in images:
        assert image.startswith(ORIGIN)
        drawn = (built_site / image.removeprefix(ORIGIN)).read_bytes()
        assert struct.unpack(">II", drawn[16:24]) == (1200, 630)
        assert len(drawn) < LARGEST_CARD_BYTES


def test_nobody_who_keeps_the_site_offline_keeps_its_cards(built_site: Path) -> None:
    assert "assets/cards" not in (built_site / LIST).read_text("utf-8")
    assert "assets/cards" not in (built_site / "service-worker.js").read_text("utf-8")


@pytest.mark.parametrize("slug", NOTES)
def test_a_note_shows_how_to_cite_it_and_offers_the_files(slug: str, built_site: Path) -> None:
    page = (built_site / "notes" / slug / "index.html").read_text("utf-8")
    assert page.count('<h2 id="cite-note">Cite this note</h2>') == 1
    for suffix in ("bib", "ris", "json"):
        assert f'<a href="{slug}.{suffix}" download>' in page
        assert (built_site / "notes" / slug / f"{slug}.{suffix}").stat().st_size > 100


def test_a_title_and_authors_of_odd_characters_are_said_as_they_are(tmp_path: Path) -> None:
    project = made(tmp_path)
    title = "Give & take: 'all' of \"<b>\""
    project.replace(NOTE_FILE, "# First", "# Give &amp; take: 'all' of \"&lt;b>\"")
    project.replace(NOTE_FILE, "date: 2026-01-05", f"date: 2026-01-05\ntitle: {json.dumps(title)}\nauthor: [Thomas Lewis, Fari Amini]")
    site, done = built(project)
    assert done.returncode == 0, done.stderr
    head = note_head(site, "first")
    assert head.one("citation_title") == head.one("og:title") == head.data[0]["headline"] == title
    assert head.all("citation_author") == ["Lewis, Thomas", "Amini, Fari"]
    assert head.one("author") == "Thomas Lewis, Fari Amini"
    assert '<p class="byline">Thomas Lewis, Fari Amini</p>' in (site / "notes/first/index.html").read_text("utf-8")
    (record,) = json.loads((site / "notes/first/first.json").read_text("utf-8"))
    assert record["title"] == title


def test_a_change_that_readers_should_hear_of_is_said_on_the_page(tmp_path: Path) -> None:
    project = made(tmp_path)
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\nupdated: 2026-05-03")
    site, done = built(project)
    assert done.returncode == 0, done.stderr
    head = note_head(site, "first")
    assert head.one("article:modified_time") == head.data[0]["dateModified"] == "2026-05-03"
    assert head.one("article:published_time") == head.data[0]["datePublished"] == "2026-01-05"
    kicker = re.search(r'<p class="?kicker"?>(.*?)</p>', (site / "notes/first/index.html").read_text("utf-8"))
    assert kicker is not None
    assert re.sub("<[^>]*>", "", kicker[1]) == "5 January 2026, 1 minute, changed on 3 May 2026"
    assert re.search(r'<time datetime="?2026-05-03"?>', kicker[1])


def test_a_note_in_a_script_that_the_face_has_not_is_linked_with_the_site_s_card(tmp_path: Path) -> None:
    project = made(tmp_path)
    project.replace(NOTE_FILE, "# First", "# 共同调节")
    site, done = built(project)
    assert done.returncode == 0, done.stderr
    assert note_head(site, "first").one("og:image") == head_of(site, "index.html").one("og:image")


def test_a_site_without_an_address_says_nothing_that_needs_one(tmp_path: Path) -> None:
    project = made(tmp_path)
    done = build(project.root, tmp_path / "site", SITE_URL="")
    assert done.returncode == 0, done.stdout + done.stderr
    head = note_head(tmp_path / "site", "first")
    assert [name for name, _ in head.meta if name in ("og:image", "og:url", "citation_public_url", "twitter:card")] == []
    assert "url" not in head.data[0]
    assert head.one("citation_title") == "First"
    assert not (tmp_path / "site" / "assets" / "cards").exists()


def _pages(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*.html")):
        # A page that has moved only leads on.
        if not re.search(r'http-equiv="?refresh', path.read_text("utf-8")):
            yield path.relative_to(site).as_posix()
