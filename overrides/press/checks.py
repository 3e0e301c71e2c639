"""What is wrong between files: names that lead nowhere, things defined and not used, notes without a date."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from press.anchors import Anchors, anchor_problems, anchor_problems_of
from press.authors import author_problems, read_authors
from press.changes import update_problems
from press.collection import Collection, Placement, cited_by, names_something
from press.front_matter import field_problems
from press.health import read_health
from press.house_style import style_warnings
from press.identifiers import FORMS
from press.markdown_text import Call
from press.moved import alias_problems
from press.pages import Note, Page
from press.prose import prose_problems
from press.relations import series_problems, series_warnings
from press.running import running_problems
from press.unfinished import left_over
from reflect.definitions import Defined, NoteExercises, written
from reflect.exercise import ID
from reflect.nearest import expected, mend
from reflect.problems import Problem

OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
SPACED_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\][ \t]+:", re.MULTILINE)
UNNAMED = ("index",)
"""What no note's file may be called: MkDocs would put its page over another's."""
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""The endings of files that a page can show."""
CITE_FIELDS = ("page", "via")
MACROS = (
    "cite",
    "earlier_notes",
    "exercise",
    "exercise_index",
    "feed_list",
    "leave_no_trace",
    "newest_note",
    "source_list",
    "topic_feed_list",
)
"""What writers can call; press.macros defines exactly these."""
_OWN: WeakKeyDictionary[Page, tuple[Problem, ...]] = WeakKeyDictionary()


def all_problems(collection: Collection) -> list[Problem]:
    """Return every mistake in the collection, in reading order."""
    found = {*collection.problems, *read_health(collection.folders)[1], *read_authors(collection.folders.docs).problems}
    by_address = _by_address(collection)
    for page in collection.pages:
        found.update(_page_problems(collection, page, by_address))
    for path in collection.folders.exercises.glob("*.yaml"):
        what = f"exercises are read from files that end in .yml; rename {path.name!r} to {path.stem + '.yml'!r}"
        found.add(Problem(collection.folders.named(path), 1, 1, "", what))
    placed = _placed(collection)
    for exercises in collection.exercises.values():
        found.update(_exercise_problems(collection, exercises, placed))
    found.update(_placement_problems(collection, collection.pages))
    found.update(anchor_problems(collection))
    return sorted(found)


def problems_of(collection: Collection, slug: str, anchors: Anchors) -> list[Problem]:
    """Return every mistake in one note and its exercises, as `all_problems` says them, in reading order.

    anchors: what links to a page can name, for links from this one.
    """
    found = set(collection.problems)
    pages = [page for page in collection.pages if page.path == collection.folders.posts / f"{slug}.md"]
    for page in pages:
        found.update(_page_problems(collection, page, _by_address(collection)))
    if slug in collection.exercises:
        found.update(_exercise_problems(collection, collection.exercises[slug], _placed(collection)))
    found.update(_placement_problems(collection, pages))
    found.update(anchor_problems_of(collection, pages, anchors))
    return sorted(found)


def warnings(collection: Collection) -> list[Problem]:
    """Return what a writer should know and may leave: sources that nothing leans on or leads to, what reads hard, what is not finished."""
    used = {key for one in collection.leanings for key in (one.citation.key, one.citation.via)}
    what = "nothing leans on source {!r}; cite it, or remove it"
    unused = [collection.sources.place(key, what.format(key)) for key in collection.sources.records if key not in used]
    return sorted([*unused, *_unidentified(collection), *series_warnings(collection), *style_warnings(collection), *left_over(collection)])


def _unidentified(collection: Collection) -> list[Problem]:
    """Return each source that is cited itself and has nothing by which readers find it.

    One that is only quoted in another is found through that one.
    """
    cited = {one.citation.key for one in collection.leanings if not one.citation.via}
    cited |= {one.citation.via for one in collection.leanings if one.citation.via}
    what = "source {!r} has no identifier; add its DOI, ISBN or address, which `make source` finds"
    return [
        collection.sources.place(key, what.format(key))
        for key, record in collection.sources.records.items()
        if key in cited and not record.keys() & FORMS.keys()
    ]


