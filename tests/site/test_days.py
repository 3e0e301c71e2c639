"""Which notes a build shows, by their days: press and Material's blog must agree, wherever the machine stands."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from mkdocs.config import load_config
from ruamel.yaml import YAML

from press import days
from tests.conftest import ROOT, build
from tests.site.tiny_site import made
from tests.tiny_project import TinyProject

FARTHEST_EAST, FARTHEST_WEST = "Etc/GMT-14", "Etc/GMT+12"
"""Where it is already tomorrow from 10:00 UTC on, and still yesterday until 12:00 UTC: one of them is on another day at any hour."""
DATED_FILE = "docs/notes/posts/dated.md"
DATED = '---\ndate: {}\ndescription: Of its day.\n---\n# Of its day\n\nWords.[^lewis]\n\n[^lewis]: {{{{ cite("lewis-2000", page="9") }}}}\n'


def dated(root: Path, day: datetime.date) -> TinyProject:
    """Return a project that has a second note, of a day."""
    project = made(root)
    project.write(DATED_FILE, DATED.format(day))
    return project


def is_shown(project: TinyProject, **variables: str) -> bool:
    """Build, and return whether the second note is there; fail when only a part of the site knows it."""
    site = project.root / "site"
    done = build(project.root, site, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    is_there = (site / "notes" / "dated" / "index.html").exists()
    # The list of Material's blog, those of press, and what is made of the pages.
    for file in ("notes/index.html", "index.html", "sources/index.html", "sitemap.xml", "feed.json"):
        assert ("dated/" in (site / file).read_text("utf-8")) is is_there, file
    return is_there


@pytest.mark.parametrize(("zone", "hours"), [(FARTHEST_EAST, 14), (FARTHEST_WEST, 0)], ids=["local day", "day in UTC"])
def test_a_note_appears_on_its_day_in_utc_whatever_the_machines_own(zone: str, hours: int, tmp_path: Path) -> None:
    day = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=hours)).date()
    assert is_shown(dated(tmp_path, day), TZ=zone) is (day <= days.today())


def test_a_note_waits_for_its_day_unless_the_build_is_to_show_what_comes(tmp_path: Path) -> None:
    project = dated(tmp_path, days.today() + datetime.timedelta(days=8))
    assert not is_shown(project)
    assert is_shown(project, NOTES_WAIT="no")
    project.replace(DATED_FILE, "description: Of", "draft: true\ndescription: Of")
    assert not is_shown(project, NOTES_WAIT="no")


def test_what_a_pull_request_builds_shows_what_comes() -> None:
    job = YAML(typ="safe", pure=True).load(ROOT / ".github" / "workflows" / "check.yml")["jobs"]["preview"]
    (step,) = [step for step in job["steps"] if step.get("run") == "make site"]
    assert step["env"] == {days.SWITCH: "no"}


@pytest.mark.parametrize(("value", "waits"), [(None, True), ("yes", True), ("true", True), ("no", False), ("false", False), ("OFF", False)])
def test_material_and_press_understand_the_variable_alike(value: str | None, waits: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(days.SWITCH, raising=False)
    if value is not None:
        monkeypatch.setenv(days.SWITCH, value)
    assert load_config(str(ROOT / "mkdocs.yml")).plugins["material/blog"].config.draft_if_future_date is waits
    assert (days.last_shown() == days.today()) is waits
