"""What make serve builds: a site that goes on with the rest when something in it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.__main__ import main
from tests.conftest import build
from tests.site.tiny_site import made
from tests.tiny_project import EXERCISES_FILE, NOTE_FILE

DRAFT = "---\ndate: 2026-02-05\ndraft: true\ndescription: Of three.\n---\n# Third\n\nAlone, and nobody’s.[^who]\n\n[^who]: {{ cite('nobody-1999') }}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = made(tmp_path_factory.mktemp("preview"))
    project.replace(EXERCISES_FILE, "kind: sort", "kind: sorting")
    project.write("docs/notes/posts/third.md", DRAFT)
    project.write("docs/notes/posts/fourth.md", "---\ndate: 2026-13-40\ndescription: Of four.\n---\n# Fourth\n")
    project.write("docs/notes/posts/fifth.md", "---\ndate: [\n---\n# Fifth\n")
    folder = project.root / "site"
    done = build(project.root, folder, PRESS_PREVIEW="yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{EXERCISES_FILE}:4:11: cards: kind 'sorting' is unknown" in done.stderr
    assert (project.root / NOTE_FILE).is_file()
    return folder


def test_a_note_says_its_mistake_and_has_its_other_exercises(site: Path) -> None:
    page = (site / "notes" / "first" / "index.html").read_text("utf-8")
    assert page.index("kind 'sorting' is unknown".replace("'", "&#x27;")) < page.index('id="exercise-scale"')
    assert 'id="exercise-cards"' not in page


def test_only_a_page_with_a_mistake_brings_its_style(site: Path) -> None:
    assert "styles/preview." in (site / "notes" / "first" / "index.html").read_text("utf-8")
    assert "styles/preview." not in (site / "about" / "index.html").read_text("utf-8")


def test_a_draft_is_not_in_a_build_for_readers_but_its_mistake_is_told(site: Path) -> None:
    assert not (site / "notes" / "third" / "index.html").exists()


@pytest.mark.parametrize(("name", "says"), [("fourth", "&#39;2026-13-40&#39;, expected a day"), ("fifth", "this is not YAML")])
def test_a_note_that_would_end_the_build_says_why_at_its_address(site: Path, name: str, says: str) -> None:
    page = (site / "notes" / name / "index.html").read_text("utf-8")
    assert says in page
    assert "styles/preview." in page
    assert f"notes/{name}/" not in (site / "notes" / "index.html").read_text("utf-8")


def test_a_preview_has_no_policy_which_would_stop_the_script_that_brings_an_edited_page_anew(site: Path) -> None:
    assert "Content-Security-Policy" not in (site / "notes" / "first" / "index.html").read_text("utf-8")


def test_preparing_builds_and_leaves_only_what_the_next_build_uses(tmp_path: Path) -> None:
    project = made(tmp_path)
    project.replace(EXERCISES_FILE, "kind: sort", "kind: sorting")
    before = sorted(project.root.iterdir())
    assert main(["prepare", "--root", str(project.root)]) == 0
    assert sorted(project.root.iterdir()) == before
    assert any((project.root / "build" / "runtime" / "made").iterdir())