def warnings_of(collection: Collection, slug: str) -> list[Problem]:
    """Return what `warnings` says of one note and its exercises; of the rest, only the names of series are looked at."""
    folders = collection.folders
    own = [page for page in collection.pages if page.path == folders.posts / f"{slug}.md"]
    exercises = {slug: collection.exercises[slug]} if slug in collection.exercises else {}
    alone = Collection(folders, collection.today, own, collection.sources, exercises)
    named = [one for one in series_warnings(collection) if one.file in {page.file for page in own}]
    return sorted([*named, *style_warnings(alone), *left_over(alone)])


def _page_problems(collection: Collection, page: Page, by_address: Mapping[str, list[Page]]) -> Iterator[Problem]:
    yield from _own_problems(page)
    if isinstance(page, Note):
        yield from _note_problems(page, collection.today)
        yield from _address_problems(page, by_address)
        yield from alias_problems(collection, page)
        yield from author_problems(page, collection.folders.docs)
    elif page.path.is_relative_to(collection.folders.posts):
        taken = f", under a name that docs/notes/posts/{page.slug}.md does not have" if page.slug in collection.slugs else ""
        yield Problem(page.file, 1, 1, "", f"a note stands in a folder of its own; move the file to docs/notes/posts/{taken}")
    yield from _link_problems(collection, page)
    for call in page.calls:
        if call.name == "cite":
            yield from _cite_problems(collection, page, call)


def _own_problems(page: Page) -> tuple[Problem, ...]:
    """Return what is wrong in a page whatever else there is; looked for once in a page, however often a site is built."""
    if page not in _OWN:
        _OWN[page] = tuple(_problems_in(page))
    return _OWN[page]


def _problems_in(page: Page) -> Iterator[Problem]:
    unreadable = page.macros.unreadable
    if unreadable:
        yield page.problem(
            unreadable,
            f'the braces cannot be read ({unreadable.name}); write {{{{ cite("key") }}}}, and a heading\'s id as {{ #id }} with a space',
        )
    if isinstance(page, Note):
        yield from field_problems(page)
        yield from series_problems(page)
        yield from update_problems(page)
    yield from prose_problems(page)
    yield from running_problems(page)
    yield from _footnote_problems(page)
    for mark in page.macros.names:
        if mark.name not in MACROS:
            yield page.problem(mark, f"nothing in double braces is called {mark.name!r}, {expected(mark.name, MACROS)}")


def _note_problems(note: Note, today: datetime.date) -> Iterator[Problem]:
    if not ID.fullmatch(note.slug):
        what = f"the file's name {note.path.name!r} is the note's address; rename it in small letters and hyphens, such as 'on-apology.md'"
        yield Problem(note.file, 1, 1, "", what)
    if not note.has_title:
        yield Problem(
            note.file, 1, 1, "", "the note has no title; start its text with a line such as '# On apology', with a space after '#'"
        )
    if note.date is None:
        shown = note.meta.get("date")
        what = f"'date' is {shown!r}, expected a day" if shown else "the note has no date"
        yield note.front.problem(("date",), f"{what}; put a line such as 'date: 2026-11-23' between the lines '---' at the top")
    elif re.search(r"\d[T ]\d", str(note.meta["date"])):
        # Material would wait for the hour, and the lists of press would not.
        yield note.front.problem(("date",), f"'date' has a time of day, expected a day alone; write 'date: {note.date}'")
    elif note.meta.get("draft") is False and note.date > today:
        # Material takes it as said that the note is to be seen, whatever its date.
        yield note.front.problem(("draft",), f"'draft: false' would show the note before {note.date}; take the line out")
    if not isinstance(note.meta.get("draft", False), bool):
        yield note.front.problem(("draft",), f"'draft' is {note.meta['draft']!r}, expected true or false; write 'draft: true'")
    tags = note.meta.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        yield note.front.problem(("tags",), f"'tags' is {tags!r}, expected a list; write 'tags: [one topic, another]'")


