"""Exercises as finished HTML forms, which read and print without a script."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from press.addresses import relative
from press.citations import Formatted
from press.collection import Collection, Placement, anchor, cited_as
from press.pages import Note
from reflect.definitions import Defined
from reflect.exercise import Evidence


@dataclass(frozen=True)
class Reference:
    """Where a claim comes from, as the page shows it: HTML from pandoc, and a link to where it can be checked."""

    key: str
    html: Markup
    href: str
    label: str


@dataclass(frozen=True)
class Forms:
    """Renders placed exercises with the templates of an environment, one for each kind."""

    collection: Collection
    formatted: Formatted
    environment: Environment
    """What `environment_of` a folder returns, which holds the templates."""

    def html(self, placed: Placement, defined: Defined, page_url: str) -> str:
        """Return the form of an exercise for a page at the address; one HTML block without an empty line."""
        page_of_kind = self.environment.get_template(f"{defined.exercise.kind}.html")
        definition = json.dumps(defined.data, ensure_ascii=False, separators=(",", ":"))
        html = page_of_kind.render(
            exercise=defined.exercise,
            name=f"{placed.note}/{defined.exercise.id}",
            aliases=[f"{alias}/{defined.exercise.id}" for alias in self._former(placed.note)],
            anchor=anchor(placed),
            note=placed.page.title,
            path=f"{page_url}#{anchor(placed)}",
            root=relative(".", page_url),
            definition=definition,
            revision=hashlib.sha256(definition.encode()).hexdigest()[:8],
            references=list(self._references(placed, defined, page_url)),
        )
        # Markdown ends an HTML block at an empty line, and reads four spaces as code.
        return "\n".join(line.strip() for line in html.split("\n") if line.strip())

    def _former(self, slug: str) -> tuple[str, ...]:
        note = self.collection.note(slug)
        return note.aliases if note else ()

    def _references(self, placed: Placement, defined: Defined, page_url: str) -> Iterator[Reference]:
        seen: set[str] = set()
        for _, evidence in defined.exercise.evidence():
            if evidence.key not in seen:
                seen.add(evidence.key)
                yield self._reference(placed, evidence, page_url)

    def _reference(self, placed: Placement, evidence: Evidence, page_url: str) -> Reference:
        if evidence.note:
            note = self.collection.note(evidence.note)
            assert isinstance(note, Note), "the checks let no evidence from an unknown note pass"
            own = note is placed.page
            href = "#" if own else relative(note.url, page_url)
            where = Markup("From this note.") if own else Markup("From another note:")
            return Reference(evidence.key, where, href, "Read it again" if own else note.title)
        citation = cited_as(evidence)
        html = Markup(self.formatted.citations[citation])  # noqa: S704 - pandoc's own HTML, which escapes what was written
        footnote = self.collection.footnote_citing(placed.page, citation)
        if footnote:
            number = placed.page.footnote_number(footnote)
            return Reference(evidence.key, html, f"#fn:{footnote}", f"Footnote {number}")
        return Reference(evidence.key, html, f"{relative('sources/', page_url)}#{citation.key}", "Among the sources")


@functools.cache
def environment_of(templates: Path) -> Environment:
    """Return what renders the templates of a folder, each of which is compiled once for as long as it stays the same."""
    environment = Environment(loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined)
    environment.filters["pairs"] = _pairs
    environment.filters["places"] = lambda things: [(str(place), str(place)) for place in range(1, len(things) + 1)]
    return environment


def _pairs(things: Iterable[Any], value: str, text: str) -> list[tuple[str, str]]:
    return [(getattr(thing, value), getattr(thing, text)) for thing in things]
