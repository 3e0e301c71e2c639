"""Whatever cannot be imported is said in a sentence, exits with 1, shows no traceback and leaves no file behind."""

from __future__ import annotations

import errno
import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from press.__main__ import main
from press.importing.problem import Unreadable
from press.importing.writing import write_all
from tests.press.importing.corpus import docx, essay, project_in, source, with_part, zipped
from tests.tiny_project import TinyProject

PROSE = "Someone has to open the window first, and it is seldom the one who is warm. "


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return project_in(tmp_path / "project")


def bomb() -> bytes:
    return zipped({"posts.csv": b"post_id\n", "posts/1.zeroes.html": b"0" * (8 << 20)})


def lying() -> bytes:
    """Return a zip whose entry says that it is small and unpacks to more."""
    raw = bytearray(zipped({"essay.html": b"<p>" + b"a" * 3000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = raw.index(mark) + offset
        raw[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(raw)


def a_byte_less() -> bytes:
    """Return a zip whose first file seems to begin before the zip does."""
    raw = zipped({"essay.html": b"<p>Hello</p>" * 99})
    return raw[:45] + raw[46:]


def climbing(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("posts.csv", "post_id,title\n1.a,A\n")
        archive.writestr(name, "<p>out</p>")
    return made.getvalue()


JARGON = re.compile(r"Error\b|exception|token|mapping|scalar|YAML|magic|indicator", re.IGNORECASE)
"""What programs say to those who write them."""
BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("essay.txt", b"", "it is empty; save the essay into it and try again"),
    "only-spaces": ("essay.md", b"\xef\xbb\xbf \n\n", "it is empty"),
    "binary": ("essay.txt", bytes(range(256)) * 40, "it holds no text but binary data"),
    "picture": ("essay.txt", b"\x89PNG\r\n\x1a\n" + bytes(90), "it is a picture (PNG), not text; what can be read is plain text"),
    "pdf": ("essay.pdf", b"%PDF-1.7 and so on", "it is a PDF, which keeps neither paragraphs nor footnotes"),
    "old-word": ("essay.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90), "an old Word file (.doc); open it in a word processor"),
    "rich-text": ("essay.rtf", b"{\\rtf1 Hello}", "a rich-text file (.rtf)"),
    "five-megabytes": (
        "essay.txt",
        PROSE.encode() * 70_000,
        "it holds 5.3 MB of text, 1,120,000 words; a note is an essay of at most 1 MB",
    ),
    "five-megabytes-of-markdown": ("essay.md", b"# Long\n\n" + PROSE.encode() * 70_000, "it holds 5.3 MB of text"),
    "five-megabytes-of-html": ("essay.html", b"<p>" + (PROSE.encode() + b"</p><p>") * 70_000, "it holds 5.5 MB of text"),
    "forty-megabytes-of-tags": ("essay.html", b"<p>" + b"<hr class='line'>" * 2_400_000, "the page has 38 MB, far more than pages have"),
    "zip-climbing-up": (
        "export.zip",
        climbing("posts/../../../etc/1.a.html"),
        "a path that climbs out of it, 'posts/../../../etc/1.a.html'",
    ),
    "zip-from-the-root": ("export.zip", climbing("/etc/1.a.html"), "a path that climbs out of it, '/etc/1.a.html'"),
    "zip-with-backslashes": ("export.zip", climbing("..\\1.a.html"), "a path that climbs out of it"),
    "zip-with-a-drive": ("export.zip", climbing("C:\\1.a.html"), "a path that climbs out of it"),
    "zip-bomb": ("export.zip", bomb(), "the zip would unpack 'posts/1.zeroes.html' to 8 MB; nothing was read from it"),
    "zip-that-lies": ("export.zip", lying(), "the zip is damaged or locked at 'essay.html'"),
    "zip-with-a-byte-less": ("export.zip", a_byte_less(), "the zip is damaged or locked at 'essay.html'"),
    "zip-cut-short": ("export.zip", zipped({"essay.html": b"<p>Hello</p>" * 99})[:-40], "it is a damaged zip"),
    "zip-without-essays": ("export.zip", zipped({"a.bin": b"\0\1"}), "the zip holds no essay"),
    "other-document": (
        "essay.odt",
        zipped({"mimetype": b"application/vnd.oasis", "content.xml": b"<x/>"}),
        "a document of another program; save it as .docx",
    ),
    "csv-without-columns": ("export.zip", zipped({"posts.csv": b"a,b\n1,2\n"}), "its posts.csv has no column 'post_id'"),
    "other-xml": ("feed.xml", b"<?xml version='1.0'?><note><a/></note>", "it is XML, but no export of WordPress or Squarespace"),
    "xml-with-entities": (
        "export.xml",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>&b;</title></channel></rss>',
        "the export's XML defines abbreviations of its own, which no export does",
    ),
    "xml-cut-short": ("export.xml", source("wordpress.xml").encode()[:900], "the export's XML breaks off or is damaged at line "),
    "xml-in-no-encoding": (
        "export.xml",
        b'<?xml version="1.0" encoding="none"?><rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="content:encoded"/>',
        "the export's XML ",
    ),
    "front-matter-with-a-colon": (
        "essay.md",
        b"---\ndate: 2026-11-23\ntitle: Keys: a note\n---\n\n# Keys\n\nWords.\n",
        "its front matter, which stands between lines of '---', cannot be read at line 3 or just before it; put double quotes round",
    ),
    "front-matter-with-an-open-bracket": ("essay.md", b"---\ntags: [keys\n---\n\n# Keys\n\nWords.\n", "its front matter"),
    "export-without-posts": (
        "export.xml",
        b'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>A</title></channel></rss>',
        "it holds no posts of an export with any text in it",
    ),
    "utf-16-cut-short": ("essay.txt", PROSE.encode("utf-16")[:-1], "it starts as UTF-16-LE and breaks at byte"),
}


def contents(folder: Path) -> dict[Path, bytes | None]:
    """Return every file and folder below a folder with its bytes, None for a folder."""
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize("case", BAD)
def test_it_is_said_and_nothing_is_written(project: TinyProject, tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    name, raw, sentence = BAD[case]
    (tmp_path / name).write_bytes(raw)
    before = contents(project.root)
    assert main(["import", str(tmp_path / name), "--root", str(project.root)]) == 1
    said = capsys.readouterr()
    assert said.err.startswith(f"{name} is not imported: "), said
    assert sentence in said.err
    assert not JARGON.search(said.err)
    assert said.out == ""
    assert contents(project.root) == before


def test_a_heavy_page_is_read_for_its_text(project: TinyProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = f"<html><head><script>{'var a = 1;' * 150_000}</script></head><body><article><h1>On weight</h1><p>{PROSE * 3}</p></article>"
    (tmp_path / "essay.html").write_text(page)
    assert main(["import", str(tmp_path / "essay.html"), "--root", str(project.root)]) == 0
    assert "none lost, none added" in capsys.readouterr().out


def test_five_megabytes_in_a_word_file_are_said(project: TinyProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = f"<w:p><w:r><w:t>{PROSE * 100}</w:t></w:r></w:p>" * 700
    raw = with_part(docx("# A\n\nProse.\n", tmp_path), "word/document.xml", lambda text: text.replace("</w:body>", f"{long}</w:body>"))
    (tmp_path / "essay.docx").write_bytes(raw)
    assert main(["import", str(tmp_path / "essay.docx"), "--root", str(project.root)]) == 1
    assert "it holds 5.3 MB of text" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(project: TinyProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(tmp_path / "nowhere.txt"), "--root", str(project.root)]) == 1
    assert "nowhere.txt is not imported: it cannot be opened (No such file or directory); check its name" in capsys.readouterr().err


def test_a_folder_that_is_no_project_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "essay.txt", "--root", str(tmp_path)]) == 2
    assert "holds no mkdocs.yml" in capsys.readouterr().err


def test_a_damaged_word_file_is_said(project: TinyProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = with_part(docx("# A\n\nProse.\n", tmp_path), "word/document.xml", lambda text: text[:-30])
    (tmp_path / "essay.docx").write_bytes(raw)
    assert main(["import", str(tmp_path / "essay.docx"), "--root", str(project.root)]) == 1
    assert "its part 'word/document.xml' is damaged; open it in a word processor" in capsys.readouterr().err


def test_another_note_of_that_name_is_never_written_over(project: TinyProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = essay("curly-and-nbsp.txt", tmp_path / "from")
    before = (project.root / "docs/notes/posts/first.md").read_bytes()
    assert main(["import", str(path), "--name", "first", "--root", str(project.root)]) == 1
    assert "there is another note at docs/notes/posts/first.md, which is never written over" in capsys.readouterr().err
    assert (project.root / "docs/notes/posts/first.md").read_bytes() == before


def test_one_name_for_several_posts_is_said(project: TinyProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = essay("substack.zip", tmp_path / "from")
    assert main(["import", str(path), "--name", "one", "--root", str(project.root)]) == 1
    assert "one name cannot serve 2 posts" in capsys.readouterr().err
    assert main(["import", str(path), "--post", "spring", "--root", str(project.root)]) == 1
    assert "no post of it is called 'spring'; it holds 'The First Word', 'Another Silence'" in capsys.readouterr().err


def test_sources_that_cannot_be_read_are_said_first(project: TinyProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("docs/sources.yml", "references: [\n")
    path = essay("bracketed-marks.txt", tmp_path / "from")
    assert main(["import", str(path), "--root", str(project.root)]) == 1
    assert "since what is there has to be mended first:\ndocs/sources.yml:" in capsys.readouterr().err
    assert not (project.root / "docs/notes/posts/the-second-cup.md").exists()


def test_a_source_list_that_cannot_be_added_to_leaves_no_draft(
    project: TinyProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("docs/sources.yml", (project.root / "docs/sources.yml").read_text() + "other: below\n")
    path = essay("bracketed-marks.txt", tmp_path / "from")
    assert main(["import", str(path), "--root", str(project.root)]) == 1
    assert "docs/sources.yml does not end in its list of references" in capsys.readouterr().err
    assert not (project.root / "docs/notes/posts/the-second-cup.md").exists()


def test_writing_is_all_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("old")
    new = {tmp_path / "a" / "b" / "one.md": b"1", tmp_path / "there.md": b"2"}
    with pytest.raises(Unreadable, match=r"there\.md is there already"):
        write_all(new, {})
    assert [path.name for path in tmp_path.rglob("*")] == ["there.md"]
    assert (tmp_path / "there.md").read_text() == "old"


def test_a_file_that_changed_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "sources.yml").write_text("newer")
    with pytest.raises(Unreadable, match="was changed while the essay was read"):
        write_all({tmp_path / "one.md": b"1"}, {tmp_path / "sources.yml": (b"older", b"ours")})
    assert [path.name for path in tmp_path.rglob("*")] == ["sources.yml"]
    assert (tmp_path / "sources.yml").read_text() == "newer"


def no_links(*_: object) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


def test_a_disk_without_links_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "sources.yml").write_text("older")
    write_all({tmp_path / "a" / "one.md": b"1"}, {tmp_path / "sources.yml": (b"older", b"ours")})
    assert contents(tmp_path) == {tmp_path / "a": None, tmp_path / "a" / "one.md": b"1", tmp_path / "sources.yml": b"ours"}


def test_on_a_disk_without_links_too_it_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "there.md").write_text("old")
    with pytest.raises(Unreadable, match=r"there\.md is there already"):
        write_all({tmp_path / "a" / "one.md": b"1", tmp_path / "there.md": b"2"}, {})
    assert contents(tmp_path) == {tmp_path / "there.md": b"old"}


@pytest.mark.parametrize("has_links", [True, False])
@pytest.mark.parametrize("moment", range(6))
def test_an_import_that_is_stopped_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool, moment: int) -> None:
    """Whichever of its steps it is stopped in: three files written, two named, one put in the place of the old."""
    steps = iter(range(99))

    def stopping(step: Callable[..., object]) -> Callable[..., object]:
        def stopped(*arguments: object) -> object:
            done = step(*arguments)
            if next(steps) == moment:
                raise KeyboardInterrupt
            return done

        return stopped

    before = {tmp_path / "sources.yml": b"older"}
    (tmp_path / "sources.yml").write_bytes(b"older")
    if has_links:
        monkeypatch.setattr(os, "link", stopping(os.link))
    else:
        monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(os, "fsync", stopping(os.fsync))
    monkeypatch.setattr(Path, "replace", lambda *_: stopping(int)())
    with pytest.raises(KeyboardInterrupt):
        write_all({tmp_path / "a" / "one.md": b"1", tmp_path / "two.md": b"2"}, {tmp_path / "sources.yml": (b"older", b"ours")})
    assert contents(tmp_path) == before


def test_a_word_that_differs_is_said_and_exits_with_1(project: TinyProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # A tag cut in half inside a word: what a browser makes of it is anyone's guess.
    (tmp_path / "essay.md").write_text(
        "# Cut\n\nA tag was cut in the mid<p>dle of a word here, and nobody can say any more what was meant by it.\n"
    )
    assert main(["import", str(tmp_path / "essay.md"), "--root", str(project.root)]) == 1
    said = capsys.readouterr().out
    assert "1 lost word (“middle”) and 2 new words (“mid” and “dle”). Look at them before anything else." in said


def test_elements_nested_too_deep_are_said(project: TinyProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "essay.html").write_text("<p>" + "<b>" * 40_000 + "deep" + "</b>" * 40_000 + "</p>")
    assert main(["import", str(tmp_path / "essay.html"), "--root", str(project.root)]) == 1
    assert "nested too deep for any essay" in capsys.readouterr().err
