"""Which day it is for the site, and until which day its notes are shown."""

from __future__ import annotations

import datetime
import os

SWITCH = "NOTES_WAIT"
"""A variable of the environment, which mkdocs.yml hands on to Material's blog: both must know the same notes."""
NO = ("no", "false", "off")


def today() -> datetime.date:
    """Return the day in UTC, whatever the machine's own: by it Material's blog decides which notes to build."""
    return datetime.datetime.now(datetime.UTC).date()


def last_shown() -> datetime.date:
    """Return the last day whose notes readers can see: today, or the last there is where notes do not wait for their day.

    So is the site that a pull request shows; a draft stays hidden there too.
    """
    return datetime.date.max if os.environ.get(SWITCH, "").lower() in NO else today()
