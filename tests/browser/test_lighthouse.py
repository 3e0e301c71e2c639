"""Lighthouse takes no point from a page where time plays no part; how fast it is, `make bench` measures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.lighthouse import audit
from tests.browser.server import StaticServer, serving

CATEGORIES = ("accessibility", "best-practices", "seo")


@pytest.fixture(scope="module")
def compressing(site_server: StaticServer) -> Iterator[StaticServer]:
    """The real site from a server that compresses; built for another address, as a site behind a proxy is."""
    with serving(site_server.folder, packs=True) as server:
        yield server


@pytest.mark.parametrize("path", ["/", "/notes/independence-vs-interdependence/", "/sources/"], ids=["home", "note", "sources"])
def test_a_page_is_accessible_well_made_and_can_be_found(path: str, compressing: StaticServer) -> None:
    report = audit(compressing.url + path, *CATEGORIES)
    assert report.faults == ()
    assert report.scores == dict.fromkeys(CATEGORIES, 100)
