"""The report that a run leaves in build/bench.json, and what README shows of it."""

from __future__ import annotations

import dataclasses
import datetime
import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.comparison import OURS
from benchmarks.rivals import LOCKS, version_of
from benchmarks.table import Row

BEGIN, END = "<!-- measured by make bench -->", "<!-- end of what was measured -->"
MAIN = ("Bytes of a note", "Python ready", "Page opened", "Memory of a tab after", "Journal", "Build of 520", "Build of 1,040", "An edit")
"""How the comparisons begin whose every row README shows."""
HEAD = "| less is better | ours | beside it | times ours |\n|---|---|---|---|"


def write(report: Path, parts: Mapping[str, Sequence[Row]], day: datetime.date, cores: int) -> None:
    """Put the rows of the parts that were measured into the report; parts of an earlier run stay, each with its own day."""
    kept = _kept(report)
    for name, rows in parts.items():
        kept[name] = {"day": day.isoformat(), "machine": machine(cores), "rows": [dataclasses.asdict(row) for row in rows]}
    whole = {"rivals": {rival: version_of(rival) for rival in LOCKS}, "parts": kept}
    report.parent.mkdir(exist_ok=True)
    report.write_text(json.dumps(whole, indent=1) + "\n", "utf-8")


def machine(cores: int) -> str:
    """Return the words for this machine: what its figures mean depends on it."""
    return f"{cores} cores, {platform.system()} {platform.machine()}"


def table(report: Mapping[str, Any]) -> str:
    """Return README's table: the main comparisons, every other row where a rival is ahead, and whose versions, which day."""
    lines = [HEAD]
    for what, rows in _comparisons(report).items():
        own = next(row for row in rows if row["whose"] == OURS)
        rivals = [row for row in rows if row["ratio"] and not row["whose"].startswith(OURS)]
        lines += [_line(what, own, row) for row in rivals if what.startswith(MAIN) or _is_ahead(row)]
    versions = ", ".join(f"{rival} {version}" for rival, version in report["rivals"].items())
    days = sorted({f"{part['day']} with {part['machine']}" for part in report["parts"].values()})
    return "\n".join([*lines, "", f"Measured on {'; '.join(days)}. Versions: {versions}. **Bold**: ahead of us."])


def into(readme: str, table_text: str) -> str:
    """Return README with the table between its marks."""
    before, rest = readme.split(BEGIN)
    return f"{before}{BEGIN}\n{table_text}\n{END}{rest.split(END)[1]}"


def _comparisons(report: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    compared: dict[str, list[dict[str, str]]] = {}
    for row in (row for part in report["parts"].values() for row in part["rows"]):
        if row["measured"]:
            compared.setdefault(row["measured"], []).append(row)
    return compared


def _line(what: str, own: Mapping[str, str], rival: Mapping[str, str]) -> str:
    beside = f"{rival['whose']}: {rival['value']}"
    return f"| {what} | {own['value']} | {f'**{beside}**' if _is_ahead(rival) else beside} | {rival['ratio']} |"


def _is_ahead(rival: Mapping[str, str]) -> bool:
    return float(rival["ratio"].replace(",", "")) < 1


def _kept(report: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(report.read_text("utf-8"))["parts"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return found
