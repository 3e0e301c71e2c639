"""What the writing desk is tested with: the shelf of a tiny site, and drafts with every mistake that a writer can make."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press import shelving
from press.citations import format_all
from press.desk.wire import Room
from reflect.problems import Problem
from tests.conftest import ROOT
from tests.press import test_checks, test_checks_kinds
from tests.tiny_project import EXERCISES, EXERCISES_FILE, NOTE, NOTE_FILE, TODAY, TinyProject

SECOND = (test_checks_kinds.NOTE_FILE, test_checks_kinds.FILE)


@dataclass(frozen=True)
class Case:
    """A draft, and every line that `make check` says about its two files."""

    id: str
    name: str
    note: str
    exercises: str
    says: list[str]

    @property
    def draft(self) -> dict[str, str]:
        return {"name": self.name, "note": self.note, "exercises": self.exercises}


def shelf_of(project: TinyProject, site: Path) -> dict[str, Any]:
    """Return the shelf of a project as the build writes it; none of its pages is built."""
    collection = project.collection()
    cited = [*(one.citation for one in collection.leanings), *shelving.citations(collection)]
    shelving.write(collection, format_all(collection.sources.records, cited, ROOT / "build"), site)
    data: dict[str, Any] = json.loads((site / shelving.PLACE / shelving.LIST).read_text("utf-8"))
    return data


def held(site: Path, shelf: dict[str, Any], file: str) -> Any:
    """Return what a page of the shelf holds."""
    (name,) = (page["held"] for page in shelf["pages"] if page["file"] == file)
    return json.loads((site / shelving.PLACE / name).read_text("utf-8"))


def asked(room: Room, draft: dict[str, str], details: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the room's answer to a draft."""
    answer: dict[str, Any] = json.loads(room.reply(json.dumps({"draft": draft, "details": details or {}, "today": TODAY.isoformat()})))
    return answer


def said(answer: dict[str, Any]) -> list[str]:
    """Return the mistakes of an answer as `make check` prints them."""
    assert "problems" in answer, answer
    return [str(Problem(**one)) for one in answer["problems"]]


def advised(answer: dict[str, Any]) -> list[str]:
    """Return what an answer says is worth a look, as `make check` prints it."""
    return [str(Problem(**one)) for one in answer["advice"]]


def cases(folder: Path) -> Iterator[Case]:
    """Yield every draft with a mistake that the tests of the checks know, each spoilt in a project of its own in the folder."""
    for spoilt in test_checks.SPOILT:
        if spoilt.file in (NOTE_FILE, EXERCISES_FILE):
            project = TinyProject.made(folder / spoilt.name)
            project.replace(spoilt.file, spoilt.old, spoilt.new)
            yield _case(spoilt.name, project, NOTE_FILE, EXERCISES_FILE)
    for kind in test_checks_kinds.SPOILT:
        project = test_checks_kinds.project(folder / f"kinds-{kind.name}", test_checks_kinds.EXERCISES)
        project.replace(SECOND[1], kind.old, kind.new)
        yield _case(kind.name, project, *SECOND)
    for name, note, exercises in ODD:
        project = TinyProject.made(folder / f"odd-{name}")
        project.write(NOTE_FILE, note)
        project.write(EXERCISES_FILE, exercises)
        yield _case(name, project, NOTE_FILE, EXERCISES_FILE)


ODD = (
    ("nothing at all", "", EXERCISES),
    ("front matter that is no YAML", NOTE.replace("date: ", "date: [", 1), EXERCISES),
    ("a byte-order mark and Windows line ends", "\ufeff" + NOTE.replace("\n", "\r\n"), EXERCISES.replace("\n", "\r\n")),
    ("a link to a heading of its own that is not there", NOTE.replace("An opening.", "An [opening](#openin)."), EXERCISES),
    ("exercises that are a list", NOTE, "- one\n- two\n"),
    ("braces that never end", NOTE + "\n{% if %}\n", EXERCISES),
    ("a heading that skips a rank", NOTE + "\n#### Deep\n", EXERCISES),
    ("a picture without words", NOTE + "\n![](none.svg)\n", EXERCISES),
    ("a letter that is two halves in a browser", NOTE.replace("An opening.", "\U0001f30d [there](frist.md)."), EXERCISES),
)


def _case(name: str, project: TinyProject, note: str, exercises: str) -> Case:
    says = [line for line in project.problems() if line.startswith((note, exercises))]
    written, defined = ((project.root / file).read_bytes().decode("utf-8") for file in (note, exercises))
    return Case(name, Path(note).stem, written, defined, says)
