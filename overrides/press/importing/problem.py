"""Why a file cannot be imported."""

from __future__ import annotations


class Unreadable(Exception):
    """A file that is not imported; its text says what was found, what was expected and how to mend it."""
