"""The kinds of exercise: every module in this folder is one, named as writers name it.

A module's `Definition` is a frozen dataclass below `reflect.exercise.Exercise`. A new kind is a new
module here and a form of the same name among the site's templates; nothing else lists them.
"""

from __future__ import annotations

import importlib
import pkgutil

from reflect.exercise import Exercise

KINDS: dict[str, type[Exercise]] = {
    name: importlib.import_module(f"{__name__}.{name}").Definition for _, name, _ in pkgutil.iter_modules(__path__)
}

__all__ = ["KINDS"]
