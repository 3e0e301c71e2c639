"""A preview does not wait for the writing desk's Python when it has an earlier one; the present one is made beside it."""

from __future__ import annotations

import dataclasses
import os
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from press.runtime import Cargo, Inputs, Manifest, RuntimeProblem, bundle, bundle_meanwhile, bundle_plain, desk
from press.runtime import __main__ as program
from press.runtime.bundle import is_whole, latest, place_of
from press.runtime.cargo import engine
from press.runtime.manifest import MANIFEST
from press.runtime.meanwhile import SAID, SLOWER
from tests.press.runtime.test_bundle import CACHE
from tests.press.runtime.test_damage import spoil

Make = Callable[[Path, Path, Inputs, Cargo, Callable[[], bool]], None]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache in which both runtimes are made already, and that of the exercises was used last."""
    folder = tmp_path / "cache"
    for cargo in (desk(Inputs()), engine(Inputs())):
        bundle(tmp_path / "before", CACHE, cargo=cargo)
        made = place_of(CACHE, Inputs(), cargo)
        shutil.copytree(made, folder / "made" / made.name, copy_function=os.link)
    return folder


def kept(cache: Path) -> set[str]:
    return {one.name for one in (cache / "made").iterdir()}


def edited() -> Cargo:
    """Return the desk's Python as it is after an edit."""
    return dataclasses.replace(desk(Inputs()), versions=("edited",))


