"""pandoc formats every citation whole, in Chicago notes, and none twice."""

from __future__ import annotations

import re
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

from press.citations import PAGE, Citation, begin, format_all
from press.csl import KINDS

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


def test_a_new_citation_is_formatted_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    format_all(RECORDS, [Citation(key) for key in RECORDS], tmp_path)
    runs = noted_runs(monkeypatch)
    formatted = format_all(RECORDS, [Citation("lewis-2000", "86")], tmp_path)
    assert formatted.citations[Citation("lewis-2000", "86")].endswith("86.")
    (source,) = runs
    assert source.count("[@") == 1


def test_a_citation_is_waited_for_when_it_is_asked_for_and_not_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cited = [Citation("lewis-2000", page) for page in ("86", "87")]
    run, may_end = subprocess.run, threading.Event()

    def slow(command: list[str], **given: Any) -> Any:
        if "nocite" not in given["input"]:
            assert may_end.wait(60)
        return run(command, **given)

    monkeypatch.setattr("press.citations.subprocess.run", slow)
    formatted = begin({"lewis-2000": BOOK}, cited, tmp_path)
    assert formatted.entries["lewis-2000"].startswith("Lewis, Thomas")
    may_end.set()
    assert [formatted.citations[one] for one in cited] == [f"{WHOLE}, 86.", f"{WHOLE}, 87."]


def test_what_is_in_the_making_becomes_what_is_made_at_once(tmp_path: Path) -> None:
    cited = [Citation("lewis-2000", "86"), Citation("who-2011", "256", "lewis-2000")]
    begun = begin(RECORDS, cited, tmp_path / "one")
    assert begun.whole() == format_all(RECORDS, cited, tmp_path / "another")
    assert begun.noted == {"talk"}
    assert set(begun.citations) == {*cited, *map(Citation, begun.noted)}


