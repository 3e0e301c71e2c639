"""What travels to a Python in the browser: its wheels, and the module that is asked there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from press.runtime.tools import Inputs
from press.runtime.wheel import build_wheel, fetch_wheels


@dataclass(frozen=True)
class Cargo:
    """package: the wheel that brings all others; module: whose `reply` is asked, JSON text in, JSON text out.

    wheels: makes or gets them, given a folder to work in and a cache. use: Python that is run before the snapshot is taken,
    so that what it makes need not be made again. files, versions: what the wheels are made of besides the engine.
    """

    package: str
    module: str
    wheels: Callable[[Path, Path], list[Path]]
    use: str = ""
    files: tuple[Path, ...] = ()
    versions: tuple[str, ...] = ()


def engine(inputs: Inputs) -> Cargo:
    """Return the engine of the exercises with the wheels that it needs."""
    return Cargo("reflect", "reflect.wire", lambda work, cache: engine_wheels(inputs, work, cache))


def engine_wheels(inputs: Inputs, work: Path, cache: Path) -> list[Path]:
    """Return the wheel of the engine and those that its requirements name."""
    return [build_wheel(inputs.engine, work), *fetch_wheels(inputs.engine / "requirements.txt", cache)]
