"""Runs pandoc, from HTML to a document tree and from a tree to a file."""

from __future__ import annotations

import functools
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pypandoc

from press.book.problem import BookProblem
from press.book.tree import Node


def read_html(html: str, what: str) -> list[Node]:
    """Return the blocks of an HTML text. Raises BookProblem, which names `what` was read."""
    blocks: list[Node] = json.loads(_run(["--from=html", "--to=json"], html, what))["blocks"]
    return blocks


def write(blocks: list[Node], options: list[str], what: str, **how: Any) -> str:
    """Return what pandoc prints of the blocks, written with the options.

    how: `meta`, a tree of metadata; `folder` to run in; `epoch`, the seconds that stand for now.
    Raises BookProblem, which names `what` was written.
    """
    document = {"pandoc-api-version": _version(), "meta": how.get("meta", {}), "blocks": blocks}
    return _run(["--from=json", *options], json.dumps(document), what, how.get("folder"), how.get("epoch"))


@functools.cache
def _version() -> list[int]:
    found: list[int] = json.loads(_run(["--from=html", "--to=json"], "", "an empty page"))["pandoc-api-version"]
    return found


def _run(options: list[str], text: str, what: str, folder: Path | None = None, epoch: int | None = None) -> str:
    environment = {**os.environ, **({} if epoch is None else {"SOURCE_DATE_EPOCH": str(epoch)})}
    command = [pypandoc.get_pandoc_path(), *options]
    done = subprocess.run(command, input=text, cwd=folder, env=environment, capture_output=True, text=True, check=False, encoding="utf-8")
    if done.returncode:
        raise BookProblem(f"pandoc cannot work on {what}; mend what it names: {' '.join(done.stderr.split())}")
    return done.stdout
