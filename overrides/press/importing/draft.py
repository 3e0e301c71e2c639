"""Puts a draft together: front matter, title, epigraph, text and footnotes."""

from __future__ import annotations

import datetime
import re

from press.importing.manuscript import Manuscript
from press.importing.markdown import inline, written
from press.importing.opening import first_sentence
from press.importing.records import scalar
from press.importing.sources import Proposals
from press.importing.tree import spoken, text_of


def draft_of(manuscript: Manuscript, day: datetime.date, proposals: Proposals) -> str:
    """Return the Markdown of a note that is a draft."""
    footnotes = [proposals.footnote(name, note, manuscript.report) for name, note in manuscript.notes.items()]
    parts = [_front(manuscript, day), f"# {inline(spoken(manuscript.title))}", *_body(manuscript)]
    text = "\n\n".join(part for part in parts if part) + "\n"
    return text + ("\n" + "\n\n".join(footnotes) + "\n" if footnotes else "")


def _front(manuscript: Manuscript, day: datetime.date) -> str:
    lines = [f"date: {day}", "draft: true"]
    if inline(spoken(manuscript.title)) != manuscript.title:
        # Lists of notes and search show the heading as it is written, escapes and all, unless the title stands here too.
        lines.insert(0, f"title: {scalar(manuscript.title)}")
    if manuscript.tags:
        lines.append(f"tags: [{', '.join(scalar(tag, is_flow=True) for tag in manuscript.tags)}]")
        manuscript.report.guessed.append(f"its topics are those that it had there: {', '.join(manuscript.tags)}")
    if manuscript.authors:
        byline = " and ".join(manuscript.authors)
        lines.append(f"byline: {scalar(byline)}")
        manuscript.report.guessed.append(f"the byline is {byline!r}")
    if manuscript.subtitle:
        manuscript.report.turned.append(manuscript.subtitle)
        description = manuscript.subtitle
    else:
        description = first_sentence(manuscript)
        manuscript.report.guessed.append("the description, which search results show, is how the text begins")
    lines.append(f"description: {scalar(re.sub(r'\s+', ' ', description))}")
    return "---\n" + "\n".join(lines) + "\n---"


def _body(manuscript: Manuscript) -> list[str]:
    """Return the text as Markdown, with the end of what lists of notes show after its first paragraph."""
    first = next((index for index, block in enumerate(manuscript.blocks) if block["t"] == "Para" and text_of([block])), None)
    if first is None:
        return [written(manuscript.blocks)]
    return [written(manuscript.blocks[: first + 1]), "<!-- more -->", written(manuscript.blocks[first + 1 :])]
