"""Literata as plain font files, for programs that know neither WOFF2 nor variable fonts.

The npm package holds a variable face for each script. Each becomes a family of its own, since a program picks one file
for a family; the families are named one after the other wherever a face is asked for. Name records stay, among them
copyright and licence (SIL Open Font License 1.1).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import fontTools
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from press.book.problem import BookProblem
from press.fonts import PACKAGE, ROOT
from press.writing_files import write_whole

SCRIPTS = {
    "": "latin",
    " Latin Extended": "latin-ext",
    " Vietnamese": "vietnamese",
    " Greek": "greek",
    " Greek Extended": "greek-ext",
    " Cyrillic": "cyrillic",
    " Cyrillic Extended": "cyrillic-ext",
}
"""The end of each family's name, and the package's name for the script."""


@dataclass(frozen=True)
class Cut:
    """One of the shapes that a face comes in: weight on its axis, and the size in points that it is drawn for."""

    family: str
    style: str
    weight: int
    size_pt: int

    @property
    def is_italic(self) -> bool:
        return "Italic" in self.style


TEXT_CUTS = (
    Cut("Literata", "Regular", 400, 10),
    Cut("Literata", "Italic", 400, 10),
    Cut("Literata", "SemiBold", 600, 10),
    Cut("Literata", "SemiBold Italic", 600, 10),
)
DISPLAY_CUT = Cut("Literata Display", "Regular", 400, 36)


@dataclass(frozen=True)
class Faces:
    """Font files: the families of running text in the order in which to look for a letter, and what none of them has."""

    folder: Path
    families: tuple[str, ...]
    text: tuple[Path, ...]
    display: tuple[Path, ...]
    missing: frozenset[str]


def cut_faces(folder: Path, characters: frozenset[str]) -> Faces:
    """Return the faces that hold the characters, made in the folder where they are not there yet.

    Raises BookProblem when the npm package is not installed.
    """
    package = ROOT / PACKAGE / "files"
    if not package.is_dir():
        raise BookProblem("the npm packages are not installed, which hold the typeface; run 'make book', which sets up what it needs")
    wanted, scripts = {one for one in characters if one.isprintable()}, []
    for ending, script in SCRIPTS.items():
        with TTFont(_source(package, script, is_italic=False), lazy=True) as font:
            held = wanted & set(map(chr, font.getBestCmap()))
        if held or not ending:
            scripts.append(ending)
        wanted -= held
    folder.mkdir(parents=True, exist_ok=True)
    text = [_made(package, folder, ending, cut) for ending in scripts for cut in TEXT_CUTS]
    display = [_made(package, folder, ending, DISPLAY_CUT) for ending in scripts]
    _forget_others(folder, {*text, *display})
    return Faces(folder, tuple(f"Literata{ending}" for ending in scripts), tuple(text), tuple(display), frozenset(wanted))


def _source(package: Path, script: str, is_italic: bool) -> Path:
    return package / f"literata-{script}-opsz-{'italic' if is_italic else 'normal'}.woff2"


def _made(package: Path, folder: Path, ending: str, cut: Cut) -> Path:
    source = _source(package, SCRIPTS[ending], cut.is_italic)
    key = hashlib.sha256(source.read_bytes() + repr((fontTools.version, cut)).encode()).hexdigest()[:8]
    family = f"{cut.family}{ending}"
    path = folder / f"{family.replace(' ', '')}-{cut.style.replace(' ', '')}.{key}.ttf"
    if not path.exists():
        write_whole(path, _instance(source, family, cut))
    return path


def _instance(source: Path, family: str, cut: Cut) -> bytes:
    # Times of change are left alone, so that equal input gives equal bytes.
    font = TTFont(source, recalcTimestamp=False)
    instancer.instantiateVariableFont(font, {"wght": cut.weight, "opsz": cut.size_pt}, inplace=True)
    font.flavor = None
    for number, text in _names(family, cut):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = cut.weight
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _names(family: str, cut: Cut) -> Iterator[tuple[int, str]]:
    """Yield the name records that say which face this is, by their numbers in the OpenType specification."""
    is_plain = cut.weight == 400
    yield 1, family if is_plain else f"{family} SemiBold"
    yield 2, "Italic" if cut.is_italic else "Regular"
    yield 4, f"{family} {cut.style}"
    yield 6, f"{family.replace(' ', '')}-{cut.style.replace(' ', '')}"
    yield 16, family
    yield 17, cut.style


def _forget_others(folder: Path, made: set[Path]) -> None:
    """Remove what earlier runs made: typst finds every font in the folder."""
    for path in folder.iterdir():
        if path not in made:
            path.unlink()
