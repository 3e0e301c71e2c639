"""Writes a tree in the Markdown that this site is built from: Python-Markdown's, with macros.

Pandoc's own Markdown does not do: Python-Markdown nests by four spaces, knows fewer escapes, and reads braces as attributes,
as does Jinja as macros. So every letter that any of them could take for markup is escaped here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from press.importing.pandoc import API, table_html
from press.importing.tree import Node, mark_name, text_of

ALWAYS = {"\\": "\\\\", "`": "\\`", "*": "\\*", "_": "\\_", "]": "\\]", "{": "&#123;", "}": "&#125;", "<": "&lt;", "|": "\\|", "[": "\\["}
ENTITY = re.compile(r"&(?=[#A-Za-z])")
NUMBERED = re.compile(r"(\d+)([.)])(?=$|\s)")
IN_TABLE = re.compile(r"[{}]|\](?=\()")
"""What would be read as a macro, or by the check as a link."""
AUTOLINK_BREAK = re.compile(r"(?<=-)>|^>")
STARTS = {"#": "\\#", "+": "\\+", "-": "\\-", "=": "&#61;", "~": "&#126;", ":": "&#58;"}
INSIDE_WORD = re.compile(r"(?<=[^\W_])_(?=[^\W_])")
WRAPPED = {
    "Emph": ("*", "*"),
    "Strong": ("**", "**"),
    "Strikeout": ("<s>", "</s>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "Underline": ("<u>", "</u>"),
    "SmallCaps": ("", ""),
}
QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


def written(blocks: Iterable[Node]) -> str:
    """Return the blocks as Markdown, a blank line between each two."""
    return "\n\n".join(filter(None, _apart([(block["t"], _block(block)) for block in blocks])))


def _apart(parts: list[tuple[str, str]]) -> list[str]:
    """Return the texts with a comment between two lists of one kind, which would otherwise run together."""
    found: list[str] = []
    before = ""
    for kind, text in parts:
        if kind == before and kind in ("BulletList", "OrderedList", "BlockQuote"):
            found.append("<!-- -->")
        found.append(text)
        before = kind if text else before
    return found


def _block(block: Node) -> str:
    kind = block["t"]
    content: Any = block.get("c")
    if kind in ("Para", "Plain"):
        return inline(content)
    if kind == "Header":
        # Signs at the end would close the heading and vanish.
        text = re.sub(r"(?<!\\)((?:\\\\)*)(#+)$", lambda signs: signs[1] + "\\#" * len(signs[2]), inline(content[2]).replace("\n", " "))
        return f"{'#' * content[0]} {text}"
    if kind == "BlockQuote":
        return "\n".join(f"> {line}".rstrip(" ") if not line.endswith("  ") else f"> {line}" for line in written(content).split("\n"))
    if kind == "LineBlock":
        return "  \n".join(inline(line) for line in content)
    if kind in ("BulletList", "OrderedList"):
        return _list(block)
    if kind == "CodeBlock":
        return (
            f"<pre><code>{_escaped(content[1]).replace('\n\n', '\n&#8203;\n')}</code></pre>"
            if _is_delicate(content[1])
            else _indented(content[1], first=True)
        )
    if kind == "HorizontalRule":
        return "* * *"
    if kind == "Table":
        return IN_TABLE.sub(lambda sign: f"&#{ord(sign[0])};", table_html(block, API))
    if kind == "DefinitionList":
        return "\n\n".join(f"**{inline(term)}**\n\n{written(inner)}" for term, meanings in content for inner in meanings)
    return written(content[1]) if kind == "Div" else ""


def _list(block: Node) -> str:
    is_numbered = block["t"] == "OrderedList"
    items = block["c"][1] if is_numbered else block["c"]
    first = block["c"][0][0] if is_numbered else 1
    is_loose = any(len(item) > 1 or (item and item[0]["t"] == "Para") for item in items)
    lines = []
    for number, item in enumerate(items, start=first):
        sign = f"{number}.".ljust(4) if is_numbered else "-   "
        text = _item(item) or "&#8203;"
        lines.append(sign + _indented(text))
    return ("\n\n" if is_loose else "\n").join(lines)


def _item(item: list[Node]) -> str:
    if len(item) == 2 and item[0]["t"] == "Plain" and item[1]["t"] in ("BulletList", "OrderedList"):
        return f"{_block(item[0])}\n\n{_block(item[1])}"
    return written(item)


def _indented(text: str, *, first: bool = False) -> str:
    """Return the text with every line but the first, or that one too, four spaces in."""
    lines = text.split("\n")
    return "\n".join(f"    {line}" if line and (number or first) else line for number, line in enumerate(lines))


def indented(text: str) -> str:
    """Return a note's text as a footnote's definition takes it."""
    return _indented(text)


def inline(inlines: Iterable[Node]) -> str:
    """Return inlines as Markdown; what begins a line is escaped when a block would begin so."""
    text = "".join(_inline(one) for one in _merged(inlines))
    lines = [_line(line.strip(" \t") if number else line.lstrip(" \t")) for number, line in enumerate(re.split(r"  \n", text))]
    return "  \n".join(line for line in lines if line.strip(" ")).rstrip(" \t")


def _merged(inlines: Iterable[Node]) -> list[Node]:
    """Return inlines with neighbouring strings joined, and neighbouring emphasis of one kind too."""
    found: list[Node] = []
    for one in inlines:
        last = found[-1] if found else None
        if last is not None and last["t"] == one["t"] == "Str":
            found[-1] = {"t": "Str", "c": last["c"] + one["c"]}
        elif last is not None and last["t"] == one["t"] and one["t"] in ("Emph", "Strong"):
            found[-1] = {"t": one["t"], "c": [*last["c"], *one["c"]]}
        else:
            found.append(one)
    return found


def _line(line: str) -> str:
    if line[:1] in STARTS:
        line = STARTS[line[0]] + line[1:]
    return NUMBERED.sub(r"\1\\\2", line, count=1) if NUMBERED.match(line) else line


def _inline(node: Node) -> str:
    kind = node["t"]
    content: Any = node.get("c")
    if kind == "Str":
        return escaped_text(content)
    if kind in ("Space", "SoftBreak"):
        return " "
    if kind == "LineBreak":
        return "  \n"
    if kind in WRAPPED:
        return _wrapped(kind, content)
    if kind == "Quoted":
        opening, closing = QUOTES[content[0]["t"]]
        return f"{opening}{inline(content[1])}{closing}"
    if kind == "Code":
        return f"<code>{_escaped(content[1])}</code>" if _is_delicate(content[1]) or "`" in content[1] else f"`{content[1]}`"
    if kind in ("Link", "Image"):
        return _linked(kind, content)
    if kind == "Span":
        name = mark_name(node)
        return "".join(_inline(one) for one in _merged(content[1])) if name is None else f"[^{name}]"
    return escaped_text(content[1]) if kind == "Math" else ""


def _wrapped(kind: str, content: list[Node]) -> str:
    """Return emphasised inlines; spaces at either end go outside, where Markdown wants them, and broken lines are each wrapped."""
    opening, closing = WRAPPED[kind]
    if any(one["t"] == "LineBreak" for one in content) and opening:
        pieces: list[list[Node]] = [[]]
        for one in content:
            if one["t"] == "LineBreak":
                pieces.append([])
            else:
                pieces[-1].append(one)
        return "  \n".join(_wrapped(kind, piece) for piece in pieces)
    inner = "".join(_inline(one) for one in _merged(content))
    core = inner.strip()
    if not core:
        return inner
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    if opening in ("*", "**") and ("*" in core.replace("\\*", "")):
        opening, closing = ("<em>", "</em>") if opening == "*" else ("<strong>", "</strong>")
    return f"{before}{opening}{core}{closing}{after}"


def _linked(kind: str, content: list[list[Node]]) -> str:
    address = re.sub(r"[\s<>()\[\]{}\"'\\`|]", lambda sign: f"%{ord(sign[0]):02X}" if ord(sign[0]) < 128 else sign[0], str(content[2][0]))
    title = _title(str(content[2][1]))
    if kind == "Image":
        return f"![{escaped_text(' '.join(text_of(content[1]).split()))}]({address}{title})"
    inner = "".join(_inline(one) for one in _merged(content[1])).replace("  \n", " ")
    return f"[{inner}]({address}{title})"


def _title(title: str) -> str:
    """Return what stands after an address when it has a title; letters that end it, or that Jinja would read, as entities."""
    words = " ".join(title.split())
    return ' "' + re.sub(r"[\"&<>{}\[\]()\\*_`]", lambda sign: f"&#{ord(sign[0])};", words) + '"' if words else ""


def escaped_text(text: str) -> str:
    """Return words so that they are only words to Python-Markdown, to its extensions and to Jinja."""
    text = ENTITY.sub("&amp;", text)
    text = "".join(ALWAYS.get(letter, letter) for letter in text)
    # A bracket before ^ must not even look like a footnote to those who search the source.
    text = text.replace("\\[^", "&#91;^").replace("!\\[", "\\!\\[")
    text = (
        INSIDE_WORD.sub("_", text.replace("\\_", "_")) if "\\_" in text and not re.search(r"(?<![^\W_])\\_|\\_(?![^\W_])", text) else text
    )
    return AUTOLINK_BREAK.sub("&gt;", text)


def _is_delicate(code: str) -> bool:
    return bool(re.search(r"\{[{%#]|[%#}]\}|\[\^|\n\n", code))


def _escaped(code: str) -> str:
    escaped = html.escape(code, quote=False)
    return re.sub(r"[{}\[\]*_`\\]", lambda sign: f"&#{ord(sign[0])};", escaped)
