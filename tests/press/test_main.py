"""`make check` prints what is wrong and exits with 1, or says in a line that all is in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from press import links
from press.__main__ import main
from tests.tiny_project import EXERCISES_FILE, SOURCES_FILE, TinyProject


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    made = TinyProject.made(tmp_path)
    made.write("mkdocs.yml", "site_name: Tiny\n")
    return made


def test_all_in_order(project: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    project.identified()
    assert main(["check", "--root", str(project.root)]) == 0
    assert capsys.readouterr().out == "1 note, 1 source and 3 exercises are in order.\n"


def test_a_mistake_is_printed_and_exits_with_1(project: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    project.replace(EXERCISES_FILE, "kind: sort", "kind: sorting")
    assert main(["check", "--root", str(project.root)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("exercises/notes/first.yml:4:11: cards: kind 'sorting' is unknown")
    assert out.endswith("1 mistake to mend.\n")


def test_a_warning_is_printed_and_exits_with_0(project: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    project.write(SOURCES_FILE, (project.root / SOURCES_FILE).read_text() + "  - {id: spare, type: book, title: Spare}\n")
    assert main(["check", "--root", str(project.root)]) == 0
    assert "nothing leans on source 'spare'; cite it, or remove it (a warning: the site can be built)" in capsys.readouterr().out


def test_a_folder_that_is_no_project_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(tmp_path)]) == 2
    assert "holds no mkdocs.yml" in capsys.readouterr().err


def test_links_asks_as_the_site_and_exits_with_0_without_a_network(
    project: TinyProject, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def no_network(_known: object, _today: object, manner: links.Manner) -> None:
        asked.append(manner.user_agent)
        raise links.Offline

    monkeypatch.setattr("press.links.ask_all", no_network)
    assert main(["links", "--root", str(project.root)]) == 0
    assert capsys.readouterr().out == "There is no network, so no address was asked and nothing was written.\n"
    assert asked == ["Tiny link check (+)"]
    assert not (project.root / "docs/links.yml").exists()
