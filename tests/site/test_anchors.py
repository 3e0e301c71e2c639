"""What the check knows of a page's anchors is what the built page has."""

from __future__ import annotations

import datetime
from pathlib import Path

from press.anchors import anchors_of
from press.collection import read_collection
from press.folders import Folders
from press.paragraphs import paragraph_ids
from tests.conftest import ROOT
from tests.site.pages import built_pages


def test_every_paragraph_of_a_note_has_the_id_that_the_check_expects(built_site: Path) -> None:
    collection = read_collection(Folders(ROOT), datetime.date.today())
    for note in collection.published:
        page = built_site / note.url / "index.html"
        ids = paragraph_ids(page.read_text(encoding="utf-8"))
        known = anchors_of(collection, note)
        assert ids
        assert known is not None
        assert set(ids) <= known, note.file


def test_every_anchor_that_the_check_allows_is_on_the_built_page(built_site: Path) -> None:
    collection = read_collection(Folders(ROOT), datetime.date.today())
    pages = built_pages(built_site)
    for page in collection.pages:
        path = f"{page.url}index.html"
        if path in pages and page not in collection.notes:
            known = anchors_of(collection, page)
            assert known is not None
            assert known <= set(pages[path].ids), page.file