def _by_address(collection: Collection) -> dict[str, list[Page]]:
    """Return the pages by where they stand on the site; by rights one at each place."""
    found: dict[str, list[Page]] = {}
    for page in collection.pages:
        found.setdefault(page.url, []).append(page)
    return found


def _address_problems(note: Note, by_address: Mapping[str, list[Page]]) -> Iterator[Problem]:
    if "slug" in note.meta:
        yield note.front.problem(
            ("slug",), "'slug' is not read, since a note's address is its file's name; remove the line, and rename the file"
        )
    if note.slug in UNNAMED:
        yield Problem(note.file, 1, 1, "", f"a note cannot be called {note.slug!r}, since the list of notes stands there; rename the file")
    for page in by_address[note.url]:
        if page is not note:
            yield Problem(note.file, 1, 1, "", f"the note's address, {note.url}, is that of {page.file} too; rename one of the files")


def _footnote_problems(page: Page) -> Iterator[Problem]:
    defined = Counter(mark.name for mark, _ in page.footnotes)
    referred = {mark.name for mark in page.references}
    lines = page.text.split("\n")
    spaced = set(SPACED_DEFINITION.findall(page.text)) - defined.keys()
    for mark in page.references:
        if mark.name in spaced and SPACED_DEFINITION.match(lines[mark.line - 1]):
            yield page.problem(mark, f"a space stands between [^{mark.name}] and its colon; write [^{mark.name}]:")
        elif mark.name not in defined and mark.name not in spaced:
            yield page.problem(mark, f"footnote [^{mark.name}] is not defined on this page; {mend(mark.name, defined)}")
    for mark, last in page.footnotes:
        if not "\n".join(lines[mark.line - 1 : last]).partition("]:")[2].strip():
            yield page.problem(mark, f"footnote [^{mark.name}] says nothing; write after its colon what it says, or remove it")
        if mark.name not in referred:
            yield page.problem(mark, f"nothing refers to footnote [^{mark.name}]; put [^{mark.name}] in the text, or remove it")
        if defined[mark.name] > 1:
            yield page.problem(mark, f"footnote [^{mark.name}] is defined {defined[mark.name]} times; keep one, or rename")


def _link_problems(collection: Collection, page: Page) -> Iterator[Problem]:
    folder = posixpath.dirname(page.file.removeprefix("docs/"))
    for mark in page.links:
        if OUTSIDE.match(mark.name) or "{{" in mark.name:
            continue
        target = posixpath.normpath(posixpath.join(folder, unquote(mark.name.partition("#")[0])))
        if target not in collection.files:
            kind = PICTURES if target.lower().endswith(PICTURES) else (".md",)
            near = [posixpath.relpath(one, folder or ".") for one in collection.files if one.lower().endswith(kind)]
            how = mend(mark.name, near) if near else "no picture is there; put the file beside the page, or take it out"
            yield page.problem(mark, f"link {mark.name!r} leads to no file under docs/; {how}")
        elif hidden := _hidden(collection, page, posixpath.basename(target).removesuffix(".md"), target.startswith("notes/posts/")):
            yield page.problem(mark, f"link {mark.name!r} leads to {hidden}; take the link out until readers can see that note")


def _hidden(collection: Collection, page: Page, slug: str, is_note: bool = True) -> str:
    """Return why readers of a page cannot see the note with the slug, or nothing when they can, or cannot see the page itself."""
    note = collection.note(slug) if is_note else None
    is_read = not isinstance(page, Note) or page.is_published(collection.today)
    if not note or not is_read or note.date is None or note.is_published(collection.today):
        return ""
    return "a draft" if note.meta.get("draft") is True else f"a note of the future, {note.date}"


def _cite_problems(collection: Collection, page: Page, call: Call) -> Iterator[Problem]:
    sources = collection.sources
    citation = cited_by(call)
    if citation is None:
        yield page.problem(call, 'cite() names no source; write {{ cite("key") }} with a key of docs/sources.yml')
        return
    if len(call.arguments) > 1:
        yield page.problem(call, f'cite() takes one key, and {call.arguments[1]!r} has no name; write page="{call.arguments[1]}"')
    for name in call.named:
        if name not in CITE_FIELDS:
            yield page.problem(call, f"cite() does not know {name!r}, {expected(name, CITE_FIELDS)}")
    for key in (citation.key, citation.via):
        if key and sources.document and key not in sources.records:
            yield page.problem(call, sources.unknown(key))


