"""Reads text through pandoc into its document tree, with everything off that would change a word or a quotation mark."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from press.importing.problem import Unreadable
from press.importing.tree import Node

HTML = "html"
MARKDOWN = (
    "markdown-smart-citations-tex_math_dollars-tex_math_single_backslash-tex_math_double_backslash-raw_tex-latex_macros"
    "-example_lists-fancy_lists-definition_lists-line_blocks-subscript-auto_identifiers-implicit_header_references"
    "-implicit_figures-mark-emoji-bracketed_spans-fenced_divs-raw_attribute-header_attributes-task_lists-blank_before_blockquote-blank_before_header"
    "+lists_without_preceding_blankline"
)
SECONDS = 60


def read_tree(source: bytes, form: str, *options: str, folder: Path | None = None) -> dict[str, Any]:
    """Return the document tree of a source in one of pandoc's formats; raises Unreadable with pandoc's own reason."""
    return json.loads(_run(source, [f"--from={form}", "--to=json", *options], folder))  # type: ignore[no-any-return]


def converted(source: bytes, form: str, to: str) -> str:
    """Return a source in another of pandoc's formats; raises Unreadable with pandoc's own reason."""
    return _run(source, [f"--from={form}", f"--to={to}"], None).decode()


def table_html(table: Node, api: list[int]) -> str:
    """Return a table as HTML; Markdown's tables cannot hold all that a table may."""
    source = json.dumps({"pandoc-api-version": api, "meta": {}, "blocks": [table]})
    written = _run(source.encode(), ["--from=json", "--to=html", "--wrap=none"], None).decode().strip()
    # Widths and alignments are written as styles, which the policy of the pages stops.
    return STYLED.sub(r"\1", COLUMNS.sub("", written))


COLUMNS = re.compile(r"<colgroup>.*?</colgroup>\s*", re.DOTALL)
STYLED = re.compile(r"(<t(?:able|head|body|foot|r|h|d)\b[^<>]*?) style=\"[^\"]*\"")
API = [1, 23, 1]
"""The version of the tree that `table_html` writes; pandoc reads those of its own series."""


FRONT = re.compile(r"Error parsing YAML metadata at \(line (\d+),[^)]*\):\s*YAML parse exception at line (\d+)")
"""Where a block of front matter begins, and the line in it."""
FRONT_MEND = (
    "its front matter, which stands between lines of '---', cannot be read at line {} or just before it; put double quotes round what "
    "stands after 'name: ' there, without quotes inside, or take the line out"
)


def _run(source: bytes, arguments: list[str], folder: Path | None) -> bytes:
    # Only here: the writing desk imports this module where there is no pandoc.
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--sandbox", *arguments] if folder is None else [pypandoc.get_pandoc_path(), *arguments]
    try:
        done = subprocess.run(command, input=source, cwd=folder, capture_output=True, check=True, timeout=SECONDS)
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace")
        if front := FRONT.search(said):
            raise Unreadable(FRONT_MEND.format(int(front[1]) + int(front[2]))) from error
        reason = said.strip().splitlines()
        raise Unreadable(f"pandoc cannot read it ({reason[-1] if reason else 'it gave no reason'}); save it anew and try again") from error
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"pandoc did not finish in {SECONDS} seconds; import a smaller part of it") from error
    return done.stdout
