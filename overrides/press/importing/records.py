"""Adds records to docs/sources.yml as text, so that its comments, its order and every other letter stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from press.csl import DATES, NAMES
from press.importing.problem import Unreadable
from reflect.problems import WritingError
from reflect.reading import read_yaml

ORDER = (
    "id",
    "type",
    "author",
    "translator",
    "editor",
    "title",
    "container-title",
    "edition",
    "publisher",
    "publisher-place",
    "volume",
    "issue",
    "page",
    "issued",
    "DOI",
    "ISBN",
    "URL",
    "note",
)
PLAIN = re.compile(r"[A-Za-zÀ-ɏ](?:[\w ,.’‘“”()–—&/;!?+-]|:(?=\S))*")
UNSAFE_WORDS = re.compile(r"(?:true|false|yes|no|on|off|null|~)", re.IGNORECASE)
START = "# yaml-language-server: $schema=../schemas/sources.json\n# Every source that a note or an exercise leans on, once, in CSL-YAML.\n\nreferences:\n"


def added(raw: bytes, records: Iterable[Mapping[str, Any]], comment: str) -> bytes:
    """Return the file's bytes with the records at the end of its list.

    Raises Unreadable when the file cannot be read back with all that it held and the records besides.
    """
    records = [dict(record) for record in records]
    if not records:
        return raw
    text = raw.decode("utf-8-sig") if raw.strip() else START
    newline = "\r\n" if "\r\n" in text else "\n"
    before = _references(text) if raw.strip() else []
    text = re.sub(r"^references:[ \t]*\[[ \t]*\][ \t]*$", "references:", text, flags=re.MULTILINE)
    dash = re.search(r"^([ \t]*)- ", text, re.MULTILINE)
    margin = dash[1] if dash else "  "
    entries = "\n".join(f"{margin}# {comment}\n" + _entry(record, margin) for record in records)
    after = text.rstrip() + "\n" + ("\n" if before else "") + entries
    after = after if newline == "\n" else after.replace("\r\n", "\n").replace("\n", newline)
    if not _holds(after, [*before, *records]):
        raise Unreadable("docs/sources.yml does not end in its list of references; move that list to the file's end and import again")
    return after.encode()


def _holds(text: str, records: list[Any]) -> bool:
    try:
        return _references(text) == records
    except Unreadable:
        return False


def _references(text: str) -> list[Any]:
    try:
        data = read_yaml(text.encode(), "docs/sources.yml").data
    except WritingError as error:
        raise Unreadable(f"docs/sources.yml has to be mended first:\n{error}") from error
    found = data.get("references") if isinstance(data, dict) else None
    return list(found or [])


def _entry(record: Mapping[str, Any], margin: str) -> str:
    fields = [*(name for name in ORDER if name in record), *(name for name in record if name not in ORDER)]
    lines = [line for name in fields for line in _field(name, record[name])]
    return "".join(f"{margin}{'- ' if index == 0 else '  '}{line}\n" for index, line in enumerate(lines))


def _field(name: str, value: Any) -> list[str]:
    if name in NAMES:
        return [f"{name}:", *(f"  - {{{', '.join(f'{key}: {scalar(part, is_flow=True)}' for key, part in one.items())}}}" for one in value)]
    if name in DATES:
        return [f"{name}: {{date-parts: {json.dumps(value['date-parts'])}}}"]
    return [f"{name}: {scalar(value)}"]


def scalar(value: Any, *, is_flow: bool = False) -> str:
    """Return a value as YAML, in quotes where it would be read as anything but these words."""
    text = str(value)
    is_plain = (
        PLAIN.fullmatch(text) and not UNSAFE_WORDS.fullmatch(text) and not text.endswith((" ", ":")) and not (is_flow and "," in text)
    )
    return text if is_plain else json.dumps(text, ensure_ascii=False)
