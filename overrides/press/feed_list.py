"""The addresses of all feeds, as the page on subscribing lists them."""

from __future__ import annotations

import html
from collections.abc import Iterator

from press.collection import Collection
from press.entries import topics_of
from press.feeds import ATOM, JSON, RSS

WITHOUT = '<p class="empty">This copy of the site has no address of its own, and so no feed.</p>'


def of_site(site_url: str) -> str:
    """Return a list of the feeds of all notes; a sentence when the site has no address."""
    feeds = (("Atom", ATOM), ("RSS", RSS), ("JSON Feed", JSON))
    return _listed(_linked(words, site_url + name) for words, name in feeds) if site_url else WITHOUT


def of_topics(collection: Collection, site_url: str) -> str:
    """Return a list of the topics of published notes with the feed of each; a sentence when the site has no address."""
    topics = topics_of(collection.published) if site_url else {}
    rows = (_linked(topic.name, f"{site_url}{topic.quoted(topic.folder)}{ATOM}") for topic in topics)
    return _listed(rows) if topics else WITHOUT if not site_url else '<p class="empty">No note has a topic yet.</p>'


def _linked(words: str, address: str) -> str:
    return f'{html.escape(words)}<br><a href="{html.escape(address)}">{html.escape(address)}</a>'


def _listed(rows: Iterator[str]) -> str:
    return '<ul class="feeds">\n' + "\n".join(f"<li>{row}</li>" for row in rows) + "\n</ul>"
