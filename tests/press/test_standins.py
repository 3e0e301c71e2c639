"""What stands in for the text face: measured where it can be, and written where the faces are named."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from press import fonts, standins

PAGE = (
    "<html><head><title>mmmm</title><style>p {}</style></head><body><p>nil&eacute; <em>nil</em></p><svg><text>W</text></svg></body></html>"
)


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the text face, cut for one page, which lies beside it in site/."""
    root = tmp_path_factory.mktemp("standins")
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text(PAGE, encoding="utf-8")
    fonts.subset(root / "site", root / "fonts", root / "cache")
    return root / "fonts"


def _written(cut: Path, sheet: Path) -> str:
    sheet.write_text(":root {}\n", encoding="utf-8")
    standins.write(cut.parent / "site", cut, sheet)
    return sheet.read_text(encoding="utf-8")


def test_text_of_a_page_leaves_out_what_is_not_set_in_the_text_face() -> None:
    assert standins.text_of(PAGE) == "nilé nil"


def test_characters_are_counted_with_white_space_as_one_space(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>a\n  a</p>", encoding="utf-8")
    assert standins.character_counts(tmp_path) == Counter({"a": 2, " ": 1})


def test_width_is_the_average_of_the_glyphs_own_advances(cut: Path) -> None:
    font = TTFont(cut / "literata.woff2")
    glyphs, names = font.getGlyphSet(location={"wght": 400}), font.getBestCmap()
    expected = (3 * glyphs[names[ord("n")]].width + glyphs[names[ord("l")]].width) / 4 / 1000
    assert standins.measured(cut / "literata.woff2", 400, Counter("nnnl")).width == pytest.approx(expected)


def test_a_heavier_weight_is_wider(cut: Path) -> None:
    counts = Counter("help")
    light, heavy = (standins.measured(cut / "literata.woff2", weight, counts) for weight in (400, 600))
    assert heavy.width > light.width


def test_characters_that_the_face_lacks_do_not_count(cut: Path) -> None:
    assert standins.measured(cut / "literata.woff2", 400, Counter("nЖ")) == standins.measured(cut / "literata.woff2", 400, Counter("n"))


def test_a_site_without_text_is_measured_all_the_same(cut: Path) -> None:
    assert standins.measured(cut / "literata.woff2", 400, Counter()).width > 0


def test_ascent_and_descent_stay_those_of_the_text_face() -> None:
    rule = standins.rule("Any", standins.ROMAN, ("Georgia",), 0.4, standins.Measure(width=0.5, ascent=1.2, descent=0.3))
    adjust, ascent, descent = (float(number) for number in re.findall(r"([\d.]+)%", rule)[:3])
    assert (adjust * ascent, adjust * descent) == pytest.approx((12_000, 3_000))


def test_every_style_of_every_family_gets_a_rule_after_what_stood_there(cut: Path, tmp_path: Path) -> None:
    sheet = _written(cut, tmp_path / "tokens.css")
    assert sheet.startswith(":root {}\n")
    for family in standins.STAND_INS:
        assert sheet.count(f'font-family: "{family.family}"') == len(family.styles) == 3


def test_style_sheet_asks_for_every_family_that_is_written() -> None:
    tokens = (fonts.ROOT / "overrides" / "assets" / "styles" / "tokens.css").read_text(encoding="utf-8")
    stack = re.search(r"--text: (.*);", tokens)
    assert stack
    assert list(re.findall(r'"([^"]+)"', stack[1])) == [one.family for one in standins.STAND_INS]


def test_same_pages_give_the_same_rules(cut: Path, tmp_path: Path) -> None:
    assert _written(cut, tmp_path / "one.css") == _written(cut, tmp_path / "two.css")


def test_what_is_measured_is_the_same_after_a_new_note(tmp_path: Path) -> None:
    for year, text in ((2024, "a"), (2025, "b"), (2026, "c")):
        page = tmp_path / "notes" / text / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f'<time datetime="{year}-01-05"></time>{text}', "utf-8")
    before = standins.character_counts(tmp_path)
    (tmp_path / "notes" / "new").mkdir()
    (tmp_path / "notes" / "new" / "index.html").write_text('<time datetime="2026-01-12"></time>d', "utf-8")
    (tmp_path / "index.html").write_text("d", "utf-8")
    assert standins.character_counts(tmp_path) == before == Counter("abc")
