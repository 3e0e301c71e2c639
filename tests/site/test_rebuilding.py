"""A build that uses what earlier ones kept gives, byte for byte, the site of one that makes everything anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.generated import project
from press import kept
from tests.conftest import ROOT, build

COUNT = 6
EDITED = "docs/notes/posts/week-0002.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of a few notes that shares with this one only the Python that exercises run in."""
    root = project.write(tmp_path / "project", COUNT)
    (root / "build").unlink()
    (root / "build").mkdir()
    runtime = ROOT / "build" / "runtime"
    runtime.mkdir(parents=True, exist_ok=True)
    (root / "build" / "runtime").symlink_to(runtime)
    return root


def test_a_build_after_an_edit_is_the_same_as_one_from_nothing(root: Path, tmp_path: Path) -> None:
    _built(root, tmp_path / "before")
    note = root / EDITED
    note.write_text(note.read_text("utf-8").replace("\n## ", "\nAnother paragraph, said later.\n\n## ", 1), "utf-8")
    with_kept = _built(root, tmp_path / "with")
    shutil.rmtree(root / "build" / kept.FOLDER)
    anew = _built(root, tmp_path / "anew")
    assert with_kept == anew
    assert b"Another paragraph, said later." in with_kept["notes/week-0002/index.html"]


def _built(root: Path, site: Path) -> dict[str, bytes]:
    done = build(root, site, SITE_URL="https://how-we-help.example/")
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
