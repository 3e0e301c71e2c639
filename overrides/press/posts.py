"""Lets Material's blog tell its posts apart by their files, which takes no time, before their titles.

For every page it looks through all posts for the same one, and MkDocs compares titles first: of a post that is not rendered
yet it searches the text for one. With twice as many notes that takes four times as long.
"""

from __future__ import annotations

from material.plugins.blog import plugin
from material.plugins.blog.structure import Post
from mkdocs.structure.pages import Page


class ToldApartByFile(Post):  # type: ignore[misc]
    """A post that equals the same pages as Material's own does."""

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Page) and self.file == other.file and bool(super().__eq__(other)))


def tell_apart_by_file() -> None:
    """Have Material's blog make these; it asks its own module for the class by name."""
    plugin.Post = ToldApartByFile
