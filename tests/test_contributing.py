"""CONTRIBUTING leads through one whole note, and what it says happens: its own commands are run here, in a copy of the project."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.project_copy import copied

NAME = "on-apology"
OWN = {f"docs/notes/posts/{NAME}.md", f"exercises/notes/{NAME}.yml"}
SHARED = "docs/sources.yml"
NOT_RUN = "make serve"
"""It goes on until it is stopped; tests/site/test_preview.py holds what it shows."""
SECONDS = 600


@dataclass(frozen=True)
class Step:
    """A block of the page: commands, or with a file's name what that file is to hold."""

    text: str
    file: str = ""


@dataclass(frozen=True)
class Copy:
    """A copy of the project under version control, which installs nothing and asks no network."""

    root: Path

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        who = {f"GIT_{role}_{what}": f"writer@{NAME}.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "MAKE", "MFLAGS"))}
        environment |= {**who, **nowhere, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        return subprocess.run(
            ["sh", "-c", command], cwd=self.root, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )

    def done(self, command: str) -> str:
        """Return what a command prints; fail when it fails."""
        done = self.run(command)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout

    def replace(self, file: str, old: str, new: str) -> None:
        text = (self.root / file).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (self.root / file).write_text(text.replace(old, new), "utf-8")


def steps(heading: str) -> list[Step]:
    """Return the blocks under a heading, each with the file that the line before it names, if that line ends in a colon."""
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = page[page.index(f"\n## {heading}\n") :].split("\n## ")[1].split("\nMore that a note can have")[0]
    found = []
    for block in re.finditer(r"(?P<before>[^\n]*)\n\n(?P<text>(?: {7}[^\n]*\n|\n)+)", section):
        named = re.findall(r"`((?:docs|exercises)/[^`]+)`[^`]*:$", block["before"])
        text = "\n".join(line.removeprefix(" " * 7) for line in block["text"].strip("\n").split("\n")) + "\n"
        found.append(Step(text, named[-1].replace("<the note's name>", NAME) if named else ""))
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    made = Copy(copied(tmp_path_factory.mktemp("copy") / "project"))
    made.done("git init --quiet --initial-branch=main && printf '/.venv\\n/node_modules\\n/build\\n' >> .git/info/exclude")
    made.done("git add . && git commit --quiet --message 'As it was'")
    return made


@pytest.fixture(scope="module")
def written(copy: Copy) -> dict[str, str]:
    """What each command of the first section printed, by the command; the note is written and committed then."""
    printed: dict[str, str] = {}
    for step in steps("Write a note"):
        if step.file:
            assert (copy.root / step.file).is_file(), f"{step.file} is to be there before it is written"
            (copy.root / step.file).write_text(step.text, "utf-8")
            continue
        for command in step.text.splitlines():
            if command != NOT_RUN:
                printed[command] = copy.done(command)
    return printed


@pytest.fixture
def noted(copy: Copy, written: dict[str, str]) -> Copy:
    """The copy as the first section leaves it."""
    copy.done(f"git switch --quiet --force {NAME} && git reset --quiet --hard && git clean --quiet --force -d docs exercises")
    return copy


def counted(said: str) -> list[int]:
    """Return how many notes, sources and exercises the last line of a check counts."""
    return [int(number) for number in re.findall(r"\d+", said.splitlines()[-1])]


def test_the_page_has_the_commands_of_a_whole_note(written: dict[str, str]) -> None:
    assert [command.split()[:2] for command in written] == [
        ["make", "note"],
        ["rm", f"exercises/notes/{NAME}.yml"],
        ["make", "check"],
        ["git", "switch"],
        ["git", "add"],
        ["git", "commit"],
    ]


def test_beginning_a_note_says_what_it_made_and_what_comes_next(written: dict[str, str]) -> None:
    said = written['make note TITLE="On apology"']
    assert all(file in said for file in OWN)
    assert "\n3. Run `make check` until it finds nothing" in said


def test_the_note_of_the_page_is_in_order_as_it_stands(written: dict[str, str]) -> None:
    *advice, last = written["make check"].splitlines()
    assert re.fullmatch(r"\d+ notes, \d+ sources and \d+ exercises are in order\.", last)
    assert [line for line in advice if not line.startswith("docs/sources.yml:")] == []


def test_a_note_touches_its_own_file_and_nothing_else(noted: Copy) -> None:
    assert noted.done("git diff --name-only main") == f"docs/notes/posts/{NAME}.md\n"
    assert noted.done("git status --porcelain") == ""


def test_an_exercise_fails_the_check_until_it_is_there_and_then_the_site_has_all_of_it(noted: Copy, written: dict[str, str]) -> None:
    (step,) = [step for step in steps("Add an exercise in ten minutes") if step.file]
    note = f"docs/notes/posts/{NAME}.md"
    noted.replace(note, "[^lewis]: ", '{{ exercise("two-words") }}\n\n[^lewis]: ')
    missing = noted.run("make check")
    assert missing.returncode != 0
    assert (
        f"exercise 'two-words' is placed and there is no file {step.file}; create it, with 'note: {NAME}' as its first line"
        in missing.stdout
    )
    (noted.root / step.file).write_text(step.text, "utf-8")
    before = counted(written["make check"])
    assert counted(noted.done("make check")) == [*before[:2], before[2] + 1]

    # The day in the page may not have come yet.
    noted.replace(note, "date: 2026-11-30\ndraft: true\n", "date: 2026-11-23\n")
    noted.done("make site")
    page = (noted.root / "site" / "notes" / NAME / "index.html").read_text("utf-8")
    assert 'id="exercise-two-words"' in page
    assert "A General Theory of Love" in page
    assert set(noted.done("git add docs exercises && git diff --cached --name-only main").split()) == OWN


def test_an_import_and_a_source_touch_nothing_else_either(noted: Copy, tmp_path: Path) -> None:
    noted.done("git switch --quiet main")
    essay = "On Lamps\n\nA lamp that is left on says more than the one who left it would say.[1]\n\nNotes\n\n1. Ann Lamp, *On Lamps* (Oslo: Press, 1999), 3.\n"
    (tmp_path / "lamps.txt").write_text(essay)
    (tmp_path / "lamps.ris").write_text("TY  - BOOK\nAU  - Wick, Bo\nTI  - On Wicks\nPB  - Press\nPY  - 1998\nER  - \n")
    noted.done(f'make import FILE="{tmp_path / "lamps.txt"}"')
    noted.done(f'make source ID=- < "{tmp_path / "lamps.ris"}"')
    assert set(noted.done("git status --porcelain --untracked-files=all | cut -c4-").split()) == {"docs/notes/posts/on-lamps.md", SHARED}
