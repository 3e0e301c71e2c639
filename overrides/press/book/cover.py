"""The book's cover: the mark on paper, with the book's name, as a PNG."""

from __future__ import annotations

import re
from html import escape

from press import drawing
from press.book.faces import Faces
from press.fonts import ROOT
from press.install import paper_of

WIDTH_PX, HEIGHT_PX = 1600, 2400
ASSETS = ROOT / "overrides" / "assets"
CIRCLE = re.compile(r"<circle .*?/>")


def drawn_cover(faces: Faces, name: str, year: int) -> bytes:
    """Return a PNG of WIDTH_PX by HEIGHT_PX."""
    paper = paper_of((ASSETS / "styles" / "tokens.css").read_text(encoding="utf-8"))
    circles = "".join(CIRCLE.findall((ASSETS / "images" / "mark.svg").read_text(encoding="utf-8")))
    marked = circles.replace("<circle ", '<circle fill-opacity=".78" style="mix-blend-mode:multiply" ')
    family = "Literata Display"
    svg = f"""<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_PX}" height="{HEIGHT_PX}" viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}">
<rect width="{WIDTH_PX}" height="{HEIGHT_PX}" fill="{paper}"/>
<g transform="translate(420 560) scale(20)">{marked}</g>
<g font-family="{family}" fill="#25211c" text-anchor="middle">
<text x="800" y="1680" font-size="{_size(name)}">{escape(name)}</text>
<text x="800" y="1840" font-size="92" fill="#96452a">{year}</text>
</g>
</svg>"""
    return drawing.png(svg, [str(path) for path in (*faces.display, *faces.text)])


def _size(name: str) -> int:
    """Return the size of the name in pixels, so that it keeps to the page: a letter is about half as wide as it is high."""
    return min(210, int(2 * 1150 / max(1, len(name))))
