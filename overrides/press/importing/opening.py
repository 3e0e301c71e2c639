"""How an essay begins: its title, what stands above and below it, an epigraph; and the levels of its headings."""

from __future__ import annotations

import re

from press.importing.chrome import PROSE_WORDS
from press.importing.manuscript import Manuscript
from press.importing.report import quoted
from press.importing.tree import Node, flattened, header, inlines_of, paragraph, quotation, text_of
from press.slugs import slug

MOST_TITLE_WORDS = 16
ATTRIBUTED = re.compile(r"[—–―~-]{1,3}\s*\S")
NAME_LIKE = re.compile(r"(?:[A-Z][\w’'.-]+|[A-Z]\.|van|von|de|der|la)(?:\s+(?:[A-Z][\w’'.-]+|[A-Z]\.|van|von|de|der|la)){1,3}")
SENTENCE = re.compile(r"(?:\S+\s+){7}.*[.!?…][”’\"')]*$", re.DOTALL)
MOST_EPIGRAPH_WORDS = 120


def find_title(manuscript: Manuscript) -> None:
    """Take the title out of the blocks, or find one; what repeats it is dropped, and what stands above it too."""
    manuscript.blocks = flattened(manuscript.blocks)
    if manuscript.title:
        _leave_out_title(manuscript)
    else:
        _choose_title(manuscript)
    manuscript.title = " ".join(manuscript.title.split())
    _leave_out_repeated_byline(manuscript)


def _same(first: str, second: str) -> bool:
    return re.sub(r"\W+", "", first.casefold()) == re.sub(r"\W+", "", second.casefold()) != ""


def _leading(manuscript: Manuscript) -> int:
    """Return how many blocks stand before the first paragraph of prose, eight at most."""
    for index, block in enumerate(manuscript.blocks[:8]):
        text = text_of([block])
        is_prose = len(text.split()) >= PROSE_WORDS or SENTENCE.search(text) is not None
        if is_prose and block["t"] != "Header":
            return index
    return min(8, len(manuscript.blocks))


def _leave_out_title(manuscript: Manuscript) -> None:
    leading = _leading(manuscript)
    own = [
        index
        for index, block in enumerate(manuscript.blocks[:leading])
        if inlines_of(block) is not None and _same(text_of([block]), manuscript.title)
    ]
    texts = [text_of([manuscript.blocks[index]]) for index in own]
    if texts and not manuscript.is_title_in_text:
        manuscript.title = texts.pop(0)
    for text in texts:
        manuscript.report.drop(text, "the title, repeated")
    if not own and not manuscript.is_title_in_text:
        manuscript.report.added.append(manuscript.title)
    manuscript.blocks = [block for index, block in enumerate(manuscript.blocks) if index not in own]


def _choose_title(manuscript: Manuscript) -> None:
    leading = _leading(manuscript)
    short = [index for index in range(leading) if _may_be_title(manuscript.blocks[index])]
    headings = [index for index in short if _is_top(manuscript.blocks[index])]
    texts = {index: text_of([manuscript.blocks[index]]) for index in short}
    named = [index for index in short if slug(texts[index]) == slug(manuscript.name)]
    repeated = [index for index in short if sum(_same(text, texts[index]) for text in texts.values()) > 1]
    chosen = next(iter(named or headings or repeated or short), None)
    if chosen is None:
        words = re.sub(r"[-_]+", " ", manuscript.name).strip() or "untitled"
        manuscript.title = words[:1].upper() + words[1:]
        manuscript.report.added.append(manuscript.title)
        manuscript.report.guessed.append(f"no line looks like a title, so the file's name stands for it: {quoted(manuscript.title)}")
        return
    manuscript.title = texts[chosen]
    manuscript.report.forget_heading(manuscript.title)
    if not (headings or named):
        manuscript.report.guessed.append(f"the title is {quoted(manuscript.title)}")
    above = range(chosen) if named or headings else range(0)
    kept: list[Node] = []
    for index, block in enumerate(manuscript.blocks):
        if index in above and inlines_of(block) is not None and len(text_of([block]).split()) <= MOST_TITLE_WORDS:
            manuscript.report.drop(text_of([block]), "it stands above the title")
        elif index in texts and index != chosen and _same(texts[index], manuscript.title):
            manuscript.report.drop(texts[index], "the title, repeated")
        elif index != chosen:
            kept.append(block)
    manuscript.blocks = kept


def _is_top(block: Node) -> bool:
    return bool(block["t"] == "Header" and block["c"][0] == 1)