def test_a_record_that_pandoc_cannot_read_is_known_at_once(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        begin({"a": {"id": "a", "type": "book", "author": "?"}}, [Citation("a", "1")], tmp_path)


def test_batches_give_what_one_run_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cited = [Citation("lewis-2000", f"{page}–{page + 1}") for page in range(1, 8)] + [Citation("who-2011", via="lewis-2000", page="2")]
    whole = format_all(RECORDS, cited, tmp_path / "one")
    monkeypatch.setattr("press.citations.BATCH", 3)
    runs = noted_runs(monkeypatch)
    assert format_all(RECORDS, cited, tmp_path / "another") == whole
    assert len(runs) > 3


def test_a_source_is_formatted_once_for_all_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    format_all(RECORDS, [Citation("lewis-2000", "86"), Citation("who-2011", via="talk")], tmp_path)
    runs = noted_runs(monkeypatch)
    cited = [Citation("lewis-2000", "87"), Citation("who-2011", "256", "lewis-2000")]
    formatted = format_all(RECORDS, cited, tmp_path).citations
    assert [formatted[one] for one in cited] == [f"{WHOLE}, 87.", f"World Health Organization, 2011, quoted in {WHOLE}, 256."]
    assert runs == []


@pytest.mark.parametrize("page", ["7", "86", "1234", "56789", "86–88", "viii"])
def test_a_page_that_is_put_in_stands_as_pandoc_puts_it(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {
        "container-title": "A Journal",
        "volume": 4,
        "issue": 2,
        "page": "11-19",
        "URL": "https://a.example/90736",
        "accessed": IN_2011["issued"],
    }
    records: dict[str, dict[str, Any]] = {kind: {**BOOK, **said, "id": kind, "type": kind} for kind in KINDS}
    records["bare"] = {**INTERVIEW, "id": "bare"}
    cited = [Citation(key, page) for key in records]
    put_in = format_all(records, cited, tmp_path / "one").citations
    monkeypatch.setattr("press.citations.A_NUMBER", re.compile("never"))
    assert put_in == format_all(records, cited, tmp_path / "another").citations


def test_a_source_that_holds_the_number_of_the_page_to_replace_keeps_it(tmp_path: Path) -> None:
    record, cited = {**BOOK, "URL": f"https://a.example/{PAGE}"}, Citation("lewis-2000", "86")
    assert format_all({"lewis-2000": record}, [cited], tmp_path).citations[cited] == (
        f'{WHOLE}, 86, <a href="https://a.example/{PAGE}">https://a.example/{PAGE}</a>.'
    )


def noted_runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets what pandoc reads in each run from now on."""
    runs: list[str] = []
    run = subprocess.run

    def noted(*arguments: Any, **named: Any) -> Any:
        runs.append(named["input"])
        return run(*arguments, **named)

    monkeypatch.setattr("press.citations.subprocess.run", noted)
    return runs


THING: dict[str, Any] = {"type": "book", "title": "A Thing", "publisher": "Bloomsbury"}
IN_2011 = {"issued": {"date-parts": [[2011]]}}
HARI = {"author": [{"family": "Hari", "given": "Johann"}]}
KOLK = {"author": [{"family": "Kolk", "given": "Bessel A.", "non-dropping-particle": "van der"}]}
MUSSET = {"author": [{"family": "Musset", "given": "Alfred", "dropping-particle": "de"}]}
KING = {"author": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}]}
EDITOR = {"editor": [{"family": "Hari", "given": "Johann"}]}
EDITORS = {"editor": [{"family": "Hari", "given": "Johann"}, {"family": "Lewin", "given": "Kurt"}]}
BODY = {"author": [{"literal": "World Health Organization"}]}
SOSEKI = {"author": [{"family": "夏目", "given": "漱石"}]}
VYGOTSKY = {"author": [{"family": "Выготский", "given": "Лев"}]}
ODD = {
    "no date": (
        HARI,
        "Johann Hari, <em>A Thing</em> (Bloomsbury, n.d.).",
        "Hari, Johann. <em>A Thing</em>. Bloomsbury, n.d.",
        "Johann Hari, n.d.",
    ),
    "no author": (IN_2011, "<em>A Thing</em> (Bloomsbury, 2011).", "<em>A Thing</em>. Bloomsbury, 2011.", "<em>A Thing</em> (2011)"),
    "nothing but a title": ({}, "<em>A Thing</em> (Bloomsbury, n.d.).", "<em>A Thing</em>. Bloomsbury, n.d.", "<em>A Thing</em> (n.d.)"),
    "an article without author": (
        {"type": "article-magazine", "container-title": "A Magazine", **IN_2011},
        "“A Thing,” <em>A Magazine</em>, 2011.",
        "<em>A Magazine</em>. “A Thing.” 2011.",
        "“A Thing,” <em>A Magazine</em>, 2011",
    ),
    "only an editor": (
        EDITOR | IN_2011,
        "Johann Hari, ed., <em>A Thing</em> (Bloomsbury, 2011).",
        "Hari, Johann, ed. <em>A Thing</em>. Bloomsbury, 2011.",
        "Johann Hari, ed., 2011",
    ),
    "only editors, no date": (
        EDITORS,
        "Johann Hari and Kurt Lewin, eds., <em>A Thing</em> (Bloomsbury, n.d.).",
        "Hari, Johann, and Kurt Lewin, eds. <em>A Thing</em>. Bloomsbury, n.d.",
        "Johann Hari and Kurt Lewin, eds., n.d.",
    ),
    "an organisation": (
        BODY | IN_2011,
        "World Health Organization, <em>A Thing</em> (Bloomsbury, 2011).",
        "World Health Organization. <em>A Thing</em>. Bloomsbury, 2011.",
        "World Health Organization, 2011",
    ),
    "a particle that stays with the name": (
        KOLK | IN_2011,
        "Bessel A. van der Kolk, <em>A Thing</em> (Bloomsbury, 2011).",
        "Kolk, Bessel A. van der. <em>A Thing</em>. Bloomsbury, 2011.",
        "Bessel A. van der Kolk, 2011",
    ),
    "a particle that is dropped": (
        MUSSET | IN_2011,
        "Alfred de Musset, <em>A Thing</em> (Bloomsbury, 2011).",
        "Musset, Alfred de. <em>A Thing</em>. Bloomsbury, 2011.",
        "Alfred de Musset, 2011",
    ),
    "a suffix": (
        KING | IN_2011,
        "Martin Luther King Jr., <em>A Thing</em> (Bloomsbury, 2011).",
        "King, Martin Luther, Jr. <em>A Thing</em>. Bloomsbury, 2011.",
        "Martin Luther King Jr., 2011",
    ),
    "a name that begins with the family": (
        SOSEKI | IN_2011,
        "夏目漱石, <em>A Thing</em> (Bloomsbury, 2011).",
        "夏目漱石. <em>A Thing</em>. Bloomsbury, 2011.",
        "夏目漱石, 2011",
    ),
    "a name in Cyrillic": (
        VYGOTSKY | IN_2011,
        "Лев Выготский, <em>A Thing</em> (Bloomsbury, 2011).",
        "Выготский, Лев. <em>A Thing</em>. Bloomsbury, 2011.",
        "Лев Выготский, 2011",
    ),
}


@pytest.mark.parametrize(("fields", "note", "entry", "quoted"), ODD.values(), ids=ODD.keys())
def test_an_odd_source_is_written_by_the_style_s_own_rules(
    fields: dict[str, Any], note: str, entry: str, quoted: str, tmp_path: Path
) -> None:
    odd, second_hand = Citation("odd"), Citation("odd", "256", "lewis-2000")
    formatted = format_all({"odd": {"id": "odd", **THING, **fields}, "lewis-2000": BOOK}, [odd, second_hand], tmp_path)
    assert formatted.citations[odd] == note
    assert formatted.entries["odd"] == entry
    assert formatted.citations[second_hand] == f"{quoted}, quoted in {WHOLE}, 256."


def test_odd_sources_stand_where_a_reader_looks_for_them(tmp_path: Path) -> None:
    heads: dict[str, dict[str, Any]] = {
        "kolk": KOLK,
        "musset": MUSSET,
        "soseki": SOSEKI,
        "vygotsky": VYGOTSKY,
        "body": BODY,
        "none": {"title": "Needs"},
        "editor": EDITOR,
    }
    records: dict[str, dict[str, Any]] = {key: {**THING, "id": key, **fields} for key, fields in heads.items()} | {
        "talk": INTERVIEW,
        "paper": {**INTERVIEW, "id": "paper", "type": "document"},
    }
    assert list(format_all(records, [], tmp_path).entries) == [
        "editor",
        "kolk",
        "talk",
        "paper",
        "musset",
        "none",
        "body",
        "vygotsky",
        "soseki",
    ]


def test_what_a_bibliography_leaves_out_is_written_as_in_a_note(tmp_path: Path) -> None:
    record = {**INTERVIEW, "id": "paper", "type": "document"}
    assert format_all({"paper": record}, [], tmp_path).entries == {"paper": "Kurt Lewin, “A Talk,” n.d."}
