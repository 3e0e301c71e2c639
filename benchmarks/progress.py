"""Says what is being measured, beside the table and not in it."""

from __future__ import annotations

import sys
import time

START = time.monotonic()


def say(words: str) -> None:
    """Print a line with the minutes and seconds since the beginning."""
    minutes, seconds = divmod(int(time.monotonic() - START), 60)
    print(f"{minutes:3}:{seconds:02}  {words}", file=sys.stderr, flush=True)
