"""The journal's modules in a node that stays, and records to try them with."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

NODE = Path(sys.prefix) / "bin" / "node"


class Modules:
    """Calls functions of the journal's modules by name."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin
        assert process.stdout
        self._to: IO[str] = process.stdin
        self._from: IO[str] = process.stdout

    def __call__(self, call: str, *given: Any) -> Any:
        """Return what the function made; what it raised fails the test."""
        self._to.write(json.dumps({"call": call, "given": given}) + "\n")
        self._to.flush()
        reply = json.loads(self._from.readline())
        assert "raised" not in reply, reply["raised"]
        return reply["made"]


@pytest.fixture(scope="session")
def modules() -> Iterator[Modules]:
    script = Path(__file__).with_name("modules.mjs")
    with subprocess.Popen(
        [str(NODE), str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    ) as process:
        yield Modules(process)
        assert process.stdin
        process.stdin.close()
