"""Reads Markdown through pandoc, with its front matter and what HTML it holds."""

from __future__ import annotations

import html
import re
from typing import Any

from press.importing.manuscript import Manuscript
from press.importing.page import day_in
from press.importing.pandoc import HTML, MARKDOWN, read_tree
from press.importing.report import Report, quoted
from press.importing.tree import Node, flattened, nodes, text_of
from press.soup import soup_of

FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
LINKED = re.compile(r"!?\[([^\[\]]*)\]\(\s*<?[^()\s]*(?:\([^()\s]*\)[^()\s]*)*>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")
ADDRESSES = re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:.*$|<(?=https?:|mailto:)", re.MULTILINE)
DEFINED = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
REFERRED = re.compile(r"\[\^([^\]\s]+)\]")
DEFINITION_REST = re.compile(r".*(?:\n(?![ \t]*(?:\n|\Z)| {0,3}\[\^).+)*(?:\n(?:[ \t]*\n)+(?: {4}|\t).*)*")
FENCE = re.compile(r"^ *(`{3,}|~{3,})")
NUMBERED = re.compile(r"([ \t>]*(?:[-*+][ \t]+)?)(\d{1,9})([.)])(?=[ \t])")
RAISED = {
    "<sup>": "Superscript",
    "<sub>": "Subscript",
    "<em>": "Emph",
    "<i>": "Emph",
    "<b>": "Strong",
    "<strong>": "Strong",
    "<u>": "Underline",
    "<s>": "Strikeout",
    "<del>": "Strikeout",
}


def read_markdown(text: str, name: str, report: Report) -> Manuscript:
    """Return the manuscript of a Markdown text; raw HTML in it becomes what it stands for, and what would run is dropped."""
    text = _with_plain_lists(text)
    tree = read_tree(text.encode(), MARKDOWN)
    body = FRONT.sub("", text) if tree["meta"] else text
    manuscript = Manuscript(name, _visible(body), tree["blocks"], is_markup=True, report=report)
    meta = tree["meta"]
    manuscript.title = _said(meta, "title")
    manuscript.is_title_in_text = bool(manuscript.title)
    manuscript.subtitle = _said(meta, "subtitle") or _said(meta, "description")
    manuscript.date = day_in(_said(meta, "date"))
    author = _said(meta, "author") or _said(meta, "byline")
    manuscript.authors = (author,) if author else ()
    manuscript.text += f"\n{manuscript.title}\n{manuscript.subtitle}"
    kept = ("title", "subtitle", "description", "date", "author", "byline", "draft", "tags")
    for field in sorted(meta.keys() - {*kept}):
        report.dropped.append(f"{field}: {quoted(text_of(_contents(meta[field])))} (a field of the file's front matter)")
    tags = meta.get("tags", {})
    manuscript.tags = tuple(text_of(_contents(one)) for one in tags["c"]) if tags.get("t") == "MetaList" else ()
    manuscript.blocks = _without_raw(manuscript.blocks, report)
    referred, defined = REFERRED.findall(DEFINED.sub("", body)), DEFINED.findall(body)
    manuscript.note_names = tuple(name for name in referred if name in defined)
    for name in dict.fromkeys(name for name in referred if name not in defined):
        report.look_at.append(f"mark [^{name}] has no note; it stays in the text as it was written")
    for place, name in enumerate(defined):
        if name not in referred or name in defined[place + 1 :]:
            _keep_orphan(manuscript, body, place, name, is_double=name in referred)
    return manuscript


def _with_plain_lists(text: str) -> str:
    """Return Markdown whose numbered lists are marked as pandoc knows them here, and which has no others.

    "2)" marks an entry as "2." does, and a line of a paragraph that begins with a number goes on with it, unless that is 1.
    """
    lines: list[str] = []
    fence, is_list, before = "", False, ""
    for line in text.split("\n"):
        opening = FENCE.match(line)
        if opening and (not fence or opening[1].startswith(fence)):
            fence = "" if fence else opening[1]
        found = None if fence else NUMBERED.match(line)
        if found and (is_list or not before.strip() or found[2] == "1"):
            line, is_list = f"{found[1]}{found[2]}.{line[found.end() :]}", True
        elif found:
            line = f"{found[1]}{found[2]}\\{found[3]}{line[found.end() :]}"
        elif not before.strip() and line.strip() and not line.startswith((" ", "\t")):
            is_list = False
        lines.append(line)
        before = line
    return "\n".join(lines)


def _keep_orphan(manuscript: Manuscript, body: str, place: int, name: str, *, is_double: bool) -> None:
    """Keep the footnote defined at a place, which pandoc leaves out, as a paragraph at the end: of two of one name it takes the later."""
    start = [found.end() for found in DEFINED.finditer(body)][place]
    found = DEFINITION_REST.match(body, start)
    inner = re.sub(r"^[ \t]+", "", found[0] if found else "", flags=re.MULTILINE)
    manuscript.blocks += read_tree(inner.strip().encode(), MARKDOWN)["blocks"]
    what = "is defined twice, and the earlier text" if is_double else "is defined and nothing refers to it; its text"
    manuscript.report.look_at.append(f"footnote [^{name}] {what} stands at the end of the draft")


