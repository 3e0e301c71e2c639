"""Outside addresses are asked for politely, what came of it is kept as data, and no answer fails a build."""

from __future__ import annotations

import datetime
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from press import links
from press.health import Health, read_health, written
from press.links import Manner, Offline, addresses, archived_copy, ask, ask_all, user_agent
from tests.tiny_project import NOTE_FILE, SOURCES_FILE, TODAY, TinyProject

BEFORE = datetime.date(2026, 11, 3)
COPY = "web.archive.org/web/20130919044612/http://a.example/"
RECORDED = {
    "url": "a.example",
    "archived_snapshots": {"closest": {"status": "200", "available": True, "url": f"http://{COPY}", "timestamp": "20130919044612"}},
}
"""What the availability service answers, as its documentation shows it."""


class Host(ThreadingHTTPServer):
    """A server on this machine whose paths say how it answers; `asked` lists method, path and who asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked: list[tuple[str, str, str]] = []
        self.archived: dict[str, Any] = {}
        self.released = threading.Event()

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def paths(self, method: str) -> list[str]:
        return [path for how, path, _ in self.asked if how == method]


class Answering(BaseHTTPRequestHandler):
    server: Host

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        pass

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        path = urlsplit(self.path)
        self.server.asked.append((self.command, path.path, self.headers["User-Agent"]))
        if path.path == "/available":
            self._say(200, json.dumps(self.server.archived.get(parse_qs(path.query).get("url", [""])[0], {"archived_snapshots": {}})))
        elif path.path == "/slow":
            self.server.released.wait(60)
        elif path.path.startswith("/to/"):
            self._say(302, location=path.path.removeprefix("/to"))
        elif path.path == "/circle":
            self._say(302, location="/circle")
        elif path.path == "/only-get":
            self._say(200 if self.command == "GET" else 405)
        else:
            self._say(int(path.path.strip("/").split("/")[0]))

    def _say(self, status: int, text: str = "", location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(text.encode())


@contextmanager
def answering() -> Iterator[Host]:
    with Host() as host:
        thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            host.released.set()
            host.shutdown()
            thread.join()


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with answering() as one:
        yield one


@pytest.fixture
def manner(host: Host) -> Manner:
    return Manner("Tiny link check (+https://notes.example/)", archive=host.at("/available"), timeout_s=5, pause_s=0)


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> str:
    """An address on this machine at which nothing listens."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/"


@pytest.mark.parametrize(
    ("path", "status", "is_alive"),
    [
        ("/200", 200, True),
        ("/204", 204, True),
        ("/to/200", 200, True),
        ("/to/to/200", 200, True),
        ("/only-get", 200, True),
        ("/404", 404, False),
        ("/to/410", 410, False),
        ("/403", 403, False),
        ("/429", 429, False),
        ("/500", 500, False),
        ("/circle", "leads in a circle", False),
    ],
)
def test_an_answer_is_kept_as_it_was(path: str, status: int | str, is_alive: bool, host: Host, manner: Manner) -> None:
    answer = ask(host.at(path), manner)
    assert (answer.status, answer.is_alive) == (status, is_alive)


def test_a_host_that_takes_too_long_is_called_slow_and_not_gone(host: Host) -> None:
    answer = ask(host.at("/slow"), Manner("Tiny", timeout_s=0.2))
    assert (answer.status, answer.is_alive) == ("too slow", False)
    assert not Health(status=answer.status).is_gone


@pytest.mark.parametrize(("days_ago", "is_gone"), [(None, False), (1, False), (30, False), (31, True)])
def test_a_host_that_does_not_answer_is_gone_when_it_has_been_silent_for_a_month(
    days_ago: int | None, is_gone: bool, host: Host, manner: Manner, nowhere: str
) -> None:
    seen = None if days_ago is None else TODAY - datetime.timedelta(days=days_ago)
    health = ask_all({nowhere: Health(seen, archived=f"https://{COPY}"), host.at("/200"): Health()}, TODAY, manner)
    assert (health[nowhere].status, health[nowhere].is_gone) == ("no answer", is_gone)


