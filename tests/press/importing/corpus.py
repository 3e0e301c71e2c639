"""The essays that the importer is tried on, all written for it; those that are not text are made here from text."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pypandoc

from tests.tiny_project import SOURCES, TinyProject

CORPUS = Path(__file__).with_name("corpus")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

MORE_SOURCES = """  - id: who-2011
    type: report
    author:
      - {literal: World Health Organization}
    title: Statement on mental health
    issued: {date-parts: [[2011]]}

  # A comment that has to stay.
  - id: hari-lost-connections
    type: book
    author:
      - {family: Hari, given: Johann}
    title: Lost Connections
    publisher: Bloomsbury USA
    publisher-place: New York
    issued: {date-parts: [[2018]]}
"""
SITE = """site_name: How We Help
site_description: A weekly note on the art, science and philosophy of helping relationships, with its sources and something to try.
site_url: !ENV [SITE_URL, "https://how-we-help.example/"]
"""


def project_in(folder: Path) -> TinyProject:
    """Return a project with a note, a few sources and the site's name, for essays to be imported into."""
    project = TinyProject.made(folder)
    project.write("mkdocs.yml", SITE)
    project.write("docs/sources.yml", SOURCES + "\n" + MORE_SOURCES)
    return project


def source(name: str) -> str:
    return (CORPUS / name).read_text(encoding="utf-8")


def png() -> bytes:
    """Return the smallest picture: one grey dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = (1).to_bytes(4) + (1).to_bytes(4) + bytes([8, 0, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


def docx(markdown: str, folder: Path) -> bytes:
    """Return a Word file made from Markdown by pandoc, with the picture it may name beside it."""
    (folder / "dot.png").write_bytes(png())
    command = [pypandoc.get_pandoc_path(), "--from=markdown-smart", "--to=docx", "--output=made.docx"]
    subprocess.run(command, input=markdown.encode(), cwd=folder, check=True, capture_output=True)
    return (folder / "made.docx").read_bytes()


def with_part(raw: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return a zip's bytes with one of its parts, a text, changed; made when it was not there."""
    before = zipfile.ZipFile(io.BytesIO(raw))
    parts = {entry: before.read(entry) for entry in before.namelist()}
    parts[name] = change(parts.get(name, b"").decode()).encode()
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def tracked(raw: bytes) -> bytes:
    """Return a Word file in which a word was put in and another struck out, with both changes tracked."""
    stamp = 'w:id="7" w:author="An editor" w:date="2026-11-01T00:00:00Z"'
    added = f'<w:ins {stamp}><w:r><w:t xml:space="preserve"> quite certainly</w:t></w:r></w:ins>'
    gone = f'<w:del {stamp}><w:r><w:delText xml:space="preserve"> grudgingly</w:delText></w:r></w:del>'
    return with_part(raw, "word/document.xml", lambda text: re.sub(r"(.*)</w:p>", rf"\1{added}{gone}</w:p>", text, flags=re.DOTALL))


def substack() -> bytes:
    rows = (
        "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n"
        '100.the-first-word,2026-08-03T06:00:00.000Z,true,,,newsletter,everyone,The First Word,"After a silence, that is",\n'
        "101.another-silence,2026-08-10T06:00:00.000Z,false,,,newsletter,everyone,Another Silence,,\n"
    )
    posts = {"posts/100.the-first-word.html": source("substack-note.html"), "posts/101.another-silence.html": source("substack-other.html")}
    return zipped({"posts.csv": rows.encode(), "email_list.csv": b"email\n", **{name: text.encode() for name, text in posts.items()}})


def mixed(text: str) -> bytes:
    first, second = text.split(" The second")
    return first.encode() + b" The second" + second.encode("cp1252")


MADE: dict[str, Callable[[Path], bytes]] = {
    "word-footnotes.docx": lambda folder: docx(source("word-footnotes.docx.md"), folder),
    "word-by-hand.docx": lambda folder: docx(source("word-by-hand.docx.md"), folder),
    "word-tracked.docx": lambda folder: tracked(docx(source("word-tracked.docx.md"), folder)),
    "word-picture.docx": lambda folder: docx("# A Dot\n\n" + "One dot is enough. " * 8 + "\n\n![A dot, in grey](dot.png)\n", folder),
    "substack.zip": lambda _: substack(),
    "one-page.zip": lambda _: zipped(
        {"The Other Chair.html": source("saved-page.html").encode(), "The Other Chair_files/chair.png": png()}
    ),
    "windows-1252.txt": lambda _: source("windows-1252.txt").encode("cp1252"),
    "utf-16.txt": lambda _: source("utf-16.txt").encode("utf-16"),
    "utf-16-unmarked.txt": lambda _: source("utf-16.txt").encode("utf-16-le"),
    "utf-8-marked.txt": lambda _: source("curly-and-nbsp.txt").encode("utf-8-sig"),
    "dos-lines.txt": lambda _: source("pasted-with-chrome.txt").replace("\n", "\r\n").encode(),
    "mixed-encodings.txt": lambda _: mixed(source("mixed-encodings.txt")),
    "latin-1-declared.html": lambda _: source("latin-1-declared.html").encode("latin-1"),
}
PARTS = ("substack-note.html", "substack-other.html")
NAMES = sorted({path.name for path in CORPUS.iterdir() if path.name not in PARTS and not path.name.endswith(".docx.md")} | MADE.keys())


def essay(name: str, folder: Path) -> Path:
    """Put the essay of that name, with the pictures that it shows, into a folder and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(MADE[name](folder) if name in MADE else (CORPUS / name).read_bytes())
    (folder / "piano.png").write_bytes(png())
    (folder / "The Other Chair_files").mkdir(exist_ok=True)
    (folder / "The Other Chair_files" / "chair.png").write_bytes(png())
    return path
