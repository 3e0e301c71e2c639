"""A report keeps what earlier runs measured, and README shows comparisons that there are, with every rival that is ahead."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.builds import GROWTH, growth, time_title
from benchmarks.comparison import OURS, Figures, NotMeasured, compared
from benchmarks.parts import PARTS, chosen, titles
from benchmarks.table import Row
from tests.conftest import ROOT

DAY = datetime.date(2026, 11, 28)
README = ROOT / "README.md"
OURS_S, SLOW, QUICK = (Figures((value,), "s") for value in (2.0, 4.0, 1.0))


def written(path: Path, **parts: list[Row]) -> dict[str, object]:
    report.write(path, parts, DAY, 2)
    found: dict[str, object] = json.loads(path.read_text("utf-8"))
    return found


def test_a_run_of_one_part_leaves_the_others(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    written(file, build=[Row("Build", "1 s")], pages=[Row("Bytes", "9 KB")])
    parts = written(file, pages=[Row("Bytes", "8 KB")])["parts"]
    assert isinstance(parts, dict)
    assert [parts[name]["rows"][0]["value"] for name in ("build", "pages")] == ["1 s", "8 KB"]


def test_a_report_that_is_no_report_is_written_anew(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    file.write_text("[]", "utf-8")
    assert "Bytes" in str(written(file, pages=[Row("Bytes", "8 KB")]))


def test_the_table_has_the_main_rows_and_every_rival_that_is_ahead(tmp_path: Path) -> None:
    rows = [
        *compared(time_title(520), OURS_S, {"Slow": SLOW, "Quick": QUICK}),
        *compared("Aside", OURS_S, {"Slow": SLOW, "Quick": QUICK, "None": NotMeasured("no"), f"{OURS}, again": QUICK}),
    ]
    table = report.table(written(tmp_path / "bench.json", build=rows))
    assert table.splitlines()[2:5] == [
        "| Build of 520 notes | 2.00 s | Slow: 4.00 s | 2.00 |",
        "| Build of 520 notes | 2.00 s | **Quick: 1.00 s** | 0.50 |",
        "| Aside | 2.00 s | **Quick: 1.00 s** | 0.50 |",
    ]
    assert "Aside | 2.00 s | Slow" not in table
    assert "again" not in table
    assert "2026-11-28 with 2 cores" in table


def test_readme_gets_the_table_between_its_marks() -> None:
    text = f"Before\n{report.BEGIN}\nold\n{report.END}\nAfter\n"
    assert report.into(text, "new") == f"Before\n{report.BEGIN}\nnew\n{report.END}\nAfter\n"


def test_readme_names_only_what_is_measured() -> None:
    text = README.read_text("utf-8")
    shown = text[text.index(report.BEGIN) : text.index(report.END)].splitlines()
    named = {line.split(" | ")[0].removeprefix("| ") for line in shown if line.startswith("| ")} - {"less is better"}
    assert named
    assert named <= titles()


def test_every_main_row_of_readme_is_one_that_is_measured() -> None:
    assert all(any(title.startswith(main) for title in titles()) for main in report.MAIN)


def test_parts_are_chosen_by_name_and_all_of_them_by_none() -> None:
    assert list(chosen(["build", "pages"])) == ["pages", "build"]
    assert chosen([]) == PARTS
    with pytest.raises(ValueError, match="'bild' is no part; choose among pages, "):
        chosen(["pages", "bild"])


def test_growth_is_the_time_of_a_note_among_many_over_that_among_few() -> None:
    (row,) = growth(Figures((52.0,), "s"), Figures((1040 * 1.1,), "s"))
    assert (row.what, row.value, row.is_met) == (GROWTH, "1.10", True)
    (row,) = growth(Figures((52.0,), "s"), Figures((1040 * 1.2,), "s"))
    assert row.is_met is False
    (row,) = growth(NotMeasured("no"), Figures((1.0,), "s"))
    assert row.is_met is None
