"""The error that the making of the runtime ends with when something is missing or breaks."""

from __future__ import annotations


class RuntimeProblem(Exception):
    """Says in one or two sentences what failed and how to mend it; whoever builds the site shows it without a traceback."""
