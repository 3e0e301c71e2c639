"""The subset of the text face: what it holds, what it drops, and that it is made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from press import fonts

PAGE = "<!doctype html><p title='na&#239;ve'>Wörter &amp; Ł</p><!-- Ж -->"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for the module: a face takes half a second to cut."""
    return tmp_path_factory.mktemp("cache")


def _subset(tmp_path: Path, cache: Path, page: str = PAGE) -> Path:
    site = tmp_path / "site"
    (site / "notes").mkdir(parents=True, exist_ok=True)
    (site / "notes" / "index.html").write_text(page, encoding="utf-8")
    fonts.subset(site, tmp_path / "fonts", cache)
    return tmp_path / "fonts"


def _characters(font: Path) -> set[str]:
    return {chr(code) for code in TTFont(font).getBestCmap()}


def _axes(font: Path) -> dict[str, tuple[float, float]]:
    return {axis.axisTag: (axis.minValue, axis.maxValue) for axis in TTFont(font)["fvar"].axes}


def test_every_character_of_a_page_is_found_however_it_is_written(tmp_path: Path) -> None:
    pages = (PAGE, "&hellip;&notin;&lt;&#x416;&#0946;&copyé&unknown;&", "Zürich &amp;eacute; <!-- &THORN; -->")
    for number, page in enumerate(pages):
        (tmp_path / f"{number}.html").write_text(page, encoding="utf-8")
    shown = "<!doctype html><p title='naïve'>Wörter & Ł</p>…∉<Жβ©é&unknown;&Zürich &eacute; &hellip;notin;lt;#x416;#0946;copy&amp;&#239;"
    assert fonts.characters_of(tmp_path) == frozenset(shown)


def test_every_face_and_the_licence_are_written(tmp_path: Path, cache: Path) -> None:
    names = {path.name for path in _subset(tmp_path, cache).iterdir()}
    assert names == {"LICENSE", *(f"{face.name}.woff2" for face in fonts.FACES)}


def test_licence_is_the_packages_own(tmp_path: Path, cache: Path) -> None:
    licence = _subset(tmp_path, cache) / "LICENSE"
    assert "SIL Open Font License" in licence.read_text(encoding="utf-8").replace("OPEN FONT LICENSE", "Open Font License")


def test_subset_holds_the_characters_of_the_pages(tmp_path: Path, cache: Path) -> None:
    held = _characters(_subset(tmp_path, cache) / "literata.woff2")
    assert set("Wörterï") <= held


def test_subset_holds_what_scripts_may_show_later(tmp_path: Path, cache: Path) -> None:
    held = _characters(_subset(tmp_path, cache, "<p>a</p>") / "literata.woff2")
    assert set("0123456789 Aaz“”‘’–—…") <= held


def test_subset_drops_what_no_page_shows(tmp_path: Path, cache: Path) -> None:
    held = _characters(_subset(tmp_path, cache) / "literata.woff2")
    assert "ÿ" not in held


def test_letters_of_other_alphabets_go_to_their_own_file(tmp_path: Path, cache: Path) -> None:
    folder = _subset(tmp_path, cache)
    assert "Ł" in _characters(folder / "literata-ext.woff2")
    assert "Ł" not in _characters(folder / "literata.woff2")


def test_comments_of_a_page_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    assert "Ж" not in fonts.characters_of(tmp_path)


def test_character_references_are_resolved(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>&#345;&eacute;</p>", encoding="utf-8")
    assert {"ř", "é"} <= fonts.characters_of(tmp_path)


def test_axes_are_kept_to_what_the_styles_use(tmp_path: Path, cache: Path) -> None:
    folder = _subset(tmp_path, cache)
    assert _axes(folder / "literata.woff2") == {"wght": (400, 600), "opsz": (18, 48)}
    assert _axes(folder / "literata-italic.woff2") == {"wght": (400, 600)}


def test_kerning_and_ligatures_are_kept(tmp_path: Path, cache: Path) -> None:
    font = TTFont(_subset(tmp_path, cache) / "literata.woff2")
    features = {record.FeatureTag for table in ("GPOS", "GSUB") for record in font[table].table.FeatureList.FeatureRecord}
    assert {"kern", "liga"} <= features


def test_the_two_faces_of_a_page_stay_under_60_kb(tmp_path: Path, cache: Path) -> None:
    folder = _subset(tmp_path, cache)
    assert sum((folder / name).stat().st_size for name in ("literata.woff2", "literata-italic.woff2")) < 60_000


def test_equal_characters_give_equal_bytes(tmp_path: Path, cache: Path) -> None:
    first = (_subset(tmp_path / "first", cache) / "literata.woff2").read_bytes()
    again = (_subset(tmp_path / "again", tmp_path / "empty") / "literata.woff2").read_bytes()
    assert first == again


def test_second_call_cuts_nothing(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _subset(tmp_path, cache)

    def refuse(*_: object) -> bytes:
        raise AssertionError("a face that is in the cache was cut again")

    monkeypatch.setattr(fonts, "cut", refuse)
    shutil.rmtree(tmp_path / "fonts")
    assert (_subset(tmp_path, cache) / "literata.woff2").exists()
