"""`python -m press import FILE`: an essay from elsewhere becomes a draft, and a report says all that was done with it."""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

from press import days, documents
from press.beginning import next_day, taken_by
from press.checks import all_problems
from press.collection import Collection, read_collection
from press.folders import Folders, add_root, project_at
from press.importing import addresses, chrome, footnotes, opening
from press.importing.draft import draft_of
from press.importing.formats import read_file
from press.importing.manuscript import Manuscript
from press.importing.problem import Unreadable
from press.importing.records import added
from press.importing.report import counted
from press.importing.sources import IMPORTED, Proposals
from press.importing.words import compared, draft_texts, run_together, tokens
from press.importing.writing import write_all
from press.slugs import slug
from reflect.problems import WritingError

ALIKE = 0.6
RUN = 5
"""How many words in a row make two texts alike, and what share of a text's runs shows that it was imported before."""


@dataclass
class Import:
    """What one import writes: drafts and pictures by their paths, sources, and what to say of each essay."""

    folders: Folders
    collection: Collection
    today: datetime.date
    proposals: Proposals
    new: dict[Path, bytes] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    is_whole: bool = True

    def add(self, manuscript: Manuscript, name: str) -> None:
        """Turn one manuscript into a draft, unless a note holds its words already; raises Unreadable when its name is taken."""
        own_names = _site_names(self.folders)
        chrome.leave_out_lines(manuscript, own_names)
        opening.find_title(manuscript)
        footnotes.link(manuscript)
        opening.mark_epigraph(manuscript)
        opening.level_headings(manuscript)
        name = slug(name) or slug(manuscript.slug) or slug(manuscript.title) or slug(manuscript.name) or "untitled"
        pictures = addresses.settle(manuscript, name)
        before = dict(self.proposals.new)
        day = manuscript.date or next_day(self.collection, self.today)
        draft = draft_of(manuscript, day, self.proposals)
        held = self._held_already(draft)
        if held:
            self.proposals.new = before
            self.said.append(f"{manuscript.title}: already imported, as docs/notes/posts/{held}.md; nothing was changed.")
            return
        path = self.folders.posts / f"{name}.md"
        other = self.folders.named(path) if path.exists() or path in self.new else taken_by(self.collection, name)
        if other:
            raise Unreadable(f"there is another note at {other}, which is never written over; choose a name for this one: NAME=other-name")
        self.new[path] = draft.encode()
        self.new |= {path.parent / name / picture: raw for picture, raw in pictures.items()}
        self._say(manuscript, path, day, draft, pictures, [key for key in self.proposals.new if key not in before])

    def _say(
        self, manuscript: Manuscript, path: Path, day: datetime.date, draft: str, pictures: dict[str, bytes], sources: list[str]
    ) -> None:
        report = manuscript.report
        comparison = compared(manuscript.text, draft, report, is_markup=manuscript.is_markup)
        self.is_whole = self.is_whole and comparison.is_equal and not report.beside
        report.look_at += [
            f"“{word}” looks run together; it stays as it was written" for word in run_together("\n".join(draft_texts(draft)))
        ]
        if not manuscript.date:
            report.guessed.append(f"the date is {day}, the next free one")
        cites = draft.count(IMPORTED)
        report.done = [f"{manuscript.title}: a draft in {self.folders.named(path)}, with {counted(len(manuscript.notes), 'footnote')}."]
        if manuscript.notes:
            report.done.append(
                f"Sources: {cites} of the footnotes {'cites' if cites == 1 else 'cite'} one ({counted(len(sources), 'new one')} in docs/sources.yml), "
                f"{len(manuscript.notes) - cites} {'stays' if len(manuscript.notes) - cites == 1 else 'stay'} as text under “to check”."
            )
        if pictures:
            report.done.append(f"{counted(len(pictures), 'picture')} beside it in {self.folders.named(path.parent / path.stem)}/.")
        report.done.append(str(comparison))
        if report.beside:
            words = sum(len(text.split()) for text in report.beside)
            report.done.append(f"Not compared: {counted(words, 'word')} beside the essay on its page, in no draft; see under “To look at”.")
        if manuscript.text.count("\u00a0"):
            report.done.append(
                f"{counted(manuscript.text.count(chr(0xA0)), 'non-breaking space')} in the essay; the draft has {draft.count(chr(0xA0))}."
            )
        self.said.append(str(report))

    def _held_already(self, draft: str) -> str:
        """Return the slug of the note that holds most of a draft's words in their order, or nothing."""
        own = _runs(draft)
        for note in self.collection.notes:
            theirs = _runs(note.text)
            if own and len(own & theirs) >= ALIKE * len(own):
                return note.slug
        return ""


