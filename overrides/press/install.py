"""What lets the site be installed like a program: the web manifest, and icons drawn from the mark."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from press import drawing

MARK_BOX = 38
"""Side of the square in which the mark is drawn."""
IN_A_SQUARE = 0.8
"""How much of an icon's side the mark takes."""
IN_A_CIRCLE = 0.58
"""The same where a system may cut the icon to any shape that holds a circle of 80 per cent of its side."""
CIRCLE = re.compile(r"<circle [^>]*>")
PAPER = re.compile(r"--paper:\s*light-dark\((#[0-9a-f]{6}),")
MANIFEST = "manifest.webmanifest"


def write(site: Path, name: str, description: str, site_url: str) -> None:
    """Write the icons and the manifest, for the names with hashes that everything gets afterwards.

    The icons that only the manifest names get theirs at once.
    """
    folder = site / "assets" / "offline"
    folder.mkdir(exist_ok=True)
    paper = paper_of((site / "assets" / "styles" / "tokens.css").read_text(encoding="utf-8"))
    mark = (site / "assets" / "images" / "mark.svg").read_text(encoding="utf-8")
    (folder / "icon-180.png").write_bytes(icon(mark, paper, 180, IN_A_SQUARE))
    icons = []
    for size, share, purpose in ((192, IN_A_SQUARE, "any"), (512, IN_A_SQUARE, "any"), (512, IN_A_CIRCLE, "maskable")):
        drawn = icon(mark, paper, size, share)
        file = f"icon-{size}-{purpose}.{hashlib.sha256(drawn).hexdigest()[:8]}.png"
        (folder / file).write_bytes(drawn)
        icons.append({"src": file, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose})
    manifest = {
        # The identity stays when the manifest's own address changes with its content.
        "id": urlsplit(site_url or "/").path or "/",
        "name": name,
        "short_name": name,
        "description": description,
        "lang": "en",
        "dir": "ltr",
        "start_url": "../../",
        "scope": "../../",
        "display": "standalone",
        "background_color": paper,
        "theme_color": paper,
        "icons": icons,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


def paper_of(tokens: str) -> str:
    """Return the light colour of the paper, which the style sheet of tokens alone knows."""
    found = PAPER.search(tokens)
    assert found, "tokens.css has no --paper: light-dark(#..., ...)"
    return found[1]


def icon(mark: str, paper: str, size_px: int, share: float) -> bytes:
    """Return a PNG of the mark's two circles on a square of paper.

    share: how much of the side the mark takes, above 0 to 1.
    """
    side = MARK_BOX / share
    edge = (side - MARK_BOX) / 2
    circles = "".join(CIRCLE.findall(mark)).replace("<circle ", '<circle fill-opacity=".78" style="mix-blend-mode:multiply" ')
    box = f'width="{size_px}" height="{size_px}" viewBox="{-edge} {-edge} {side} {side}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {box}><rect x="{-edge}" y="{-edge}" width="{side}" height="{side}" fill="{paper}"/>{circles}</svg>'
    return drawing.png(svg, ())
