"""Measures all parts or those that are named, prints one table and writes build/bench.json; exits non-zero when an aim is missed.

`python -m benchmarks readme` writes what the last run measured into README.md.
"""

from __future__ import annotations

import datetime
import functools
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import report
from benchmarks.parts import Part, chosen
from benchmarks.progress import say
from benchmarks.table import Row, printed
from press.runtime import RuntimeProblem
from tests.browser.browsers import NoBrowserFound

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "build" / "bench.json"
README = ROOT / "README.md"
RATIO = "Ratio: a rival's figure as a multiple of ours, so that below 1 the rival is ahead, unless its row says otherwise."


def main(words: Sequence[str]) -> int:
    """Measure the parts; the site is built first unless SITE_DIR names one that is built."""
    if list(words) == ["readme"]:
        README.write_text(report.into(README.read_text("utf-8"), report.table(json.loads(REPORT.read_text("utf-8")))), "utf-8")
        return 0
    rows: list[Row] = []
    for name, part in chosen(words).items():
        say(f"{name}: {part.what}")
        measured = _measured(name, part)
        report.write(REPORT, {name: measured}, datetime.datetime.now(tz=datetime.UTC).date(), os.cpu_count() or 1)
        rows += measured
    print(printed(rows))
    print(RATIO)
    return int(any(row.is_met is False for row in rows))


def _measured(name: str, part: Part) -> list[Row]:
    try:
        return part.measure(_site() if part.needs_site else ROOT)
    except (NoBrowserFound, RuntimeProblem):
        raise
    except Exception as problem:  # noqa: BLE001 - whatever ended this part, the others are worth their time
        reason = (str(problem).splitlines() or [""])[0]
        return [Row(name, "–", aim="measured", is_met=False, note=f"not measured here: {type(problem).__name__}: {reason}")]


@functools.cache
def _site() -> Path:
    if "SITE_DIR" in os.environ:
        return Path(os.environ["SITE_DIR"]).resolve()
    site = ROOT / "build" / "bench-site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"The site does not build, so nothing is measured:\n{done.stdout}{done.stderr}")
    return site


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (NoBrowserFound, RuntimeProblem, ValueError) as problem:
        sys.exit(str(problem))