def test_a_host_without_a_secure_connection_is_said(host: Host, manner: Manner) -> None:
    answer = ask(host.at("/200").replace("http:", "https:"), manner)
    assert (answer.status, answer.is_alive) == ("no secure connection", False)


def test_where_nothing_listens_there_is_no_answer(nowhere: str, manner: Manner) -> None:
    assert ask(nowhere, manner).status == "no answer"


@pytest.mark.parametrize("address", ["http://", "http://[", "http://a..example/", "ftp://a.example/"])
def test_an_address_that_cannot_be_asked_for_raises_nothing(address: str, manner: Manner) -> None:
    assert ask(address, manner).status == "no answer"


def test_who_asks_is_said_and_no_body_is_asked_for_in_vain(host: Host, manner: Manner) -> None:
    ask(host.at("/200"), manner)
    assert host.asked == [("HEAD", "/200", "Tiny link check (+https://notes.example/)")]


def test_a_doi_that_leads_on_to_a_publisher_that_refuses_us_is_alive(host: Host, manner: Manner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not ask(host.at("/to/403"), manner).is_alive
    monkeypatch.setattr(links, "REGISTRIES", (f"127.0.0.1:{host.server_port}",))
    assert ask(host.at("/to/403"), manner).is_alive
    assert not ask(host.at("/to/404"), manner).is_alive
    assert not ask(host.at("/403"), manner).is_alive


def test_a_copy_is_found_in_the_archive_s_own_words(host: Host, manner: Manner) -> None:
    host.archived["http://a.example/"] = RECORDED
    assert archived_copy("http://a.example/", "", manner) == f"https://{COPY}"


def test_a_copy_of_where_an_address_leads_will_do(host: Host, manner: Manner) -> None:
    host.archived["http://a.example/"] = RECORDED
    assert archived_copy("https://doi.org/10.1/a", "http://a.example/", manner) == f"https://{COPY}"


@pytest.mark.parametrize(
    "said",
    [
        {},
        [],
        {"archived_snapshots": []},
        {"archived_snapshots": {"closest": {"available": False, "status": "200", "url": "http://x"}}},
        {"archived_snapshots": {"closest": {"available": True, "status": "404", "url": "http://x"}}},
        {"archived_snapshots": {"closest": {"available": True, "status": "200"}}},
    ],
)
def test_an_archive_that_has_no_good_copy_gives_none(said: Any, host: Host, manner: Manner) -> None:
    host.archived["http://a.example/"] = said
    assert archived_copy("http://a.example/", "", manner) == ""


@pytest.mark.parametrize("path", ["/500", "/200", "/circle"], ids=["fails", "says nothing", "leads nowhere"])
def test_an_archive_that_answers_badly_gives_no_copy(path: str, host: Host) -> None:
    assert archived_copy("http://a.example/", "", Manner("Tiny", archive=host.at(path), pause_s=0)) == ""


def test_what_was_known_stays_and_what_is_new_is_added(host: Host, manner: Manner) -> None:
    gone, here = host.at("/404"), host.at("/200")
    host.archived[here] = RECORDED
    known = {gone: Health(BEFORE, 200, "https://web.archive.org/web/1/x"), here: Health(BEFORE, 404)}
    assert ask_all(known, TODAY, manner) == {
        gone: Health(BEFORE, 404, "https://web.archive.org/web/1/x"),
        here: Health(TODAY, 200, f"https://{COPY}"),
    }
    assert host.paths("GET").count("/available") == 1


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause(host: Host, manner: Manner, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("press.links.time.sleep", pauses.append)
    known = {host.at(f"/200/{index}"): Health(archived="https://web.archive.org/web/1/x") for index in range(3)}
    ask_all(known, TODAY, Manner(manner.user_agent, manner.archive, manner.timeout_s, pause_s=7))
    assert pauses == [7, 7]
    assert [path for path in host.paths("HEAD") if path.startswith("/200")] == ["/200/0", "/200/1", "/200/2"]


def test_without_a_network_nobody_is_asked_twice(nowhere: str) -> None:
    with pytest.raises(Offline):
        ask_all({nowhere: Health()}, TODAY, Manner("Tiny", archive=nowhere, timeout_s=1, pause_s=0))


def test_every_address_of_a_source_and_of_a_page_is_asked_for(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.replace(
        SOURCES_FILE, "    publisher-place", "    DOI: 10.1177/1754073912451630\n    URL: https://b.example/\n    publisher-place"
    )
    project.replace(
        NOTE_FILE,
        "An opening.",
        "An [opening](https://a.example/x#part), <https://c.example/>, [named][one], [here](first.md), `<https://code.example/>`.\n\n[one]: http://d.example/\n\nIt goes on.",
    )
    assert addresses(project.collection()) == [
        "http://d.example/",
        "https://a.example/x",
        "https://b.example/",
        "https://c.example/",
        "https://doi.org/10.1177/1754073912451630",
    ]


@pytest.fixture
def project(tmp_path: Path, host: Host) -> TinyProject:
    """A project whose note links to the host in two places."""
    made = TinyProject.made(tmp_path)
    made.write("mkdocs.yml", "site_name: Tiny\nsite_url: !ENV [SITE_URL, 'https://notes.example/']\n")
    made.replace(NOTE_FILE, "An opening.", f"An [opening]({host.at('/200')}) and [another]({host.at('/404')}).")
    return made


def test_what_came_of_it_is_written_in_order_and_said(
    project: TinyProject, host: Host, manner: Manner, capsys: pytest.CaptureFixture[str]
) -> None:
    assert links.check(project.collection(), manner) == 0
    assert capsys.readouterr().out == (
        f"{host.at('/404')} is gone (404); no copy is known\n1 of 2 outside addresses are alive; docs/links.yml says what came of each.\n"
    )
    text = (project.root / "docs/links.yml").read_text()
    assert text.endswith(f"\n\n{host.at('/200')}:\n  last_seen_alive: 2026-11-23\n  status: 200\n{host.at('/404')}:\n  status: 404\n")
    assert project.problems() == []
    assert read_health(project.collection().folders)[0] == {
        host.at("/200"): Health(TODAY, 200),
        host.at("/404"): Health(None, 404),
    }


def test_asking_twice_writes_the_same(project: TinyProject, manner: Manner) -> None:
    links.check(project.collection(), manner)
    first = (project.root / "docs/links.yml").read_bytes()
    links.check(project.collection(), manner)
    assert (project.root / "docs/links.yml").read_bytes() == first


def test_without_a_network_it_says_so_and_leaves_the_file(tmp_path: Path, nowhere: str, capsys: pytest.CaptureFixture[str]) -> None:
    project = TinyProject.made(tmp_path)
    project.replace(NOTE_FILE, "An opening.", f"An [opening]({nowhere}).")
    project.write("docs/links.yml", written({nowhere: Health(BEFORE, 200)}) + "# by hand\n")
    before = (tmp_path / "docs/links.yml").read_bytes()
    assert links.check(project.collection(), Manner("Tiny", archive=nowhere, timeout_s=1, pause_s=0)) == 0
    assert capsys.readouterr().out == "There is no network, so no address was asked and nothing was written.\n"
    assert (tmp_path / "docs/links.yml").read_bytes() == before


def test_a_file_that_cannot_be_read_is_left_and_said(project: TinyProject, manner: Manner, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("docs/links.yml", "[mine]")
    assert links.check(project.collection(), manner) == 1
    assert capsys.readouterr().out.startswith("docs/links.yml:1:1: the file holds no addresses")
    assert (project.root / "docs/links.yml").read_text() == "[mine]"


def test_the_site_is_named_with_its_address(project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    assert user_agent(project.root) == "Tiny link check (+https://notes.example/)"
