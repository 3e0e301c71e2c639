"""What stands beside an essay's own part of a saved page: the site's, or the author's too, and then never lost unsaid."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from bs4 import Comment, Doctype, Tag
from bs4.element import NavigableString

from press.importing import chrome
from press.importing.manuscript import Manuscript
from press.importing.report import Report, counted, quoted

PROSE = ("p", "li", "dd", "dt", "blockquote", "pre", "td", "th", "figcaption")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = (*PROSE, *HEADINGS, "div", "section", "article", "main", "header", "footer", "aside", "nav", "form", "body")
SITE = ("nav", "form", "button", "footer", "dialog", "aside")
WORDS = 8
"""As many words are prose, in whatever element they stand; a date, a name or a label has fewer."""


@dataclass
class Piece:
    """The words of one block beside the essay."""

    block: Tag
    nodes: list[NavigableString] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.nodes).split())

    @property
    def leads_away(self) -> bool:
        """Whether all of it is links, as menus and lists of other essays are; a numbered list of links may be notes."""
        return self.block.find_parent("ol") is None and all(node.find_parent("a") for node in self.nodes if any(map(str.isalnum, node)))


@dataclass
class Surroundings:
    """A page round the part that was found to hold the essay. `notes` are what its footnote marks lead to outside that part."""

    whole: Tag
    essay: Tag
    notes: list[Tag]
    subtitle: Tag | None
    manuscript: Manuscript

    def with_what_is_beside(self) -> Tag:
        """Return the element that holds the essay and whatever else on the page is its author's; the report says the rest.

        Where prose and the site's own words cannot be told apart, only the notes are taken in, and the prose is said in
        full, to be looked at.
        """
        prose = [piece for piece in self._pieces(self.whole) if self._is_prose(piece)]
        holder = _common([self.essay, *self.notes, *(piece.block for piece in prose)])
        cut: list[str] = []
        if any(self._is_doubtful(piece) for piece in self._pieces(holder)):
            for note in self.notes:
                self.essay.append(note.extract())
            holder = self.essay
            prose = [piece for piece in prose if not _is_in(piece.block, holder)]
            _say_beside(prose, self.manuscript.report)
        else:
            cut = self._cut(holder)
            _say_taken_in(prose, self.manuscript.report)
            prose = []
        said = {id(piece.block) for piece in prose}
        self.essay = holder
        if self.subtitle is not None and _is_in(self.subtitle, holder):
            # The manuscript has it already, apart from its text.
            self.subtitle.extract()
        _say_outside([*cut, *(one.text for one in self._pieces(self.whole) if id(one.block) not in said)], self.manuscript.report)
        return holder

    def _pieces(self, holder: Tag) -> list[Piece]:
        """Return the blocks of an element, outside the essay, that have words of their own, in their order."""
        inside = {id(node) for node in self.essay.descendants}
        found: dict[int, Piece] = {}
        for node in holder.descendants:
            if isinstance(node, NavigableString) and not isinstance(node, Comment | Doctype) and id(node) not in inside:
                block = node.find_parent(BLOCKS) or self.whole
                if not _is_in(block, self.subtitle) and node.find_parent(("head", "title")) is None:
                    found.setdefault(id(block), Piece(block)).nodes.append(node)
        return [piece for piece in found.values() if piece.text]

    def _is_prose(self, piece: Piece) -> bool:
        if any(_is_in(piece.block, note) for note in self.notes):
            return True
        if piece.block.name in HEADINGS or piece.leads_away or self._of_site(piece.block) is not None:
            return False
        if chrome.is_furniture_text(piece.text, (*self.manuscript.site_names, *self.manuscript.authors)):
            return False
        return piece.block.name in PROSE or len(piece.text.split()) >= WORDS

    def _is_doubtful(self, piece: Piece) -> bool:
        """Whether a piece is likely the site's, and nothing says so but that all of it is links."""
        is_own = piece.block.name == "h1" or any(_is_in(piece.block, note) for note in self.notes)
        return piece.leads_away and not is_own and self._of_site(piece.block) is None

    def _of_site(self, tag: Tag) -> Tag | None:
        """Return the outermost element, a block or round it, that is the site's; never one that holds the essay or a note."""
        around = [one for one in (tag, *tag.parents) if id(one) not in self._round_essay]
        return next((one for one in reversed(around) if one.name in SITE or self._is_head(one) or chrome.is_furniture(one)), None)

    @functools.cached_property
    def _round_essay(self) -> set[int]:
        return {id(parent) for one in (self.essay, *self.notes) for parent in (one, *one.parents)}

    def _is_head(self, tag: Tag) -> bool:
        """Whether an element is the head of the site and not that of the essay, which has its title."""
        heading = tag.find("h1") if tag.name == "header" else None
        return tag.name == "header" and (heading is None or heading.get_text().strip() in self.manuscript.site_names)

    def _cut(self, holder: Tag) -> list[str]:
        """Take what is the site's out of the element that holds the essay, beside it, and return its words."""
        pieces = [(piece.text, site) for piece in self._pieces(holder) if (site := self._of_site(piece.block)) is not None]
        for _, site in pieces:
            site.extract()
        return [text for text, _ in pieces]


def _is_in(tag: Tag, other: Tag | None) -> bool:
    # By what they are: elements with the same words are equal.
    return other is not None and (tag is other or any(parent is other for parent in tag.parents))


def _common(tags: list[Tag]) -> Tag:
    """Return the innermost element that holds all of the tags."""
    first, *others = ([tag, *tag.parents] for tag in tags)
    return next(one for one in first if all(any(one is other for other in parents) for parents in others))


def _say_beside(prose: list[Piece], report: Report) -> None:
    for piece in prose:
        report.beside.append(piece.text)
        report.look_at.append(f"this stands beside the essay and is not in the draft; if it is the author's, put it in: “{piece.text}”")


def _say_taken_in(prose: list[Piece], report: Report) -> None:
    if prose:
        words = counted(sum(len(piece.text.split()) for piece in prose), "word")
        report.guessed.append(
            f"{words} beside the essay's part of the page are its own, from {quoted(prose[0].text)} to {quoted(prose[-1].text)}"
        )


def _say_outside(texts: list[str], report: Report) -> None:
    """Say how much of the page is left out; a long paragraph of it in full, even where it stands in the site's own part."""
    if texts:
        words = counted(sum(len(text.split()) for text in texts), "word")
        report.dropped.append(f"{words} outside the essay's own part of the page, from {quoted(texts[0])} to {quoted(texts[-1])}")
    report.dropped += [f"among these words: “{text}”" for text in texts if len(text.split()) >= chrome.PROSE_WORDS]
