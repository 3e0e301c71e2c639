"""Writers can call exactly the macros that the checks allow."""

from __future__ import annotations

import pytest

from press.macros import Macros
from press.page_checks import MACROS


@pytest.mark.parametrize("name", MACROS)
def test_every_macro_that_the_check_allows_is_there_and_says_what_it_returns(name: str) -> None:
    assert (getattr(Macros, name).__doc__ or "").startswith("Return ")
