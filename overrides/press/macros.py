"""The macros that writers use in Markdown."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from press import catalogue, days, documents, feed_list, left_out, markup, preview, refusals, shelving
from press.authors import read_authors
from press.cards import Cards
from press.checks import all_problems
from press.citations import Citation, Formatted, begin
from press.citing import Site
from press.collection import Collection, read_collection
from press.folders import Folders
from press.forms import Forms, environment_of
from press.imprint import Imprint
from press.lists import Lists
from press.markdown_text import literal
from press.on_demand import demand
from press.pages import Page
from press.relations import Relations
from reflect.problems import WritingError


class Macros:
    """The macros of one build."""

    def __init__(self, env: Any, folders: Folders) -> None:
        self._env = env
        read, keep = documents.reader(folders)
        self.collection = read_collection(folders, days.last_shown(), read)
        keep()
        problems = all_problems(self.collection)
        self.preview = self._preview() if problems and preview.is_on() else None
        if self.preview:
            self.collection = self.preview.collection
            print(WritingError(problems), file=sys.stderr)
        elif problems:
            raise WritingError(problems)
        demand.choose(self.collection)
        site = Site(env.conf.site_name, env.conf.site_url or "", env.conf.theme["language"])
        cards = Cards(folders.build / "cards")
        self.imprint = Imprint(self.collection, read_authors(folders.docs), site, env.conf.site_description or "", cards)
        self.imprint.begin()
        # For templates of pages that are no notes.
        check_in, archives = catalogue.check_in(self.collection), archives_of(self.collection)
        env.conf.extra.update(card=self.imprint.image(), check_in=check_in, archives=archives)
        self._formatted = _formatted(self.collection, self.imprint.to_format)
        self._forms = Forms(self.collection, self._formatted, environment_of(folders.templates))
        self._lists = Lists(self.collection, self._formatted)
        self.relations = Relations(self.collection)

    def within(self, env: Any) -> Macros:
        """Return the same macros for another page, where pages are made side by side."""
        macros = copy.copy(self)
        macros._env = env
        return macros

    def _preview(self) -> preview.Preview:
        return preview.preview(self.collection, left_out.pages_left_out(self.collection))

    @property
    def entries(self) -> Mapping[str, str]:
        """The formatted entry of every source and every published note, by its key."""
        return self._formatted.entries

    def write_shelf(self, site: Path) -> None:
        """Put into the site what the writing desk knows of it, if there is one."""
        self._formatted = self._formatted.whole()
        if shelving.is_wanted(site):
            shelving.write(demand.of(self.collection), self._formatted, site)

    def page_of(self, page: Any) -> Page | None:
        """Return what press knows of a page of MkDocs."""
        return self.collection.page_at(page.file.abs_src_path) if page and page.file.abs_src_path else None

    def cite(self, key: str, *, page: str = "", via: str = "") -> str:
        """Return a citation, at a page, or as quoted via another source at that one's page."""
        return literal(self._formatted.citations[Citation(key, str(page), via)])

    def exercise(self, *name: str) -> str:
        """Return the form of one of the note's own exercises, or of another's with its slug first."""
        page = self.page_of(self._env.page)
        assert page is not None, "only pages that were read have macros"
        placed = next(one for one in self.collection.placements if one.page is page and one.call.arguments == name)
        defined = self.collection.exercise(placed.note, placed.exercise)
        assert defined is not None, "the checks let no undefined exercise pass"
        return f"\n\n{markup.kept_as_it_is(self._forms.html(placed, defined, self._env.page.url))}\n\n"

    def exercise_index(self) -> str:
        """Return every published exercise under its note."""
        return markup.kept_as_it_is(self._lists.exercises(self._env.page.url))

    def newest_note(self) -> str:
        """Return the newest note with its first lines."""
        return self._lists.newest(self._env.page.url)

    def earlier_notes(self) -> str:
        """Return the notes before the newest."""
        return self._lists.earlier(self._env.page.url)

    def source_list(self) -> str:
        """Return every source with the notes and exercises that lean on it."""
        return markup.kept_as_it_is(self._lists.sources(self._env.page.url))

    def feed_list(self) -> str:
        """Return the addresses of the feeds of all notes."""
        return feed_list.of_site(self._env.conf.site_url)

    def topic_feed_list(self) -> str:
        """Return the addresses of the feeds of each topic."""
        return feed_list.of_topics(self.collection, self._env.conf.site_url)

    def leave_no_trace(self) -> str:
        """Return the switch that keeps answers in memory only."""
        label = "Leave no trace: keep answers only until this page is closed"
        switch = f'<label class="switch"><input type="checkbox"> <span>{label}</span></label> <p role="status"></p>'
        return f"<div><leave-no-trace>{switch}</leave-no-trace></div>"


def archives_of(collection: Collection) -> list[str]:
    """Return where the archive of each year stands, from the site's root, the newest first."""
    years = sorted({note.date.year for note in collection.published if note.date}, reverse=True)
    return [f"notes/archive/{year}/" for year in years]


def _formatted(collection: Collection, notes: Mapping[str, dict[str, Any]]) -> Formatted:
    made = demand.of(collection)
    # In the order in which the pages are made, which ask for them while pandoc is at the rest.
    order = {page.file: place for place, page in enumerate(made.pages)}
    leanings = sorted(made.leanings, key=lambda one: order[one.page.file])
    of_desk = shelving.citations(collection) if shelving.has_page(made) else ()
    citations = [*(one.citation for one in leanings), *of_desk]
    try:
        return begin({**collection.sources.records, **notes}, citations, collection.folders.build)
    except subprocess.CalledProcessError as error:
        if refused := refusals.refusal(error):
            raise refused from None
        raise PluginError(f"pandoc cannot format docs/sources.yml; mend the record that it names:\n{error.stderr.strip()}") from None
