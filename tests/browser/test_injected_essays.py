"""Whatever an essay or a record that is imported holds, nothing of it runs in a page, nor of what is pasted at the writing desk."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from press.folders import Folders
from press.identifying import Services, add_sources
from press.importing.command import import_file
from tests.browser.hosts import FOLDERS, LINKED
from tests.browser.injected import served_without_policy
from tests.browser.injected_essays import SHOWN, WORDS, essays, exercises, markdown, references
from tests.browser.server import StaticServer
from tests.browser.test_injection import nothing_ran
from tests.browser.waiting import PYTHON_MS
from tests.browser.writing import open_published, replace, turn
from tests.conftest import ROOT
from tests.tiny_project import TODAY

NOTE = "co-regulation.md"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real project with every essay imported and published, and a note that cites every record."""
    root, given = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("given")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in LINKED:
        (root / name).symlink_to(ROOT / name)
    folders = Folders(root)
    note = folders.posts / NOTE
    for number, record in enumerate(references()):
        said = add_sources(record, folders, Services(), TODAY)
        call = re.findall(r"\{\{ cite\(.*?\) \}\}", said)[-1]
        note.write_text(f"{note.read_text('utf-8')}\n\nWords.[^of{number}]\n\n[^of{number}]: {call}\n", "utf-8")
    _import(essays(given), folders)
    return root


def _import(files: list[Path], folders: Folders) -> None:
    """Import essays and publish them; each is taken out meanwhile, since one that is like an earlier one is not imported again."""
    before, found = {*folders.posts.glob("*.md")}, {}
    for day, file in enumerate(files, start=1):
        said = import_file(file, folders, TODAY, name=f"essay-{day}")
        assert "`make check` finds nothing to mend" in said.text, said.text
        (draft,) = {*folders.posts.glob("*.md")} - before
        text = re.sub(r"^date: .*$", f"date: 2026-08-{day:02}", draft.read_text("utf-8"), count=1, flags=re.MULTILINE)
        found[draft] = text.replace("draft: true\n", "", 1)
        draft.unlink()
    for draft, text in found.items():
        draft.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def server(project: Path) -> Iterator[StaticServer]:
    with served_without_policy(project) as server:
        yield server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in which a script that came in with an essay would run."""
    context = browser.new_context(bypass_csp=True, service_workers="block")
    yield context.new_page()
    context.close()


def test_no_page_runs_what_was_imported(server: StaticServer, page: Page) -> None:
    pages = sorted(path.relative_to(server.folder).as_posix().removesuffix("index.html") for path in server.folder.rglob("*.html"))
    imported = [path for path in pages if re.fullmatch(r"notes/essay-\d/", path)]
    assert len(imported) == 6
    for path in [*imported, "", "notes/", "sources/", "topics/", "notes/co-regulation/"]:
        page.goto(f"{server.url}/{path}")
        nothing_ran(page)


def test_no_drawing_that_would_run_came_along(server: StaticServer) -> None:
    assert not [path for path in server.folder.rglob("*.svg") if "globalThis" in path.read_text("utf-8")]


def test_the_desk_runs_nothing_that_is_written_there(server: StaticServer, page: Page) -> None:
    page.goto(f"{server.url}/write/")
    page.locator("writing-desk:is([state=ready], [state=shown])").wait_for(timeout=PYTHON_MS)
    open_published(page)
    for text in (
        markdown(),
        f"---\ndate: 2026-11-23\ndescription: {SHOWN}\ntags: [{SHOWN!r}]\n---\n\n# On {WORDS}\n\n{WORDS}\n\n{{{{ {SHOWN} }}}}\n",
    ):
        replace(page, text)
        expect(page.locator("[data-part=count]")).not_to_have_text("Nothing to mend.")
        nothing_ran(page)
    turn(page, "Exercises")
    replace(page, exercises())
    nothing_ran(page)


def test_a_title_of_the_desk_runs_nothing(server: StaticServer, page: Page) -> None:
    page.goto(f"{server.url}/write/")
    page.locator("writing-desk:is([state=ready], [state=shown])").wait_for(timeout=PYTHON_MS)
    title = f"On {SHOWN}"
    page.get_by_label("Title of the new note").fill(title)
    page.get_by_role("button", name="Begin").click()
    nothing_ran(page)
