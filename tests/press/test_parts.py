"""A long list goes on at addresses beside it, and every link to what has moved leads there."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from press import parts

ADDRESS = "https://notes.example/"
ROW = '<li id="{0}"><a href="#{1}">See</a></li>'
PAGE = """<html><head><title>Sources | Notes</title><link rel="canonical" href="https://notes.example/sources/"></head>
<article><h1 id="sources">Sources</h1><nav><a href="#g">G</a></nav>
{}<p>After.</p></article></html>"""
SITEMAP = "<urlset>\n  <url>\n    <loc>https://notes.example/sources/</loc>\n    <lastmod>2026-01-01</lastmod>\n  </url>\n</urlset>"


def section(letter: str, *rows: str) -> str:
    return f'<section class="group" data-page="">\n<h2 id="{letter.lower()}">{letter}</h2>\n<ul>{"".join(rows)}</ul>\n</section>\n'


SECTIONS = [
    section("A", ROW.format("adams", "gray")),
    section("F &amp; G", ROW.format("gray", "gray")),
    section("Z", ROW.format("zorn", "adams")),
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "sources/index.html": PAGE.format("".join(SECTIONS)),
        "notes/one/index.html": '<a href="../../sources/#gray">Gray</a> <a href="../../sources/#adams">Adams</a> <a href="#gray">Own</a>',
        "sitemap.xml": SITEMAP,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def divided(site: Path) -> dict[str, str]:
    """Return the pages of the list, each with room for one section."""
    parts.write(site, ADDRESS, most=10)
    return {path.name: path.read_text("utf-8") for path in (site / "sources").iterdir()}


def test_a_list_with_room_on_one_page_stays_as_it_is(site: Path) -> None:
    before = (site / "sources" / "index.html").read_text("utf-8")
    parts.write(site, ADDRESS)
    assert [path.name for path in (site / "sources").iterdir()] == ["index.html"]
    assert (site / "sources" / "index.html").read_text("utf-8") == before


def test_each_page_is_named_for_where_it_begins_and_holds_its_own_sections(site: Path) -> None:
    pages = divided(site)
    assert {name: re.findall(r'<li id="(\w+)"', text) for name, text in pages.items()} == {
        "index.html": ["adams"],
        "f-g.html": ["gray"],
        "z.html": ["zorn"],
    }
    assert all(text.count("<p>After.</p>") == 1 for text in pages.values())


def test_as_many_sections_share_a_page_as_have_room(site: Path) -> None:
    parts.write(site, ADDRESS, most=len(SECTIONS[0] + SECTIONS[1]))
    assert sorted(path.name for path in (site / "sources").iterdir()) == ["index.html", "z.html"]
    assert '<a href="./" aria-current="page">A to F &amp; G</a>' in (site / "sources" / "index.html").read_text("utf-8")


def test_pages_lead_to_each_other(site: Path) -> None:
    pages = divided(site)
    middle = pages["f-g.html"]
    assert '<a href="./" rel="prev">Before: A</a> <a href="z.html" rel="next">Next: Z</a>' in middle
    assert '<a href="./">A</a> <a href="f-g.html" aria-current="page">F &amp; G</a> <a href="z.html">Z</a>' in middle
    assert 'rel="prev"' not in pages["index.html"]
    assert 'rel="next"' not in pages["z.html"]


def test_a_page_s_title_and_canonical_address_are_its_own(site: Path) -> None:
    pages = divided(site)
    assert "<title>Sources, Z | Notes</title>" in pages["z.html"]
    assert '<link rel="canonical" href="https://notes.example/sources/z.html">' in pages["z.html"]
    assert "<title>Sources | Notes</title>" in pages["index.html"]


def test_links_within_the_list_lead_to_where_a_row_is_now(site: Path) -> None:
    pages = divided(site)
    assert '<li id="adams"><a href="f-g.html#gray">' in pages["index.html"]
    assert '<li id="gray"><a href="#gray">' in pages["f-g.html"]
    assert '<li id="zorn"><a href="./#adams">' in pages["z.html"]


def test_links_of_other_pages_lead_to_where_a_row_is_now(site: Path) -> None:
    divided(site)
    text = (site / "notes" / "one" / "index.html").read_text("utf-8")
    assert text == '<a href="../../sources/f-g.html#gray">Gray</a> <a href="../../sources/#adams">Adams</a> <a href="#gray">Own</a>'


def test_the_sitemap_has_every_page_of_the_list(site: Path) -> None:
    divided(site)
    text = (site / "sitemap.xml").read_text("utf-8")
    addresses = re.findall("<loc>(.*?)</loc>", text)
    assert addresses == [f"{ADDRESS}sources/{name}" for name in ("", "f-g.html", "z.html")]
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()).decode() == text
