"""Which day it is for the site."""

from __future__ import annotations

import datetime


def today() -> datetime.date:
    """Return the day in UTC, whatever the machine's own: by it Material's blog decides which notes to build."""
    return datetime.datetime.now(datetime.UTC).date()
