"""A project whose notes have finished pages, without a build."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT
from tests.tiny_project import TinyProject

SITE_URL = "https://how-we-help.example/"
REFERENCE = '<sup id="fnref:lewis"><a class="footnote-ref" href="#fn:lewis">1</a></sup>'
FOOTNOTES = (
    '<div class="footnote"><hr><ol><li id="fn:lewis"><p>Lewis, <em>Love</em>, <a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>.&#160;'
    '<a class="footnote-backref" href="#fnref:lewis" title="Back">Back</a></p></li></ol></div>'
)
CARDS = (
    '<section class="exercise" id="exercise-cards"><reflect-exercise><form>'
    '<p class="exercise__kind"><span>Exercise</span> <span>1 minute</span> <span>Stays on this device</span></p>'
    '<h2 class="exercise__title">Cards</h2><p class="exercise__intro">Put each where it belongs.</p>'
    '<fieldset class="exercise__question"><legend>A mood</legend>'
    '<label class="exercise__choice"><input type="radio" name="mood" value="mine"><span>Mine</span></label>'
    '<label class="exercise__choice"><input type="radio" name="mood" value="ours"><span>Ours</span></label>'
    '<label class="exercise__choice exercise__choice--skip"><input type="radio" name="mood" value=""><span>Skip</span></label></fieldset>'
    '<button type="submit">Reflect</button></form><div class="exercise__reflection" hidden></div></reflect-exercise></section>'
)


def article(prose: str, title: str = "First", footnotes: str = FOOTNOTES) -> str:
    """Return a note's article as its page has it."""
    return (
        f'<article class="page note"><header><p class="kicker">5 January 2026</p><h1 id="first">{title}</h1></header>'
        f'<div class="prose">{prose}</div><section class="end"><h2 id="note-sources">Sources</h2>{footnotes}</section>'
        '<nav class="neighbours"><a href="../second/">Later note</a></nav></article>'
    )


def finished(root: Path) -> TinyProject:
    """Return a project with the templates of the real one and a finished page of its note, below site/."""
    project = TinyProject.made(root)
    (root / "overrides").symlink_to(ROOT / "overrides")
    put(project, "first", article(f"<p>An opening.{REFERENCE}</p>{CARDS}<p>An end.</p>"))
    return project


def put(project: TinyProject, slug: str, text: str) -> None:
    """Put a page with an article where the built site has the note's."""
    project.write(f"site/notes/{slug}/index.html", f"<!doctype html><html><body><header>Site</header><main>{text}</main></body></html>")


def add_notes(project: TinyProject, count: int) -> None:
    """Add notes of the days after the first one's, with finished pages."""
    for number in range(1, count + 1):
        day = f"2026-0{2 + number // 28}-{1 + number % 28:02}"
        project.write(f"docs/notes/posts/note-{number}.md", f"---\ndate: {day}\ntags: [the body]\n---\n# Note {number}\n\nText.\n")
        put(project, f"note-{number}", article(f"<p>Text {number}.</p>", f"Note {number}", ""))
