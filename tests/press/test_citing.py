"""A note's one record becomes a Chicago citation, BibTeX, RIS and CSL-JSON, and loses nothing that they can hold."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import rispy

from press import citing
from press.authors import Author, read_authors
from press.citations import format_all
from press.citing import Record, Site, record_of
from press.metadata import citation_fields, json_ld, work
from tests.tiny_project import NOTE_FILE, TinyProject

SITE = Site("How We Help", "https://how-we-help.example/", "en")
LEWIS = Author("Thomas Lewis", "Lewis", "Thomas")
AMINI = Author("Fari Amini", "Amini", "Fari")
ODD = "What 100% of us_need: “give & take” vs. <love> in Łódź"


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return TinyProject.made(tmp_path)


def recorded(project: TinyProject, *authors: Author, site: Site = SITE) -> Record:
    """Return the record of the project's note."""
    (note,) = project.collection().notes
    return record_of(note, authors or read_authors(project.root / "docs").of(note, site.name), site)


def titled(project: TinyProject, title: str) -> None:
    project.replace(NOTE_FILE, "# First", f"# {title}")


def read_by_pandoc(bibtex: str) -> dict[str, Any]:
    command = [pypandoc.get_pandoc_path(), "--from=bibtex", "--to=csljson"]
    done = subprocess.run(command, input=bibtex, capture_output=True, text=True, check=True, encoding="utf-8")
    (record,) = json.loads(done.stdout)
    return dict(record)


def chicago(project: TinyProject, record: Record, cache: Path) -> str:
    collection = project.collection()
    return format_all(citing.to_format(collection, {"first": record}), [], cache).entries["notes/first"]


def test_a_record_has_what_the_front_matter_says(project: TinyProject) -> None:
    assert recorded(project, LEWIS) == {
        "id": "first",
        "type": "article-magazine",
        "title": "First",
        "author": [{"family": "Lewis", "given": "Thomas"}],
        "container-title": "How We Help",
        "issued": {"date-parts": [[2026, 1, 5]]},
        "language": "en",
        "URL": "https://how-we-help.example/notes/first/",
    }


def test_a_site_without_an_address_has_records_without(project: TinyProject) -> None:
    record = recorded(project, site=Site("How We Help", "", "en"))
    assert "URL" not in record
    assert "UR  -" not in citing.ris(record)


def test_chicago_names_author_title_publication_day_and_address(project: TinyProject, tmp_path: Path) -> None:
    assert chicago(project, recorded(project, LEWIS, AMINI), tmp_path / "build") == (
        "Lewis, Thomas, and Fari Amini. “First.” <em>How We Help</em>, January 5, 2026. "
        '<a href="https://how-we-help.example/notes/first/">https://how-we-help.example/notes/first/</a>.'
    )


def test_a_citation_keeps_the_capitals_of_the_title(project: TinyProject, tmp_path: Path) -> None:
    titled(project, "Independence vs. co-regulation")
    assert "“Independence vs. co-regulation.”" in chicago(project, recorded(project), tmp_path / "build")


def test_a_retelling_says_of_what(project: TinyProject, tmp_path: Path) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\nretells: {author: Thomas Lewis, title: Limbic Resonance}")
    record = recorded(project)
    assert "“First.” Retelling of “Limbic Resonance,” by Thomas Lewis. <em>How We Help</em>" in chicago(project, record, tmp_path / "build")
    assert read_by_pandoc(citing.bibtex({"first": record}, tmp_path)["first"])["note"] == "Retelling of “Limbic Resonance,” by Thomas Lewis"


@pytest.mark.parametrize("title", ["First", ODD, "A {brace} and a \\ backslash", "ALL CAPITALS or iPhone"])
def test_bibtex_gives_back_what_it_was_made_from(title: str, project: TinyProject, tmp_path: Path) -> None:
    record = {**recorded(project, LEWIS, Author("World Health Organization")), "title": title}
    back = read_by_pandoc(citing.bibtex({"first": record}, tmp_path)["first"])
    plain = back["title"].replace('<span class="nocase">', "").replace("</span>", "")
    assert plain == title
    for part in ("author", "container-title", "URL", "id"):
        assert back[part] == record[part]
    assert back["issued"]["date-parts"] == [[2026, 1]]


@pytest.mark.parametrize("title", ["First", ODD])
def test_ris_gives_back_what_it_was_made_from(title: str, project: TinyProject) -> None:
    text = citing.ris({**recorded(project, LEWIS, Author("World Health Organization")), "title": title})
    assert text.startswith("TY  - MGZN\n")
    assert text.endswith("ER  - \n")
    (entry,) = rispy.loads(text)
    assert entry["title"] == title
    assert entry["authors"] == ["Lewis, Thomas", "World Health Organization"]
    assert (entry["secondary_title"], entry["year"], entry["date"]) == ("How We Help", "2026", "2026/01/05/")
    assert (entry["language"], entry["urls"]) == ("en", ["https://how-we-help.example/notes/first/"])


