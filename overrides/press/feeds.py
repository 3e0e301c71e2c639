"""Feeds of the notes: Atom, RSS 2.0 and JSON Feed 1.1, with all of the text, for the site and for each topic.

Made after the build from the finished pages, so that nothing depends on what builds them. Nothing in a feed comes
from the clock: a build that changes no note changes no feed.

Sources: RFC 4287 (Atom), RFC 4946 (its licence link), RFC 5005 (archived feeds), the RSS 2.0 specification with its
modules content and Dublin Core, jsonfeed.org/version/1.1.
"""

from __future__ import annotations

import datetime
import email.utils
import functools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from press.collection import Collection
from press.entries import LICENCE, Entry, Topic, entry_of, topics_of
from press.page_text import xml_safe

NEWEST = 20
"""How many notes a feed holds; the Atom feed of the site leads on to archives of as many each."""
ATOM, RSS, JSON = "feed.xml", "rss.xml", "feed.json"
ARCHIVE = "feed/archive-{}.xml"
LANGUAGE = "en"
NEVER = datetime.date(1970, 1, 1)
"""When a feed without a note was changed last."""


@dataclass(frozen=True)
class Feed:
    """A feed, whatever its format: its own address, the page it follows, and its entries, newest first."""

    title: str
    description: str
    site_title: str
    address: str
    home: str
    icon: str
    entries: Sequence[Entry]
    is_archive: bool = False
    links: tuple[tuple[str, str], ...] = ()
    """To other documents of the same feed (RFC 5005), as relation and address."""

    @property
    def updated(self) -> datetime.date:
        return max((entry.updated for entry in self.entries), default=NEVER)


def write(collection: Collection, site: Path, site_url: str, name: str, description: str) -> None:
    """Put the feeds into a built site whose files have their final names.

    A site that has no address of its own gets none: every address in a feed is absolute.
    """
    if not site_url:
        return
    environment = _environment(collection.folders.root / "overrides")
    entries = _Entries(collection, site, site_url, name, environment)
    icons = sorted(site.glob("assets/offline/icon-512-any.*.png"))
    icon = site_url + icons[0].relative_to(site).as_posix() if icons else ""
    whole = Feed(name, description, name, "", site_url, icon, entries[:NEWEST])
    archives = list(_archives(whole, entries, site_url))
    latest = (("prev-archive", archives[-1].address),) if archives else ()
    _put(site, ATOM, _xml(environment, "atom", replace(whole, address=site_url + ATOM, links=latest)))
    _put(site, RSS, _xml(environment, "rss", replace(whole, address=site_url + RSS)))
    _put(site, JSON, _json(replace(whole, address=site_url + JSON)))
    for archive in archives:
        _put(site, archive.address.removeprefix(site_url), _xml(environment, "atom", archive))
    for topic, indexes in topics_of(collection.published).items():
        _write_topic(environment, site, site_url, topic, replace(whole, entries=[entries[index] for index in indexes[:NEWEST]]))


class _Entries(Sequence[Entry]):
    """The entries of all published notes, each made when it is first asked for."""

    def __init__(self, collection: Collection, site: Path, site_url: str, name: str, environment: Environment) -> None:
        self._notes = collection.published
        self._made: dict[int, Entry] = {}
        self._cache = collection.folders.build / "feeds"
        self._site, self._site_url, self._name = site, site_url, name
        self._template = environment.get_template("feeds/entry.html")

    def __len__(self) -> int:
        return len(self._notes)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        if index not in self._made:
            entry = entry_of(self._notes[index], self._site, self._site_url, self._name, self._cache)
            whole = self._template.render(entry=entry, licence=LICENCE)
            self._made[index] = replace(entry, html=whole.strip())
        return self._made[index]


def _archives(whole: Feed, entries: Sequence[Entry], site_url: str) -> Iterator[Feed]:
    """Yield the archives, oldest first. They are counted from the oldest note and only full ones are made, so that
    none ever changes but for an edit; what is in none yet is among the newest, in the feed itself.
    """
    count = len(entries) // NEWEST if len(entries) > NEWEST else 0
    for number in range(1, count + 1):
        newest = len(entries) - number * NEWEST
        links = [("current", site_url + ATOM)]
        links += [("prev-archive", site_url + ARCHIVE.format(number - 1))] if number > 1 else []
        links += [("next-archive", site_url + ARCHIVE.format(number + 1))] if number < count else []
        address = site_url + ARCHIVE.format(number)
        yield replace(whole, address=address, entries=entries[newest : newest + NEWEST], is_archive=True, links=tuple(links))


def _write_topic(environment: Environment, site: Path, site_url: str, topic: Topic, feed: Feed) -> None:
    about = replace(
        feed,
        title=f"{feed.site_title}: {topic.name}",
        description=f"Notes of {feed.site_title} about {topic.name}.",
        home=f"{site_url}topics/#{topic.quoted(topic.anchor)}",
    )
    base = site_url + topic.quoted(topic.folder)
    _put(site, topic.folder + ATOM, _xml(environment, "atom", replace(about, address=base + ATOM)))
    _put(site, topic.folder + JSON, _json(replace(about, address=base + JSON)))


@functools.cache
def _environment(templates: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["rfc3339"] = _rfc3339
    environment.filters["rfc822"] = lambda day: email.utils.format_datetime(_midnight(day))
    return environment


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)


def _rfc3339(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _xml(environment: Environment, kind: str, feed: Feed) -> str:
    return xml_safe(environment.get_template(f"feeds/{kind}.html").render(feed=feed, language=LANGUAGE, licence=LICENCE))


def _json(feed: Feed) -> str:
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.home,
            "feed_url": feed.address,
            "description": feed.description,
            **({"icon": feed.icon} if feed.icon else {}),
            "authors": [{"name": feed.site_title}],
            "language": LANGUAGE,
            "items": [_item(entry) for entry in feed.entries],
        },
        ensure_ascii=False,
        indent=1,
    )


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        **({"summary": entry.summary} if entry.summary else {}),
        "date_published": _rfc3339(entry.published),
        "date_modified": _rfc3339(entry.updated),
        "authors": [{"name": author} for author in entry.authors],
        "tags": [topic.name for topic in entry.topics],
        "language": LANGUAGE,
    }


def _put(site: Path, name: str, text: str) -> None:
    file = site / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
