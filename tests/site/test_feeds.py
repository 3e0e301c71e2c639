"""The feeds of the built site: valid, whole, and leading nowhere broken."""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import feedparser
import pytest
from lxml import etree, html

from tests.site.pages import ORIGIN, BuiltPage, built_pages, target
from tests.site.tiny_site import built, made
from tests.tiny_project import NOTE_FILE

ATOM = {"a": "http://www.w3.org/2005/Atom"}
NEVER_IN_TEXT = ("script", "style", "form", "input", "textarea", "button", "select", "svg", "iframe", "reflect-exercise", "rank-list")


@pytest.fixture
def pages(built_site: Path) -> dict[str, BuiltPage]:
    return built_pages(built_site)


def feeds_of(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for name in ("feed.xml", "rss.xml", "feed.json") for path in site.rglob(name))


def contents(site: Path, name: str) -> dict[str, str]:
    """Return the HTML of each entry by its address."""
    if name.endswith(".json"):
        return {item["url"]: item["content_html"] for item in json.loads((site / name).read_text(encoding="utf-8"))["items"]}
    # Not by feedparser, which makes addresses absolute by itself.
    root = etree.fromstring((site / name).read_bytes())
    if root.tag == "rss":
        encoded = "{http://purl.org/rss/1.0/modules/content/}encoded"
        return {item.findtext("link"): item.findtext(encoded) for item in root.iter("item")}
    return {
        one.xpath("string(a:link[@rel='alternate']/@href)", namespaces=ATOM): one.findtext("a:content", namespaces=ATOM)
        for one in root.iterfind("a:entry", ATOM)
    }


def test_the_site_has_three_feeds_and_each_topic_two(built_site: Path) -> None:
    topics = {
        f"topics/{path.name}/{name}" for path in (built_site / "topics").iterdir() if path.is_dir() for name in ("feed.xml", "feed.json")
    }
    assert set(feeds_of(built_site)) == {"feed.xml", "rss.xml", "feed.json"} | topics
    assert len(topics) >= 8


def test_feedparser_finds_nothing_to_complain_of(built_site: Path) -> None:
    for name in feeds_of(built_site):
        if name.endswith(".xml"):
            found = feedparser.parse((built_site / name).read_bytes())
            assert not found.bozo, (name, found.get("bozo_exception"))
            assert found.version == ("rss20" if name == "rss.xml" else "atom10")
            assert found.entries


def test_an_atom_feed_has_what_rfc_4287_requires(built_site: Path) -> None:
    for name in feeds_of(built_site):
        if not name.endswith("feed.xml"):
            continue
        root = etree.fromstring((built_site / name).read_bytes())

        def one(element: Any, path: str) -> str:
            found = element.xpath(path, namespaces=ATOM)
            assert len(found) == 1, (path, found)
            return str(found[0])

        for element in (root, *root.iterfind("a:entry", ATOM)):
            assert one(element, "a:id/text()").startswith("https://")
            assert one(element, "a:title/text()").strip()
            assert datetime.fromisoformat(one(element, "a:updated/text()")).tzinfo
            assert element.xpath("a:author/a:name/text()", namespaces=ATOM)
            assert one(element, "a:link[@rel='alternate']/@href").startswith(ORIGIN)
            assert one(element, "a:rights/text()") == "CC BY 4.0"
        assert one(root, "a:link[@rel='self']/@href") == ORIGIN + name
        for entry in root.iterfind("a:entry", ATOM):
            assert one(entry, "a:content/@type") == "html"
            assert one(entry, "a:published/text()") <= one(entry, "a:updated/text()")
            assert entry.xpath("a:category/@term", namespaces=ATOM)
        ids = root.xpath("a:entry/a:id/text()", namespaces=ATOM)
        assert len(ids) == len(set(ids))


def test_the_rss_feed_has_what_rss_2_requires(built_site: Path) -> None:
    root = etree.fromstring((built_site / "rss.xml").read_bytes())
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    for name in ("title", "link", "description", "language", "copyright", "lastBuildDate"):
        assert len(channel.findall(name)) == 1
        assert channel.findtext(name)
    for item in channel.iterfind("item"):
        for name in ("title", "link", "description", "guid", "pubDate"):
            assert len(item.findall(name)) == 1
            assert item.findtext(name)
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
        assert item.find("guid").get("isPermaLink") == "true"


def test_a_json_feed_has_what_version_1_1_requires(built_site: Path) -> None:
    for name in feeds_of(built_site):
        if name.endswith(".json"):
            feed = json.loads((built_site / name).read_text(encoding="utf-8"))
            assert feed["version"] == "https://jsonfeed.org/version/1.1"
            assert feed["title"]
            assert feed["feed_url"] == ORIGIN + name
            assert feed["home_page_url"].startswith(ORIGIN)
            for item in feed["items"]:
                assert item["id"]
                assert item["content_html"]
                assert all(author["name"] for author in item["authors"])
                assert datetime.fromisoformat(item["date_published"]).tzinfo


def test_every_address_is_whole_and_leads_to_a_page_and_a_place_on_it(built_site: Path, pages: dict[str, BuiltPage]) -> None:
    for name in feeds_of(built_site):
        for url, text in contents(built_site, name).items():
            root = html.fragment_fromstring(text, create_parent="div")
            for address in (url, *root.xpath(".//@href"), *root.xpath(".//@src")):
                assert urlsplit(address).scheme in ("https", "mailto"), (name, address)
                led = target(pages["index.html"], address)
                if led:
                    path, fragment = led
                    assert (built_site / path).is_file(), (name, address)
                    assert not fragment or fragment in pages[path].ids, (name, address)


