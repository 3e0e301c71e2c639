"""Gives Material's blog posts and lists that take less time: told apart by their files, and not rendered while a preview leaves them out.

For every page the blog looks through all posts for the same one, and MkDocs compares titles first: of a post that is not
rendered yet it searches the text for one. With twice as many notes that takes four times as long.
"""

from __future__ import annotations

from typing import Any

import yaml
from markupsafe import escape
from material.plugins.blog import plugin, structure
from material.plugins.blog.structure import Archive, Post, View
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_markdown_title

from press.on_demand import demand

UNMADE = "unmade.html"
"""A template that gives nothing, of which MkDocs makes no page."""


class OnDemand(Page):
    """A page that is not rendered while a preview leaves it out; what names it shows its title all the same."""

    def read_source(self, config: Any) -> None:
        """Read the text, and of what is left out put it aside, so that no macro runs."""
        super().read_source(config)
        if demand.leaves_out(self.url):
            self._aside = self.markdown or ""
            self.markdown = ""
            self.meta.update(template=UNMADE, render_macros=False)

    def render(self, config: Any, files: Any) -> None:
        """Render the text, unless it is put aside."""
        if not demand.leaves_out(self.url):
            super().render(config, files)
            return
        self.markdown, self.content, self.toc = self._aside, "", TableOfContents([])
        self._title_from_render = escape(get_markdown_title(self._aside) or "")


class QuickPost(OnDemand, Post):  # type: ignore[misc]
    """A post that equals the same pages as Material's own does."""

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Page) and self.file == other.file and bool(super().__eq__(other)))


class QuickView(OnDemand, View):  # type: ignore[misc]
    """A list of posts."""


class QuickArchive(QuickView, Archive):  # type: ignore[misc]
    """A list of the posts of a year."""


def make_quick() -> None:
    """Have Material's blog make these, and read their front matter with libyaml; it asks its own modules for classes by name."""
    plugin.Post, plugin.View, plugin.Archive = QuickPost, QuickView, QuickArchive
    structure.SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