def _may_be_title(block: Node) -> bool:
    text = text_of([block])
    is_line = inlines_of(block) is not None and 0 < len(text.split()) <= MOST_TITLE_WORDS and "\n" not in text
    return is_line and (
        block["t"] == "Header" or (not text.endswith((".", ",", ";", ":", "…")) and not ATTRIBUTED.match(text) and text[0] not in "“\"‘'")
    )


def _leave_out_repeated_byline(manuscript: Manuscript) -> None:
    """Drop an author's name that stands more than once at the edges; report one that stands there only once."""
    lines = [text_of([block]) for block in manuscript.blocks]
    edges = {*range(min(4, len(lines))), *range(max(0, len(lines) - 4), len(lines))}
    for index in sorted(edges):
        line = lines[index]
        if not NAME_LIKE.fullmatch(line) or manuscript.blocks[index]["t"] not in ("Para", "Header"):
            continue
        same = [other for other in sorted(edges) if lines[other] == line]
        if len(same) > 1:
            for _ in same:
                manuscript.report.drop(line, "the byline, which the front matter holds")
            manuscript.report.forget_heading(line)
            manuscript.authors = manuscript.authors or (line,)
            manuscript.blocks = [block for other, block in enumerate(manuscript.blocks) if other not in same]
            return
        if index < 2:
            manuscript.report.look_at.append(f"{quoted(line)} under the title may be the byline; it stays in the text")


def mark_epigraph(manuscript: Manuscript) -> None:
    """Make the words that open an essay and are ascribed to someone a block quotation that ends in its attribution."""
    blocks = manuscript.blocks
    for length in (1, 2, 3):
        head, attribution = blocks[:length], blocks[length : length + 1]
        if not attribution or not all(_may_be_quoted(block) for block in head):
            return
        split = _split_attribution(head[-1]) if length == 1 else None
        if split:
            blocks[:1] = [quotation(split)]
        elif (
            attribution[0]["t"] == "Para"
            and ATTRIBUTED.match(text_of(attribution))
            and len(text_of(attribution).split()) <= MOST_TITLE_WORDS
        ):
            inner = [inner for block in head for inner in (block["c"] if block["t"] == "BlockQuote" else [block])]
            blocks[: length + 1] = [quotation([*inner, attribution[0]])]
        else:
            continue
        manuscript.report.guessed.append(f"{quoted(text_of(blocks[:1]))} is an epigraph")
        return


def _may_be_quoted(block: Node) -> bool:
    return block["t"] in ("Para", "BlockQuote", "LineBlock") and len(text_of([block]).split()) <= MOST_EPIGRAPH_WORDS


def _split_attribution(block: Node) -> list[Node] | None:
    """Return quotation and attribution of a block whose last line begins with a dash, as two paragraphs."""
    before: list[Node] = []
    if block["t"] == "BlockQuote" and block["c"]:
        *before, block = block["c"]
        if before and ATTRIBUTED.match(text_of([block])):
            return None
    if block["t"] != "Para":
        return None
    breaks = [index for index, inline in enumerate(block["c"]) if inline["t"] in ("LineBreak", "SoftBreak")]
    if not breaks or not ATTRIBUTED.match(text_of(block["c"][breaks[-1] + 1 :])):
        return None
    return [*before, paragraph(block["c"][: breaks[-1]]), paragraph(block["c"][breaks[-1] + 1 :])]


def level_headings(manuscript: Manuscript) -> None:
    """Let headings begin at the second level, under the title; one without words goes, and a line that parted the notes off."""
    levels = [block["c"][0] for block in manuscript.blocks if block["t"] == "Header" and text_of([block])]
    top = min(levels, default=2)
    while manuscript.notes and manuscript.blocks and manuscript.blocks[-1]["t"] == "HorizontalRule":
        manuscript.blocks.pop()
    manuscript.blocks = [
        header(min(6, block["c"][0] - top + 2), block["c"][2]) if block["t"] == "Header" else block
        for block in manuscript.blocks
        if block["t"] != "Header" or text_of([block])
    ]


def first_sentence(manuscript: Manuscript) -> str:
    """Return the start of the first paragraph of prose, for search results: a sentence, or as much as they show."""
    prose = next((text_of([block]) for block in manuscript.blocks if block["t"] == "Para" and text_of([block])), manuscript.title)
    text = " ".join(prose.split())
    text = re.sub(r"\s+(?=[.,;:!?])", "", text)
    found = re.match(r".{20,160}?[.?!…][”’\"')]*(?=\s|$)", text)
    if found:
        return found[0]
    return text if len(text) <= 160 else text[:157].rsplit(" ", 1)[0] + "…"
