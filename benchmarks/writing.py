"""How long a writer waits: from a title to its page in the preview, from each kind of edit to the page, and for an essay to be imported."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pypandoc

from benchmarks.preview import MAKE_SERVE, previewed, text_at, wait_until
from benchmarks.table import Row, Sample
from press.runtime.__main__ import alone
from tests.project_copy import copied

AIM_PREVIEW_MS = 5000
AIM_EDIT_MS = 2000
AIM_IMPORT_MS = 3000
RUNS = 3
WORDS = 1500
FOOTNOTES = 20
FORMS = {"txt": "as plain text", "html": "as a page (.html)", "docx": "as a Word file (.docx)"}
SENTENCE = "Somebody in the house gets up first, and the others hear the stairs and know what kind of day it is going to be. "
"""22 words."""
SHEET = re.compile(r'href="([^"]*assets/styles/site\.[^"]*css)"')


@dataclass(frozen=True)
class Edit:
    """An edit of what is not a note's text: `after` is put in the place of `before`, with a word in it that the page then shows."""

    what: str
    file: str
    before: str
    after: str
    is_in_sheet: bool = False
    """The word stands in the page's style sheet."""
    note: str = "co-regulation"
    """The note that shows it."""


EDITS = (
    Edit("a definition", "exercises/notes/co-regulation.yml", "text: A familiar voice", "text: A familiar voice, {}"),
    Edit(
        "a form's template", "overrides/exercises/frame.html", '<h2 class="exercise__title"', '<h2 data-edited="{}" class="exercise__title"'
    ),
    Edit(
        "a style",
        "overrides/assets/styles/site.css",
        '@import "./print.css";',
        '@import "./print.css";\n.{} {{ order: 7; }}',
        is_in_sheet=True,
    ),
    Edit("Python", "overrides/press/footnotes.py", 'aria-label="Source ', 'aria-label="Source {} '),
    Edit(
        "the exercises' Python", "exercises/reflect/kinds/closeness.py", '"nearly one"', '"nearly one {}"', note="the-interpersonal-field"
    ),
)


def rows() -> list[Row]:
    """Measure in a copy of the project that is set up and was built once."""
    with tempfile.TemporaryDirectory() as temporary:
        root = copied(Path(temporary) / "project")
        begun, note = (Sample(times) for times in zip(*(_previewed(root, run) for run in range(RUNS)), strict=True))
        edited = _edits(root)
        imported = {form: Sample(tuple(_imported(root, run, form) for run in range(RUNS))) for form in FORMS}
    return [
        _row("Writing: make note, then the preview from nothing to the note's page", begun, AIM_PREVIEW_MS),
        _row("Writing: an edit of a note, saved to seen", note, AIM_EDIT_MS),
        *(_row(f"Writing: an edit of {what}, saved to seen", sample, AIM_EDIT_MS) for what, sample in edited.items()),
        *(
            _row(f"Writing: import of {WORDS:,} words with {FOOTNOTES} footnotes, {what}", imported[form], AIM_IMPORT_MS)
            for form, what in FORMS.items()
        ),
    ]


def _row(what: str, sample: Sample, aim_ms: int) -> Row:
    return Row(what, sample.value, sample.spread, "", f"under {aim_ms / 1000:.0f} s", sample.median_ms < aim_ms)


def _previewed(root: Path, run: int) -> tuple[float, float]:
    """Return the milliseconds from a title to its page, and from an edit of it to the edited page."""
    note = root / "docs" / "notes" / "posts" / f"on-waiting-{run}.md"
    start = time.perf_counter()
    _press(root, "note", f"On waiting {run}")
    with previewed((sys.executable, *MAKE_SERVE), root) as address:
        page = f"{address}notes/{note.stem}/"
        wait_until(lambda: f"On waiting {run}" in text_at(page))
        begun = time.perf_counter() - start
        note.write_text(note.read_text("utf-8").replace("The first paragraph", "Another first paragraph"), "utf-8")
        saved = time.perf_counter()
        wait_until(lambda: "Another first paragraph" in text_at(page))
        return begun * 1000, (time.perf_counter() - saved) * 1000


def _edits(root: Path) -> dict[str, Sample]:
    """Return how long each other kind of edit takes until it is served, by what is edited."""
    with previewed((sys.executable, *MAKE_SERVE), root) as address:
        wait_until(lambda: "</html>" in text_at(address))
        pages = {edit.what: f"{address}notes/{edit.note}/" for edit in EDITS}
        return {edit.what: Sample(tuple(_edited(edit, root, pages[edit.what], run) for run in range(RUNS))) for edit in EDITS}


def _edited(edit: Edit, root: Path, page: str, run: int) -> float:
    """Return the milliseconds from an edit to its page, which is then as it was again."""
    file, word = root / edit.file, f"edited-{run}"
    text = file.read_text("utf-8")
    _settle(root)
    file.write_text(text.replace(edit.before, edit.after.format(word), 1), "utf-8")
    saved = time.perf_counter()
    wait_until(lambda: word in _shown(edit, page))
    took = time.perf_counter() - saved
    file.write_text(text, "utf-8")
    wait_until(lambda: word not in (_shown(edit, page) or word))
    return took * 1000


def _settle(root: Path) -> None:
    """Wait until the desk's Python is not being made any more, as it is after an edit of a template."""

    def is_at_rest() -> bool:
        with alone(root / "build" / "runtime") as is_alone:
            return is_alone

    wait_until(is_at_rest)


def _shown(edit: Edit, page: str) -> str:
    """Return the page, or its style sheet; nothing while nothing is served."""
    text = text_at(page)
    sheet = SHEET.search(text) if edit.is_in_sheet else None
    return text_at(urljoin(page, sheet[1])) if sheet else text


def _imported(root: Path, run: int, form: str) -> float:
    """Return the milliseconds that an import takes, Python's own start included."""
    essay = root / f"on-{form}-stairs-{run}.{form}"
    essay.write_bytes(_essay(f"{form}-{run}", form))
    start = time.perf_counter()
    _press(root, "import", str(essay))
    return (time.perf_counter() - start) * 1000


def _essay(name: str, form: str) -> bytes:
    count = WORDS // len(SENTENCE.split())
    sentences = [SENTENCE.strip().replace("house", f"house {name}-{number}") for number in range(1, count + 1)]
    notes = [
        f"Ann Stair, *On Stairs, {name}-{number}* (Oslo: Landing Press, {1950 + number}), {number}." for number in range(1, FOOTNOTES + 1)
    ]
    if form == "txt":
        marked = [sentence + (f"[{number}]" if number <= FOOTNOTES else "") for number, sentence in enumerate(sentences, start=1)]
        listed = [f"{number}. {note}" for number, note in enumerate(notes, start=1)]
        return (f"On stairs {name}\n\n" + "\n\n".join(marked) + "\n\nNotes\n\n" + "\n".join(listed) + "\n").encode()
    marked = [sentence + (f"[^{number}]" if number <= FOOTNOTES else "") for number, sentence in enumerate(sentences, start=1)]
    defined = [f"[^{number}]: {note}" for number, note in enumerate(notes, start=1)]
    markdown = f"# On stairs {name}\n\n" + "\n\n".join([*marked, *defined]) + "\n"
    command = [pypandoc.get_pandoc_path(), "--from=markdown-smart", f"--to={form}", "--output=-"]
    return subprocess.run(command, input=markdown.encode(), check=True, capture_output=True).stdout


def _press(root: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "press", *arguments, "--root", str(root)], check=True, capture_output=True)
