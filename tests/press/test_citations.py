"""pandoc formats every citation whole, in Chicago notes, in one run."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from press.citations import Citation, format_all, names

BOOK: dict[str, Any] = {
    "id": "lewis-2000",
    "type": "book",
    "title": "A General Theory of Love",
    "author": [{"family": "Lewis", "given": "Thomas"}, {"family": "Amini", "given": "Fari"}, {"family": "Lannon", "given": "Richard"}],
    "publisher": "Random House",
    "publisher-place": "New York",
    "issued": {"date-parts": [[2000]]},
}
REPORT: dict[str, Any] = {
    "id": "who-2011",
    "type": "report",
    "title": "Statement",
    "author": [{"literal": "World Health Organization"}],
    "issued": {"date-parts": [[2011]]},
}
INTERVIEW: dict[str, Any] = {"id": "talk", "type": "interview", "title": "A Talk", "author": [{"family": "Lewin", "given": "Kurt"}]}
RECORDS = {record["id"]: record for record in (BOOK, REPORT, INTERVIEW)}
WHOLE = "Thomas Lewis, Fari Amini, and Richard Lannon, <em>A General Theory of Love</em> (New York: Random House, 2000)"


def test_a_source_cited_again_is_written_out_again(tmp_path: Path) -> None:
    cited = [Citation("lewis-2000", page) for page in ("86", "87", "")]
    formatted = format_all(RECORDS, cited, tmp_path).citations
    assert [formatted[one] for one in cited] == [f"{WHOLE}, 86.", f"{WHOLE}, 87.", f"{WHOLE}."]


def test_what_is_known_at_second_hand_names_both(tmp_path: Path) -> None:
    cited = Citation("who-2011", "256", "lewis-2000")
    assert format_all(RECORDS, [cited], tmp_path).citations[cited] == f"World Health Organization, 2011, quoted in {WHOLE}, 256."


def test_a_page_range_and_a_note_number_are_kept(tmp_path: Path) -> None:
    cited = Citation("lewis-2000", "86–88, 90")
    assert format_all(RECORDS, [cited], tmp_path).citations[cited] == f"{WHOLE}, 86–88, 90."


def test_every_source_has_an_entry_even_of_a_kind_that_bibliographies_leave_out(tmp_path: Path) -> None:
    assert set(format_all(RECORDS, [], tmp_path).entries) == set(RECORDS)


def test_markup_in_a_record_is_text(tmp_path: Path) -> None:
    record = {**BOOK, "title": "Love & <script>alert(1)</script>"}
    entry = format_all({"lewis-2000": record}, [], tmp_path).entries["lewis-2000"]
    assert "<script" not in entry
    assert "&amp;" in entry


def test_nothing_is_formatted_again_when_nothing_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = format_all(RECORDS, [], tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("pandoc was run again")

    monkeypatch.setattr("press.citations.subprocess.run", refuse)
    assert format_all(RECORDS, [], tmp_path) == first


def test_one_run_formats_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[object] = []
    run = subprocess.run

    def noted(*arguments: Any, **named: Any) -> Any:
        runs.append(arguments)
        return run(*arguments, **named)

    monkeypatch.setattr("press.citations.subprocess.run", noted)
    format_all(RECORDS, [Citation(key) for key in RECORDS], tmp_path)
    assert len(runs) == 1


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        ([], ""),
        ([{"family": "Lewin", "given": "Kurt"}], "Kurt Lewin"),
        ([{"family": "Lewin"}, {"literal": "A Body"}], "Lewin and A Body"),
        ([{"family": "A"}, {"family": "B"}, {"family": "C"}], "A, B, and C"),
    ],
)
def test_names_are_joined_as_in_reading(authors: list[dict[str, str]], said: str) -> None:
    assert names({"author": authors}) == said
