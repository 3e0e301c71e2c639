"""A run says which engines it has and which not, and installing them is refused calmly where it cannot be done."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.browser.engines import installed
from tests.conftest import ROOT


def test_an_engine_that_is_not_installed_is_named_with_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "FIREFOX", Path("/nowhere/firefox"))
    told = installed.told((installed.CHROMIUM, installed.FIREFOX_NAME))
    assert (
        told == "Browser tests run in Chromium; not in Firefox, where there is no /nowhere/firefox (make browsers installs it on Debian)."
    )


def test_where_all_are_installed_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "lacking", lambda engine: "")
    assert installed.told() == "Browser tests run in Chromium, Firefox and WebKitGTK."


def test_where_there_is_no_apt_it_is_said_in_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", ROOT / "bin" / "browsers"], env={**os.environ, "PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout.startswith("This installs Debian's packages, and there is no apt-get here.")
    assert done.stderr == ""
