"""The writing desk says what `make check` says, and shows the page that the build makes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from press.beginning import begun
from press.checks import warnings
from press.desk.wire import Room
from tests.press.desk.desks import advised, asked, cases, held, said, shelf_of
from tests.tiny_project import EXERCISES, EXERCISES_FILE, NOTE, NOTE_FILE, TODAY, TinyProject

DRAFT = {"name": "first", "note": NOTE, "exercises": EXERCISES}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def shelf(site: Path) -> dict[str, Any]:
    project = TinyProject.made(site / "project")
    project.write("docs/about.md", "# About\n\n## People\n")
    project.write("docs/notes/posts/other.md", '---\ndate: 2026-01-12\ndescription: D.\n---\n# Other\n\n{{ exercise("own") }}\n')
    own = EXERCISES.split("  - id: scale")[0].replace("note: first", "note: other").replace("id: cards", "id: own")
    project.write("exercises/notes/other.yml", own)
    return shelf_of(project, site)


@pytest.fixture
def room(shelf: dict[str, Any], tmp_path: Path) -> Room:
    made = Room(tmp_path)
    assert json.loads(made.reply(json.dumps({"shelf": shelf}))) == {"ready": True}
    return made


def page(room: Room, **changed: str) -> Any:
    return asked(room, {**DRAFT, **changed})["page"]


def words(trees: list[Any]) -> str:
    return "".join(tree if isinstance(tree, str) else words(tree[2]) for tree in trees)


def elements(trees: list[Any], name: str) -> list[Any]:
    inside = [found for tree in trees if not isinstance(tree, str) for found in elements(tree[2], name)]
    return [tree for tree in trees if not isinstance(tree, str) and tree[0] == name] + inside


def test_every_mistake_is_said_as_the_check_says_it(tmp_path: Path) -> None:
    made = Room(tmp_path / "room")
    made.reply(json.dumps({"shelf": shelf_of(TinyProject.made(tmp_path / "clean"), tmp_path)}))
    for case in cases(tmp_path):
        assert said(asked(made, case.draft)) == case.says, case.id


ADVISED = {
    "a prompt that may hurt": (NOTE, EXERCISES.replace("title: Cards", "title: Cards\n    intro: Think of a death.", 1)),
    "an address alone": (NOTE + "\nMore.[^bare]\n\n[^bare]: https://example.org/one\n", EXERCISES),
    "a comment of the import": (NOTE + "\n<!-- to check: one -->\n", EXERCISES),
    "a draft with a comment of the import": (NOTE.replace("date:", "draft: true\ndate:", 1) + "\n<!-- to check: one -->\n", EXERCISES),
    "nearly the name of another series": (NOTE.replace("date:", "series: Begining\ndate:", 1), EXERCISES),
    "nothing": (NOTE, EXERCISES),
}


@pytest.mark.parametrize("case", ADVISED)
def test_what_is_worth_a_look_is_said_as_the_check_says_it(case: str, tmp_path: Path) -> None:
    note, exercises = ADVISED[case]
    project = TinyProject.made(tmp_path / "project")
    for name in ("two", "three"):
        project.write(f"docs/notes/posts/{name}.md", f"---\ndate: 2026-01-12\nseries: Beginning\ndescription: D.\n---\n# {name}\n")
    made = Room(tmp_path / "room")
    made.reply(json.dumps({"shelf": shelf_of(project, tmp_path)}))
    project.write(NOTE_FILE, note)
    project.write(EXERCISES_FILE, exercises)
    answer = asked(made, {"name": "first", "note": note, "exercises": exercises})
    expected = [str(one) for one in warnings(project.collection()) if one.file in (NOTE_FILE, EXERCISES_FILE)]
    assert said(answer) == project.problems() == []
    assert advised(answer) == expected
    assert bool(expected) is (case not in ("nothing", "a draft with a comment of the import"))


def test_what_is_worth_a_look_waits_until_mistakes_are_mended(room: Room) -> None:
    answer = asked(room, {**DRAFT, "note": NOTE + "\nOne.[^none]\n\n<!-- to check: one -->\n"})
    assert said(answer)
    assert advised(answer) == []


def test_a_draft_in_order_has_nothing_to_mend(room: Room) -> None:
    assert said(asked(room, DRAFT)) == []


def test_nothing_is_answered_before_the_shelf_has_come(tmp_path: Path) -> None:
    assert asked(Room(tmp_path), DRAFT) == {"lacks": "shelf"}


@pytest.mark.parametrize("request_", ["", "[]", "{}", '{"draft": {}}', '{"shelf": {}}'])
def test_a_request_that_makes_no_sense_is_answered(request_: str, room: Room) -> None:
    assert list(json.loads(room.reply(request_))) == ["problem"]


def test_half_a_letter_is_no_end_of_the_desk(room: Room) -> None:
    assert said(asked(room, {**DRAFT, "note": NOTE.replace("An opening.", "An \ud83c opening.")})) == []


def test_the_page_has_its_day_its_minutes_and_its_title(room: Room) -> None:
    shown = page(room, note=NOTE.replace("description", "byline: By one\ndescription"))
    assert (shown["date"], shown["minutes"], shown["byline"], words(shown["title"])) == ("2026-01-05", 1, "By one", "First")


def test_a_citation_is_the_one_that_pandoc_makes(room: Room) -> None:
    note = NOTE.replace('page="86"', 'page="12-3"') + '\nMore.[^via]\n\n[^via]: {{ cite("lewis-2000", via="lewis-2000", page="4") }}\n'
    text = words(page(room, note=note)["sources"])
    assert "Thomas Lewis, A General Theory of Love (New York: Random House, 2000), 12–3." in text
    assert "Lewis, 2000, quoted in Thomas Lewis, A General Theory of Love (New York: Random House, 2000), 4." in text


def test_exercises_are_forms_with_their_definitions(room: Room) -> None:
    forms = elements(page(room)["text"], "reflect-exercise")
    assert [form[1]["exercise"] for form in forms] == ["first/cards", "first/scale", "first/recall"]
    assert json.loads(forms[0][1]["data-definition"])["title"] == "Cards"


def test_a_mistake_stands_in_the_page_and_the_rest_is_shown(room: Room) -> None:
    shown = page(room, exercises=EXERCISES.replace("title: Cards", "titel: Cards"))
    (box,) = (one for one in elements(shown["text"], "div") if one[1].get("class") == "mistake")
    assert "titel" in words([box])
    assert [form[1]["exercise"] for form in elements(shown["text"], "reflect-exercise")] == ["first/scale", "first/recall"]


def test_a_note_whose_first_lines_cannot_be_read_shows_no_page(room: Room) -> None:
    answer = asked(room, {**DRAFT, "note": "---\ndate: [\n---\n# First\n"})
    assert answer["page"] is None
    assert answer["problems"]


def test_links_lead_to_where_pages_are_and_missing_pictures_are_told(room: Room) -> None:
    note = NOTE.replace("An opening.", "[Other](other.md), [about](../../about.md), ![A picture](new.svg)")
    text = page(room, note=note)["text"]
    assert [one[1].get("href") for one in elements(text, "a")][:2] == ["../notes/other/", "../about/"]
    assert elements(text, "img")[0][1]["data-missing"] == "new.svg"


def test_what_other_pages_hold_is_asked_for_and_then_used(room: Room, site: Path, shelf: dict[str, Any]) -> None:
    note = NOTE.replace("An opening.", '[People](../../about.md#peopel)\n\n{{ exercise("other", "own") }}\n\nAn opening.')
    files = ["docs/about.md", "docs/notes/posts/other.md"]
    assert asked(room, {**DRAFT, "note": note}) == {"needs": files}
    answer = asked(room, {**DRAFT, "note": note}, {file: {**held(site, shelf, file), "anchors": ["people"]} for file in files})
    assert said(answer) == [
        f"{NOTE_FILE}:6:10: link '../../about.md#peopel' leads to no heading, footnote, exercise or source of that page; did you mean '#people'?"
    ]
    assert elements(answer["page"]["text"], "reflect-exercise")[0][1]["exercise"] == "other/own"


def test_what_could_not_be_had_is_not_held_against_the_writer(room: Room) -> None:
    note = NOTE.replace("An opening.", "[People](../../about.md#peopel)")
    assert said(asked(room, {**DRAFT, "note": note}, {"docs/about.md": None})) == []


def test_a_new_note_begins_as_make_note_begins_it(room: Room, site: Path) -> None:
    answer = json.loads(room.reply(json.dumps({"begin": "Über Ärger", "today": TODAY.isoformat()})))["begun"]
    made = begun("Über Ärger", TinyProject(site / "project").collection(), TODAY)
    assert answer == {"name": "uber-arger", "day": "2026-11-23", "note": made.note, "exercises": made.exercises}


def test_a_title_without_letters_is_refused_in_words(room: Room) -> None:
    answer = json.loads(room.reply(json.dumps({"begin": "!", "today": TODAY.isoformat()})))
    assert answer["refused"].startswith("the title '!' has no letter or digit")


def test_the_shelf_holds_the_very_files_of_published_notes(site: Path, shelf: dict[str, Any]) -> None:
    found = held(site, shelf, NOTE_FILE)
    assert found["note"] == (site / "project" / NOTE_FILE).read_text("utf-8")
    assert found["exercises"] == (site / "project" / EXERCISES_FILE).read_text("utf-8")


@pytest.mark.parametrize("front", ["date: 2999-01-01", "date: 2026-01-05\ndraft: true"], ids=["future", "draft"])
def test_what_readers_cannot_see_is_not_on_the_shelf(front: str, tmp_path: Path) -> None:
    project = TinyProject.made(tmp_path / "project")
    project.write("docs/notes/posts/hidden.md", f"---\n{front}\ndescription: D.\n---\n# A secret\n")
    shelf = json.dumps(shelf_of(project, tmp_path))
    assert "hidden" not in shelf
    assert "secret" not in shelf
