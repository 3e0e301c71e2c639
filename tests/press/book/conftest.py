"""Books that several files of tests look into, each made once."""

from __future__ import annotations

import pytest

from tests.press.book.books import Made, copy_of_the_real_project, made, odd_project


@pytest.fixture(scope="session")
def real_book(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The book of the project's own notes."""
    return made(copy_of_the_real_project(tmp_path_factory.mktemp("real")), "how-we-help-2026")


@pytest.fixture(scope="session")
def odd_book(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The book of a project whose note holds everything that a writer may write."""
    return made(odd_project(tmp_path_factory.mktemp("odd")).root, "odd-even-2026")
