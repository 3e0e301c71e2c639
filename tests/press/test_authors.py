"""A note's authors are those of its front matter, known to the project, and parted as reference lists need them."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.authors import Author, read_authors
from tests.tiny_project import NOTE_FILE, TinyProject

AUTHORS_FILE = "docs/authors.yml"
LISTED = "Thomas Lewis: {}\nFari Amini: {}\n"


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return TinyProject.made(tmp_path)


def authored(project: TinyProject, author: str) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", f"date: 2026-01-05\nauthor: {author}")


def authors(project: TinyProject) -> list[Author]:
    (note,) = project.collection().notes
    return read_authors(project.root / "docs").of(note, "How We Help")


def test_a_note_without_an_author_is_the_site_s_own(project: TinyProject) -> None:
    assert [author.csl for author in authors(project)] == [{"literal": "How We Help"}]


@pytest.mark.parametrize(
    ("author", "parted"),
    [
        ("Thomas Lewis", [{"family": "Lewis", "given": "Thomas"}]),
        ("[Thomas Lewis, Fari Amini]", [{"family": "Lewis", "given": "Thomas"}, {"family": "Amini", "given": "Fari"}]),
        ("Bessel van der Kolk", [{"family": "van der Kolk", "given": "Bessel"}]),
        ("Aristotle", [{"literal": "Aristotle"}]),
        ("土居健郎", [{"literal": "土居健郎"}]),
    ],
    ids=["one", "several", "particles", "a-single-name", "without-spaces"],
)
def test_a_name_is_parted_into_given_and_family(author: str, parted: list[dict[str, str]], project: TinyProject) -> None:
    authored(project, author)
    assert project.problems() == []
    assert [author.csl for author in authors(project)] == parted


def test_the_list_of_authors_settles_how_a_name_is_parted(project: TinyProject) -> None:
    authored(project, "[Doi Takeo, World Health Organization]")
    project.write(AUTHORS_FILE, "Doi Takeo: {family: Doi, given: Takeo}\nWorld Health Organization: {organisation: true}\n")
    assert project.problems() == []
    assert [author.csl for author in authors(project)] == [{"family": "Doi", "given": "Takeo"}, {"literal": "World Health Organization"}]


def test_an_unknown_author_is_said_with_the_nearest_name(project: TinyProject) -> None:
    authored(project, "[Fari Amini, Tomas Lewis]")
    project.write(AUTHORS_FILE, LISTED)
    assert project.problems() == [
        "docs/notes/posts/first.md:3:22: author 'Tomas Lewis' is unknown, expected a name of docs/authors.yml; did you mean 'Thomas Lewis'?"
    ]


@pytest.mark.parametrize(
    ("author", "says"),
    [
        (
            "2026",
            "docs/notes/posts/first.md:3:9: 'author' is 2026, expected a name; write 'author: Name', or 'author: [Name, Another Name]'",
        ),
        (
            '""',
            "docs/notes/posts/first.md:3:9: 'author' is '', expected a name; write 'author: Name', or 'author: [Name, Another Name]'",
        ),
        (
            "{name: Thomas Lewis}",
            "docs/notes/posts/first.md:3:9: 'author' is {'name': 'Thomas Lewis'}, expected a name; write 'author: Name', or 'author: [Name, Another Name]'",
        ),
        (
            "[]",
            "docs/notes/posts/first.md:3:9: 'author' is empty, expected a name; write 'author: Name', or 'author: [Name, Another Name]', or take the line out",
        ),
        (
            "[Thomas Lewis, 7]",
            "docs/notes/posts/first.md:3:24: 'author' is 7, expected a name; write 'author: Name', or 'author: [Name, Another Name]'",
        ),
    ],
    ids=["number", "empty", "mapping", "empty-list", "number-in-a-list"],
)
def test_an_author_that_is_no_name_is_said_at_its_place(author: str, says: str, project: TinyProject) -> None:
    authored(project, author)
    assert project.problems() == [says]


@pytest.mark.parametrize(
    ("listed", "says"),
    [
        ("- Thomas Lewis\n", "docs/authors.yml:1:1: the file holds no authors;"),
        ("Thomas Lewis: {orchid: x}\n", "docs/authors.yml:1:24: 'orchid' is nothing that is kept of an author,"),
        ("Thomas Lewis: {orcid: 123}\n", "docs/authors.yml:1:23: 'orcid' is 123, expected text"),
        ("Thomas Lewis: {orcid: '123'}\n", "docs/authors.yml:1:23: 'orcid' is '123', expected four groups of four"),
        ("Thomas Lewis: {url: lewis.example}\n", "docs/authors.yml:1:21: 'url' is 'lewis.example', expected an address"),
        ("Thomas Lewis: {organisation: 1}\n", "docs/authors.yml:1:30: 'organisation' is 1, expected true or false"),
        ("Thomas Lewis: yes\n", "docs/authors.yml:1:15: 'Thomas Lewis' has 'yes', expected what is known of the author;"),
        ("Thomas Lewis: [\n", "docs/authors.yml:"),
    ],
    ids=["no-mapping", "field", "number", "orcid", "address", "organisation", "no-entry", "no-yaml"],
)
def test_a_list_of_authors_that_cannot_be_read_is_said_at_its_place(listed: str, says: str, project: TinyProject) -> None:
    project.write(AUTHORS_FILE, listed)
    (problem,) = project.problems()
    assert problem.startswith(says)
