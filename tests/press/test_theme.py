"""The theme's templates are compiled once for all builds, and its icons are not looked through in any."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.theme import Theme

from press import theme
from press.kept import kept


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Jinja has compiled since the test began."""
    said: list[str] = []
    compile_one = Environment._compile

    def watched(environment: Environment, source: str, filename: str) -> object:
        said.append(filename)
        return compile_one(environment, source, filename)

    monkeypatch.setattr(Environment, "_compile", watched)
    return said


@pytest.fixture
def rendered(tmp_path: Path) -> Callable[..., str]:
    """Renders one template as a build of its own does, which has read nothing yet."""

    def render(text: str, kind: str = "one") -> str:
        kept.cache_clear()
        before = kept(tmp_path, "templates")
        environment = Environment(loader=DictLoader({"page.html": text}), autoescape=True, bytecode_cache=theme.Compiled(before, kind))
        shown = environment.get_template("page.html").render(word="<b>")
        before.save()
        return shown

    return render


def test_a_template_is_compiled_in_the_first_build_only(compiled: list[str], rendered: Callable[..., str]) -> None:
    assert [rendered("{{ word }}!") for _ in range(3)] == ["&lt;b&gt;!"] * 3
    assert len(compiled) == 1


def test_an_edited_template_is_compiled_anew(compiled: list[str], rendered: Callable[..., str]) -> None:
    assert [rendered("{{ word }}!"), rendered("{{ word }}?")] == ["&lt;b&gt;!", "&lt;b&gt;?"]
    assert len(compiled) == 2


def test_other_environments_compile_the_same_text_for_themselves(compiled: list[str], rendered: Callable[..., str]) -> None:
    rendered("{{ word }}!", "one")
    rendered("{{ word }}!", "another")
    assert len(compiled) == 2


def test_what_is_kept_but_damaged_counts_as_none(compiled: list[str], rendered: Callable[..., str], tmp_path: Path) -> None:
    rendered("{{ word }}!")
    (file,) = tmp_path.rglob("templates.json")
    file.write_text(file.read_text("utf-8").replace("A", "B"), "utf-8")
    assert rendered("{{ word }}!") == "&lt;b&gt;!"
    assert len(compiled) == 2


def test_mkdocs_makes_environments_that_keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Theme, "get_env", theme.MADE)
    theme.keep_templates(tmp_path)
    environment = Theme("material").get_env()
    assert {"url", "script_tag"} <= environment.filters.keys()
    environment.get_template("base.html")
    theme.save(tmp_path)
    assert [*tmp_path.rglob("templates.json")]


def test_all_of_a_theme_is_listed_but_what_mkdocs_passes_over() -> None:
    material = Theme("material")
    every = theme.MADE(material).list_templates()
    seen = [name for name in every if not any(part.startswith(".") for part in name.split("/")[:-1])]
    assert theme.Shown(material.dirs).list_templates() == seen
    assert len(seen) < len(every)
