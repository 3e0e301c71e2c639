"""A mistake of a writer, and what the check says of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Spoilt:
    """One edit to the tiny project and every line that the check must then print."""

    name: str
    file: str
    old: str
    new: str
    says: tuple[str, ...]
