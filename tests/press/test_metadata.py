"""What machines read of a note says when it was changed, and who wrote or edited what it leans on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from press.citing import Site, record_of
from press.metadata import json_ld, work
from tests.tiny_project import NOTE_FILE, TinyProject

SITE = Site("How We Help", "https://how-we-help.example/", "en-GB")


def said(project: TinyProject) -> Any:
    (note,) = project.collection().published
    return json.loads(json_ld(note, record_of(note, [], SITE), [], [], SITE, ""))


def test_a_note_says_when_it_was_changed(tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path)
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\nupdated: 2026-05-03")
    assert (said(project)["datePublished"], said(project)["dateModified"]) == ("2026-01-05", "2026-05-03")


def test_a_note_that_was_not_changed_says_nothing_of_it(tmp_path: Path) -> None:
    assert "dateModified" not in said(TinyProject.made(tmp_path))


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ({"family": "Kolk", "given": "Bessel", "non-dropping-particle": "van der"}, {"@type": "Person", "name": "Bessel van der Kolk"}),
        ({"literal": "World Health Organization"}, {"@type": "Organization", "name": "World Health Organization"}),
    ],
    ids=["a person", "an organization"],
)
def test_a_source_that_has_only_editors_names_them(name: dict[str, str], thing: dict[str, str]) -> None:
    assert work({"type": "book", "title": "A Handbook", "editor": [name]}) == {"@type": "Book", "name": "A Handbook", "editor": [thing]}
