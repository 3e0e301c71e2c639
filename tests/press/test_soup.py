"""Pages from elsewhere are read in silence, whatever they call themselves; a warning would fail these."""

from __future__ import annotations

import pytest

from press.soup import soup_of

XHTML = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><p>One.</p>'


@pytest.mark.parametrize("page", [XHTML, XHTML.encode(), "<p>One.</p>"], ids=["text", "bytes", "no declaration"])
def test_a_declaration_of_xml_is_no_part_of_a_page(page: str | bytes) -> None:
    body = soup_of(page).body
    assert body is not None
    assert body.get_text() == "One."
