"""What follows MkDocs is held to what MkDocs builds: the reading finds all of it there, and each thing that is taken away."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from press import search_index
from press.collection import Collection, read_collection
from press.folders import Folders
from tests.conftest import ROOT
from tests.horizon.__main__ import LACKS, told
from tests.horizon.builders import BUILDERS
from tests.horizon.environments import HERE
from tests.horizon.reading import ROWS, missing

NOTE = "notes/co-regulation/index.html"


def without(pattern: str, file: str = NOTE) -> Callable[[Path], None]:
    """Return what takes the first match of a pattern out of a file of a site."""

    def spoil(site: Path) -> None:
        text = (site / file).read_text("utf-8")
        changed = re.sub(pattern, "", text, count=1, flags=re.DOTALL)
        assert changed != text
        (site / file).write_text(changed, "utf-8")

    return spoil


def with_a_macro(site: Path) -> None:
    text = (site / NOTE).read_text("utf-8")
    (site / NOTE).write_text(text.replace("</h1>", '</h1><p>{{ cite("coan-2006") }}</p>', 1), "utf-8")


def unhashed(site: Path) -> None:
    (site / "assets" / "plain.css").write_text("", "utf-8")


SPOILT: dict[str, Callable[[Path], None]] = {
    "notes": without(r'<li id="fn:.*?</li>'),
    "citations": with_a_macro,
    "exercises": without(r'<button type="submit".*?</button>'),
    "feeds": without(r"<entry>.*?</entry>", "feed.xml"),
    "search": lambda site: (site / search_index.ENTRY).unlink(),
    "hashed names": unhashed,
    "policy": without(r'<meta http-equiv="Content-Security-Policy"[^>]*>'),
}


@pytest.fixture(scope="module")
def collection() -> Collection:
    return read_collection(Folders(ROOT), datetime.date.today())


@pytest.fixture
def site(built_site: Path, tmp_path: Path) -> Path:
    """A copy of the real site's pages, to spoil."""
    return Path(shutil.copytree(built_site, tmp_path / "site", ignore=shutil.ignore_patterns("*.gz", "*.wasm", "*.whl")))


def test_all_of_it_is_there_in_what_mkdocs_builds(built_site: Path, collection: Collection) -> None:
    assert missing(built_site, collection) == {row: [] for row in ROWS}


@pytest.mark.parametrize("row", ROWS)
def test_what_is_taken_away_is_missed_in_its_row(row: str, site: Path, collection: Collection) -> None:
    SPOILT[row](site)
    assert row in [name for name, found in missing(site, collection).items() if found]


def test_a_row_that_is_known_to_be_missing_must_be_missing_still(
    built_site: Path, collection: Collection, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told("properdocs", built_site, collection) == 0
    assert told("zensical", built_site, collection) == 1
    assert "there now: take it from LACKS" in capsys.readouterr().out


def test_contributing_lists_what_does_not_work_with_its_reason() -> None:
    text = " ".join((ROOT / "CONTRIBUTING.md").read_text("utf-8").split())
    for builder, lacks in LACKS.items():
        for reason in lacks.values():
            assert reason in text, builder


def test_every_builder_is_locked_by_hash() -> None:
    for builder in BUILDERS:
        lines = (HERE / builder / "requirements.txt").read_text("utf-8").splitlines()
        pinned = [line for line in lines if "==" in line]
        assert any(line.startswith(f"{builder}==") for line in pinned)
        assert all(line.endswith("\\") for line in pinned), "each is followed by its hashes"
