"""`python -m press links`: asks whether outside addresses are still there, politely, and where copies of them are kept."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import markdown
import requests
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from press.bibliography import addresses_of
from press.collection import Collection
from press.health import NO_ANSWER, Health, read_health, written
from press.writing_files import write_whole

ARCHIVE = "https://archive.org/wayback/available"
"""The Internet Archive's availability service: a copy's address for an address, as JSON."""
AT_ONCE = 6
REFUSALS = (401, 403, 405, 406, 429, 451)
"""Answers with which publishers turn away whoever is no browser."""
REGISTRIES = ("doi.org",)
"""Hosts that only lead on: when they do, what they register is there, even if the place it leads to refuses us."""


@dataclass(frozen=True)
class Manner:
    """How addresses are asked for: who asks, where copies are looked up, and how long is waited, in seconds."""

    user_agent: str
    archive: str = ARCHIVE
    timeout_s: float = 15
    pause_s: float = 1
    """Between two questions to one host."""


@dataclass(frozen=True)
class Answer:
    """What came of asking for an address: the HTTP status, or in words why there was none."""

    status: int | str
    is_alive: bool
    final: str = ""
    """Where redirects led to."""


class Offline(Exception):
    """No address answers anything."""


def user_agent(root: Path) -> str:
    """Return who asks: the site by its name and address, from mkdocs.yml."""
    with (root / "mkdocs.yml").open(encoding="utf-8") as file:
        settings = yaml_load(file, get_yaml_loader())
    return f"{settings.get('site_name', 'A site')} link check (+{settings.get('site_url', '')})"


def addresses(collection: Collection) -> list[str]:
    """Return every outside address of a source or a page, in order."""
    found = {address for record in collection.sources.records.values() for address in addresses_of(record)}
    for page in collection.pages:
        found.update(_linked(page.text))
    return sorted(found)


def check(collection: Collection, manner: Manner) -> int:
    """Ask for every address of the collection, write docs/links.yml, and print what is gone.

    What was known stays: the day an address was last seen alive, and its archived copy. Returns 0 whatever the
    addresses say, and without a network, when nothing is written; 1 when the file cannot be read.
    """
    known, problems = read_health(collection.folders)
    if problems:
        print(*problems, sep="\n")
        return 1
    try:
        health = ask_all({one: known.get(one, Health()) for one in addresses(collection)}, collection.today, manner)
    except Offline:
        print("There is no network, so no address was asked and nothing was written.")
        return 0
    write_whole(collection.folders.links, written(health))
    for address, one in health.items():
        if one.is_gone:
            print(f"{address} is gone ({one.status}); {f'a copy is at {one.archived}' if one.archived else 'no copy is known'}")
    alive = sum(one.last_seen_alive == collection.today for one in health.values())
    print(
        f"{alive} of {len(health)} outside addresses are alive; {collection.folders.named(collection.folders.links)} says what came of each."
    )
    return 0


def ask_all(known: Mapping[str, Health], today: datetime.date, manner: Manner) -> dict[str, Health]:
    """Return the health of each address now, given what was known of it; hosts are asked side by side, each a little at a time.

    Raises Offline when no address answers.
    """
    _require_network(known, manner)
    by_host: dict[str, list[str]] = {}
    for address in known:
        by_host.setdefault(urlsplit(address).netloc, []).append(address)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = dict(pair for pairs in pool.map(lambda host: list(_ask_host(host, manner)), by_host.values()) for pair in pairs)
    health = {address: _now(before, answers[address], today) for address, before in known.items()}
    # One host again, so one after the other.
    for address in [address for address, one in health.items() if not one.archived]:
        copy = archived_copy(address, answers[address].final, manner)
        health[address] = replace(health[address], archived=copy)
    return health


def _require_network(known: Mapping[str, Health], manner: Manner) -> None:
    """Raise Offline unless one of a few hosts answers something, so that nobody waits for each address in vain."""
    firsts = {urlsplit(address).netloc: address for address in reversed(list(known))}
    for address in [manner.archive, *list(firsts.values())[:3]]:
        if isinstance(ask(address, manner).status, int):
            return
    raise Offline


def _ask_host(host: list[str], manner: Manner) -> Iterator[tuple[str, Answer]]:
    for index, address in enumerate(host):
        if index:
            time.sleep(manner.pause_s)
        yield address, ask(address, manner)


def _now(before: Health, answer: Answer, today: datetime.date) -> Health:
    seen = today if answer.is_alive else before.last_seen_alive
    return replace(before, status=answer.status, last_seen_alive=seen, asked=today)


def ask(address: str, manner: Manner) -> Answer:
    """Return what comes of asking for an address: with HEAD, and with GET where a host answers HEAD badly. Never raises."""
    answer = _ask("HEAD", address, manner)
    if isinstance(answer.status, int) and not answer.is_alive:
        answer = _ask("GET", address, manner)
    return answer


def _ask(method: str, address: str, manner: Manner) -> Answer:
    headers = {"User-Agent": manner.user_agent}
    try:
        # The body is never read: whether there is one is all that is asked.
        with requests.request(method, address, headers=headers, timeout=manner.timeout_s, allow_redirects=True, stream=True) as response:
            is_registered = bool(response.history) and urlsplit(address).netloc in REGISTRIES and response.status_code in REFUSALS
            return Answer(response.status_code, response.ok or is_registered, response.url)
    except requests.exceptions.SSLError:
        return Answer("no secure connection", is_alive=False)
    except requests.exceptions.Timeout:
        return Answer("too slow", is_alive=False)
    except requests.exceptions.TooManyRedirects:
        return Answer("leads in a circle", is_alive=False)
    except (requests.exceptions.RequestException, UnicodeError, ValueError):
        return Answer(NO_ANSWER, is_alive=False)


def archived_copy(address: str, final: str, manner: Manner) -> str:
    """Return where a copy of an address is kept, or of where it led to; nothing when there is none or nobody says."""
    for one in dict.fromkeys(filter(None, (address, final))):
        time.sleep(manner.pause_s)
        try:
            headers = {"User-Agent": manner.user_agent}
            response = requests.get(manner.archive, params={"url": one}, headers=headers, timeout=manner.timeout_s)
            copy = _closest(response.json()) if response.ok else ""
        except requests.exceptions.RequestException:
            return ""
        if copy:
            return copy
    return ""


def _closest(said: Any) -> str:
    """Return the copy's address in what the availability service says, with https, or nothing."""
    snapshots = said.get("archived_snapshots") if isinstance(said, dict) else None
    closest = snapshots.get("closest") if isinstance(snapshots, dict) else None
    if not isinstance(closest, dict) or not closest.get("available") or str(closest.get("status")) != "200":
        return ""
    place = str(closest.get("url", "")).partition("://")[2]
    return f"https://{place}" if place else ""


def _linked(text: str) -> list[str]:
    """Return every outside address that a page's Markdown links to, read as the site reads it."""
    finder = _Links()
    finder.feed(markdown.markdown(text, extensions=["attr_list", "footnotes", "md_in_html"]))
    return finder.found


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") or ""
        if tag == "a" and urlsplit(href).scheme in ("http", "https"):
            self.found.append(href.partition("#")[0])
