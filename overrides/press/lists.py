"""The lists that pages show of notes, sources and exercises, made from the collection with the templates of overrides/lists/."""

from __future__ import annotations

import datetime
import functools
import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from mkdocs.utils import get_relative_url

from press.bibliography import bibliography, group_of
from press.citations import Formatted
from press.collection import Collection, anchor
from press.health import read_health

EARLIER = 20
"""How many notes the first page lists before the newest."""


@dataclass(frozen=True)
class Lists:
    """HTML lists for a page at an address, of what is published."""

    collection: Collection
    formatted: Formatted

    def newest(self, page_url: str) -> str:
        """Return the newest note: its day, title and first lines, which Markdown renders, being the note's own Markdown."""
        return self._html("newest.html", page_url, notes=self.collection.published[:1])

    def earlier(self, page_url: str) -> str:
        """Return some notes before the newest, newest first, and where all of them are."""
        notes = self.collection.published
        return _packed(self._html("notes.html", page_url, notes=notes[1 : 1 + EARLIER], total=len(notes)))

    def exercises(self, page_url: str) -> str:
        """Return every exercise of the published notes under its note."""
        placed = [
            (note, anchor(one), defined.exercise)
            for note in self.collection.published
            for one in self.collection.placements
            if one.page is note and (defined := self.collection.exercise(one.note, one.exercise))
        ]
        notes = [(note, list(of_note)) for note, of_note in itertools.groupby(placed, key=lambda one: one[0])]
        years = itertools.groupby(notes, key=lambda one: one[0].date.year)
        return _packed(self._html("exercises.html", page_url, years=years))

    def sources(self, page_url: str) -> str:
        """Return every source that a published page leans on, in the order of a bibliography, with what finds things among them."""
        health, _ = read_health(self.collection.folders)
        sources = bibliography(self.collection, self.formatted, health, page_url)
        used = {group for source in sources for group in source.groups}
        pages = [*self.collection.published, *self.collection.pages]
        html = self._html(
            "sources.html",
            page_url,
            sources=sources,
            initials=itertools.groupby(sources, key=lambda source: source.initial),
            kinds=sorted({(source.kind, source.kind_name) for source in sources}, key=lambda kind: kind[1]),
            groups={group_of(page): page.title for page in pages if group_of(page) in used},
        )
        return _packed(html)

    def _html(self, template: str, page_url: str, **given: Any) -> str:
        environment = _environment(self.collection.folders.lists)
        return environment.get_template(template).render(to=lambda url: get_relative_url(url, page_url), **given)


@functools.cache
def _environment(templates: Path) -> Environment:
    loader = FileSystemLoader(templates)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["minutes"] = lambda minutes: f"{minutes} minute" if minutes == 1 else f"{minutes} minutes"
    environment.filters["day"] = day
    return environment


def day(date: datetime.date) -> str:
    """Return a day as prose has it, such as "3 November 2026"."""
    return f"{date.day} {date:%B %Y}"


def _packed(html: str) -> str:
    """Return the HTML without empty lines or indentation: Markdown ends an HTML block at the one, and reads the other as code."""
    return "\n".join(line.strip() for line in html.split("\n") if line.strip())
