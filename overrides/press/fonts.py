"""Cuts the text face down to the characters that the built site shows. Only press.finish calls it.

The face is Literata, from an npm package that splits it by script. Two of its files matter here: "latin",
which every page needs, and "latin-ext", for the letters of other Latin alphabets in names; its subset is
fetched by a page that shows such a letter and by no other (unicode-range in the style sheet).
"""

from __future__ import annotations

import hashlib
import html
import io
import re
import shutil
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import fontTools
from fontTools import subset as subsetting
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from press.writing_files import write_whole

PACKAGE = Path("node_modules") / "@fontsource-variable" / "literata"
ROOT = Path(__file__).resolve().parents[2]

WEIGHTS = (400, 600)
"""The lightest and the heaviest weight that the style sheets use."""
BODY_OPSZ = 18
"""Optical size of running text in CSS pixels; the italic, which sets no titles, has this one only."""
TITLE_OPSZ = 48

ALWAYS = frozenset(string.printable[:95]) | frozenset("\u00a0\u00ad‘’“”–—…•·×−↑é")
"""In every subset whatever the pages say: scripts may show them later."""
REFERENCE = re.compile(rb"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[^\t\n\f <&#;]{1,32});?")
"""A character reference, as `html.unescape` reads one; no name of a character is longer."""
FEATURES = ("kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "rvrn", "tnum")


@dataclass(frozen=True)
class Face:
    """One file to make: its name, the file of the package it is cut from, and the axes it keeps."""

    name: str
    source: str
    axes: dict[str, float | tuple[float, float]]


ROMAN: dict[str, float | tuple[float, float]] = {"wght": WEIGHTS, "opsz": (BODY_OPSZ, TITLE_OPSZ)}
ITALIC: dict[str, float | tuple[float, float]] = {"wght": WEIGHTS, "opsz": BODY_OPSZ}
FACES = (
    Face("literata", "literata-latin-opsz-normal", ROMAN),
    Face("literata-italic", "literata-latin-opsz-italic", ITALIC),
    Face("literata-ext", "literata-latin-ext-opsz-normal", ROMAN),
    Face("literata-ext-italic", "literata-latin-ext-opsz-italic", ITALIC),
)


def subset(site: Path, folder: Path, cache: Path) -> None:
    """Write a WOFF2 file for each face, and the licence, into the folder.

    The files hold the characters of the pages under `site`, whether shown or waiting in an attribute.
    They are kept in `cache` under a hash of all that they depend on.

    Raises FileNotFoundError when the npm package is not installed.
    """
    package = ROOT / PACKAGE
    characters = characters_of(site) | ALWAYS
    folder.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        source = package / "files" / f"{face.source}.woff2"
        kept = cache / f"{face.name}.{_key(face, source, characters)}.woff2"
        if not kept.exists():
            write_whole(kept, cut(source, characters, face.axes))
        shutil.copyfile(kept, folder / f"{face.name}.woff2")
    shutil.copyfile(package / "LICENSE", folder / "LICENSE")


def characters_of(site: Path) -> frozenset[str]:
    """Return every character of every page of the site, character references resolved."""
    found: set[str] = set()
    references: set[bytes] = set()
    known = b""
    for page in _pages(site):
        references.update(REFERENCE.findall(page))
        # Nearly all of a page is letters that were met before, and a byte below 0x80 is never a part of another character.
        found.update(page.translate(None, known).decode())
        known = "".join(filter(str.isascii, found)).encode()
    found.update(*(html.unescape(reference.decode(errors="ignore")) for reference in references))
    return frozenset(character for character in found if character.isprintable())


def cut(source: Path, characters: frozenset[str], axes: dict[str, float | tuple[float, float]]) -> bytes:
    """Return a WOFF2 font with the given characters and axes; kerning and ligatures stay, hinting goes."""
    # Times of change are left alone, so that equal input gives equal bytes and with them equal names.
    font = TTFont(source, recalcTimestamp=False)
    options = subsetting.Options()
    options.layout_features = list(FEATURES)
    options.hinting = False
    options.notdef_outline = True
    subsetter = subsetting.Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)
    instancer.instantiateVariableFont(font, axes, inplace=True)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _pages(site: Path) -> Iterator[bytes]:
    for page in sorted(site.rglob("*.html")):
        yield re.sub(rb"<!--.*?-->", b"", page.read_bytes(), flags=re.DOTALL)


def _key(face: Face, source: Path, characters: frozenset[str]) -> str:
    hashed = hashlib.sha256(source.read_bytes())
    hashed.update(repr((fontTools.version, FEATURES, sorted(face.axes.items()), sorted(characters))).encode())
    return hashed.hexdigest()[:16]