def test_the_addresses_of_a_feed_itself_are_there(built_site: Path, pages: dict[str, BuiltPage]) -> None:
    for name in feeds_of(built_site):
        whole = re.sub(r"<content.*?</content[^>]*>", "", (built_site / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        for address in re.findall(rf'{re.escape(ORIGIN)}[^<"\s\\]*', whole if name.endswith(".xml") else ""):
            led = target(pages["index.html"], address)
            assert led is not None
            assert (built_site / led[0]).is_file(), (name, address)
            assert not led[1] or led[1] in pages[led[0]].ids, (name, address)


def test_footnotes_are_in_the_entry_under_the_ids_that_their_links_end_in(built_site: Path) -> None:
    count = 0
    for url, text in contents(built_site, "feed.xml").items():
        root = html.fragment_fromstring(text, create_parent="div")
        ids = root.xpath(".//@id")
        assert len(ids) == len(set(ids))
        for link in root.xpath(".//a[contains(@href, '#fn')]"):
            assert link.get("href").partition("#")[0] == url
            assert unquote(link.get("href").partition("#")[2]) in ids
            count += 1
    assert count >= 20


def test_the_text_is_whole_and_has_nothing_to_press(built_site: Path) -> None:
    for url, text in contents(built_site, "feed.xml").items():
        page = html.parse(built_site / urlsplit(url).path.lstrip("/") / "index.html").getroot()
        entry = html.fragment_fromstring(text, create_parent="div")
        (prose,) = page.find_class("prose")
        said = " ".join(entry.text_content().split())
        for paragraph in prose.xpath("./p | ./h2 | ./h3 | ./blockquote | .//legend"):
            assert " ".join(paragraph.text_content().split()) in said
        assert len(entry.find_class("worksheet")) == len(prose.find_class("exercise"))
        assert entry.xpath(" | ".join(f".//{name}" for name in NEVER_IN_TEXT)) == []
        assert entry.xpath(".//@style | .//@onclick | .//*[starts-with(name(), 'data-')]") == []


def test_every_page_names_the_feeds_in_its_head(built_site: Path) -> None:
    for path in built_site.rglob("index.html"):
        root = html.parse(path).getroot()
        if root.xpath("//meta[@http-equiv='refresh']"):
            continue
        links = [link for link in root.xpath("//head/link") if "alternate" in link.get("rel").split()]
        assert [link.get("type") for link in links][:3] == ["application/atom+xml", "application/rss+xml", "application/feed+json"], path
        for link in links:
            assert (path.parent / unquote(link.get("href"))).resolve().is_file(), (path, link.get("href"))


def test_the_page_of_topics_and_each_note_name_the_feeds_of_their_topics(built_site: Path) -> None:
    topics = {path.name for path in (built_site / "topics").iterdir() if path.is_dir()}
    for file, expected in (("topics/index.html", topics), ("notes/co-regulation/index.html", {"interdependence", "the-body"})):
        hrefs = html.parse(built_site / file).getroot().xpath("//head/link[@type='application/atom+xml']/@href")
        assert {Path(href).parent.name for href in hrefs[1:]} == expected


def test_no_page_makes_materials_script_ask_for_a_sitemap_that_is_not_there(built_site: Path) -> None:
    for path in built_site.rglob("index.html"):
        for href in html.parse(path).getroot().xpath("//link[@rel='alternate']/@href"):
            assert (path.parent / href).resolve().with_name("sitemap.xml").is_file(), path


def test_a_page_lists_every_feed_of_the_site_and_of_topics(built_site: Path, pages: dict[str, BuiltPage]) -> None:
    listed = {link.removeprefix(ORIGIN) for link in pages["subscribe/index.html"].links if link.endswith((".xml", ".json"))}
    assert listed == {name for name in feeds_of(built_site) if "/" not in name or name.endswith(".xml")}


def test_odd_topics_images_and_old_names_lead_to_what_is_there(tmp_path: Path) -> None:
    project = made(tmp_path)
    project.replace(NOTE_FILE, "date: 2026-01-05", 'date: 2026-01-05\ntags: [Nähe & Ferne, "<b>C++", "🤝"]\naliases: [zeroth]')
    project.replace(NOTE_FILE, "An opening.[^lewis]", "An opening.[^lewis] ![Two circles](../../assets/images/mark.svg)")
    project.write("docs/assets/images/mark.svg", (project.root / "overrides/assets/images/mark.svg").read_bytes())
    site, done = built(project)
    assert done.returncode == 0, done.stderr
    test_every_page_names_the_feeds_in_its_head(site)
    test_feedparser_finds_nothing_to_complain_of(site)
    test_every_address_is_whole_and_leads_to_a_page_and_a_place_on_it(site, built_pages(site))
    test_the_addresses_of_a_feed_itself_are_there(site, built_pages(site))
    (text,) = contents(site, "feed.xml").values()
    assert re.search(r'src="https://how-we-help\.example/assets/images/mark\.[0-9a-f]{8}\.svg"', text)
