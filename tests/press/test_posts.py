"""Posts that are told apart by their files are the same and different just as Material's own are."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from material.plugins.blog.structure import Post
from mkdocs.config import load_config
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from press.posts import Posts, QuickPost

TEXTS = {"one.md": "# One", "two.md": "# Two", "same.md": "# One"}


def made(kind: Callable[..., Page], folder: Path) -> list[Page]:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text("site_name: Tiny\ntheme: {name: material}\n")
    config = load_config(str(folder / "mkdocs.yml"))
    pages = []
    for name, text in TEXTS.items():
        (folder / "docs" / name).write_text(f"---\ndate: 2026-11-02\n---\n{text}\n")
        file = File(name, str(folder / "docs"), str(folder / "site"), use_directory_urls=True)
        page = kind(file, config)
        page.read_source(config)
        pages.append(page)
    return pages


@pytest.mark.parametrize("other", [partial(Page, None), Post, QuickPost])
def test_posts_equal_the_pages_that_material_s_own_equal(tmp_path: Path, other: Callable[..., Page]) -> None:
    ours, own, others = made(QuickPost, tmp_path), made(Post, tmp_path), made(other, tmp_path)
    expected = [(one == two, two == one) for one, two in itertools.product(own, others)]
    assert [(one == two, two == one) for one, two in itertools.product(ours, others)] == expected


def test_a_page_that_is_no_post_is_in_no_list_of_posts(tmp_path: Path) -> None:
    ours, others = made(QuickPost, tmp_path), made(partial(Page, None), tmp_path)
    listed = Posts(ours)
    assert all(post in listed for post in ours)
    assert not any(page in listed for page in others)


def test_a_post_that_is_looked_for_is_found_without_asking_for_a_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = made(QuickPost, tmp_path)
    monkeypatch.setattr(Page, "title", property(lambda page: pytest.fail(f"{page.file.src_uri} is asked for its title")))
    assert [ours.index(post) for post in ours] == [0, 1, 2]