def test_every_entry_is_made_in_one_run_and_then_kept(project: TinyProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = recorded(project)
    records = {f"note-{number}": {**record, "id": f"note-{number}"} for number in range(40)}
    runs: list[object] = []
    run = subprocess.run

    def counted(*arguments: Any, **options: Any) -> Any:
        runs.append(arguments)
        return run(*arguments, **options)

    monkeypatch.setattr(subprocess, "run", counted)
    first, again = citing.bibtex(records, tmp_path), citing.bibtex(records, tmp_path)
    assert first == again
    assert list(first) == list(records)
    assert len(runs) == 1


def test_files_lie_beside_the_note_and_nowhere_else(project: TinyProject, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "notes" / "first").mkdir(parents=True)
    record = recorded(project)
    citing.write_files({"first": record, "gone": {**record, "id": "gone"}}, site, tmp_path / "build")
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*.*")) == [
        "notes/first/first.bib",
        "notes/first/first.json",
        "notes/first/first.ris",
    ]
    assert json.loads((site / "notes/first/first.json").read_text("utf-8")) == [record]


@pytest.mark.parametrize(
    ("authors", "read"),
    [
        ([Author("How We Help")], ["How We Help,"]),
        ([LEWIS, AMINI], ["Lewis, Thomas", "Amini, Fari"]),
        ([Author("Bessel A. van der Kolk", "van der Kolk", "Bessel A.")], ["Bessel A. van der Kolk"]),
        ([LEWIS, Author("Bessel A. van der Kolk", "van der Kolk", "Bessel A.")], ["Lewis, Thomas", "van der Kolk, Bessel A."]),
    ],
    ids=["whole", "several", "words-on-both-sides-alone", "words-on-both-sides-in-company"],
)
def test_an_author_is_named_so_that_zotero_parts_it_rightly(authors: list[Author], read: list[str], project: TinyProject) -> None:
    fields = citation_fields(recorded(project, *authors))
    assert [content for name, content in fields if name == "citation_author"] == read


def test_schema_org_has_the_note_its_sources_its_licence_and_what_it_retells(project: TinyProject) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\nretells: {author: Thomas Lewis, title: Limbic Resonance}")
    collection = project.collection()
    (note,) = collection.notes
    source = {**collection.sources.records["lewis-2000"], "ISBN": "978-0-375-50389-4"}
    thing = json.loads(json_ld(note, recorded(project), [LEWIS], [source], SITE, "https://how-we-help.example/card.png"))
    assert thing["@type"] == "BlogPosting"
    assert thing["author"] == [{"@type": "Person", "name": "Thomas Lewis"}]
    assert (thing["datePublished"], thing["inLanguage"]) == ("2026-01-05", "en")
    assert thing["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert thing["isPartOf"] == {"@type": "Blog", "name": "How We Help", "url": "https://how-we-help.example/"}
    assert thing["isBasedOn"] == {
        "@type": "CreativeWork",
        "name": "Limbic Resonance",
        "author": {"@type": "Person", "name": "Thomas Lewis"},
    }
    assert thing["citation"] == [
        {
            "@type": "Book",
            "name": "A General Theory of Love",
            "author": [{"@type": "Person", "name": "Thomas Lewis"}],
            "datePublished": "2000",
            "isbn": "978-0-375-50389-4",
        }
    ]


def test_nothing_in_a_note_ends_the_script_that_holds_its_metadata(project: TinyProject) -> None:
    titled(project, "An end </script><!-- to <b>scripts</b>")
    (note,) = project.collection().notes
    text = json_ld(note, recorded(project), [LEWIS], [], SITE, "")
    assert "<" not in text
    assert json.loads(text)["headline"] == note.title


@pytest.mark.parametrize(
    ("record", "thing"),
    [
        (
            {"type": "article-journal", "title": "A", "DOI": "10.1000/1", "issued": {"date-parts": [[2010, 7, 2]]}},
            {"@type": "ScholarlyArticle", "@id": "https://doi.org/10.1000/1", "name": "A", "datePublished": "2010-07-02"},
        ),
        (
            {"type": "report", "title": "B", "author": [{"literal": "World Health Organization"}]},
            {"@type": "Report", "name": "B", "author": [{"@type": "Organization", "name": "World Health Organization"}]},
        ),
        ({"type": "song", "title": "C", "URL": "https://c.example/"}, {"@type": "CreativeWork", "name": "C", "url": "https://c.example/"}),
    ],
    ids=["article", "organisation-without-date", "kind-without-a-word"],
)
def test_a_source_is_a_work_with_what_identifies_it(record: Record, thing: dict[str, Any]) -> None:
    assert work(record) == thing
