"""Draws the cards that other sites show when a page is linked (Open Graph), in the site's face and colours.

A card's name holds a hash of all that it is drawn from, so it is known before the card is drawn, and one that
was drawn before is only copied.
"""

from __future__ import annotations

import functools
import hashlib
import html
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import typst

from press import drawing
from press.card_text import Faces, balanced, read_faces, shortened

FOLDER = "assets/cards"
WIDTH_PX, HEIGHT_PX = 1200, 630
EDGE_PX = 88
TITLE_SIZES_PX = (104, 92, 80, 68, 56)
TITLE_HEIGHT_PX = 275
LEADING = 1.1
TRACKING = -0.018
"""Letter spacing of titles in ems, as in the style sheets."""
SMALL_PX = 32
BELOW_PX = 36
BELOW_LINES = 4
ROOM_PX = WIDTH_PX - 2 * EDGE_PX
"""How wide a line can be."""
MARK_PX = 236
"""How high the mark is where a title leaves it the room."""
COLOUR = re.compile(r"--([a-z-]+):\s*light-dark\((#[0-9a-f]{6})\b")
MOST_REMEMBERED = 4096
"""Cards whose hashes a process remembers at most: a preview runs for days, and asks for each of them again after every edit."""
STYLES = Path(__file__).resolve().parents[1] / "assets" / "styles" / "tokens.css"


@dataclass(frozen=True)
class Card:
    """What a card shows: a large line, and small ones above and below it."""

    name: str
    title: str
    above: str
    below: str


@dataclass(frozen=True)
class Cards:
    """The cards of one site; drawn ones are kept in the folder `cache`."""

    cache: Path

    def path(self, card: Card) -> str:
        """Return where the card stands on the site, from its root."""
        return f"{FOLDER}/{card.name}.{self._key(card)}.png"

    def can_show(self, title: str) -> bool:
        """Whether the site's face has the letters of a title; Chinese or Arabic, for one, it has not."""
        return bool(self._faces.settable(title)) and self._faces.can_set(title)

    def begin(self, cards: Iterable[Card]) -> None:
        """Begin to draw what was not drawn before, beside what else there is to do."""
        self._begun.extend(drawing.begin(self._missing(cards)))

    def write(self, cards: Iterable[Card], site: Path) -> None:
        """Put each card into the site."""
        drawing.end(self._missing(cards), self._begun)
        self._begun.clear()
        (site / FOLDER).mkdir(parents=True, exist_ok=True)
        for card in cards:
            _put(self._kept(card), site / self.path(card))

    def png(self, card: Card) -> bytes:
        """Return the card as a picture of 1200 by 630 pixels."""
        return drawing.png(*self._drawing(card))

    def svg(self, card: Card) -> str:
        """Return the card as a drawing whose text asks for the site's face."""
        colours = light_colours(self._tokens)
        size, lines = self._title(card.title)
        top = EDGE_PX + (SMALL_PX * 1.9 if card.above else 0) + 0.74 * size
        end = top + size * LEADING * (len(lines) - 1) + 0.24 * size
        radius = min(MARK_PX / 2, (HEIGHT_PX - EDGE_PX / 2 - end - SMALL_PX) / 2)
        below = shortened(self._faces.settable(card.below), (ROOM_PX - 3.1 * radius - SMALL_PX) / BELOW_PX, BELOW_LINES, self._faces.width)
        lowest = HEIGHT_PX - EDGE_PX - 1.35 * BELOW_PX * (len(below) - 1)
        parts = [f'<rect width="{WIDTH_PX}" height="{HEIGHT_PX}" fill="{colours["paper"]}"/>', _mark(colours, radius)]
        parts.append(self._text(card.above, EDGE_PX + 0.7 * SMALL_PX, SMALL_PX, colours["ink-soft"]))
        parts += [self._text(line, top + index * size * LEADING, size, colours["ink"], TRACKING) for index, line in enumerate(lines)]
        parts += [self._text(line, lowest + index * 1.35 * BELOW_PX, BELOW_PX, colours["ink"]) for index, line in enumerate(below)]
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_PX}" height="{HEIGHT_PX}">{"".join(parts)}</svg>'

    def _title(self, title: str) -> tuple[int, list[str]]:
        """Return the largest size at which a title fits, and its lines; the longest titles end with an ellipsis."""
        text = self._faces.settable(title)
        for size in TITLE_SIZES_PX:
            lines = balanced(text, ROOM_PX / size, int(TITLE_HEIGHT_PX / (size * LEADING)), self._measure)
            if lines is not None:
                return size, lines
        size = TITLE_SIZES_PX[-1]
        return size, shortened(text, ROOM_PX / size, int(TITLE_HEIGHT_PX / (size * LEADING)), self._measure)

    def _measure(self, line: str) -> float:
        return self._faces.width(line) + TRACKING * len(line)

    def _text(self, line: str, baseline: float, size: int, colour: str, tracking: float = 0) -> str:
        spacing = f' letter-spacing="{tracking * size:.2f}"' if tracking else ""
        runs = "".join(
            f'<tspan font-family="{name}">{html.escape(run)}</tspan>' for name, run in self._faces.runs(self._faces.settable(line))
        )
        return f'<text x="{EDGE_PX}" y="{baseline:.1f}" font-size="{size}" fill="{colour}"{spacing} xml:space="preserve">{runs}</text>'

    @functools.cached_property
    def _faces(self) -> Faces:
        return read_faces(self.cache)

    def _missing(self, cards: Iterable[Card]) -> dict[Path, drawing.Drawing]:
        return {self._kept(card): self._drawing(card) for card in cards if not self._kept(card).exists()}

    def _drawing(self, card: Card) -> drawing.Drawing:
        svg = self.svg(card)
        return svg, self._faces.files_of(svg)

    def _kept(self, card: Card) -> Path:
        return self.cache / f"{self._key(card)}.png"

    @functools.cached_property
    def _begun(self) -> list[subprocess.Popen[bytes]]:
        return []

    @functools.cached_property
    def _tokens(self) -> str:
        return STYLES.read_text(encoding="utf-8")

    def _key(self, card: Card) -> str:
        return _hash_of(self, card, self._tokens)


@functools.lru_cache(MOST_REMEMBERED)
def _hash_of(cards: Cards, card: Card, tokens: str) -> str:
    """Return a hash of all that a card is drawn from; `tokens` is the style sheet that its colours are found in."""
    drawn_from = (typst.__version__, cards._faces.names, cards.svg(card))  # type: ignore[attr-defined]
    return hashlib.sha256(repr(drawn_from).encode()).hexdigest()[:8]


def _put(kept: Path, place: Path) -> None:
    """Put a drawn card in its place: as a hard link where the file system has them, since every build puts all of them there anew."""
    place.unlink(missing_ok=True)
    try:
        os.link(kept, place)
    except OSError:
        shutil.copyfile(kept, place)


def light_colours(tokens: str) -> dict[str, str]:
    """Return the colours of the light scheme by their names, which the style sheet of tokens alone knows."""
    return dict(COLOUR.findall(tokens))


def _mark(colours: dict[str, str], radius: float) -> str:
    """Return the two circles in the lower corner away from the text."""
    right, y = WIDTH_PX - EDGE_PX - radius, HEIGHT_PX - EDGE_PX / 2 - radius
    circle = '<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" fill="{}" fill-opacity=".78" style="mix-blend-mode:multiply"/>'
    # The circles of the mark have a radius of 11 and stand 12 apart.
    left = circle.format(right - radius * 12 / 11, y, radius, colours["clay-tint"])
    return left + circle.format(right, y, radius, colours["sage-tint"])
