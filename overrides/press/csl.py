"""What a source's record may hold: the part of the Citation Style Language's data format, 1.0.2, that notes need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from press.identifiers import identifier_problem
from reflect.nearest import expected, mend
from reflect.problems import Path

KINDS = {
    "article": "Article",
    "article-journal": "Journal article",
    "article-magazine": "Magazine article",
    "article-newspaper": "Newspaper article",
    "book": "Book",
    "broadcast": "Broadcast",
    "chapter": "Chapter of a book",
    "document": "Document",
    "entry-encyclopedia": "Encyclopedia entry",
    "interview": "Interview",
    "motion_picture": "Film or video",
    "paper-conference": "Conference paper",
    "personal_communication": "Letter or conversation",
    "post-weblog": "Blog post",
    "report": "Report",
    "song": "Recording",
    "speech": "Talk",
    "thesis": "Thesis",
    "webpage": "Web page",
}
"""What each type of the Citation Style Language is called here."""
TYPES = tuple(KINDS)
NAMES = (
    "author", "collection-editor", "composer", "container-author", "director", "editor", "illustrator", "interviewer",
    "original-author", "recipient", "reviewed-author", "translator",
)  # fmt: skip
DATES = ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")
TEXTS = (
    "DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL", "abstract", "annote", "archive", "archive-place", "chapter-number",
    "collection-number", "collection-title", "container-title", "container-title-short", "edition", "event-place",
    "event-title", "genre", "id", "issue", "keyword", "language", "medium", "note", "number", "number-of-pages",
    "number-of-volumes", "original-publisher", "original-publisher-place", "original-title", "page", "publisher",
    "publisher-place", "section", "status", "title", "title-short", "type", "version", "volume",
)  # fmt: skip
FIELDS = (*NAMES, *DATES, *TEXTS)
INSIDE = {
    "article-journal": "journal",
    "article-magazine": "magazine",
    "article-newspaper": "newspaper",
    "chapter": "book",
    "entry-encyclopedia": "encyclopedia",
}
"""Types that the style can only place by what they stand in, and what that is."""
NAME_PARTS = ("dropping-particle", "family", "given", "literal", "non-dropping-particle", "suffix")


def record_problems(record: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield everything in a source's record that pandoc would not understand, or would leave out in silence."""
    kind = record.get("type")
    if kind not in TYPES:
        yield ("type",), f"type {kind!r} is unknown, {expected(str(kind), TYPES)}"
    if not isinstance(record.get("title"), str):
        yield ("title",), f"source {record['id']!r} has no title; add a line 'title: ...'"
    if isinstance(kind, str) and kind in INSIDE and "container-title" not in record:
        where = INSIDE[kind]
        yield (
            ("type",),
            f"source {record['id']!r} does not say in which {where} it stands; add a line 'container-title: The {where}\u2019s title'",
        )
    for field, value in record.items():
        if field not in FIELDS:
            yield (field,), f"field {field!r} is unknown here, expected one of the Citation Style Language; {mend(field, FIELDS)}"
        elif field in NAMES:
            yield from _name_problems(field, value)
        elif field in DATES:
            yield from _date_problems(field, value)
        elif not isinstance(value, str | int | float) or isinstance(value, bool):
            yield (field,), f"{field!r} is {value!r}, expected text; write it on one line"
        elif what := identifier_problem(field, value):
            yield (field,), what


def _name_problems(field: str, value: Any) -> Iterator[tuple[Path, str]]:
    how = "write each as '- {family: Lewis, given: Thomas}', or '- {literal: A Body}', on a line of its own"
    if not isinstance(value, list):
        yield (field,), f"{field!r} is {value!r}, expected a list of names; {how}"
        return
    for index, name in enumerate(value):
        if not isinstance(name, dict) or not ("family" in name or "literal" in name):
            yield (field, index), f"{name!r} is no name; {how}"
            continue
        for part in name.keys() - set(NAME_PARTS):
            yield (field, index, part), f"{part!r} is no part of a name, {expected(part, NAME_PARTS)}"


def _date_problems(field: str, value: Any) -> Iterator[tuple[Path, str]]:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    is_date = isinstance(parts, list) and 1 <= len(parts) <= 2 and all(_is_day(part) for part in parts)
    if not is_date:
        yield (
            (field,),
            f"{field!r} is {value!r}, expected a year, or a year with month and day; write {{date-parts: [[2004]]}} or [[2004, 5, 1]]",
        )


def _is_day(part: Any) -> bool:
    return isinstance(part, list) and 1 <= len(part) <= 3 and all(type(number) is int for number in part)
