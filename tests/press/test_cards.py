"""Cards are drawn in the site's own face, whatever the title, and each has a name that changes with what it shows."""

from __future__ import annotations

import itertools
import re
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from press.card_text import balanced, broken, shortened
from press.cards import EDGE_PX, HEIGHT_PX, ROOM_PX, STYLES, WIDTH_PX, Card, Cards
from tests.conftest import ROOT

CARD = Card("first", "Independence vs. Interdependence", "23 November 2026", "How We Help")
LONG = "What happens between two people when one of them asks the other for help, and why it is so hard to say thank you afterwards"
TITLES = (
    "Co-regulation",
    LONG,
    "Give & take: <none>, \"some\" 'of' it",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Θεωρία, Łódź, Việt Nam and Привет",
    "Rest 🙂 with a pictograph\x00 and a control character",
)


@pytest.fixture(scope="module")
def cards() -> Cards:
    return Cards(ROOT / "build" / "cards")


def test_a_card_is_a_picture_of_the_size_that_other_sites_expect(cards: Cards) -> None:
    drawn = cards.png(CARD)
    assert drawn.startswith(b"\x89PNG")
    assert struct.unpack(">II", drawn[16:24]) == (1200, 630)


@pytest.mark.parametrize("title", TITLES)
def test_any_title_makes_a_small_file(title: str, cards: Cards) -> None:
    assert cards.can_show(title)
    assert len(cards.png(replace(CARD, title=title))) < 60_000


@pytest.mark.parametrize("title", TITLES)
def test_every_line_of_a_title_fits_and_stands_apart_from_the_site_s_name(title: str, cards: Cards) -> None:
    size, lines = cards._title(title)
    assert all(cards._measure(line) * size <= ROOM_PX for line in lines)
    drawn = re.findall(r'<text x="(\d+)" y="([\d.]+)" font-size="(\d+)"', cards.svg(replace(CARD, title=title)))
    assert {int(x) for x, _, _ in drawn} == {EDGE_PX}
    baselines = [float(y) for _, y, _ in drawn]
    assert all(after - before > 30 for before, after in itertools.pairwise(baselines))
    assert baselines[-1] <= HEIGHT_PX - EDGE_PX


@pytest.mark.parametrize("title", ["共同调节", "التنظيم المشترك", "ויסות הדדי", "🙂"])
def test_a_title_in_a_script_that_the_face_has_not_is_not_drawn_as_empty_boxes(title: str, cards: Cards) -> None:
    assert not cards.can_show(title)


def test_each_script_is_set_in_the_file_that_has_it(cards: Cards) -> None:
    drawn = cards.svg(replace(CARD, title="Łódź Θ"))
    assert '<tspan font-family="Card latin-ext">Ł</tspan><tspan font-family="Card latin">ód</tspan>' in drawn
    assert '<tspan font-family="Card greek">Θ</tspan>' in drawn


def test_only_the_scripts_that_cards_are_written_in_are_cut(tmp_path: Path) -> None:
    Cards(tmp_path).png(replace(CARD, title="Łódź Θ"))
    assert sorted(path.name.split(".")[0] for path in tmp_path.rglob("*.ttf")) == ["greek", "latin", "latin-ext"]


def test_what_a_title_says_is_never_markup(cards: Cards) -> None:
    assert ">&lt;b&gt; &amp; so on<" in cards.svg(replace(CARD, title="<b> & so on"))


def test_a_card_has_another_name_when_it_shows_something_else(cards: Cards) -> None:
    changed = [replace(CARD, title="Another"), replace(CARD, above="24 November 2026"), replace(CARD, below="Elsewhere")]
    names = {cards.path(card) for card in (CARD, *changed)}
    assert len(names) == 4
    assert all(re.fullmatch(r"assets/cards/first\.[0-9a-f]{8}\.png", name) for name in names)


def test_a_card_has_another_name_in_other_colours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Cards(ROOT / "build" / "cards").path(CARD)
    styles = tmp_path / "tokens.css"
    styles.write_text(re.sub("#[0-9a-f]{6}", "#123456", STYLES.read_text("utf-8")), "utf-8")
    monkeypatch.setattr("press.cards.STYLES", styles)
    assert Cards(ROOT / "build" / "cards").path(CARD) != before


def test_a_card_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = Cards(tmp_path / "build")
    cards.write([CARD], tmp_path / "site")
    first = (tmp_path / "site" / cards.path(CARD)).read_bytes()
    monkeypatch.setattr(Cards, "png", lambda *_: pytest.fail("drawn again"))
    cards.write([CARD], tmp_path / "other")
    assert (tmp_path / "other" / cards.path(CARD)).read_bytes() == first


def test_a_card_is_put_where_it_stands_already_and_where_there_are_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = Cards(tmp_path / "build")
    cards.write([CARD], tmp_path / "site")
    drawn = (tmp_path / "site" / cards.path(CARD)).read_bytes()
    monkeypatch.setattr("os.link", lambda *_: (_ for _ in ()).throw(OSError))
    for site in ("site", "other"):
        cards.write([CARD], tmp_path / site)
        assert (tmp_path / site / cards.path(CARD)).read_bytes() == drawn


def test_a_card_is_drawn_into_an_empty_cache_without_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("asked somebody"))
    cards = Cards(tmp_path / "build")
    cards.write([CARD], tmp_path / "site")
    assert (tmp_path / "site" / cards.path(CARD)).read_bytes().startswith(b"\x89PNG")


def test_lines_are_as_few_as_can_be_and_nearly_equal() -> None:
    words = "one two three four five six seven eight nine ten"
    lines = balanced(words, 40, 3, len)
    assert lines is not None
    assert " ".join(lines) == words
    assert len(lines) == len(broken(words, 40, len)) == 2
    assert abs(len(lines[0]) - len(lines[1])) < 8


def test_a_title_of_too_many_lines_is_not_balanced_but_shortened_at_a_word() -> None:
    assert balanced("one two three four", 5, 2, len) is None
    assert shortened("one two three four", 8, 2, len) == ["one two", "three…"]
    assert shortened("one two", 8, 2, len) == ["one two"]


def test_a_word_wider_than_a_line_is_broken_and_whole() -> None:
    lines = broken(f"a {'w' * 25} b", 10, len)
    assert all(len(line) <= 10 for line in lines)
    assert "".join(lines).replace(" ", "") == f"a{'w' * 25}b"


def test_a_card_has_the_proportions_of_a_large_summary() -> None:
    assert round(WIDTH_PX / HEIGHT_PX, 2) == 1.9
