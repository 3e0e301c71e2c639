"""The moments at which mkdocs-macros calls press: before pages are read, at each page, and after the build."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from mkdocs.exceptions import PluginError

from press import excerpts, finish, markup, mistakes, posts, preview, refusals, zensical
from press.folders import Folders
from press.macros import Macros
from press.on_demand import demand
from press.page_checks import MACROS
from press.pages import Note
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
