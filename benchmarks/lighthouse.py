"""What Lighthouse says of a page as a phone would load it, from a host that compresses."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.table import Row
from tests.browser import browsers
from tests.browser.server import serving

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
# A Chromium that runs as root needs the second; Lighthouse measures a window of its own.
FLAGS = "--headless=new --no-sandbox"
LONGEST_S = 180
RUNS = 3
AIM_PERFORMANCE = 95
WHOLE = {"accessibility": "Accessibility", "best-practices": "Best Practices", "seo": "SEO"}
"""The categories in which no point may be lost, by Lighthouse's names and titles."""
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "speed-index")
"""What performance is made of, but for the shift: on a machine with other work on it the processor's share grows, the others less."""
MOST_SHIFT = 0.01


@dataclass(frozen=True)
class Report:
    """One run: scores from 0 to 100 by category, the layout shift, what took points, each in a line, and times as Lighthouse words them."""

    scores: dict[str, int]
    shift: float
    faults: tuple[str, ...]
    times: dict[str, str] = field(default_factory=dict)


def audit(url: str, *categories: str) -> Report:
    """Return what Lighthouse finds on a page in the categories, all of them when none is named.

    Raises RuntimeError with what it printed when it could not finish.
    """
    chromium = browsers.find()
    variables = {**{name: str(value) for name, value in browsers.environment(chromium).items()}, "CHROME_PATH": str(chromium)}
    command = [str(Path(sys.prefix) / "bin" / "node"), str(PROGRAM), url, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    if categories:
        command.append(f"--only-categories={','.join(categories)}")
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=LONGEST_S, check=False)
    if done.returncode:
        raise RuntimeError(f"Lighthouse could not look at {url}:\n{done.stderr}")
    return _read(json.loads(done.stdout))


def rows(site: Path, address: str) -> list[Row]:
    """Return the rows of a page of the site: performance as the median of three runs, and the worst of all else."""
    with serving(site, packs=True) as server:
        reports = [audit(f"{server.url}{address}") for _ in range(RUNS)]
    shift = max(report.shift for report in reports)
    return [
        _performance(reports),
        *(_whole(reports, name) for name in WHOLE),
        Row("  layout shift", f"{shift:.3f}", "", "", f"at most {MOST_SHIFT}", shift <= MOST_SHIFT),
    ]


def _performance(reports: Sequence[Report]) -> Row:
    scores = [report.scores["performance"] for report in reports]
    median = statistics.median(scores)
    middle = min(reports, key=lambda report: abs(report.scores["performance"] - median))
    return Row(
        "Lighthouse (mobile), a note: performance",
        f"{median:.0f}",
        f"{min(scores)} to {max(scores)}",
        "",
        f"at least {AIM_PERFORMANCE}",
        median >= AIM_PERFORMANCE,
        ", ".join(f"{title} {value}" for title, value in middle.times.items()),
    )


def _whole(reports: Sequence[Report], category: str) -> Row:
    worst = min(reports, key=lambda report: report.scores[category])
    faults = [fault.partition(": ")[2] for fault in worst.faults if fault.startswith(WHOLE[category])]
    return Row(f"  {WHOLE[category]}", f"{worst.scores[category]}", "", "", "100", worst.scores[category] == 100, "; ".join(faults))


def _read(report: dict[str, Any]) -> Report:
    audits = report["audits"]
    faults = [
        f"{category['title']}: {audits[one['id']]['title']} ({_where(audits[one['id']])})"
        for category in report["categories"].values()
        for one in category["auditRefs"]
        if one["weight"] and audits[one["id"]]["score"] not in (1, None)
    ]
    scores = {name: round((category["score"] or 0) * 100) for name, category in report["categories"].items()}
    # Lighthouse sets a space that does not break before a unit.
    times = {
        audits[one]["title"]: " ".join(audits[one]["displayValue"].split()) for one in TIMES if audits.get(one, {}).get("displayValue")
    }
    return Report(scores, audits.get("cumulative-layout-shift", {}).get("numericValue", 0.0), tuple(faults), times)


def _where(found: dict[str, Any]) -> str:
    items = found.get("details", {}).get("items", [])
    nodes = [item["node"]["snippet"] for item in items if isinstance(item.get("node"), dict)]
    return "; ".join(nodes[:3]) or str(found.get("displayValue", ""))
