"""The index of the search has every note, source and exercise by itself, in pieces that are named by what is in them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from press import preview, search_index
from tests.tiny_project import NOTE_FILE, SOURCES_FILE, TinyProject

NOTE = '<html><article><h1 id="first">First</h1><p>An opening.</p><h2 id="note-sources">Sources</h2><p>Lewis, 86.</p></article></html>'


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    made = TinyProject.made(tmp_path / "project")
    made.write("docs/sources.md", "---\ndescription: Every <source>.\n---\n# Sources\n\n{{ source_list() }}\n")
    made.write("docs/about.md", "# About\n\nWho we are.\n")
    made.write("docs/hidden.md", "---\nsearch:\n  exclude: true\n---\n# Hidden\n")
    return made


def searched(project: TinyProject, site: Path, listed: str = "lewis-2000") -> dict[str, str]:
    """Return the pages that are searched by their address, for a site whose page of sources lists one."""
    pages = {
        "notes/first": NOTE,
        "sources": f'<li class="source" id="{listed}">',
        "about": "<article><h1>About</h1></article>",
        "hidden": "<article><h1>Hidden</h1></article>",
    }
    for name, text in pages.items():
        (site / name).mkdir(parents=True, exist_ok=True)
        (site / name / "index.html").write_text(text, encoding="utf-8")
    return dict(search_index.pages(project.collection(), site))


def test_a_source_is_found_by_its_title_and_names_and_says_what_it_is(project: TinyProject, tmp_path: Path) -> None:
    found = searched(project, tmp_path)["sources/"]
    assert '<h2 id="book~lewis-2000">A General Theory of Love</h2><p>Thomas Lewis. Random House. 2000</p>' in found


def test_a_source_that_no_page_lists_is_not_found(project: TinyProject, tmp_path: Path) -> None:
    assert "lewis-2000" not in searched(project, tmp_path, listed="another")["sources/"]


def test_a_source_on_another_page_of_the_list_is_found_there(project: TinyProject, tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "l.html").write_text('<li class="source" id="lewis-2000">', encoding="utf-8")
    assert "book~lewis-2000" in searched(project, tmp_path, listed="another")["sources/l.html"]


def test_a_source_without_author_publisher_or_date_is_found_by_its_title(project: TinyProject, tmp_path: Path) -> None:
    project.write(SOURCES_FILE, "references:\n  - {id: plain, type: webpage, title: Plain & simple}\n")
    assert '<h2 id="web_page~plain">Plain &amp; simple</h2><p></p>' in searched(project, tmp_path, listed="plain")["sources/"]


def test_an_exercise_is_found_after_the_text_of_its_note(project: TinyProject, tmp_path: Path) -> None:
    found = searched(project, tmp_path)["notes/first/"]
    assert found.index("An opening.") < found.index('<h2 id="exercise-cards">Cards</h2>') < found.index("</article>")


def test_footnotes_are_found_as_the_note_s_sources(project: TinyProject, tmp_path: Path) -> None:
    assert '<h2 id="note-sources">Among its sources</h2><p>Lewis, 86.</p>' in searched(project, tmp_path)["notes/first/"]


def test_nothing_of_a_draft_is_found(project: TinyProject, tmp_path: Path) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\ndraft: true")
    assert "notes/first/" not in searched(project, tmp_path)


def test_a_page_that_lists_is_found_by_what_it_is(project: TinyProject, tmp_path: Path) -> None:
    assert "<h1>Sources</h1><p>Every &lt;source&gt;.</p>" in searched(project, tmp_path)["sources/"]


def test_a_page_is_found_unless_it_asks_not_to_be(project: TinyProject, tmp_path: Path) -> None:
    assert {"about/", "hidden/"} & searched(project, tmp_path).keys() == {"about/"}


def some_pages(folder: Path, text: str = "An opening.") -> Path:
    (folder / "note").mkdir(parents=True)
    (folder / "note" / "index.html").write_text(f"<article><h1>First</h1><p>{text}</p><p class=kicker>Unseen</p></article>", "utf-8")
    return folder


def test_every_piece_has_a_hash_in_its_name_but_the_entry(tmp_path: Path) -> None:
    index = search_index.indexed(some_pages(tmp_path / "pages"), tmp_path / "cache")
    names = [path.relative_to(index).as_posix() for path in sorted(index.rglob("*")) if path.is_file()]
    patterns = (r"fragment/en_*.pf_fragment", r"index/en_*.pf_index", "pagefind-entry.json", "pagefind.en_*.pf_meta", "pagefind.js")
    assert [Path(name).match(pattern) for name, pattern in zip(names, patterns, strict=False)] == [True] * 5
    (module,) = names[5:]
    language = json.loads((index / "pagefind-entry.json").read_text("utf-8"))["languages"]["en"]
    assert module == f"wasm.{language['wasm']}.pagefind"
    assert (index / f"pagefind.{language['hash']}.pf_meta").is_file()


def test_what_only_frames_the_text_is_not_searched(tmp_path: Path) -> None:
    index = search_index.indexed(some_pages(tmp_path / "pages"), tmp_path / "cache")
    (piece,) = index.glob("fragment/*")
    content = json.loads(gzip.decompress(piece.read_bytes()).removeprefix(b"pagefind_dcd"))["content"]
    assert "An opening." in content
    assert "Unseen" not in content


def test_the_index_of_the_same_pages_is_made_once_and_of_others_anew(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = search_index.indexed(some_pages(tmp_path / "one"), cache)
    assert search_index.indexed(some_pages(tmp_path / "same"), cache) == first
    assert search_index.indexed(some_pages(tmp_path / "other", "Another."), cache) != first
    assert len(list(cache.iterdir())) == 1


def test_a_preview_takes_the_index_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = search_index.indexed(some_pages(tmp_path / "one"), tmp_path / "cache")
    monkeypatch.setattr(preview, "is_on", lambda: True)
    assert search_index.indexed(some_pages(tmp_path / "other", "Another."), tmp_path / "cache") == first
