"""Reads plain text, as pasted from a web page or a mail: paragraphs, lists, quotations and lines that look like headings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from press.importing.footnotes import begins_notes
from press.importing.report import Report, counted
from press.importing.tree import PARAGRAPHS, Node, emphasis, header, paragraph, quotation, rewritten, spoken, text_of

BULLET = re.compile(r"[ \t]*([-*•–‣·])[ \t]+(?=\S)")
NUMBER = re.compile(r"[ \t]*(\d{1,3}[.)])[ \t]+(?=\S)")
QUOTED = re.compile(r"[ \t]*>[ \t]?")
HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
RULE = re.compile(r"[ \t]*(?:[*_–—-][ \t]*){3,}")
STARRED = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]*[^\s*_])\1(?![\w*_])")
SENTENCE_END = tuple('.!?:;,…”"’)')
LONGEST_HEADING = 70


def read_plain(text: str, report: Report) -> list[Node]:
    """Return the blocks of a plain text; each sign that becomes markup is reported as turned, each guess as a guess."""
    groups = _groups(text)
    blocks = [block for index, lines in enumerate(groups) for block in _blocks(lines, groups[index + 1 : index + 2], report)]
    starred: list[str] = []
    found: list[Node] = [_with_emphasis(block, starred) for block in blocks]
    report.turned += starred
    if starred:
        report.guessed.append(
            f"{counted(len(starred) // 2, 'word or phrase', 'words or phrases')} between asterisks or underscores became italics"
        )
    return found


def _groups(text: str) -> list[list[str]]:
    """Return the lines of each paragraph; without any blank line, every line is one."""
    lines = [line.rstrip(" \t") for line in text.split("\n")]
    inner = "\n".join(lines).strip("\n").split("\n")
    if "" not in inner:
        return _without_blanks(inner)
    groups: list[list[str]] = [[]]
    for line in inner:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [part for group in groups if group for part in _parted_at_notes(group)]


def _parted_at_notes(lines: list[str]) -> list[list[str]]:
    """Return the lines of a paragraph, parted round a heading of notes that no blank line sets off."""
    parts: list[list[str]] = [[]]
    for line, following in itertools.pairwise([*lines, ""]):
        if begins_notes(line, following):
            parts += [[line], []]
        else:
            parts[-1].append(line)
    return [part for part in parts if part]


def _without_blanks(lines: list[str]) -> list[list[str]]:
    groups: list[list[str]] = []
    for line in lines:
        previous = groups[-1][-1] if groups else ""
        together = any(sign.match(line) and sign.match(previous) for sign in (BULLET, NUMBER, QUOTED))
        if together:
            groups[-1].append(line)
        elif line:
            groups.append([line])
    return groups


def _blocks(lines: list[str], following: list[list[str]], report: Report) -> Iterator[Node]:
    hashes = HASHES.match(lines[0])
    if RULE.fullmatch(lines[0]) and len(lines) == 1:
        report.turned.append(lines[0])
        yield {"t": "HorizontalRule"}
    elif hashes and len(lines) == 1:
        report.turned.append(hashes[1])
        yield header(len(hashes[1]), spoken(lines[0][hashes.end() :]))
    elif all(QUOTED.match(line) for line in lines):
        report.turned += [">" for _ in lines]
        inner = itertools.groupby((QUOTED.sub("", line, count=1) for line in lines), key=lambda line: bool(line.strip()))
        yield quotation([paragraph(_lines(list(group))) for has_words, group in inner if has_words])
    elif BULLET.match(lines[0]) and (len(lines) > 1 or _is_in_list(BULLET, following)):
        yield from _list(lines, BULLET, report)
    elif NUMBER.match(lines[0]):
        yield from _list(lines, NUMBER, report)
    elif len(lines) == 1 and _looks_like_heading(lines[0], following):
        report.guess_heading(lines[0])
        yield header(2, spoken(lines[0]))
    else:
        yield paragraph(_lines(lines))


def _is_in_list(sign: re.Pattern[str], following: list[list[str]]) -> bool:
    return bool(following and sign.match(following[0][0]))


def _lines(lines: list[str]) -> list[Node]:
    """Return a paragraph's lines: those of verse are kept apart, those of wrapped prose run on."""
    is_verse = len(lines) > 1 and max(len(line) for line in lines[:-1]) < 60
    inlines: list[Node] = []
    for number, line in enumerate(lines):
        if number:
            inlines.append({"t": "LineBreak" if is_verse else "SoftBreak"})
        inlines += spoken(line)
    return inlines


def _list(lines: list[str], sign: re.Pattern[str], report: Report) -> Iterator[Node]:
    items: list[list[str]] = []
    numbers: list[str] = []
    for line in lines:
        found = sign.match(line)
        if found:
            numbers.append(found[1])
            items.append([line[found.end() :]])
        else:
            items[-1].append(line)
    report.turned += numbers
    contents: list[list[Node]] = [[{"t": "Plain", "c": spoken("\n".join(item))}] for item in items]
    if sign is BULLET:
        yield {"t": "BulletList", "c": contents}
        return
    for start, run in _runs([int(number[:-1]) for number in numbers]):
        yield {"t": "OrderedList", "c": [[int(numbers[start][:-1]), {"t": "Decimal"}, {"t": "Period"}], contents[start : start + run]]}


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where each run of numbers that count up by one starts, and how long it is."""
    start = 0
    for index in range(1, len(numbers) + 1):
        if index == len(numbers) or numbers[index] != numbers[index - 1] + 1:
            yield start, index - start
            start = index


def _looks_like_heading(line: str, following: list[list[str]]) -> bool:
    is_short = len(line) <= LONGEST_HEADING and not line.endswith(SENTENCE_END) and line[:1].isupper()
    return is_short and bool(following) and len(" ".join(following[0])) > 2 * LONGEST_HEADING


def _with_emphasis(block: Node, starred: list[str]) -> Node:
    """Return the block with *these* and _these_ as italics; both signs of each are added to `starred`."""
    if block["t"] in ("BlockQuote", "BulletList", "OrderedList"):
        return rewritten([block], lambda node: [_with_emphasis(node, starred)] if node["t"] in PARAGRAPHS else None)[0]  # type: ignore[no-any-return]
    if block["t"] not in PARAGRAPHS:
        return block
    return {"t": block["t"], "c": _emphasised(block["c"], starred)}


def _emphasised(inlines: list[Node], starred: list[str]) -> list[Node]:
    lines: list[Node] = []
    text = "".join("\n" if node["t"] == "LineBreak" else "\r" if node["t"] == "SoftBreak" else text_of([node]) or " " for node in inlines)
    if not STARRED.search(text):
        return inlines
    end = 0
    for found in STARRED.finditer(text):
        starred += [found[1], found[1]]
        lines += [*_restored(text[end : found.start()]), emphasis(_restored(found[2]))]
        end = found.end()
    return lines + _restored(text[end:])


def _restored(text: str) -> list[Node]:
    kinds = {" ": "Space", "\n": "LineBreak", "\r": "SoftBreak"}
    parts = [part for part in re.split(r"([ \n\r])", text) if part]
    return [{"t": kinds[part]} if part in kinds else {"t": "Str", "c": part} for part in parts]
