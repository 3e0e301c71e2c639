"""mkdocs-quiz: stock Material with its plugin, and questions in its own notation."""

from __future__ import annotations

from benchmarks.rivals.material import CONFIG as STOCK

CONFIG = STOCK.replace("  - search\n", "  - search\n  - mkdocs_quiz\n")
RIGHT = "Lewis"


def question(number: int) -> str:
    """Return one question with three options."""
    return (
        f"<quiz>\nWho says so, in part {number}?\n- [x] {RIGHT}\n- [ ] Freud\n- [ ] Whyte\n\n"
        "It stands in the first paragraph, with the page.\n</quiz>\n"
    )
