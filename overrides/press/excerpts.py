"""Keeps Material from rendering every note again for each list that names it: ours show its title and its description alone."""

from __future__ import annotations

from typing import Any

from material.plugins.blog import plugin
from material.plugins.blog.structure import Excerpt
from mkdocs.structure.toc import TableOfContents


class Unrendered(Excerpt):  # type: ignore[misc]
    """What lists know of a note, without the text of an excerpt and without a Markdown parser to make one."""

    def __init__(self, post: Any, config: Any, files: Any) -> None:
        # Excerpt makes a parser of its own here, and Page would count the note a second time.
        self.file, self.post, self.config, self.meta = post.file, post, post.config, post.meta
        self.authors: list[Any] = []
        self.categories: list[Any] = []
        self.more, self.content, self.toc = None, "", TableOfContents([])
        self._set_canonical_url(config.site_url)

    def render(self, page: Any, separator: str) -> None:
        """Leave it as it is."""


def leave_unrendered() -> None:
    """Have Material's blog make these; it has no setting for it, and asks its own module for the class by name."""
    plugin.Excerpt = Unrendered
