"""Whatever is in a file that is imported, the import ends in a draft or in a sentence, and a refused file leaves nothing behind."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from press.folders import Folders
from press.importing.command import import_file
from press.importing.problem import Unreadable
from reflect.problems import WritingError
from tests.fuzzing.texts import MARKDOWN_PIECES, spoiled, spoiled_bytes
from tests.press.importing.corpus import docx, project_in, source, with_part, zipped

TODAY = datetime.date(2026, 11, 23)
HTML_PIECES = (
    *MARKDOWN_PIECES, "<p>", "</p>", "<div>" * 200, "<table><tr><td>", "<sup>1</sup>", '<a href="#fn1">', "<a name=x>", "<svg onload=x>", "]]>", "<![CDATA[",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "&#x110000;", "&#55296;", "<meta charset=utf-7>", "<meta charset=hex>", "<?xml version='1.0'?>", "<br/>", "<ol start=9999999999>",
    '<img src="data:image/png;base64,=">', '<img src="../../x">', "<wp:post_date>9999-99-99</wp:post_date>", '<h1 style="x">',
)  # fmt: skip
some_often = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
TEXTS = {
    "text": ("essay.txt", ["superscript-marks.txt", "pasted-with-chrome.txt", "notes-by-part.txt"], MARKDOWN_PIECES),
    "Markdown": ("essay.md", ["notes-by-name.md", "table-and-code.md", "doubled-note.md"], MARKDOWN_PIECES),
    "HTML": ("essay.html", ["saved-page.html", "bare-fragment.html", "substack-note.html"], HTML_PIECES),
    "an export": ("export.xml", ["wordpress.xml", "squarespace.xml"], HTML_PIECES),
}
DOCUMENT = "word/document.xml"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(project_in(tmp_path / "project").root)


def held(folders: Folders) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folders.docs.rglob("*") if path.is_file()}


def imported(name: str, raw: bytes, folders: Folders) -> None:
    """Import a file; a draft is taken away again, and a refusal must have written nothing."""
    before = held(folders)
    file = folders.root / name
    file.write_bytes(raw)
    refusal = ""
    try:
        said = import_file(file, folders, TODAY).text
    except (Unreadable, WritingError) as error:
        said = refusal = str(error)
    assert said.strip()
    assert not refusal or held(folders) == before
    for path in held(folders).keys() - before.keys():
        path.unlink()
    for path, content in before.items():
        path.write_bytes(content)


@pytest.mark.parametrize("kind", TEXTS)
def test_a_spoiled_file_is_imported_or_refused(kind: str, folders: Folders) -> None:
    name, files, pieces = TEXTS[kind]

    @some_often
    @given(text=spoiled([source(file) for file in files], pieces))
    def kept(text: str) -> None:
        imported(name, text.encode("utf-8", "surrogatepass"), folders)

    kept()


def test_a_spoiled_word_file_is_imported_or_refused(folders: Folders, tmp_path: Path) -> None:
    whole = docx(source("word-footnotes.docx.md"), tmp_path)

    @some_often
    @given(raw=spoiled_bytes([whole]))
    def kept(raw: bytes) -> None:
        imported("essay.docx", raw, folders)

    kept()


def test_a_word_file_with_spoiled_parts_is_imported_or_refused(folders: Folders, tmp_path: Path) -> None:
    whole = docx(source("word-footnotes.docx.md"), tmp_path)

    @some_often
    @given(pieces=spoiled(["<w:t>x</w:t>"], HTML_PIECES))
    def kept(pieces: str) -> None:
        text = pieces.encode("utf-8", "replace").decode()
        imported("essay.docx", with_part(whole, DOCUMENT, lambda xml: xml.replace("<w:t", f"{text}<w:t", 2)), folders)

    kept()


def test_a_spoiled_zip_is_imported_or_refused(folders: Folders) -> None:
    rows = 'post_id,post_date,is_published,title,subtitle\n1.a,2026-01-05T09:00:00.000Z,true,"A title, and more",Below\n'
    whole = zipped({"posts.csv": rows.encode(), "posts/1.a.html": source("substack-note.html").encode()})

    @some_often
    @given(raw=spoiled_bytes([whole]))
    def kept(raw: bytes) -> None:
        imported("export.zip", raw, folders)

    kept()
