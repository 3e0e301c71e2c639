"""Turns marks and the notes they point to into footnotes, whether the file links them itself or only numbers them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from press.importing.manuscript import Manuscript
from press.importing.marks import RAISED, is_power, with_marks
from press.importing.report import joined, quoted
from press.importing.tree import Node, flattened, inlines_of, mark, mark_name, nodes, paragraph, rewritten, spoken, string, text_of

LABEL = re.compile(r"(?:\[(\d{1,3})\]|\((\d{1,3})\)|([⁰¹²³⁴-⁹]{1,3})|(\d{1,3})[.):]?)(?:[.:])?(?=\s|$|\S)")
STARRED = re.compile(r"[*†‡§]+")
NOTES_HEADING = re.compile(
    r"(?:foot|end)?notes?(?: and (?:references|sources))?|references|sources(?: and notes)?|citations|works cited", re.IGNORECASE
)


@dataclass
class Candidate:
    """Numbered blocks that may be the notes: where they stand, what each number says, and the labels as they were written."""

    first: int
    last: int
    notes: dict[str, list[Node]]
    labels: list[str]
    is_headed: bool = False
    is_list: bool = False


def link(manuscript: Manuscript) -> None:
    """Put marks for every footnote of a manuscript into its tree, and their notes into `notes`; report what does not fit."""
    _take_native(manuscript)
    if not manuscript.notes:
        _match_numbers(manuscript)
    manuscript.notes = {name: flattened(note) for name, note in manuscript.notes.items()}
    _report_counts(manuscript)


def begins_notes(line: str, following: str) -> bool:
    """Whether a line of plain text is the heading of notes, and the next one is the first of them."""
    return _is_notes_heading(line.lstrip("# ")) and _label(spoken(following.strip())) is not None


def _is_notes_heading(text: str) -> bool:
    return NOTES_HEADING.fullmatch(text.strip(" :.")) is not None


def _take_native(manuscript: Manuscript) -> None:
    taken: dict[str, list[Node]] = {}
    count = sum(1 for node in nodes(manuscript.blocks) if node["t"] == "Note")
    own_names = list(manuscript.note_names) if len(manuscript.note_names) == count else []

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Note":
            return None
        name = own_names.pop(0) if own_names else str(len(taken) + 1)
        taken[name] = node["c"]
        return [mark(name)]

    manuscript.blocks = rewritten(manuscript.blocks, change)
    manuscript.notes |= taken


def _match_numbers(manuscript: Manuscript) -> None:
    report = manuscript.report
    blocks = manuscript.blocks
    candidates = list(_candidates(blocks))
    marked = [_numbers_in(block) for block in blocks] if candidates else []
    sections = _sections(marked, candidates)
    if len(sections) > 1:
        _match_sections(manuscript, sections)
        return
    best = _best(marked, candidates)
    if best is None:
        _report_unlinked(manuscript, set(), blocks)
        return
    others = [one for one in candidates if one is not best and one.is_list]
    if others:
        report.guessed.append(
            f"of {len(others) + 1} numbered lists the one that starts {quoted(_start(best))} holds the footnotes; "
            f"{joined(quoted(_start(one)) for one in others)} stays a list"
        )
    body = blocks[: best.first - best.is_headed]
    after = blocks[best.last + 1 :]
    linked, seen = _linked(manuscript, body, best)
    unused = {number: note for number, note in best.notes.items() if number not in seen}
    for number, label in zip(best.notes, best.labels, strict=True):
        if number in seen and not (best.is_list and label == ""):
            report.turned.append(label)
    if best.is_headed:
        heading = blocks[best.first - 1]
        if not unused:
            report.drop(text_of([heading]), "the heading of the footnotes, which the site gives")
            report.forget_heading(text_of([heading]))
        else:
            linked.append(heading)
    manuscript.notes = {number: best.notes[number] for number in best.notes if number in seen}
    if not best.is_list:
        _report_numbered_again(manuscript)
    manuscript.blocks = linked + list(_kept(unused, best, manuscript)) + after
    _report_unlinked(manuscript, set(best.notes), manuscript.blocks)


def _report_numbered_again(manuscript: Manuscript) -> None:
    for name, note in manuscript.notes.items():
        for _, (number, _, _) in itertools.chain.from_iterable(_labels_within(inlines_of(block) or []) for block in note):
            manuscript.report.look_at.append(
                f"a line of note {name} begins with {number}, as an earlier note does; it stays in note {name}"
            )


def _sections(marked: list[set[str]], candidates: list[Candidate]) -> list[Candidate]:
    """Return the lists of notes of an essay that numbers them anew in each part: every number has its mark in its own part."""
    found: list[Candidate] = []
    for one in candidates:
        start = found[-1].last + 1 if found else 0
        if one.notes.keys() <= set().union(*marked[start : one.first]):
            found.append(one)
    return found


def _match_sections(manuscript: Manuscript, sections: list[Candidate]) -> None:
    """Link each part's marks to the notes at its end; the names of those of later parts say which part it is."""
    report, blocks = manuscript.report, manuscript.blocks
    report.guessed.append(
        f"the footnotes begin anew in each of {len(sections)} parts; those of later parts are named by number and part, such as [^1-2]"
    )
    kept: list[Node] = []
    start = 0
    for number, section in enumerate(sections, start=1):
        names = {name: name if number == 1 else f"{name}-{number}" for name in section.notes}
        linked, _ = _linked(manuscript, blocks[start : section.first - section.is_headed], section)
        kept += _renamed(linked, names)
        manuscript.notes |= {names[name]: note for name, note in section.notes.items()}
        report.turned += section.labels
        if section.is_headed:
            report.drop(text_of([blocks[section.first - 1]]), "the heading of the footnotes, which the site gives")
        start = section.last + 1
    manuscript.blocks = kept + blocks[start:]
    _report_unlinked(manuscript, set(), manuscript.blocks)