def test_the_one_before_an_edit_is_shown_at_once_and_the_new_one_begun(
    cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, begun = kept(cache), []
    manifest = bundle_meanwhile(tmp_path / "desk", cache, edited(), lambda *given: begun.append(given))
    assert manifest == Manifest.read(place_of(cache, Inputs(), desk(Inputs())))
    assert manifest.entry["module"] == "press.desk.wire"
    assert is_whole(tmp_path / "desk")
    assert begun == [(cache, place_of(cache, Inputs(), edited()).name)]
    assert kept(cache) == before
    assert capsys.readouterr().err == f"{SAID}\n"


def test_the_present_one_is_shown_without_a_word(cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bundle_meanwhile(tmp_path / "desk", cache, desk(Inputs()), lambda *_: pytest.fail("nothing is to be made"))
    assert capsys.readouterr().err == ""


def engine_edited(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Inputs:
    """Return what a runtime is made of after an edit of the engine."""
    folder = shutil.copytree(Inputs().engine, tmp_path / "edited", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "reflect" / "wire.py").open("a") as wire:
        wire.write("\nEDITED = 1\n")
    edited = dataclasses.replace(Inputs(), engine=folder)
    monkeypatch.setattr(sys.modules["press.runtime.meanwhile"], "Inputs", lambda: edited)
    return edited


def test_exercises_run_an_edited_engine_without_a_snapshot_and_both_are_begun(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edited, begun = engine_edited(monkeypatch, tmp_path), []
    before = {path: path.read_bytes() for path in (cache / "made").rglob("*") if path.is_file()}
    manifest = bundle_plain(tmp_path / "exercises", cache, lambda *given: begun.append(given))
    assert "snapshot" not in manifest.files
    assert is_whole(tmp_path / "exercises")
    assert {one.name for one in manifest.all_files} == {path.name for path in (tmp_path / "exercises").iterdir()} - {MANIFEST}
    (wheel,) = (tmp_path / "exercises").glob("reflect-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        assert packed.read("reflect/wire.py").endswith(b"EDITED = 1\n")
        assert not [name for name in packed.namelist() if name.endswith(".pyc")]
    assert begun == [(cache, place_of(cache, edited, desk(edited)).name)]
    assert {path: path.read_bytes() for path in (cache / "made").rglob("*") if path.is_file()} == before
    assert capsys.readouterr().err == f"{SLOWER}\n"


def test_exercises_whose_snapshot_is_made_have_it(cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = bundle_plain(tmp_path / "exercises", cache, lambda *_: pytest.fail("nothing is to be made"))
    assert "snapshot" in manifest.files
    assert capsys.readouterr().err == ""


def test_a_runtime_that_differs_in_more_than_the_engine_is_made_first(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = engine_edited(monkeypatch, tmp_path)
    with (edited.engine / "requirements.txt").open("a") as requirements:
        requirements.write("# another\n")
    monkeypatch.setattr(sys.modules["press.runtime.bundle"], "make", making())
    bundle_plain(tmp_path / "exercises", cache, lambda *_: pytest.fail("it is made already"))
    assert is_whole(place_of(cache, edited, engine(edited)))
    assert capsys.readouterr().err == ""


def test_of_several_the_last_used_is_shown(cache: Path) -> None:
    present = place_of(cache, Inputs(), desk(Inputs()))
    for name, second in (("older", 1), ("newer", 2**33), ("old", 2)):
        other = shutil.copytree(present, cache / "made" / name, copy_function=os.link)
        os.utime(other, (second, second))
    assert latest(cache, edited()) == cache / "made" / "newer"


@pytest.mark.parametrize("damage", ["a byte is another", "it is unfinished", "there is none"])
def test_without_a_whole_one_the_present_one_is_made_first(
    damage: str, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    present = place_of(cache, Inputs(), desk(Inputs()))
    if damage == "a byte is another":
        spoil(present / Manifest.read(present).files["snapshot"].name)
    elif damage == "it is unfinished":
        present.rename(present.with_suffix(".part"))
    else:
        shutil.rmtree(present)
    monkeypatch.setattr(sys.modules["press.runtime.bundle"], "make", making())
    bundle_meanwhile(tmp_path / "desk", cache, edited(), lambda *_: pytest.fail("it is made already"))
    assert is_whole(place_of(cache, Inputs(), edited()))
    assert capsys.readouterr().err == ""


def making(meanwhile: Callable[[], object] = lambda: None) -> Make:
    """Return what makes a runtime in no time: as one that is made already. Meanwhile something else happens."""

    def make(place: Path, _cache: Path, _inputs: Inputs, _cargo: Cargo, is_of_use: Callable[[], bool] = lambda: True) -> None:
        meanwhile()
        if is_of_use():
            shutil.copytree(place_of(CACHE, Inputs(), desk(Inputs())), place, copy_function=os.link)

    return make


@pytest.fixture
def edit(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Edits what the desk's Python is made of, as the program sees it."""
    return lambda: monkeypatch.setattr(program, "desk", lambda _: edited())


@pytest.fixture
def key(cache: Path) -> str:
    """The hash of the desk's files; what was made of them is gone."""
    place = place_of(cache, Inputs(), desk(Inputs()))
    shutil.rmtree(place)
    return place.name


def test_the_program_makes_what_the_next_preview_finds(key: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "make", making())
    exercises = place_of(cache, Inputs(), engine(Inputs()))
    shutil.rmtree(exercises)
    assert program.turn(cache, key) == ""
    assert is_whole(cache / "made" / key)
    assert is_whole(exercises)


def test_a_program_that_may_be_older_than_an_edit_makes_nothing(key: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "make", lambda *_: pytest.fail("its own code may be of before"))
    assert program.turn(cache, "of-before") == key


def test_only_one_program_is_at_work(key: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "make", lambda *_: pytest.fail("another is at work"))
    with program.alone(cache):
        assert program.turn(cache, key) == ""
    assert key not in kept(cache)


def test_what_is_edited_meanwhile_is_made_next_and_nothing_mixed_is_kept(
    key: str, cache: Path, edit: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def edited_meanwhile() -> None:
        edit()
        monkeypatch.setattr(program, "written_at", lambda *_: {})

    before = kept(cache)
    monkeypatch.setattr(program, "make", making(edited_meanwhile))
    assert program.turn(cache, key) == place_of(cache, Inputs(), edited()).name
    assert kept(cache) == before


def test_what_was_edited_and_taken_back_meanwhile_is_made_once_more(key: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "make", making(lambda: monkeypatch.setattr(program, "written_at", lambda *_: {})))
    assert program.turn(cache, key) == key
    assert key not in kept(cache)


def failing() -> None:
    raise RuntimeProblem("The runtime is not made.")


def test_what_is_wrong_is_said(key: str, cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(program, "make", making(failing))
    assert program.main([str(cache), key]) == 1
    assert capsys.readouterr().err == "The runtime is not made.\n"


def test_what_an_edit_has_mended_already_is_not_said(
    key: str, cache: Path, edit: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def mended() -> None:
        edit()
        failing()

    monkeypatch.setattr(program, "make", making(mended))
    assert program.turn(cache, key) == place_of(cache, Inputs(), edited()).name
