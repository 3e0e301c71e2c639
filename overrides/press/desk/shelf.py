"""What the desk knows of the published site: its pages without their text, its sources, and how these are cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from press.citations import PAGE, Citation
from press.folders import Folders
from press.pages import Note, Page
from press.sources import Sources
from reflect.definitions import NoteExercises
from reflect.reading import Document


@dataclass(frozen=True)
class Shelf:
    """pages: by their files, with their front matter and no text; files: every file under docs/, from there.

    exercises: by the names of notes that have some, without a definition, which come later where they are wanted;
    ids: what a note's page holds besides its text; cited: HTML of each source, cited in three ways.
    """

    pages: dict[str, Page]
    files: frozenset[str]
    exercises: dict[str, NoteExercises]
    ids: frozenset[str]
    sources: Sources
    cited: dict[str, dict[str, str]]

    @classmethod
    def read(cls, data: dict[str, Any], folders: Folders) -> Shelf:
        """Return the shelf that press.shelving wrote, and put docs/authors.yml where the checks look for it."""
        folders.docs.mkdir(parents=True, exist_ok=True)
        if data["authors"]:
            (folders.docs / "authors.yml").write_text(data["authors"], encoding="utf-8")
        pages = {one["file"]: _page(one["file"], one["meta"], folders) for one in data["pages"]}
        return cls(
            pages=pages,
            files=frozenset([*data["files"], *(file.removeprefix("docs/") for file in pages)]),
            exercises={name: NoteExercises(name, (), (), Document(f"exercises/notes/{name}.yml", {}, {})) for name in data["exercises"]},
            ids=frozenset(data["ids"]),
            sources=Sources(data["sources"], Document("docs/sources.yml", {"references": [*data["sources"].values()]}, {})),
            cited=data["cited"],
        )


def _page(file: str, meta: dict[str, Any], folders: Folders) -> Page:
    path = folders.root / file
    kind = Note if PurePosixPath(file).is_relative_to("docs/notes/posts") else Page
    return kind(path, file, Document(file, meta, {}), "")


@dataclass(frozen=True)
class Cited(Mapping[Citation, str]):
    """HTML of any citation of a source on the shelf, as pandoc sets it, but for the collapsing of page ranges."""

    shelf: Shelf

    def __getitem__(self, citation: Citation) -> str:
        shown = self.shelf.cited.get(citation.via or citation.key)
        if shown is None:
            raise KeyError(citation)
        note = shown["paged"].replace(PAGE, _escaped(citation.page)) if citation.page else shown["plain"]
        return f"{self.shelf.cited[citation.key]['quoted']} {note}" if citation.via else note

    def __iter__(self) -> Iterator[Citation]:
        return map(Citation, self.shelf.cited)

    def __len__(self) -> int:
        return len(self.shelf.cited)


def _escaped(page: str) -> str:
    return page.replace("-", "–").replace("&", "&amp;").replace("<", "&lt;")
