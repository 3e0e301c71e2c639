"""An identifier that cannot be one is said at its line, before anybody follows it; so is what the style cannot do without."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.checks import warnings
from tests.tiny_project import NOTE_FILE, SOURCES_FILE, TinyProject


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return TinyProject.made(tmp_path)


def with_field(project: TinyProject, line: str) -> list[str]:
    """Return the problems of the source with a line more, which is line 9."""
    project.replace(SOURCES_FILE, "    publisher-place", f"    {line}\n    publisher-place")
    return project.problems()


@pytest.mark.parametrize(
    "line",
    [
        "DOI: 10.1016/S0002-7138(09)62273-1",
        "DOI: 10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
        "ISBN: 9780375709227",
        "ISBN: 978-0-375-70922-7",
        'ISBN: "0375709223"',
        "ISBN: 0-8044-2957-X",
        "ISBN: 978-0-375-70922-7 0-375-70922-3",
        "ISSN: 0002-7138",
        "PMID: 20668659",
        "PMCID: PMC2910600",
        "URL: https://notes.example/a?b=c",
    ],
)
def test_an_identifier_of_the_right_form_is_no_mistake(line: str, project: TinyProject) -> None:
    assert with_field(project, line) == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "DOI: https://doi.org/10.1177/1754073912451630",
            "'DOI' is 'https://doi.org/10.1177/1754073912451630', expected a number such as '10.1177/1754073912451630'; "
            "write only the number, '10.1177/1754073912451630'",
        ),
        (
            "DOI: 1754073912451630",
            "'DOI' is '1754073912451630', expected a number such as '10.1177/1754073912451630'; copy it from the first page or from doi.org",
        ),
        (
            "ISBN: 9780375709228",
            "'ISBN' is '9780375709228', whose last digit does not fit the others, expected 10 or 13 digits; "
            "compare it with the book, and put quotes round one that starts with 0",
        ),
        (
            "ISBN: 978-0-375-70922-7 0-375-70922-4",
            "'ISBN' is '0-375-70922-4', whose last digit does not fit the others, expected 10 or 13 digits; "
            "compare it with the book, and put quotes round one that starts with 0",
        ),
        (
            "ISSN: 0002-7139",
            "'ISSN' is '0002-7139', whose last digit does not fit the others; compare it with the journal, as in '0002-7138'",
        ),
        ("PMID: PMC2910600", "'PMID' is 'PMC2910600', expected digits only; write one such as '20668659'"),
        ("PMCID: 2910600", "'PMCID' is '2910600', expected digits after 'PMC'; write one such as 'PMC2910600'"),
        ("URL: notes.example/a", "'URL' is 'notes.example/a', expected a whole address; copy it from the browser, with https:// before it"),
        (
            'URL: "https://[notes/a"',
            "'URL' is 'https://[notes/a', expected a whole address; copy it from the browser, with https:// before it",
        ),
    ],
)
def test_an_identifier_that_cannot_be_one_is_said_at_its_line(line: str, says: str, project: TinyProject) -> None:
    column = len("    ") + line.index(": ") + 3
    assert with_field(project, line) == [f"{SOURCES_FILE}:8:{column}: {says}"]


@pytest.mark.parametrize(("kind", "where"), [("article-journal", "journal"), ("chapter", "book")])
def test_a_part_of_something_says_of_what(kind: str, where: str, project: TinyProject) -> None:
    project.replace(SOURCES_FILE, "type: book", f"type: {kind}")
    assert project.problems() == [
        f"{SOURCES_FILE}:3:11: source 'lewis-2000' does not say in which {where} it stands; add a line 'container-title: The {where}’s title'"
    ]


@pytest.mark.parametrize(
    "missing", ["publisher: Random House", "issued: {date-parts: [[2000]]}", "author:\n      - {family: Lewis, given: Thomas}"]
)
def test_what_the_style_can_do_without_is_not_asked_for(missing: str, project: TinyProject) -> None:
    project.replace(SOURCES_FILE, f"    {missing}\n", "")
    assert project.problems() == []


def test_a_source_that_is_cited_and_cannot_be_found_is_a_warning(project: TinyProject) -> None:
    assert project.problems() == []
    assert [str(one) for one in warnings(project.collection())] == [
        f"{SOURCES_FILE}:2:9: source 'lewis-2000' has no identifier; add its DOI, ISBN or address, which `make source` finds"
    ]


@pytest.mark.parametrize(
    "line", ["DOI: 10.1177/1", "ISBN: 9780375709227", "ISSN: 0002-7138", "PMID: 2", "PMCID: PMC2", "URL: https://a.example/"]
)
def test_one_identifier_is_enough(line: str, project: TinyProject) -> None:
    assert with_field(project, line) == []
    assert warnings(project.collection()) == []


def test_a_source_that_is_only_quoted_in_another_needs_no_identifier_and_the_other_does(project: TinyProject) -> None:
    quoted = "  - {id: who-2011, type: report, title: Statement}\n  - {id: hari-2018, type: book, title: Connections}\n"
    project.write(SOURCES_FILE, (project.identified().root / SOURCES_FILE).read_text() + quoted)
    project.replace(NOTE_FILE, 'cite("lewis-2000", page="86")', 'cite("who-2011", via="hari-2018")')
    (said,) = [str(one) for one in warnings(project.collection())]
    assert said.startswith(f"{SOURCES_FILE}:12:10: source 'hari-2018' has no identifier")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[one]", "1:1: the file holds no addresses; remove it, and 'make links' writes it anew"),
        (
            "https://a.example/: gone",
            "1:21: 'gone' says nothing about an address; 'make links' writes archived, last_seen_alive, status below each",
        ),
        (
            "https://a.example/: {last_seen_alive: 2026-02-31}",
            "1:39: 'last_seen_alive' is '2026-02-31', expected a day; write one such as 2026-11-23",
        ),
        ("https://a.example/: {archived: a}", "1:32: 'archived' is 'a', expected an address that starts with https://"),
        ("https://a.example/: {status: [200]}", "1:30: 'status' is [200], expected a number or words"),
        ("a: [", "1:5: this is not YAML: a text is missing here"),
    ],
)
def test_a_mistake_in_the_file_of_links_is_said_with_its_place(text: str, says: str, project: TinyProject) -> None:
    project.write("docs/links.yml", text)
    (found,) = project.problems()
    assert found.startswith(f"docs/links.yml:{says}")
