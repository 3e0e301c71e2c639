"""A rival comes from its packages or says why it does not, and its page has what ours has."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from benchmarks import intent, processes, rivals
from benchmarks.comparison import NotMeasured
from benchmarks.rivals import LOCKS, pyodide_theme, quiz


@pytest.mark.parametrize("rival", LOCKS)
def test_a_rival_is_locked_to_the_version_that_it_is_named_with(rival: str) -> None:
    lock = (rivals.HERE / f"{LOCKS[rival]}.txt").read_text("utf-8")
    wanted = (rivals.HERE / f"{LOCKS[rival]}.in").read_text("utf-8").splitlines()[0]
    assert re.search(rf"^{re.escape(wanted)} \\\n    --hash=sha256:", lock, re.MULTILINE)
    assert wanted.endswith(f"=={rivals.version_of(rival)}")


def test_packages_that_cannot_be_had_are_a_reason_and_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "material.txt").write_text("mkdocs-material==9.8.1 --hash=sha256:" + "0" * 64 + "\n", "utf-8")
    monkeypatch.setattr(rivals, "HERE", tmp_path)
    monkeypatch.setattr(rivals, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(rivals, "_run", lambda *_: (_ for _ in ()).throw(NotMeasured("stock Material: no registry")))
    with pytest.raises(NotMeasured, match="no registry"):
        rivals.python_of(rivals.MATERIAL)
    assert not (tmp_path / "kept" / "material" / ".made").exists()


def test_a_build_that_fails_says_its_last_line(tmp_path: Path) -> None:
    with pytest.raises(NotMeasured, match=r"^Zensical: the end$"):
        rivals.build(rivals.ZENSICAL, [sys.executable, "-c", "print('before'); raise SystemExit('the end')"], tmp_path)


def test_a_command_is_measured_with_what_it_started(tmp_path: Path) -> None:
    run = processes.run([sys.executable, "-c", "pass"], tmp_path)
    assert run.seconds > 0
    assert run.peak_mb is None or run.peak_mb > 0
    with pytest.raises(NotMeasured, match="the end"):
        processes.run([sys.executable, "-c", "raise SystemExit('the end')"], tmp_path)


def test_a_note_has_its_words_and_its_worksheets_in_the_feed(tmp_path: Path) -> None:
    item = (
        '{"url": "https://a.example/notes/one/", "content_html": "<p id=\\"p-1\\">Words.</p>'
        '<hr><section id=\\"exercise-x\\" class=\\"worksheet\\"><p>Do it.</p></section>"}'
    )
    (tmp_path / "feed.json").write_text(f'{{"items": [{item}]}}', "utf-8")
    text = intent.feed_text(tmp_path, "/notes/one/")
    assert "<p>Words.</p>" in text
    assert "Do it." in text
    assert "Do it." not in intent.WORKSHEET.sub("", text)


def test_a_question_has_the_notation_of_its_plugin() -> None:
    assert quiz.question(1).startswith("<quiz>\n")
    assert f"\n- [x] {quiz.RIGHT}\n" in quiz.question(1)


def test_the_file_that_stands_in_goes_without_a_hash_and_the_others_keep_theirs() -> None:
    script = 'src: "a/jquery.terminal.min.js",\n  integrity: "sha256-x",\n}, { src: "ace.js",\n integrity: "sha256-y",'
    assert pyodide_theme.STANDING_IN.sub(r"\1", script) == 'src: "a/jquery.terminal.min.js",\n}, { src: "ace.js",\n integrity: "sha256-y",'
