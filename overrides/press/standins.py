"""Stretches faces that readers have to the width of the text face, so that no line moves when it arrives.

Only press.finish calls it, once the text face has been cut. For each family that may stand in, it adds `@font-face`
rules to the style sheet that names the faces. Widths of the text face are measured in the files that were just cut,
over the text of the site's own pages. Widths of the stand-ins cannot be measured here, since those faces belong to
the reader's system: they are the figures that Capsize published from the faces' own files (@capsizecss/metrics 4.3.0,
`xWidthAvg`: the average over the letters of English news, in units of the em).

With w for an average width in em and a, d for ascent and descent of the text face in em:

    size-adjust      = w(text face) / w(stand-in)
    ascent-override  = a / size-adjust
    descent-override = d / size-adjust

The last two are divided because a browser scales them by size-adjust (CSS Fonts 5, section 2).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from fontTools.ttLib import TTFont

ROMAN, BOLD, ITALIC = "roman", "bold", "italic"
MEASURED = {ROMAN: ("literata", 400), BOLD: ("literata", 560), ITALIC: ("literata-italic", 400)}
"""By style, the file of the text face and the weight whose widths stand for it: those of running text and of headings."""
DESCRIPTORS = {ROMAN: "font-weight: 400 500", BOLD: "font-weight: 501 600", ITALIC: "font-weight: 400 600; font-style: italic"}
UNREAD = frozenset(("head", "script", "style", "svg", "template"))
"""Elements whose text is not set in the text face."""

ENOUGH = 3
"""Notes, whose text is long enough to tell how wide text is."""
DAY = re.compile(r'<time datetime="([0-9-]+)"')


type Face = tuple[dict[str, float], float, float]
"""How wide it sets each of its characters, its ascent and its descent."""


@dataclass(frozen=True)
class StandIn:
    """A family: the name that the style sheet gives it, and for each style its names on systems and its average width in em."""

    family: str
    styles: dict[str, tuple[tuple[str, ...], float]]


STAND_INS = (
    # Apple's systems and Windows
    StandIn(
        "Literata by Georgia",
        {
            ROMAN: (("Georgia",), 913 / 2048),
            BOLD: (("Georgia Bold", "Georgia-Bold"), 1062 / 2048),
            ITALIC: (("Georgia Italic", "Georgia-Italic"), 931 / 2048),
        },
    ),
    # Android
    StandIn(
        "Literata by Noto",
        {
            ROMAN: (("Noto Serif", "NotoSerif", "NotoSerif-Regular"), 0.481),
            BOLD: (("Noto Serif Bold", "NotoSerif-Bold"), 0.512),
            ITALIC: (("Noto Serif Italic", "NotoSerif-Italic"), 0.469),
        },
    ),
    # Linux, where Liberation Serif was drawn to the widths of Times New Roman, and whatever has neither of the above
    StandIn(
        "Literata by Times",
        {
            ROMAN: (("Times New Roman", "Liberation Serif", "Tinos"), 832 / 2048),
            BOLD: (("Times New Roman Bold", "Liberation Serif Bold", "Tinos Bold"), 886 / 2048),
            ITALIC: (("Times New Roman Italic", "Liberation Serif Italic", "Tinos Italic"), 836 / 2048),
        },
    ),
)


@dataclass(frozen=True)
class Measure:
    """What a stand-in is stretched to, in em."""

    width: float
    """Average over the characters of running text; > 0."""
    ascent: float
    descent: float
    """Below the baseline, so > 0."""


def write(
    site: Path,
    fonts: Path,
    sheet: Path,
    counts: Counter[str] | None = None,
    read: Callable[[bytes, int], Face] | None = None,
) -> None:
    """Add the rules for every stand-in to the end of a style sheet.

    counts: what `character_counts` of the site returns; read: reads a file of the text face, as `face` does.

    Raises FileNotFoundError when the folder of fonts lacks a cut file.
    """
    counts = character_counts(site) if counts is None else counts
    measures = {style: measured(fonts / f"{file}.woff2", weight, counts, read) for style, (file, weight) in MEASURED.items()}
    rules = (rule(one.family, style, names, width, measures[style]) for one in STAND_INS for style, (names, width) in one.styles.items())
    sheet.write_text(sheet.read_text(encoding="utf-8") + "\n".join(("", *rules, "")), encoding="utf-8")


def rule(family: str, style: str, names: tuple[str, ...], width: float, wanted: Measure) -> str:
    """Return the @font-face rule of a stand-in, whose own average width is in em.

    >>> rule("Like it", ROMAN, ("Georgia",), 0.4, Measure(width=0.5, ascent=1.2, descent=0.3)).split("; ")[-4:]
    ['size-adjust: 125.0%', 'ascent-override: 96.0%', 'descent-override: 24.0%', 'line-gap-override: 0% }']
    """
    adjust = wanted.width / width
    sources = ", ".join(f'local("{name}")' for name in names)
    metrics = f"ascent-override: {wanted.ascent / adjust:.1%}; descent-override: {wanted.descent / adjust:.1%}; line-gap-override: 0%"
    return f'@font-face {{ font-family: "{family}"; src: {sources}; {DESCRIPTORS[style]}; size-adjust: {adjust:.1%}; {metrics} }}'


def measured(file: Path, weight: int, counts: Counter[str], read: Callable[[bytes, int], Face] | None = None) -> Measure:
    """Return what a cut file of the text face measures at a weight, its width averaged over counted characters that it holds.

    Without any such character the width is that of its "n".
    """
    widths, ascent, descent = (read or face)(file.read_bytes(), weight)
    held = {one: count for one, count in counts.items() if one in widths} or {"n": 1}
    width = sum(widths[one] * count for one, count in held.items()) / sum(held.values())
    return Measure(width, ascent, descent)


def face(data: bytes, weight: int) -> Face:
    """Return how wide a face sets each of its characters at a weight, its ascent and its descent, all in em; descent > 0."""
    font = TTFont(io.BytesIO(data))
    em = font["head"].unitsPerEm
    glyphs = font.getGlyphSet(location={"wght": weight})
    widths = {chr(code): glyphs[name].width / em for code, name in font.getBestCmap().items()}
    return widths, font["hhea"].ascent / em, -font["hhea"].descent / em


def character_counts(site: Path, count: Callable[[str], Mapping[str, int]] | None = None) -> Counter[str]:
    """Return how often each character stands in the text of the site's pages, added up from the counts of each."""
    counts: Counter[str] = Counter()
    for page in _settled(site):
        counts.update((count or counted)(page.read_text(encoding="utf-8")))
    return counts


def counted(page: str) -> Counter[str]:
    """Return how often each character stands in the text of a page, white space counted as one space."""
    return Counter(" ".join(text_of(page).split()))


def _settled(site: Path) -> list[Path]:
    """Return the pages of the oldest notes, or all pages where notes are fewer.

    What is measured must not change with each new note: the style sheet would, and every page that names it.
    """
    notes = ((DAY.search(page.read_text(encoding="utf-8")), page) for page in site.glob("notes/*/index.html"))
    oldest = sorted((day[1], page) for day, page in notes if day)[:ENOUGH]
    return [page for _, page in oldest] if len(oldest) == ENOUGH else sorted(site.rglob("*.html"))


def text_of(page: str) -> str:
    """Return the text that a page of HTML shows."""
    reader = _Text()
    reader.feed(page)
    return "".join(reader.pieces())


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._unread = 0
        self._pieces: list[str] = []

    def pieces(self) -> Iterator[str]:
        self.close()
        yield from self._pieces

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in UNREAD

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD and self._unread > 0

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._pieces.append(data)
