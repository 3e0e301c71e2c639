"""Sets the text of cards: which characters the text face has, how wide a line is, and where lines break.

Only press.cards calls it. The face is the site's own, cut to one weight and one size, in the formats that the
drawing library reads.
"""

from __future__ import annotations

import functools
import hashlib
import io
import itertools
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import fontTools
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from press.fonts import PACKAGE, ROOT, TITLE_OPSZ
from press.writing_files import write_whole

SCRIPTS = ("latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext")
WEIGHT = 460
"""The weight of titles in the style sheets."""
ELLIPSIS = "…"

Measure = Callable[[str], float]


@dataclass(frozen=True)
class Face:
    """One script of the text face: the file that it is cut from and its own, the name it goes by there, and which characters it has."""

    source: Path
    file: Path
    name: str
    characters: frozenset[int]

    def cut(self) -> Path:
        """Return the face's file, made when it is asked for the first time: most sites are written in one script."""
        if not self.file.exists():
            write_whole(self.file, _cut(self.source, self.name))
        return self.file

    @functools.cached_property
    def advances(self) -> dict[int, float]:
        """How far each character advances, in ems."""
        with TTFont(self.cut()) as font:
            em, widths = font["head"].unitsPerEm, font["hmtx"]
            return {code: widths[name][0] / em for code, name in font.getBestCmap().items()}


@dataclass(frozen=True)
class Faces:
    """The text face in every script that it has, the first script first."""

    faces: tuple[Face, ...]

    @property
    def names(self) -> list[str]:
        """The names of the files, which change with what is in them."""
        return [face.file.name for face in self.faces]

    def files_of(self, svg: str) -> list[str]:
        """Return the files of the faces that a drawing asks for."""
        return [str(face.cut()) for face in self.faces if f'"{face.name}"' in svg]

    def can_set(self, text: str) -> bool:
        """Whether every letter and digit of a text is in the face."""
        return all(character in self for character in unicodedata.normalize("NFC", text) if unicodedata.category(character)[0] in "LMN")

    def settable(self, text: str) -> str:
        """Return the text without what the face lacks, such as pictographs, and with single spaces."""
        return " ".join("".join(one if one in self or one.isspace() else "" for one in unicodedata.normalize("NFC", text)).split())

    def width(self, text: str) -> float:
        """Return how wide a line is, in ems; what the face lacks has no width."""
        return sum(self._advance(ord(character)) for character in text)

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the parts of a text that one script sets, each after the name of its face."""
        for face, characters in itertools.groupby(text, key=lambda one: self._holders.get(ord(one), self.faces[0])):
            yield face.name, "".join(characters)

    def __contains__(self, character: str) -> bool:
        return ord(character) in self._holders

    def _advance(self, code: int) -> float:
        holder = self._holders.get(code)
        return holder.advances[code] if holder else 0.0

    @functools.cached_property
    def _holders(self) -> dict[int, Face]:
        return {code: face for face in reversed(self.faces) for code in face.characters}


@functools.cache
def read_faces(cache: Path) -> Faces:
    """Return the text face at the size of titles, of which each script is cut once and then kept in the cache.

    Raises FileNotFoundError when the npm package is not installed.
    """
    return Faces(tuple(_face(script, cache) for script in SCRIPTS))


def _face(script: str, cache: Path) -> Face:
    source = ROOT / PACKAGE / "files" / f"literata-{script}-opsz-normal.woff2"
    key = hashlib.sha256(source.read_bytes() + repr((fontTools.version, WEIGHT, TITLE_OPSZ)).encode()).hexdigest()[:16]
    with TTFont(source, lazy=True) as font:
        characters = frozenset(font.getBestCmap())
    # In a folder of its own: the drawing library takes whatever face it finds beside it.
    return Face(source, cache / key / f"{script}.{key}.ttf", f"Card {script}", characters)


def _cut(source: Path, name: str) -> bytes:
    font = TTFont(source, recalcTimestamp=False)
    instancer.instantiateVariableFont(font, {"wght": WEIGHT, "opsz": TITLE_OPSZ}, inplace=True)
    # A name for each script: left to itself, the drawing library finds a character in no second file of one name.
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = name
    font["OS/2"].usWeightClass = 400
    font.flavor = None
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def balanced(text: str, width: float, most: int, measure: Measure) -> list[str] | None:
    """Return the fewest lines no wider than `width`, nearly equal in length, or None when they are more than `most`.

    width: in the unit of `measure`, above 0. A word wider than a line is broken within.
    """
    measure = functools.cache(measure)  # the same beginnings of lines are tried at every width
    lines = broken(text, width, measure)
    if len(lines) > most:
        return None
    low, high = width / max(len(lines), 1) * 0.5, width
    for _ in range(12):
        tried = (low + high) / 2
        if len(broken(text, tried, measure)) > len(lines) or any(measure(word) > tried for word in text.split()):
            low = tried
        else:
            high = tried
    return broken(text, high, measure)


def broken(text: str, width: float, measure: Measure) -> list[str]:
    """Return the text in lines no wider than `width`, each as full as can be."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure(joined) <= width:
            lines[-1] = joined
            continue
        lines.append(word)
        while measure(lines[-1]) > width and len(lines[-1]) > 1:
            fits = max(1, sum(measure(lines[-1][: end + 1]) <= width for end in range(len(lines[-1]))))
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return lines


def shortened(text: str, width: float, most: int, measure: Measure) -> list[str]:
    """Return at most `most` lines of a text that is longer, the last ending with an ellipsis."""
    lines = broken(text, width, measure)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(last + ELLIPSIS) > width:
        last = last.rpartition(" ")[0] or last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,;:–—-") + ELLIPSIS]
