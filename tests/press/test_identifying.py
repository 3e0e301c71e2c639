"""`make source` turns what identifies a source into its record; services are answered for on loopback, in the shapes they document."""

from __future__ import annotations

import datetime
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from press.__main__ import main
from press.folders import Folders
from press.identifying import Services, add_sources, records_of
from press.identifying import main as source_main
from press.importing.problem import Unreadable
from tests.press.importing.corpus import project_in
from tests.tiny_project import TODAY, TinyProject

ARTICLE = {
    "indexed": {"date-parts": [[2026, 1, 1]]},
    "type": "journal-article",
    "title": "Emotional Coregulation in <i>Close</i> Relationships",
    "container-title": "Emotion Review",
    "author": [{"given": "Emily A.", "family": "Butler", "sequence": "first", "affiliation": []}],
    "volume": "5",
    "issue": "2",
    "page": "202-210",
    "issued": {"date-parts": [[2013, 4]]},
    "published-print": {"date-parts": [[2013, 4]]},
    "reference": [{"key": "x"}],
    "abstract": "Left out.",
    "DOI": "10.1177/1754073912451630",
}
PREPRINT = {
    "type": "article",
    "title": "A Preprint",
    "author": [{"literal": "A Group"}],
    "publisher": "arXiv",
    "issued": {"date-parts": [[2020]]},
}
BOOK = {
    "ISBN:9780375709227": {
        "title": "A General Theory of Love",
        "authors": [{"name": "Thomas Lewis"}, {"name": "Fari Amini"}],
        "publishers": [{"name": "Vintage"}],
        "publish_places": [{"name": "New York"}],
        "publish_date": "January 9, 2001",
    }
}
PAGE = """<html><head><title>Ignored</title><meta property="og:title" content="On Asking"><meta property="og:site_name" content="A Plain Journal">
<meta name="author" content="William James"><meta property="article:published_time" content="2026-03-04T00:00:00Z"></head></html>"""
PAGE_WITH_DOI = '<html><head><meta name="citation_doi" content="10.1177/1754073912451630"></head></html>'
ANSWERS: dict[str, tuple[int, str]] = {
    "/10.1177/1754073912451630": (200, json.dumps(ARTICLE)),
    "/10.48550/arXiv.2001.01234": (200, json.dumps(PREPRINT)),
    "/10.5555/no-title": (200, json.dumps({"type": "book"})),
    "/10.5555/odd-date": (200, json.dumps({"type": "book", "title": "A", "issued": {"date-parts": [["spring"]]}})),
    "/10.5555/odd-name": (200, json.dumps({"type": "book", "title": "A", "issued": "2020"})),
    "/10.5555/page": (200, "<html>"),
    "/10.5555/list": (200, "[]"),
    "/10.5555/broken": (503, ""),
    "/10.5555/huge": (200, " " * (5 << 20)),
    "/api/books?bibkeys=ISBN:9780375709227&jscmd=data&format=json": (200, json.dumps(BOOK)),
    "/api/books?bibkeys=ISBN:9780306406157&jscmd=data&format=json": (200, "{}"),
    "/page": (200, PAGE),
    "/page-with-doi": (200, PAGE_WITH_DOI),
    "/page-without-title": (200, "<html></html>"),
}


class Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body = ANSWERS.get(self.path, (404, ""))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that the class it comes from gives it
        """Say nothing."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def services(base: str) -> Services:
    return Services(doi=base, books=base)


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return project_in(tmp_path)


@pytest.mark.parametrize(
    "identifier", ["10.1177/1754073912451630", "doi:10.1177/1754073912451630", "https://doi.org/10.1177/1754073912451630"]
)
def test_a_doi_becomes_a_record_of_known_fields(services: Services, identifier: str) -> None:
    assert records_of(identifier, services, TODAY) == [
        {
            "type": "article-journal",
            "title": "Emotional Coregulation in Close Relationships",
            "container-title": "Emotion Review",
            "author": [{"family": "Butler", "given": "Emily A."}],
            "volume": "5",
            "issue": "2",
            "page": "202-210",
            "issued": {"date-parts": [[2013, 4]]},
            "DOI": "10.1177/1754073912451630",
        }
    ]


@pytest.mark.parametrize("identifier", ["978-0-375-70922-7", "9780375709227"])
def test_an_isbn_becomes_a_book(services: Services, identifier: str) -> None:
    (found,) = records_of(identifier, services, TODAY)
    assert (found["type"], found["publisher"], found["issued"]) == ("book", "Vintage", {"date-parts": [[2001]]})
    assert found["author"] == [{"family": "Lewis", "given": "Thomas"}, {"family": "Amini", "given": "Fari"}]


@pytest.mark.parametrize("identifier", ["arXiv:2001.01234", "2001.01234v2", "https://arxiv.org/abs/2001.01234v1"])
def test_an_arxiv_number_becomes_the_record_of_its_doi(services: Services, identifier: str) -> None:
    (found,) = records_of(identifier, services, TODAY)
    assert (found["title"], found["DOI"]) == ("A Preprint", "10.48550/arXiv.2001.01234")


def test_a_page_becomes_what_it_says_of_itself(services: Services, base: str) -> None:
    assert records_of(f"{base}page", services, TODAY) == [
        {
            "type": "webpage",
            "title": "On Asking",
            "author": [{"family": "James", "given": "William"}],
            "container-title": "A Plain Journal",
            "URL": f"{base}page",
            "issued": {"date-parts": [[2026, 3, 4]]},
            "accessed": {"date-parts": [[2026, 11, 23]]},
        }
    ]


def test_a_page_that_names_a_doi_becomes_its_record(services: Services, base: str) -> None:
    assert records_of(f"{base}page-with-doi", services, TODAY)[0]["volume"] == "5"


REFERENCES = {
    "bibtex.bib": "@book{rogers, author={Rogers, Carl}, title={On Becoming a Person}, publisher={Houghton Mifflin}, address={Boston}, year={1961}}",
    "ris.ris": "TY  - BOOK\nAU  - Rogers, Carl\nTI  - On Becoming a Person\nPB  - Houghton Mifflin\nCY  - Boston\nPY  - 1961\nER  - \n",
    "list.json": '[{"id": "r", "type": "book", "title": "On Becoming a Person", "author": [{"family": "Rogers", "given": "Carl"}], "issued": {"date-parts": [[1961]]}}]',
    "one.json": '{"id": "r", "type": "book", "title": "On Becoming a Person", "author": [{"family": "Rogers", "given": "Carl"}], "issued": {"date-parts": [[1961]]}}',
}


@pytest.mark.parametrize("name", REFERENCES)
def test_a_file_of_references_becomes_sources(project: TinyProject, services: Services, name: str) -> None:
    project.write(name, REFERENCES[name])
    said = add_sources(str(project.root / name), Folders(project.root), services, TODAY)
    assert said.startswith("'rogers-1961' is added to docs/sources.yml: On ")
    assert project.collection().sources.records["rogers-1961"]["author"] == [{"family": "Rogers", "given": "Carl"}]
    assert project.problems() == []


@pytest.mark.parametrize("name", REFERENCES)
def test_references_can_be_pasted_in_place_of_a_number(project: TinyProject, services: Services, name: str) -> None:
    said = add_sources(REFERENCES[name], Folders(project.root), services, TODAY)
    assert said.startswith("'rogers-1961' is added to docs/sources.yml: On ")
    assert "  # From what was pasted, 2026-11-23; check it.\n  - id: rogers-1961\n" in (project.root / "docs/sources.yml").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("name", REFERENCES)
def test_references_can_be_pasted_into_the_command(project: TinyProject, name: str) -> None:
    command = [sys.executable, "-m", "press", "source", "-", "--root", str(project.root)]
    done = subprocess.run(command, input=REFERENCES[name].encode(), capture_output=True, check=True)
    assert done.stdout.startswith(b"'rogers-1961' is added to docs/sources.yml: On ")
    assert done.stderr == b""
    assert project.problems() == []


def test_pasting_nothing_is_said(project: TinyProject) -> None:
    command = [sys.executable, "-m", "press", "source", "-", "--root", str(project.root)]
    done = subprocess.run(command, input=b"", capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"No source was added: what was given holds no BibTeX, RIS or CSL-JSON")


def test_a_source_is_appended_and_a_second_time_changes_nothing(project: TinyProject, services: Services) -> None:
    file = project.root / "docs/sources.yml"
    before = file.read_text(encoding="utf-8")
    assert "'butler-2013' is added" in add_sources("10.1177/1754073912451630", Folders(project.root), services, TODAY)
    after = file.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert project.problems() == []
    later = TODAY + datetime.timedelta(days=1)
    assert "'butler-2013' is in docs/sources.yml already" in add_sources("10.1177/1754073912451630", Folders(project.root), services, later)
    assert file.read_text(encoding="utf-8") == after


@pytest.mark.parametrize(
    ("identifier", "says"),
    [
        ("hello", "'hello' is no DOI, ISBN, arXiv number, address or file of references"),
        ("10.5555/nothing", "127.0.0.1 knows nothing under http://127.0.0.1"),
        ("10.5555/page", "answered with something else than a record"),
        ("10.5555/list", "answered with something else than a record"),
        ("10.5555/broken", "127.0.0.1 refused (503); try again later"),
        ("10.5555/huge", "127.0.0.1 answered with more than 4 MB"),
        ("10.5555/odd-date", "the record of 10.5555/odd-date has a shape that is not known here; write the source by hand"),
        ("10.5555/odd-name", "the record of 10.5555/odd-name has a shape that is not known here"),
        ("@book{r, title = ", "pandoc cannot read it"),
        ("[]", "'[]' is no DOI, ISBN, arXiv number, address or file of references"),
        ("10.5555/no-title", "the record that was found cannot be used: source 'new' has no title"),
        ("978-0-306-40615-7", "no library there has the ISBN 9780306406157"),
    ],
)
def test_what_cannot_be_found_is_said_and_nothing_changes(project: TinyProject, services: Services, identifier: str, says: str) -> None:
    before = (project.root / "docs/sources.yml").read_bytes()
    with pytest.raises(Unreadable) as raised:
        add_sources(identifier, Folders(project.root), services, TODAY)
    assert says in str(raised.value)
    assert (project.root / "docs/sources.yml").read_bytes() == before


def test_a_page_without_a_title_is_said(services: Services, base: str) -> None:
    with pytest.raises(Unreadable, match="does not say its title; write the source by hand"):
        records_of(f"{base}page-without-title", services, TODAY)


def test_a_service_that_does_not_answer_is_said(project: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        arguments = ["10.1177/1754073912451630", "--root", str(project.root)]
        assert source_main(arguments, Services(doi=address, books=address, seconds=0.2)) == 1
    assert capsys.readouterr().err == "No source was added: 127.0.0.1 did not answer within 0.2 seconds; try again later\n"


def test_a_machine_that_is_offline_is_said(project: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    assert source_main(["10.1177/1754073912451630", "--root", str(project.root)], Services(doi=address, books=address)) == 1
    assert "127.0.0.1 cannot be reached; is this machine online?" in capsys.readouterr().err


def test_a_file_of_something_else_is_said(project: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("notes.txt", "no reference at all")
    assert main(["source", str(project.root / "notes.txt"), "--root", str(project.root)]) == 1
    assert "what was given holds no BibTeX, RIS or CSL-JSON" in capsys.readouterr().err
