"""What is wrong in everything that was written, and what its writer should know and may leave."""

from __future__ import annotations

from press.anchors import Anchors, anchor_problems, anchor_problems_of
from press.authors import read_authors
from press.collection import Collection
from press.exercise_checks import exercise_problems, placed, placement_problems
from press.health import read_health
from press.house_style import style_warnings
from press.identifiers import FORMS
from press.page_checks import by_address, page_problems
from press.relations import series_warnings
from press.unfinished import left_over
from reflect.problems import Problem


def all_problems(collection: Collection) -> list[Problem]:
    """Return every mistake in the collection, in reading order."""
    found = {*collection.problems, *read_health(collection.folders)[1], *read_authors(collection.folders.docs).problems}
    standing = by_address(collection)
    for page in collection.pages:
        found.update(page_problems(collection, page, standing))
    for path in collection.folders.exercises.glob("*.yaml"):
        what = f"exercises are read from files that end in .yml; rename {path.name!r} to {path.stem + '.yml'!r}"
        found.add(Problem(collection.folders.named(path), 1, 1, "", what))
    in_pages = placed(collection)
    for exercises in collection.exercises.values():
        found.update(exercise_problems(collection, exercises, in_pages))
    found.update(placement_problems(collection, collection.pages))
    found.update(anchor_problems(collection))
    return sorted(found)


def problems_of(collection: Collection, slug: str, anchors: Anchors) -> list[Problem]:
    """Return every mistake in one note and its exercises, as `all_problems` says them, in reading order.

    anchors: what links to a page can name, for links from this one.
    """
    found = set(collection.problems)
    pages = [page for page in collection.pages if page.path == collection.folders.posts / f"{slug}.md"]
    for page in pages:
        found.update(page_problems(collection, page, by_address(collection)))
    if slug in collection.exercises:
        found.update(exercise_problems(collection, collection.exercises[slug], placed(collection)))
    found.update(placement_problems(collection, pages))
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
