"""What stops the end of a build is said in a sentence."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import PluginError

from press import hooks
from press.runtime import RuntimeProblem


@pytest.mark.parametrize("problem", [RuntimeProblem("The runtime is not made."), FileNotFoundError("a font is missing")])
def test_what_stops_the_end_of_a_build_is_a_problem_of_the_build(
    problem: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **_named: object) -> None:
        raise problem

    monkeypatch.setattr("press.finish.finish", stopped)
    named = {"site_url": "https://notes.example/", "site_name": "Notes", "site_description": "Notes on helping."}
    conf = SimpleNamespace(site_dir=str(tmp_path / "site"), **named)
    press = SimpleNamespace(preview=None, collection=None, write_shelf=lambda _: None)
    environment = SimpleNamespace(conf=conf, variables={"press": press})
    with pytest.raises(PluginError, match=str(problem)):
        hooks.on_post_build(environment)
