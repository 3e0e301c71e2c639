"""The site as published: whole, leading nowhere broken, loading nothing from elsewhere, and with nothing raw in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.site.pages import BuiltPage, built_pages, target

NOTES = ("independence-vs-interdependence", "co-regulation", "the-interpersonal-field")
RAW = {
    "macro": re.compile(r"\{\{|\}\}|\{%|%\}|\{#"),
    "footnote": re.compile(r"\[\^"),
    "link": re.compile(r"\]\([^)\s]+\)"),
    "emphasis": re.compile(r"(?<![\w*])\*{1,2}[^\s*][^*]*\*{1,2}(?![\w*])"),
    "heading": re.compile(r"^#{1,6} ", re.MULTILINE),
    "attribute list": re.compile(r"\{[:.#][^}]*\}"),
    "html": re.compile(r"</?[a-z]+[ >]"),
    "straight quote": re.compile(r"\w\"|\"\w|\w'\w"),
    "comment": re.compile(r"<!--|-->"),
}
HASHED = re.compile(r"\.[0-9a-f]{8}\.")


@pytest.fixture
def pages(built_site: Path) -> dict[str, BuiltPage]:
    return built_pages(built_site)


@pytest.mark.parametrize("slug", NOTES)
def test_each_note_stands_under_its_slug_with_its_footnotes(slug: str, pages: dict[str, BuiltPage]) -> None:
    source = (ROOT / "docs" / "notes" / "posts" / f"{slug}.md").read_text(encoding="utf-8")
    page = pages[f"notes/{slug}/index.html"]
    for name in re.findall(r"^\[\^([^\]]+)\]:", source, re.MULTILINE):
        assert f"fn:{name}" in page.ids
        assert f"fnref:{name}" in page.ids


@pytest.mark.parametrize(
    "citation",
    [
        "Thomas Lewis, Fari Amini, and Richard Lannon, <em>A General Theory of Love</em> (New York: Random House, 2000), 86.",
        "World Health Organization, 2011, quoted in Johann Hari, <em>Lost Connections</em> (New York: Bloomsbury USA, 2018), 256.",
    ],
)
def test_a_citation_reads_to_the_letter(citation: str, built_site: Path) -> None:
    assert citation in (built_site / "notes/independence-vs-interdependence/index.html").read_text(encoding="utf-8")


def test_a_doi_is_a_link(pages: dict[str, BuiltPage]) -> None:
    assert "https://doi.org/10.1111/j.1467-9280.2006.01832.x" in pages["notes/co-regulation/index.html"].links


def test_nothing_raw_is_published(pages: dict[str, BuiltPage]) -> None:
    found = [
        (page.path, name, text.strip()[:80])
        for page in pages.values()
        for text in page.text
        for name, raw in RAW.items()
        if raw.search(text)
    ]
    assert found == []


def test_every_link_leads_to_a_page_and_a_place_on_it(pages: dict[str, BuiltPage], built_site: Path) -> None:
    broken = []
    for page in pages.values():
        for link in page.links:
            led = target(page, link)
            if led is None:
                continue
            path, fragment = led
            there = pages[path].ids if path in pages else []
            if not (built_site / path).is_file() or (fragment and fragment not in there):
                broken.append((page.path, link))
    assert broken == []


def test_ids_stand_once_on_a_page(pages: dict[str, BuiltPage]) -> None:
    assert [(page.path, one) for page in pages.values() for one in set(page.ids) if page.ids.count(one) > 1] == []


def test_everything_that_a_page_loads_is_ours_and_has_a_hash_in_its_name(pages: dict[str, BuiltPage], built_site: Path) -> None:
    for page in pages.values():
        for reference in page.loads:
            led = target(page, reference)
            assert led is not None, f"{page.path} loads {reference}"
            assert (built_site / led[0]).is_file(), f"{page.path} loads {reference}, which is not there"
            assert HASHED.search(led[0]), f"{page.path} loads {reference}, which has no hash in its name"


def test_scripts_and_styles_refer_to_files_that_are_there(built_site: Path) -> None:
    for path in (built_site / "assets").rglob("*"):
        if path.suffix not in (".js", ".css") or path.parent.name in ("runtime", "javascripts"):
            continue
        text = path.read_text(encoding="utf-8")
        pattern = r"url\(\"?([^\")]+)" if path.suffix == ".css" else r"""(?:from|import|URL\()\s*["'](\.[^"']+)"""
        for reference in re.findall(pattern, text):
            assert (path.parent / reference).resolve().is_file(), f"{path.name} refers to {reference}"
            assert HASHED.search(reference), f"{path.name} refers to {reference}, which has no hash in its name"


def test_the_sources_page_lists_every_source_once(pages: dict[str, BuiltPage]) -> None:
    keys = re.findall(r"^  - id: (\S+)", (ROOT / "docs" / "sources.yml").read_text(encoding="utf-8"), re.MULTILINE)
    listed = [one for one in pages["sources/index.html"].ids if one in keys]
    assert sorted(listed) == sorted(keys)


def test_each_exercise_can_be_read_without_a_script(pages: dict[str, BuiltPage]) -> None:
    text = " ".join(pages["notes/independence-vs-interdependence/index.html"].text)
    for words in ("Whose burden is it?", "Keeping a friendship going", "When I ask for help I feel exposed.", "What did the note say?"):
        assert words in text


def test_no_page_has_a_script_or_style_of_its_own_in_it(built_site: Path) -> None:
    for path in built_site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", html), path
