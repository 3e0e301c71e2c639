"""The macros that writers use in Markdown, and the two moments at which mkdocs-macros calls press."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from mkdocs.exceptions import PluginError

from press import (
    catalogue,
    days,
    documents,
    excerpts,
    feed_list,
    finish,
    left_out,
    markup,
    mistakes,
    posts,
    preview,
    refusals,
    shelving,
    zensical,
)
from press.authors import read_authors
from press.cards import Cards
from press.checks import MACROS, all_problems
from press.citations import Citation, Formatted, begin
from press.citing import Site
from press.collection import Collection, read_collection
from press.folders import Folders
from press.forms import Forms, environment_of
from press.imprint import Imprint
from press.lists import Lists
from press.markdown_text import literal
from press.on_demand import demand
from press.pages import Note, Page
from press.relations import Relations
from press.runtime import RuntimeProblem
from reflect.problems import WritingError

WORDS_IN_HEAD = {"author", "description"}


def define_env(env: Any) -> None:
    """Read and check everything that was written, and define the macros; called once by mkdocs-macros.

    Raises PluginError with every problem, one to a line, which ends the build.
    """
    if zensical.is_building(env):
        _define_page(env)
        return
    excerpts.leave_unrendered()
    posts.make_quick()
    macros = read(env)
    for name in MACROS:
        env.macro(getattr(macros, name))
    env.variables["press"] = macros
    env.conf.plugins["press"] = posts.LeavingOut(lambda page: _prepare(page, macros))
    if preview.is_on():
        # mkdocs-macros would end the whole server at a macro that fails; so it says what failed in the page.
        env.config["on_error_fail"] = False
    if macros.preview:
        env.conf["exclude_docs"] = mistakes.without(env.conf["exclude_docs"], macros.preview.left_out)


def read(env: Any) -> Macros:
    """Return the macros of what was written.

    Raises PluginError with every mistake in it, one to a line, or with what stands in the way of reading or keeping it.
    """
    try:
        return Macros(env, Folders(Path(env.conf.config_file_path).resolve().parent))
    except WritingError as error:
        raise PluginError(f"{len(error.problems)} to mend before the site can be built:\n{error}") from None
    except OSError as error:
        raise PluginError(refusals.sentence(error)) from None


def _define_page(env: Any) -> None:
    """Define the macros of one page of Zensical, and do what comes before them."""
    seen = zensical.PageEnvironment(env)
    macros = zensical.read_once(seen.root, lambda: read(seen)).within(seen)
    for name in MACROS:
        env.macro(getattr(macros, name))
    _prepare(seen.page, macros)
    seen.page.meta.update(zensical.plain(seen.page.meta))


def on_pre_page_macros(env: Any) -> None:
    """Give a note's template its reading time, of its prose alone, its imprint, and what it leans on and what leans on it."""
    macros = env.variables["press"]
    page = macros.page_of(env.page)
    if page and macros.preview and (mistaken := macros.preview.markdown(page)) is not None:
        env.markdown = mistaken
    _prepare(env.page, macros)


def _prepare(shown: Any, macros: Macros) -> None:
    page = macros.page_of(shown)
    for name in WORDS_IN_HEAD & shown.meta.keys():
        # Material writes them into attributes as they are; text that is marked as escaped is not escaped again by ours.
        shown.meta[name] = escape(str(shown.meta[name]))
    if isinstance(shown.meta.get("title"), str):
        # A heading's text comes escaped, and templates take it so; a title of the front matter would not be.
        # mkdocs-macros would take braces in it for macros.
        shown.title = escape(shown.meta["title"]).replace("{", Markup("&#123;"))
    if isinstance(page, Note) and hasattr(shown, "config"):
        # Material would count the words of exercises too.
        shown.config.readtime = page.minutes
        if demand.leaves_out_page(page):
            return
        shown.meta["relations"] = {
            "series": macros.relations.series(page),
            "leans_on": macros.relations.leans_on(page),
            "leaned_on_by": macros.relations.leaned_on_by(page),
        }
    if isinstance(page, Note) and (imprint := macros.imprint.of(page, macros.entries)):
        # Material writes the author's name as it finds it, and a list would show its brackets.
        shown.meta.update(imprint=imprint, author=escape(imprint["authors"]))
        if "author" in page.meta:
            shown.meta.setdefault("byline", imprint["authors"])


def on_post_build(env: Any) -> None:
    """Complete the built site with what does not come from Markdown."""
    complete(env.variables["press"], env.conf)


def complete(macros: Macros, conf: Any, *, is_ours: bool = True) -> None:
    """Complete the site of these settings; `is_ours` says whether its pages are made by our templates.

    Raises PluginError with what is missing or may not be in it.
    """
    try:
        if macros.preview:
            mistakes.write_pages(
                macros.preview.left_out, macros.preview.problems, Path(conf.site_dir), macros.collection.folders.root / "overrides"
            )
        markup.mend(Path(conf.site_dir))
        macros.write_shelf(Path(conf.site_dir))
        named = (conf.site_url, conf.site_name, conf.site_description)
        finish.finish(Path(conf.site_dir), macros.collection, *named, is_ours=is_ours)
        # Only now: readers who keep the site offline need neither cards nor files for reference managers.
        macros.imprint.write(Path(conf.site_dir))
    except RuntimeProblem as problem:
        raise PluginError(str(problem)) from None
    except OSError as error:
        raise PluginError(refusals.sentence(error)) from None
    except subprocess.CalledProcessError as error:
        refused = refusals.refusal(error)
        raise PluginError(refusals.sentence(refused) if refused else f"pandoc cannot write the sources as files: {error.stderr}") from None


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
