"""A worksheet as plain data, for the templates that set it."""

from __future__ import annotations

import dataclasses
from typing import Any

from press.book.worksheets import Worksheet


def as_data(sheet: Worksheet) -> dict[str, Any]:
    """Return a worksheet as plain data, with the kind of each part under "part"."""
    parts = [{"part": type(part).__name__.lower(), **dataclasses.asdict(part)} for part in sheet.parts]
    return {**dataclasses.asdict(sheet), "parts": parts}
