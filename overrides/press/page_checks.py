"""What is wrong in a page: what its own text says wrongly, and names in it that lead nowhere."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from press.authors import author_problems
from press.changes import update_problems
from press.collection import Collection, cited_by
from press.front_matter import field_problems
from press.markdown_text import Call
from press.moved import alias_problems
from press.pages import Note, Page
from press.prose import prose_problems
from press.relations import series_problems
from press.running import running_problems
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


def page_problems(collection: Collection, page: Page, standing: Mapping[str, list[Page]]) -> Iterator[Problem]:
    """Return what is wrong in a page; `standing` says what stands where, as `by_address` does."""
    yield from _own_problems(page)
    if isinstance(page, Note):
        yield from _note_problems(page, collection.today)
        yield from _address_problems(page, standing)
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


def by_address(collection: Collection) -> dict[str, list[Page]]:
    """Return the pages by where they stand on the site; by rights one at each place."""
    found: dict[str, list[Page]] = {}
    for page in collection.pages:
        found.setdefault(page.url, []).append(page)
    return found


def _address_problems(note: Note, standing: Mapping[str, list[Page]]) -> Iterator[Problem]:
    if "slug" in note.meta:
        yield note.front.problem(
            ("slug",), "'slug' is not read, since a note's address is its file's name; remove the line, and rename the file"
        )
    if note.slug in UNNAMED:
        yield Problem(note.file, 1, 1, "", f"a note cannot be called {note.slug!r}, since the list of notes stands there; rename the file")
    for page in standing[note.url]:
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
        elif unseen := hidden(collection, page, posixpath.basename(target).removesuffix(".md"), target.startswith("notes/posts/")):
            yield page.problem(mark, f"link {mark.name!r} leads to {unseen}; take the link out until readers can see that note")


def hidden(collection: Collection, page: Page, slug: str, is_note: bool = True) -> str:
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
