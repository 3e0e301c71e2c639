"""What the minifier made of a text is kept between builds, and made anew of whatever has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from press.packages import LOCK, bundle_style, minify
from tests.conftest import ROOT

SCRIPT = "// A reason.\nexport const answer = 6 * 7;\n"
BROKEN = "export const = ;"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose minifier is the real one."""
    program = tmp_path / "node_modules" / ".bin" / "esbuild"
    program.parent.mkdir(parents=True)
    program.symlink_to(ROOT / "node_modules" / ".bin" / "esbuild")
    (tmp_path / LOCK).write_text("{}")
    return tmp_path


def spoil(root: Path) -> None:
    """Put a program in the minifier's place that fails."""
    program = root / "node_modules" / ".bin" / "esbuild"
    program.unlink()
    program.write_text("#!/bin/sh\necho asked >&2\nexit 1\n")
    program.chmod(0o755)


def script(root: Path, text: str, name: str = "one.js") -> Path:
    path = root / "site" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def test_a_script_that_was_minified_before_is_not_minified_again(root: Path) -> None:
    first = script(root, SCRIPT)
    minify(root, [first])
    made = first.read_text()
    assert "reason" not in made
    assert "answer" in made
    spoil(root)
    again = script(root, SCRIPT)
    minify(root, [again])
    assert again.read_text() == made


@pytest.mark.parametrize("change", ["its text", "its kind", "the packages"])
def test_a_script_is_minified_anew_when_something_changed(change: str, root: Path) -> None:
    minify(root, [script(root, SCRIPT)])
    spoil(root)
    changed = script(root, SCRIPT + "1;" if change == "its text" else SCRIPT, "one.css" if change == "its kind" else "one.js")
    if change == "the packages":
        (root / LOCK).write_text('{"version": 2}')
    with pytest.raises(PluginError, match="asked"):
        minify(root, [changed])


def test_a_script_that_cannot_be_read_is_said_each_time(root: Path) -> None:
    for _ in range(2):
        with pytest.raises(PluginError, match="cannot be read; mend it"):
            minify(root, [script(root, BROKEN)])


def test_a_style_sheet_follows_what_it_takes_in(root: Path) -> None:
    part = script(root, "p { color: #102030 }", "part.css")
    for colour in ("#102030", "#405060", "#102030"):
        part.write_text(f"p {{ color: {colour} }}")
        sheet = script(root, '@import "./part.css";', "site.css")
        assert bundle_style(root, sheet) == [part]
        assert sheet.read_text() == f"p{{color:{colour}}}\n"


def test_a_part_that_is_not_there_is_said(root: Path) -> None:
    with pytest.raises(PluginError, match=r"part\.css"):
        bundle_style(root, script(root, '@import "./part.css";', "site.css"))
