"""Why a book cannot be made."""

from __future__ import annotations


class BookProblem(Exception):
    """One sentence for whoever asked for the book: what cannot be made, and how to mend it."""