def _contents(meta: dict[str, Any]) -> Any:
    content = meta.get("c")
    return (
        [{"t": "Str", "c": content}]
        if isinstance(content, str)
        else [{"t": "Str", "c": str(content)}]
        if isinstance(content, bool)
        else content
    )


def _said(meta: dict[str, Any], field: str) -> str:
    found = meta.get(field)
    return " ".join(text_of(_contents(found)).split()) if found else ""


def _visible(body: str) -> str:
    """Return the words of Markdown source: without addresses, names of footnotes, tags and comments."""
    body = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1>", " ", body, flags=re.DOTALL | re.IGNORECASE)
    defined = set(DEFINED.findall(body))
    while LINKED.search(body):
        body = LINKED.sub(r"\1", body)
    body = ADDRESSES.sub(" ", body)
    body = re.sub(r"^([ \t>]*(?:[-*+][ \t]+)?)\d{1,9}\.(?=[ \t])", r"\1", body, flags=re.MULTILINE)
    body = re.sub(
        r"^ {0,3}(?:`{3,}|~{3,}).*$|\{[.#][^}\n]*\}",
        " ",
        REFERRED.sub(lambda mark: " " if mark[1] in defined else mark[0], body),
        flags=re.MULTILINE,
    )
    body = re.sub(r"<su[pb]>(.*?)</su[pb]>|\^([^\s^]+)\^", r" \1\2 ", body)
    body = re.sub(r"<img\b[^>]*\balt=[\"']([^\"']*)[\"'][^>]*>", r" \1 ", body, flags=re.IGNORECASE)
    return html.unescape(re.sub(r"\\(?=[^\w\s])", "", re.sub(r"</?[a-zA-Z][^>\n]*>", "", body)))


def _without_raw(value: Any, report: Report) -> Any:
    """Return a tree whose raw HTML has become nodes of the tree."""
    if isinstance(value, dict):
        return {key: _without_raw(inner, report) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    found: list[Any] = []
    index = 0
    while index < len(value):
        node = value[index]
        if isinstance(node, dict) and node.get("t") == "RawBlock":
            end = index
            while end < len(value) and isinstance(value[end], dict) and value[end].get("t") == "RawBlock":
                end += 1
            found += _blocks_of("\n".join(one["c"][1] for one in value[index:end]), report)
            index = end
        elif isinstance(node, dict) and node.get("t") == "RawInline":
            index = _inline(value, index, found, report)
        else:
            found.append(_without_raw(node, report))
            index += 1
    return found


def _blocks_of(raw: str, report: Report) -> list[Node]:
    soup = soup_of(raw)
    for tag in soup.find_all(("script", "style", "iframe", "object", "embed", "form")):
        report.dropped.append(f"a <{tag.name}> element (nothing in a note may run or load)")
        tag.decompose()
    body = soup.body
    return flattened(read_tree(body.decode_contents().encode(), HTML)["blocks"]) if body else []


def _inline(siblings: list[Node], index: int, found: list[Node], report: Report) -> int:
    """Add what a raw tag stands for to `found`, up to the tag that closes it; return where to go on."""
    raw = siblings[index]["c"][1].lower()
    kind = RAISED.get(raw)
    if kind:
        close = raw.replace("<", "</")
        end = next(
            (i for i in range(index + 1, len(siblings)) if siblings[i]["t"] == "RawInline" and siblings[i]["c"][1].lower() == close), None
        )
        if end is not None:
            found.append({"t": kind, "c": _without_raw(siblings[index + 1 : end], report)})
            return end + 1
    if re.match(r"<br\s*/?>", raw):
        found.append({"t": "LineBreak"})
    elif raw.startswith("<img"):
        found += [node for block in _blocks_of(siblings[index]["c"][1], report) for node in nodes(block) if node["t"] == "Image"]
    elif raw.startswith("<script"):
        report.dropped.append("a <script> element (nothing in a note may run or load)")
        end = next(
            (i for i in range(index, len(siblings)) if siblings[i]["t"] == "RawInline" and siblings[i]["c"][1].lower() == "</script>"),
            index,
        )
        return end + 1
    return index + 1


def is_markdown(text: str) -> bool:
    """Whether a plain text has what only Markdown has: footnotes, links, headings or front matter."""
    return bool(
        DEFINED.search(text) or FRONT.match(text) or re.search(r"^#{1,6} \S|\[[^\]\n]+\]\((?:https?:|[\w./-]+\))", text, re.MULTILINE)
    )