def _renamed(blocks: list[Node], names: dict[str, str]) -> list[Node]:
    def change(node: Node) -> list[Node] | None:
        name = mark_name(node)
        return None if name is None else [mark(names[name])]

    renamed: list[Node] = rewritten(blocks, change)
    return renamed


def _start(candidate: Candidate) -> str:
    return " ".join(text_of(next(iter(candidate.notes.values()))).split()[:6])


def _kept(unused: dict[str, list[Node]], best: Candidate, manuscript: Manuscript) -> Iterator[Node]:
    """Yield the notes that no mark leads to, as paragraphs that begin with their labels."""
    labels = dict(zip(best.notes, best.labels, strict=True))
    for number, note in unused.items():
        manuscript.report.look_at.append(
            f"note {number} has no mark in the text; it stands at the end of the draft: {quoted(text_of(note))}"
        )
        label = labels[number] or f"{number}."
        if best.is_list:
            manuscript.report.added.append(label)
        first = inlines_of(note[0]) if note else None
        yield paragraph([string(label), {"t": "Space"}, *(first or [])])
        yield from note[1 if first is not None else 0 :]


def _candidates(blocks: list[Node]) -> Iterator[Candidate]:
    """Yield every numbered list, and every run of paragraphs that begin with numbers."""
    index = 0
    while index < len(blocks):
        found = _list_at(blocks, index) or _run_at(blocks, index)
        if found is None:
            index += 1
            continue
        before = blocks[index - 1] if index else None
        found.is_headed = before is not None and before["t"] in ("Header", "Para") and _is_notes_heading(text_of([before]))
        yield found
        index = found.last + 1


def _list_at(blocks: list[Node], index: int) -> Candidate | None:
    """Return the numbered list at an index, together with those that follow at once and count on."""
    notes: dict[str, list[Node]] = {}
    last = index
    while last < len(blocks) and blocks[last]["t"] == "OrderedList":
        start = blocks[last]["c"][0][0]
        if str(start) in notes:
            break
        notes |= {str(start + offset): item for offset, item in enumerate(blocks[last]["c"][1])}
        last += 1
    return Candidate(index, last - 1, notes, ["" for _ in notes], is_list=True) if notes else None


def _run_at(blocks: list[Node], index: int) -> Candidate | None:
    notes: dict[str, list[Node]] = {}
    labels: list[str] = []
    last = index
    while last < len(blocks):
        pieces = list(_labelled(blocks[last]))
        if not pieces or any(number in notes for number, _, _ in pieces):
            # A paragraph without a number after numbered ones goes on with the last note only when a number follows it.
            break
        for number, label, inlines in pieces:
            notes[number] = [paragraph(inlines)]
            labels.append(label)
        last += 1
    return Candidate(index, last - 1, notes, labels) if notes else None


def _labelled(block: Node) -> Iterator[tuple[str, str, list[Node]]]:
    """Yield number, label and inlines of each line of a paragraph; nothing when its first line has no label.

    A line with a number that was there before goes on with the line above, so that no word of it is lost.
    """
    first = _label(block["c"]) if block["t"] in ("Para", "Plain") else None
    if first is None:
        return
    numbers = {first[0]}
    start = 0
    lines: list[list[Node]] = []
    for position, following in _labels_within(block["c"]):
        if following[0] not in numbers:
            numbers.add(following[0])
            lines.append(block["c"][start:position])
            start = position + 1
    lines.append(block["c"][start:])
    for line in lines:
        found = _label(line)
        if found is not None:
            yield found


def _labels_within(inlines: list[Node]) -> Iterator[tuple[int, tuple[str, str, list[Node]]]]:
    """Yield where a line ends that one with a label follows, and what `_label` reads there."""
    for position, inline in enumerate(inlines):
        found = _label(inlines[position + 1 :]) if inline["t"] in ("LineBreak", "SoftBreak") else None
        if found is not None:
            yield position, found


