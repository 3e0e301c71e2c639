"""Runs every measurement, prints one table and writes build/bench.json; exits non-zero when an aim is missed."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks import desk, first_visit, journal, lighthouse, page_bytes, readiness, reflection, writing
from benchmarks.browsing import returning_reader
from benchmarks.table import Row, printed
from press.runtime import RuntimeProblem
from tests.browser.browsers import NoBrowserFound
from tests.browser.server import serving

ROOT = Path(__file__).resolve().parents[1]
NOTE = "/notes/co-regulation/"


def main() -> int:
    """Measure everything; the site is built first unless SITE_DIR names one that is built."""
    site = _site()
    rows: list[Row] = [
        *readiness.rows(),
        *first_visit.rows(site),
        *reflection.rows(site),
        *desk.rows(site),
        *journal.rows(site),
        *_page_rows(site),
        *lighthouse.rows(site, NOTE),
        *writing.rows(),
    ]
    print(printed(rows))
    report = ROOT / "build" / "bench.json"
    report.parent.mkdir(exist_ok=True)
    report.write_text(json.dumps([dataclasses.asdict(row) for row in rows], indent=1) + "\n", "utf-8")
    return int(any(row.is_met is False for row in rows))


def _page_rows(site: Path) -> list[Row]:
    # What the service worker keeps for later comes after the page, and is held to a limit of its own by a test.
    with serving(site) as server, returning_reader(service_workers="block") as page:
        return page_bytes.rows(page_bytes.weigh(site, page_bytes.requested_by(page, server, NOTE)))


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
        sys.exit(main())
    except (NoBrowserFound, RuntimeProblem) as problem:
        sys.exit(str(problem))
