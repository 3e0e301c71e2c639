"""Lighthouse takes no point from a page where time plays no part; how fast it is, `make bench` measures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import lighthouse
from benchmarks.lighthouse import Report, audit
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


def test_the_benchmark_says_of_each_category_and_the_shift_whether_it_is_reached(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    whole = {"accessibility": 100, "best-practices": 100, "seo": 100}
    fault = "SEO: Document does not have a meta description ()"
    runs = iter([
        Report({"performance": 96, **whole}, 0.0, (), {"Total Blocking Time": "90 ms"}),
        Report({"performance": 99, **whole, "seo": 92}, 0.02, ("Performance: Slow ()", fault), {"Total Blocking Time": "10 ms"}),
        Report({"performance": 80, **whole}, 0.0, (), {"Total Blocking Time": "900 ms"}),
    ])  # fmt: skip
    monkeypatch.setattr(lighthouse, "audit", lambda url: next(runs))
    performance, *others, seo, shift = lighthouse.rows(tmp_path, "/")
    assert (performance.value, performance.spread, performance.is_met) == ("96", "80 to 99", True)
    assert performance.note == "Total Blocking Time 90 ms"
    assert [(row.value, row.is_met, row.note) for row in others] == [("100", True, "")] * 2
    assert (seo.value, seo.is_met, seo.note) == ("92", False, "Document does not have a meta description ()")
    assert (shift.value, shift.is_met) == ("0.020", False)
