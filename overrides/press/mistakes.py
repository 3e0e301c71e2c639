"""Keeps pages that cannot be built out of a preview, and puts what is wrong with each at its address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from mkdocs.utils import get_relative_url
from pathspec.gitignore import GitIgnoreSpec

from press.pages import Page
from reflect.problems import Problem


def without(spec: GitIgnoreSpec | None, pages: Iterable[Page]) -> GitIgnoreSpec:
    """Return what of docs/ is not built, as mkdocs.yml has it, and these pages besides."""
    lines = ["/" + re.sub(r"([\\*?\[\]!# ])", r"\\\1", page.file.removeprefix("docs/")) for page in pages]
    return GitIgnoreSpec([*(spec.patterns if spec else ()), *GitIgnoreSpec.from_lines(lines).patterns])


def write_pages(pages: Iterable[Page], problems: Iterable[Problem], site: Path, templates: Path) -> None:
    """Put a page at the address of each that is left out, with what is wrong in it."""
    environment = Environment(loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined)
    problems = list(problems)
    for page in pages:
        own = [problem for problem in problems if problem.file == page.file]
        html = environment.get_template("mistakes.html").render(file=page.file, problems=own, root=get_relative_url(".", page.url))
        path = site / page.url / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