def _runs(draft: str) -> set[tuple[str, ...]]:
    """Return every run of five words of a note's body."""
    words = [token.casefold() for token in tokens(draft_texts(re.sub(r"\{\{.*?\}\}", "", draft))[0]) if token[0].isalnum()]
    return {tuple(words[index : index + RUN]) for index in range(max(1, len(words) - RUN + 1))} if words else set()


def _site_names(folders: Folders) -> tuple[str, ...]:
    data = yaml_load((folders.root / "mkdocs.yml").read_text(encoding="utf-8"))
    return tuple(str(data[key]) for key in ("site_name", "site_description") if data.get(key))


def main(arguments: list[str]) -> int:
    """Import one file and print what was done; return 0, or 1 when nothing could be imported, a word differs or a check fails."""
    parser = argparse.ArgumentParser(prog="press import", description="Turns a finished essay into a draft, and loses no word of it.")
    parser.add_argument("file", type=Path, help="plain text, Markdown, HTML, .docx, or an export of Substack, WordPress or Squarespace")
    parser.add_argument("--name", default="", help="the note's name in its address (default: made from its title)")
    parser.add_argument("--post", default="", help="of an export, only the posts whose title or name holds these words")
    add_root(parser)
    given = parser.parse_args(arguments)
    folders = project_at(given.root)
    if not folders:
        return 2
    try:
        said = import_file(given.file, folders, days.today(), name=given.name, post=given.post)
    except Unreadable as problem:
        print(f"{given.file.name} is not imported: {problem}", file=sys.stderr)
        return 1
    except WritingError as error:
        print(f"{given.file.name} is not imported, since what is there has to be mended first:\n{error}", file=sys.stderr)
        return 1
    print(said.text)
    return 0 if said.is_in_order else 1


@dataclass(frozen=True)
class Said:
    """What an import says, and whether no word differs and the checks pass with what it wrote."""

    text: str
    is_in_order: bool


def import_file(file: Path, folders: Folders, today: datetime.date, *, name: str = "", post: str = "") -> Said:
    """Import the essays of a file, all or none, and return what was done; raises Unreadable when nothing was."""
    manuscripts = _chosen(read_file(file), post)
    if name and len(manuscripts) > 1:
        raise Unreadable(f'one name cannot serve {len(manuscripts)} posts; choose one of them with POST="words of its title"')
    read, keep = documents.reader(folders)
    collection = read_collection(folders, today, read)
    if collection.sources.document is None and folders.sources.exists():
        raise WritingError(problem for problem in collection.problems if problem.file == folders.named(folders.sources))
    job = Import(folders, collection, today, Proposals(collection.sources.records))
    for manuscript in manuscripts:
        job.add(manuscript, name)
    replaced = {}
    if job.proposals.new:
        old = folders.sources.read_bytes() if folders.sources.exists() else b""
        replaced[folders.sources] = (old, added(old, job.proposals.new.values(), f"Proposed by the import of {file.name}; check it."))
    write_all(job.new, replaced)
    problems = _problems(job, read_collection(folders, today, read)) if job.new else []
    keep()
    return Said("\n\n".join([*job.said, *_checked(job, problems)]), job.is_whole and not problems)


def _chosen(manuscripts: list[Manuscript], post: str) -> list[Manuscript]:
    if not post:
        return manuscripts
    found = [one for one in manuscripts if post.casefold() in one.title.casefold() or (slug(post) and slug(post) in slug(one.name))]
    if not found:
        titles = ", ".join(repr(one.title or one.name) for one in manuscripts[:12])
        raise Unreadable(f"no post of it is called {post!r}; it holds {titles}")
    return found


def _problems(job: Import, collection: Collection) -> list[str]:
    folders = collection.folders
    files = {folders.named(path) for path in job.new} | {folders.named(folders.sources)}
    return [str(problem) for problem in all_problems(collection) if problem.file in files]


def _checked(job: Import, problems: list[str]) -> list[str]:
    if not job.new:
        return []
    if problems:
        return ["`make check` asks for this to be mended:\n" + "\n".join(problems)]
    return ["`make check` finds nothing to mend. Read the draft beside the essay, then take out `draft: true`."]
