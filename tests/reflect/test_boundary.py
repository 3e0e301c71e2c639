"""The engine stays what a browser can hold: pure, small, and free of the build."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ENGINE = Path(__file__).parents[2] / "exercises" / "reflect"
TRAVELLING = {"attrs", "cattrs", "fsrs", "reflect", "typing_extensions"}
WHEN_WRITING = {"reading.py": {"ruamel"}}
IMPURE = {"io", "os", "pathlib", "random", "secrets", "shutil", "socket", "tempfile", "time", "urllib", "uuid"}
CLOCKS = {"now", "today", "utcnow"}
"""What datetime offers that looks at the clock; reckoning with moments that are given is fine."""
MODULES = sorted(ENGINE.rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.name} imports by a relative name"
            yield (node.module or "").split(".")[0]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ENGINE).as_posix())
def test_a_module_imports_only_what_travels_with_it(module: Path) -> None:
    allowed = TRAVELLING | set(sys.stdlib_module_names) | WHEN_WRITING.get(module.name, set())
    assert set(imported(module)) <= allowed


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ENGINE).as_posix())
def test_a_module_knows_no_clock_file_or_chance(module: Path) -> None:
    assert not set(imported(module)) & IMPURE
    calls = [node.func for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Call)]
    assert not {call.id for call in calls if isinstance(call, ast.Name)} & {"open", "print", "input", "exec", "eval"}
    assert not {call.attr for call in calls if isinstance(call, ast.Attribute)} & CLOCKS


def test_the_reflecting_part_does_without_what_writing_needs() -> None:
    script = "import sys, reflect.wire; sys.exit(bool({'ruamel', 'press', 'mkdocs'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
