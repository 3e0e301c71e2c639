"""A note shows what it leans on, what leans on it and its series, and nothing where there is nothing; topics list their notes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.tiny_site import built, made
from tests.tiny_project import NOTE_FILE

LIST = re.compile(r'<nav class="leanings[^"]*" aria-labelledby="([\w-]+)">.*?</nav>', re.DOTALL)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of three notes: the second leans on the first, and both are a series; the third stands alone."""
    project = made(tmp_path_factory.mktemp("related"))
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\nseries: Ways & means\ntags: [one topic]")
    second = "---\ndate: 2026-02-05\nseries: Ways & means\ntags: [one topic, another]\ndescription: Of <two>.\n---\n# Second\n\n"
    project.write("docs/notes/posts/second.md", f"{second}After [the first](first.md).\n")
    project.write("docs/notes/posts/third.md", "---\ndate: 2026-03-05\ndescription: Of three.\n---\n# Third\n\nAlone.\n")
    project.write("docs/topics.md", "---\ntemplate: topics.html\n---\n# Topics\n\n<!-- material/tags -->\n")
    site, done = built(project)
    assert done.returncode == 0, done.stderr
    return site


def page(site: Path, slug: str) -> str:
    return (site / "notes" / slug / "index.html").read_text(encoding="utf-8")


def lists(site: Path, slug: str) -> dict[str, str]:
    return {found[1]: found[0] for found in LIST.finditer(page(site, slug))}


def test_a_note_names_the_notes_that_it_leans_on_with_their_days(site: Path) -> None:
    listed = lists(site, "second")["note-leans-on"]
    assert '<a href="../first/">First</a> <time datetime="2026-01-05">5 January 2026</time>' in listed


def test_a_note_names_the_notes_that_lean_on_it(site: Path) -> None:
    listed = lists(site, "first")
    assert '<a href="../second/">Second</a>' in listed["note-leaned-on-by"]
    assert "note-leans-on" not in listed


def test_a_part_of_a_series_says_which_it_is_and_leads_to_the_others(site: Path) -> None:
    text = page(site, "second")
    assert 'Part 2 of 2 in <a href="#note-series">Ways &amp; means</a>' in text
    listed = lists(site, "second")["note-series"]
    assert '<a href="../first/">First</a>' in listed
    assert '<span aria-current="page">Second</span>' in listed


def test_a_note_that_stands_alone_shows_no_list(site: Path) -> None:
    text = page(site, "third")
    assert lists(site, "third") == {}
    assert 'class="series"' not in text


def test_the_page_of_topics_leads_to_each_and_lists_its_notes_newest_first(site: Path) -> None:
    text = (site / "topics" / "index.html").read_text(encoding="utf-8")
    head = text[text.index('aria-label="Every topic"') :].split("</nav>")[0]
    assert re.findall(r'href="(#[^"]+)">([^<]+)<', head) == [("#tag:another", "another"), ("#tag:one-topic", "one topic")]
    topic = text[text.index('id="tag:one-topic"') :]
    assert re.findall(r'<a href="\.\./notes/(\w+)/">', topic) == ["second", "first"]
    assert "Of &lt;two&gt;." in topic


def test_search_engines_are_told_of_pages_and_of_real_days(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    days = dict(re.findall(r"<loc>https://how-we-help\.example/([^<]*)</loc>\s*<lastmod>([^<]*)</lastmod>", sitemap))
    assert days["notes/first/"] == "2026-01-05"
    assert days[""] == days["notes/"] == days["sources/"] == "2026-03-05"
    assert "about/" not in days
    assert "/about/</loc>" in sitemap
    assert not re.search(r"404|503", sitemap)
    assert "Sitemap: https://how-we-help.example/sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["404.html", "503.html"])
def test_pages_that_stand_for_others_are_kept_out_of_search_engines(name: str, site: Path) -> None:
    assert '<meta name="robots" content="noindex">' in (site / name).read_text(encoding="utf-8")
