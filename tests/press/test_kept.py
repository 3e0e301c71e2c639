"""What is kept between builds is what making it again would give, and nothing that was damaged is used."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

from press import documents, kept_pages, paragraphs, standins
from press import kept as keeping
from press.folders import Folders
from press.kept import kept
from reflect.problems import WritingError
from reflect.reading import read_yaml

PAGE = '<html><body><article class="page note"><div class="prose"><p>Words here.</p></div></article>{}</body></html>'
KINDS_OF_YAML = b"note: first\nlist: [1, 2.5, true, null, .inf, 2026-01-05]\ntext: |\n  two\n  lines\n? odd\n: {a: b}\n"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Read what is kept from the disk, as another process would."""
    keeping.kept.cache_clear()
    yield
    keeping.kept.cache_clear()


def _made_again(build: Path, made_of: str) -> bool:
    """Whether a process that starts now makes the result of a text again."""
    keeping.kept.cache_clear()
    made: list[str] = []
    kept(build, "things").value(made_of, lambda: made.append(made_of))
    return bool(made)


def _keep(build: Path, *texts: str) -> Path:
    keeping.kept.cache_clear()
    things = kept(build, "things")
    for text in texts:
        assert things.value(text, functools.partial(dict, of=text)) == {"of": text}
    things.save()
    return things.file


def test_a_result_is_made_once(tmp_path: Path) -> None:
    _keep(tmp_path, "one")
    assert not _made_again(tmp_path, "one")
    assert _made_again(tmp_path, "another")


@pytest.mark.parametrize("spoil", [lambda raw: raw[:-3], lambda raw: raw.replace(b"one", b"two"), lambda _: b"", lambda _: b"\xff\xfe{"])
def test_a_damaged_file_counts_as_none_and_is_written_anew(tmp_path: Path, spoil: object) -> None:
    file = _keep(tmp_path, "one")
    assert callable(spoil)
    file.write_bytes(spoil(file.read_bytes()))
    assert _made_again(tmp_path, "one")
    _keep(tmp_path, "one")
    assert not _made_again(tmp_path, "one")


def test_results_of_other_code_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _keep(tmp_path, "one")
    monkeypatch.setattr(keeping, "_code", lambda *_: "another")
    assert _made_again(tmp_path, "one")


def test_what_is_long_unused_is_dropped(tmp_path: Path) -> None:
    _keep(tmp_path, "first", "second", "third")
    _keep(tmp_path, "fourth")
    assert [_made_again(tmp_path, one) for one in ("first", "second", "third", "fourth")] == [True, True, False, False]


def test_a_preview_that_leaves_pages_out_drops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_keeps_all", False)  # and so again after this test
    keeping.keep_all()
    _keep(tmp_path, "first", "second", "third")
    _keep(tmp_path, "fourth")
    assert not any(_made_again(tmp_path, one) for one in ("first", "second", "third", "fourth"))


def test_nothing_unfinished_is_left_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / keeping.FOLDER).write_text("in the way")
    _keep(tmp_path, "one")
    assert [path.name for path in tmp_path.iterdir()] == [keeping.FOLDER]


def test_a_kept_document_is_the_one_that_was_read(tmp_path: Path) -> None:
    plain = read_yaml(KINDS_OF_YAML, "file.yml")
    for _ in range(2):
        keeping.kept.cache_clear()
        read, keep = documents.reader(Folders(tmp_path))
        again = read(KINDS_OF_YAML, "file.yml")
        assert repr((again.data, again.places)) == repr((plain.data, plain.places))
        keep()
    assert read(KINDS_OF_YAML, "other.yml").problem(("text",), "what").file == "other.yml"


def test_what_cannot_be_read_is_said_each_time_by_its_own_name(tmp_path: Path) -> None:
    read, _ = documents.reader(Folders(tmp_path))
    for file in ("one.yml", "two.yml"):
        with pytest.raises(WritingError) as error:
            read(b"a: [", file)
        assert error.value.problems[0].file == file


def test_kept_paragraphs_and_characters_are_those_of_the_page(tmp_path: Path) -> None:
    for rest in ("", "<p>More</p>", "", '<article class="note"><div class="prose"><p>Other</p></div></article>'):
        page = PAGE.format(rest)
        find, keep = kept_pages.paragraph_finder(tmp_path)
        count, keep_counts = kept_pages.character_counter(tmp_path)
        assert find(page) == paragraphs.placed_ids(page)
        assert count(page) == dict(standins.counted(page))
        keep()
        keep_counts()
        keeping.kept.cache_clear()


def test_a_page_that_differs_outside_its_text_needs_no_new_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find, _ = kept_pages.paragraph_finder(tmp_path)
    before = find(PAGE.format(""))
    monkeypatch.setattr(paragraphs, "placed_ids", lambda _: pytest.fail("was read again"))
    assert find("<!-- new -->" + PAGE.format("<p>More</p>")) == [(start + 12, name, given) for start, name, given in before]
