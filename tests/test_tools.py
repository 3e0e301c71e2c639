"""The tools that read every file find nothing: types, style, and what a newcomer's first look would trip over."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.project_copy import copied

BIN = Path(sys.prefix) / "bin"
TOOLS = {
    "ruff-check": [BIN / "ruff", "check", "."],
    "ruff-format": [BIN / "ruff", "format", "--check", "."],
    "mypy": [BIN / "mypy"],
    "tsc-pages": [ROOT / "node_modules/.bin/tsc", "--project", "tsconfig.json"],
    "tsc-worker": [ROOT / "node_modules/.bin/tsc", "--project", "tsconfig.worker.json"],
    "biome": [ROOT / "node_modules/.bin/biome", "check", "--error-on-warnings", "overrides"],
}


@pytest.mark.parametrize("command", TOOLS.values(), ids=TOOLS.keys())
def test_a_tool_finds_nothing(command: list[str | Path]) -> None:
    path = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **path}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_writers_check_passes() -> None:
    done = subprocess.run([sys.executable, "-m", "press", "check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    # Which identifier a source has is its writer's to look up; of all else there is nothing to advise.
    advice = [line for line in done.stdout.splitlines() if line.endswith("(a warning: the site can be built)")]
    assert [line for line in advice if "has no identifier; add its DOI, ISBN or address" not in line] == []


def test_lock_files_carry_hashes_and_no_addresses() -> None:
    locks = [ROOT / name for name in ("requirements.txt", "tests/requirements.txt", "exercises/requirements.txt", "package-lock.json")]
    rivals = ROOT / "benchmarks" / "rivals"
    locks += [*rivals.glob("*.txt"), rivals / "pyodide_theme_cdn" / "package-lock.json"]
    for lock in [*locks, ROOT / "tests/browser/package-lock.json"]:
        text = lock.read_text(encoding="utf-8")
        assert "sha256:" in text or '"integrity": "sha512-' in text, lock
        assert not re.search(
            r'"resolved"|--index-url|\bfile:|https?://(?!opencollective|github\.com|www\.patreon|paulmillr|tidelift|feross|paypal\.me)',
            text,
        ), lock


def test_every_target_of_the_makefile_is_listed_by_plain_make() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert targets
    for target in targets:
        assert re.search(rf"^  make {target}\s+\S", listed, re.MULTILINE), target
    for target in ("serve", "test", "site", "check", "bench", "clean"):
        assert target in targets


GIVEN = """Costs $5 now, "it's" $(shell echo 6) $$7 `echo 8` \\ # and more"""
RECIPES = [
    ("note", {"TITLE": GIVEN}, ["note", "--", GIVEN]),
    ("import", {"FILE": GIVEN, "NAME": "a$b", "POST": "it's $c"}, ["import", "--name=a$b", "--post=it's $c", "--", GIVEN]),
    ("source", {"ID": GIVEN}, ["source", "--", GIVEN]),
    ("email", {"NOTE": GIVEN}, ["email", GIVEN]),
    ("email", {}, ["email"]),
]


def make(target: str, words: dict[str, str], where: str, folder: Path, *options: str) -> str:
    """Return what a target prints that is given its words on the command line, or in the environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", target, *options]
    if where == "environment":
        environment |= words
    else:
        command += [f"{name}={value}" for name, value in words.items()]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("where", ["command line", "environment"])
@pytest.mark.parametrize(("target", "words", "asked"), RECIPES)
def test_a_recipe_is_given_a_writers_words_as_they_are(target: str, words: dict[str, str], asked: list[str], where: str) -> None:
    # In the place of Python, what it would be asked is printed.
    said = make(target, words, where, ROOT, r"PYTHON=printf '%s\n'")
    assert said.endswith("\n".join(["-m", "press", *asked, ""]))


@pytest.mark.parametrize("where", ["command line", "environment"])
def test_a_note_begins_with_its_whole_title(where: str, tmp_path: Path) -> None:
    project = copied(tmp_path / "project")
    said = make("note", {"TITLE": """It's "kind", and costs $5 now"""}, where, project)
    (file,) = re.findall(r"docs/notes/posts/[a-z0-9-]+\.md", said)[:1]
    assert """\n# It's "kind", and costs $5 now\n""" in (project / file).read_text("utf-8")


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_a_document_names_only_targets_and_paths_that_are_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(re.findall(r"`make ([a-z]+)", text)) <= set(targets)
    example = re.compile(r"on-apology|<|\*|#")
    for path in re.findall(r"`((?:docs|exercises|overrides|tests|benchmarks|bin)/[^`]*)`", text):
        if not example.search(path):
            assert (ROOT / path).exists(), path
