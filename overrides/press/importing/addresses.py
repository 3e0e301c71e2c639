"""Links and pictures: what can be kept, what is copied beside the note, and what would lead nowhere or load from elsewhere."""

from __future__ import annotations

import html
import posixpath
import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from press.importing.formats import picture_in
from press.importing.manuscript import Manuscript
from press.importing.report import quoted
from press.importing.tree import Node, rewritten, string, text_of
from press.slugs import slug

KINDS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png"), (re.compile(rb"\xff\xd8\xff"), ".jpg"), (re.compile(rb"GIF8[79]a"), ".gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"), (re.compile(rb"....ftypavif", re.DOTALL), ".avif"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!doctype\s+svg\b[^>\[]*>\s*)*<svg\b", re.DOTALL | re.IGNORECASE), ".svg"),
)  # fmt: skip
RUNS = re.compile(r"<\s*(?:[\w-]+:)?(?:script|foreignobject)\b|[\s\"'/]on\w+\s*=|javascript\s*:", re.IGNORECASE)
"""What would run in a drawing (SVG) that is opened by itself."""
OUTSIDE = ("http", "https", "mailto", "tel")
HEAVY = 1_000_000


def settle(manuscript: Manuscript, folder: str) -> dict[str, bytes]:
    """Mend every link and picture of the manuscript, and return the pictures to copy by their names in the note's folder."""
    pictures: dict[str, bytes] = {}

    def change(node: Node) -> list[Node] | None:
        if node["t"] == "Link":
            return _link(node, manuscript)
        if node["t"] == "Image":
            return _picture(node, manuscript, folder, pictures)
        if node["t"] == "Figure":
            return _figure(node, manuscript)
        return None

    manuscript.blocks = rewritten(manuscript.blocks, change)
    manuscript.notes = {name: rewritten(note, change) for name, note in manuscript.notes.items()}
    return pictures


def _link(node: Node, manuscript: Manuscript) -> list[Node] | None:
    inlines, address = node["c"][1], str(node["c"][2][0]).strip()
    whole = urljoin(manuscript.base, address) if manuscript.base and not address.startswith("#") else address
    try:
        scheme = urlsplit(whole).scheme.lower()
    except ValueError:
        scheme = ""
    report = manuscript.report
    if scheme in OUTSIDE:
        if not text_of(inlines) and not any(one["t"] == "Image" for one in inlines):
            report.dropped.append(f"a link without words to {whole}")
            return list(inlines)
        # A picture that links to its own larger self leads nowhere once the picture stands beside the note.
        return [{"t": "Link", "c": [["", [], []], inlines, [whole, node["c"][2][1]]]}]
    if scheme:
        report.dropped.append(f"the link of {quoted(text_of(inlines))}, which is {scheme}: (nothing in a note may run)")
    elif address.startswith("#"):
        report.dropped.append(f"the link of {quoted(text_of(inlines))} to a place in the page it came from, {address}") if text_of(
            inlines
        ) else None
    else:
        report.look_at.append(
            f"{quoted(text_of(inlines))} was a link to {address!r}, which leads to nothing here; the words stand without it"
        )
    return list(inlines)


def _picture(node: Node, manuscript: Manuscript, folder: str, pictures: dict[str, bytes]) -> list[Node]:
    alternative, address = node["c"][1], str(node["c"][2][0]).strip()
    report, words = manuscript.report, text_of(alternative)
    if re.match(r"(?:https?:)?//", address) or (
        manuscript.base
        and re.match(r"https?:", urljoin(manuscript.base, address))
        and manuscript.picture(address) is None
        and not address.startswith("data:")
    ):
        whole = urljoin(manuscript.base or "https:", address)
        if words:
            report.look_at.append(
                f"the picture {quoted(words)} lies elsewhere and became a link to {whole}; save it beside the note to show it"
            )
            return _set_off([{"t": "Link", "c": [["", [], []], alternative, [whole, ""]]}])
        report.added.append("Picture")
        report.look_at.append(f"a picture without alternative text lies elsewhere and became a link called “Picture” to {whole}")
        return _set_off([{"t": "Link", "c": [["", [], []], [string("Picture")], [whole, ""]]}])
    raw = picture_in(address) if address.startswith("data:") else manuscript.picture(address)
    shown = address if len(address) < 80 else address[:40] + "…"
    ending = next((ending for start, ending in KINDS if raw and start.match(raw)), None)
    runs = raw is not None and ending == ".svg" and RUNS.search(html.unescape(raw.decode("utf-8", errors="replace")))
    if raw is None or ending is None or runs:
        why = "is not there" if raw is None else "holds a script" if runs else "is in a format that browsers do not show"
        stands = "its alternative text stands in its place" if words else "nothing stands in its place"
        report.look_at.append(f"the picture {shown!r} {why}, and {stands}; {_how_to_show(address, folder, is_there=raw is not None)}")
        return _set_off(alternative)
    name = _name(address, ending, raw, pictures)
    pictures[name] = raw
    if not words:
        report.look_at.append(f"the picture {name!r} has no alternative text; write what it shows between the brackets")
    if len(raw) > HEAVY:
        report.look_at.append(f"the picture {name!r} has {len(raw) / 1_000_000:.1f} MB; make it smaller, for those who read on the way")
    return [{"t": "Image", "c": [["", [], []], alternative, [f"{folder}/{name}", node["c"][2][1]]]}]


def _how_to_show(address: str, folder: str, *, is_there: bool) -> str:
    """Return what makes a note show a picture that the import could not bring along."""
    ending = PurePosixPath(address.partition("?")[0]).suffix.lower()
    is_kept = not is_there and ending in (*(known for _, known in KINDS), ".jpeg")
    name = f"{_stem(address)}{ending if is_kept else '.png'}"
    return f"save it as docs/notes/posts/{folder}/{name}, and write ![what it shows]({folder}/{name}) where it belongs"


def _set_off(inlines: list[Node]) -> list[Node]:
    """Return words that stand for a picture apart from those beside it, as the picture was."""
    return [{"t": "Space"}, *inlines, {"t": "Space"}]


def _name(address: str, ending: str, raw: bytes, taken: dict[str, bytes]) -> str:
    stem = _stem(address)
    for number in range(1, 10_000):
        name = f"{stem if number == 1 else f'{stem}-{number}'}{ending}"
        if taken.get(name, raw) == raw:
            return name
    return f"{stem}-{len(taken)}{ending}"


def _stem(address: str) -> str:
    """Return what a picture's file is called, without its ending."""
    own = "" if address.startswith("data:") else slug(PurePosixPath(posixpath.basename(unquote(address.partition("?")[0]))).stem)
    return own or "picture"


def _figure(node: Node, manuscript: Manuscript) -> list[Node]:
    """Return a figure's picture and, when it says more than the alternative text, its caption in italics under it."""
    caption, blocks = node["c"][1][1], node["c"][2]
    words = text_of(caption)
    alternatives = [text_of(image["c"][1]) for block in blocks for image in _images(block)]
    found: list[Node] = [{"t": "Para", "c": block["c"]} if block["t"] == "Plain" else block for block in blocks]
    if words and words in alternatives and manuscript.is_markup:
        return found
    return found + [{"t": "Para", "c": [{"t": "Emph", "c": block["c"]}]} if block["t"] in ("Plain", "Para") else block for block in caption]


def _images(block: Node) -> list[Node]:
    return [inline for inline in block["c"] if inline["t"] == "Image"] if block["t"] in ("Plain", "Para") else []