def _label(inlines: list[Node]) -> tuple[str, str, list[Node]] | None:
    """Return number, label and the rest of inlines that begin with a note's number."""
    if not inlines:
        return None
    first, rest = inlines[0], inlines[1:]
    if first["t"] == "Superscript" and text_of([first]).isdigit():
        return text_of([first]), text_of([first]), _stripped(rest)
    if first["t"] != "Str":
        return None
    found = LABEL.match(first["c"])
    if not found:
        return None
    number = (found[1] or found[2] or found[3] or found[4]).translate(RAISED)
    remainder = first["c"][found.end() :]
    is_bare = bool(found[4])
    if (is_bare and (remainder or (not found[0].endswith((".", ")", ":")) and not rest))) or (found[2] and remainder):
        return None
    if is_bare and found[0] == found[4] and int(number) > 60:
        return None
    return number, found[0], _stripped(([string(remainder)] if remainder else []) + rest)


def _stripped(inlines: list[Node]) -> list[Node]:
    while inlines and inlines[0]["t"] in ("Space", "SoftBreak"):
        inlines = inlines[1:]
    return inlines


def _best(marked: list[set[str]], candidates: list[Candidate]) -> Candidate | None:
    """Return the candidate that most marks before it lead to; a heading "Notes", then the later place, decide between equals."""
    above = list(itertools.accumulate(marked, set.union, initial=set[str]()))
    scores = [(len(above[one.first] & one.notes.keys()), one.is_headed, one.first) for one in candidates]
    best, candidate = max(zip(scores, candidates, strict=True), key=lambda scored: scored[0], default=((0, False, 0), None))
    return candidate if best[0] else None


def _numbers_in(block: Node) -> set[str]:
    """Return the numbers of what may be marks in a block; the labels of numbered paragraphs are none."""
    found: set[str] = set()

    def note(number: str, before: str) -> bool:
        found.add(number)
        return False

    if not list(_labelled(block)):
        with_marks([block], note, [])
    return found


def _linked(manuscript: Manuscript, body: list[Node], best: Candidate) -> tuple[list[Node], set[str]]:
    plain: set[str] = set()

    def survey(number: str, before: str) -> bool:
        if not is_power(before, number):
            plain.add(number)
        return False

    with_marks(body, survey, [])

    def is_mark(number: str, before: str) -> bool:
        if number not in best.notes:
            return False
        if is_power(before, number):
            if number in plain:
                return False
            manuscript.report.guessed.append(
                f"the raised {number} after {quoted(before)} may be a power; it was taken for a mark, since no other leads to that note"
            )
        return True

    linked: list[Node] = with_marks(body, is_mark, manuscript.report.turned)
    return linked, {name for node in nodes(linked) if (name := mark_name(node)) is not None}


def _report_unlinked(manuscript: Manuscript, known: set[str], blocks: list[Node]) -> None:
    """Report each mark that no note stands for."""
    missing: Counter[str] = Counter()

    def note(number: str, before: str) -> bool:
        if number not in known and not is_power(before, number):
            missing[number] += 1
        return False

    for block in blocks:
        with_marks([block], note, [])
    for number in missing:
        manuscript.report.look_at.append(f"mark {number} has no note; it stays in the text as it was written")
    starred = {text_of([node]) for node in nodes(blocks) if node["t"] == "Superscript" and STARRED.fullmatch(text_of([node]))}
    for sign in sorted(starred):
        manuscript.report.look_at.append(f"the raised {sign} looks like a footnote's mark; it stays in the text as it was written")


def _report_counts(manuscript: Manuscript) -> None:
    report = manuscript.report
    order = [name for node in nodes(manuscript.blocks) if (name := mark_name(node)) is not None]
    repeated = [name for name, count in Counter(order).items() if count > 1]
    if repeated:
        report.look_at.append(
            f"{joined(f'mark {name}' for name in repeated)} {'stands' if len(repeated) == 1 else 'stand'} more than once; each leads to the same footnote"
        )
    numbers = [int(name) for name in dict.fromkeys(order) if name.isdigit()]
    if numbers and sorted(numbers) != numbers:
        report.look_at.append(
            f"the marks do not stand in the order of their numbers ({', '.join(map(str, numbers))}); readers see them counted anew"
        )
    skipped = sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))
    if skipped and numbers:
        report.look_at.append(f"the marks skip {joined(map(str, skipped))}; readers see the footnotes counted without a gap")
    for name in [name for name in manuscript.notes if name not in order]:
        note = manuscript.notes.pop(name)
        manuscript.blocks += note
        report.look_at.append(f"note {name} has no mark in the text; it stands at the end of the draft: {quoted(text_of(note))}")