def _placed(collection: Collection) -> set[tuple[str, str]]:
    """Return the note and the id of every exercise that a page places."""
    return {(one.note, one.exercise) for one in collection.placements}


def _exercise_problems(collection: Collection, exercises: NoteExercises, placed: set[tuple[str, str]]) -> Iterator[Problem]:
    if exercises.note not in collection.slugs:
        what = f"there is no note {exercises.note!r} under docs/notes/posts; {mend(exercises.note, collection.slugs)}"
        yield exercises.document.problem(("note",), what)
    note = collection.note(exercises.note)
    for defined in exercises.defined:
        name = defined.exercise.id
        # A note that cannot be read has a problem of its own, and may place the exercise.
        if (exercises.note, name) not in placed and note and not note.macros.unreadable:
            what = f'the exercise is not placed; put {{{{ exercise("{name}") }}}} on a line of its own in the note'
            yield exercises.document.problem(("exercises", defined.index), what, name)
        yield from _evidence_problems(collection, exercises, defined)


def _evidence_problems(collection: Collection, exercises: NoteExercises, defined: Defined) -> Iterator[Problem]:
    for path, evidence in defined.exercise.evidence():
        place = ("exercises", defined.index, *path)
        for field, key in (("source", evidence.source), ("via", evidence.via)):
            if key and collection.sources.document and key not in collection.sources.records:
                yield exercises.document.problem((*place, field), collection.sources.unknown(key), defined.exercise.id)
        if evidence.note and evidence.note not in collection.slugs:
            what = f"note {evidence.note!r} is unknown, expected the name of a file in docs/notes/posts; {mend(evidence.note, collection.slugs)}"
            yield exercises.document.problem((*place, "note"), what, defined.exercise.id)
        elif evidence.note and (own := collection.note(exercises.note)) and (hidden := _hidden(collection, own, evidence.note)):
            what = f"evidence leads to {hidden}; leave it out until readers can see that note"
            yield exercises.document.problem((*place, "note"), what, defined.exercise.id)


def _placement_problems(collection: Collection, pages: list[Page]) -> Iterator[Problem]:
    seen: set[tuple[str, str, str]] = set()
    for page in pages:
        for call in page.calls:
            if call.name == "exercise" and not names_something(call):
                yield page.problem(call, 'exercise() names no exercise; write {{ exercise("id") }}')
    chosen = {page.file for page in pages}
    for one in collection.placements:
        if one.page.file not in chosen:
            continue
        key = (one.page.file, one.note, one.exercise)
        if key in seen:
            yield one.page.problem(one.call, f"exercise {one.exercise!r} is placed twice on this page; remove one")
        seen.add(key)
        yield from _undefined(collection, one)


def _undefined(collection: Collection, placed: Placement) -> Iterator[Problem]:
    if collection.exercise(placed.note, placed.exercise):
        return
    file = f"exercises/notes/{placed.note}.yml"
    if placed.note not in collection.exercises:
        if any(problem.file == file for problem in collection.problems):
            return
        if placed.note == placed.page.slug:
            how = f"create it, with 'note: {written(placed.note)}' as its first line"
        else:
            how = mend(placed.note, collection.exercises)
        yield placed.page.problem(placed.call, f"exercise {placed.exercise!r} is placed and there is no file {file}; {how}")
        return
    # An exercise that stands there and cannot be read has a problem of its own already.
    if any(problem.exercise == placed.exercise and problem.file == file for problem in collection.problems):
        return
    names = [one.exercise.id for one in collection.exercises[placed.note].defined]
    yield placed.page.problem(
        placed.call, f"exercise {placed.exercise!r} is placed and not defined in {file}; {mend(placed.exercise, names)}"
    )
