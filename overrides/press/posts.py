"""Gives Material's blog posts and lists that take less time: found by their files, and not made while a preview leaves them out.

For every page the blog looks through all posts for the same one, and MkDocs compares titles: of a post that is not
rendered yet it searches the text for one. With twice as many notes that takes four times as long.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import yaml
from markupsafe import escape
from material.plugins.blog import plugin, structure
from material.plugins.blog.structure import Archive, Post, View
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_markdown_title

from press.excerpts import Unrendered
from press.on_demand import demand

AFTER_THE_BLOG = -100
"""Material's blog takes all its pages into the site at -50."""


class QuickPost(Post):  # type: ignore[misc]
    """A post that equals the same pages as Material's own does."""

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Page) and self.file == other.file and bool(super().__eq__(other)))


class Posts(list[Any]):
    """Posts among which only a post is looked for."""

    def __contains__(self, page: object) -> bool:
        return isinstance(page, Post) and super().__contains__(page)


class QuickView(View):  # type: ignore[misc]
    """A list of posts."""

    @property
    def posts(self) -> Posts:
        """The posts that it lists, on all of its pages."""
        return self._posts

    @posts.setter
    def posts(self, posts: list[Any]) -> None:
        self._posts = posts if isinstance(posts, Posts) else Posts(posts)


class QuickArchive(QuickView, Archive):  # type: ignore[misc]
    """A list of the posts of a year."""


class LeavingOut(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Has MkDocs pass over the pages that a preview leaves out, and lists know of them what they would of others."""

    def __init__(self, prepare: Callable[[Any], None]) -> None:
        """Begin a build; `prepare` gives a page what templates ask for."""
        super().__init__()
        self._prepare = prepare

    @event_priority(AFTER_THE_BLOG)
    def on_nav(self, nav: Any, *, config: Any, files: Any) -> Any:
        """Take them out, once the blog has put all posts in their order."""
        for file in files.documentation_pages():
            if file.page and demand.leaves_out(file.page.url):
                if isinstance(file.page, Post):
                    self._leave_out(file.page, config, files)
                file.inclusion = InclusionLevel.EXCLUDED
        return nav

    def _leave_out(self, post: Any, config: Any, files: Any) -> None:
        if post.excerpt is None:  # or else it is the post of an earlier build
            self._prepare(post)
            post._title_from_render = escape(get_markdown_title(post.markdown) or "")
            post.excerpt = Unrendered(post, config, files)
        # Topics list every note; no note has such a list in its text.
        config.plugins["material/tags"].on_page_markdown("", page=post, config=config)


RESOLVE = plugin.BlogPlugin._resolve_post
_LEFT_OUT: dict[str, tuple[object, Post]] = {}
"""The posts that were left out of the last build, by their files, each with what it depends on."""


def _resolve_post(blog: Any, file: Any, config: Any) -> Post:
    """Return the post of a file; the very same as in the last build, if it was and is left out and nothing of it has changed."""
    depends_on = *map(_stamp, (file.abs_src_path, config.config_file_path)), config.site_url
    before, post = _LEFT_OUT.pop(file.abs_src_path, (None, None))
    if post is None or before != depends_on or not demand.leaves_out(post.url):
        post = RESOLVE(blog, file, config)
    else:
        file.dest_uri, file.abs_dest_path, file.url = post.file.dest_uri, post.file.abs_dest_path, post.file.url
        file.page, post.file = post, file
    if demand.leaves_out(post.url):
        _LEFT_OUT[file.abs_src_path] = depends_on, post
    return post


def _stamp(path: str) -> tuple[int, int]:
    found = os.stat(path)
    return found.st_mtime_ns, found.st_size


def make_quick() -> None:
    """Have Material's blog make these, and read their front matter with libyaml; it asks its own modules for classes by name."""
    plugin.Post, plugin.View, plugin.Archive = QuickPost, QuickView, QuickArchive
    plugin.BlogPlugin._resolve_post = _resolve_post
    structure.SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
