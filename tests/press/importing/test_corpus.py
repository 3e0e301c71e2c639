"""Every essay of the corpus comes in whole: no word is lost or new, the checks pass, and a second import changes nothing."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from press.folders import Folders
from press.importing.command import Said, import_file
from tests.press.importing.corpus import NAMES, essay, project_in
from tests.tiny_project import TODAY, TinyProject

WHOLE = "none lost, none added"


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return project_in(tmp_path / "project")


def imported(project: TinyProject, path: Path, **options: str) -> Said:
    return import_file(path, Folders(project.root), TODAY, **options)


def drafts(project: TinyProject) -> str:
    """Return the text of every note that was imported."""
    return "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((project.root / "docs/notes/posts").glob("*.md")) if path.stem != "first"
    )


def files(project: TinyProject) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_lost_and_the_checks_pass(project: TinyProject, tmp_path: Path, name: str) -> None:
    said = imported(project, essay(name, tmp_path / "from"))
    compared = [line for line in said.text.split("\n") if line.startswith("Words compared")]
    assert compared
    assert all(WHOLE in line for line in compared), said.text
    assert said.is_in_order, said.text
    assert project.problems() == []


@pytest.mark.parametrize("name", NAMES)
def test_a_second_import_changes_nothing(project: TinyProject, tmp_path: Path, name: str) -> None:
    path = essay(name, tmp_path / "from")
    imported(project, path)
    before = files(project)
    said = import_file(path, Folders(project.root), TODAY + datetime.timedelta(days=9))
    assert "already imported" in said.text
    assert files(project) == before


SAYS = {
    "pasted-with-chrome.txt": [
        "“5 min read” (site furniture)",
        "“By How We Help” (the byline",
        "“How We Help” (the site's name or tagline)",
    ],
    "notes-by-part.txt": ["the footnotes begin anew in each of 2 parts"],
    "two-numbered-lists.txt": ["of 2 numbered lists the one that starts “A fourth, putting the kettle on,” holds the footnotes"],
    "repeated-marks.txt": ["mark 1 stands more than once; each leads to the same footnote"],
    "note-numbered-again.txt": ["a line of note 2 begins with 1, as an earlier note does; it stays in note 2"],
    "skipped-marks.txt": [
        "note 3 has no mark in the text; it stands at the end of the draft: “The board was found in spring.”",
        "the marks skip 3",
    ],
    "marks-without-notes.txt": ["mark 7 has no note; it stays in the text as it was written"],
    "no-notes-at-all.txt": ["mark 3 has no note"],
    "run-together.txt": ["“knowEverything” looks run together", "“nothing.It” looks run together", "“tact.4” looks run together"],
    "curly-and-nbsp.txt": ["2 non-breaking spaces in the essay; the draft has 2."],
    "verse-epigraph.txt": ["is an epigraph"],
    "doubled-byline.txt": ["“Editorial Office” (the byline, which the front matter holds)"],
    "windows-1252.txt": ["the file is not UTF-8 and was read as Windows-1252"],
    "utf-16-unmarked.txt": ["does not say its encoding and was read as UTF-16-LE"],
    "mixed-encodings.txt": ["two encodings stand side by side"],
    "latin-1-declared.html": ["read in the encoding that it names, iso-8859-1"],
    "doubled-note.md": ["footnote [^twice] is defined twice, and the earlier text stands at the end of the draft"],
    "mark-without-note.md": ["mark [^gone] has no note; it stays in the text as it was written"],
    "orphan-note.md": ["footnote [^two] is defined and nothing refers to it"],
    "numbered-by-hand.md": ["a <script> element (nothing in a note may run or load)"],
    "saved-page.html": [
        "1 script (nothing in a note may run or load)",
        "1 script hidden in the attributes of elements",
        "the link of “this one”, which is javascript:",
        "“Enjoying this? Subscribe Join” (a part of the page called “subscribe-box”)",
        "the picture “A chair that is far away” lies elsewhere and became a link to https://cdn.example/far.jpg",
        "1 picture beside it in docs/notes/posts/the-other-chair/.",
    ],
    "picture-inside.html": [
        "the picture '../../outside.png' is not there, and its alternative text stands in its place; save it as "
        "docs/notes/posts/a-dot/outside.png, and write ![what it shows](a-dot/outside.png) where it belongs"
    ],
    "named-wrongly.docx": ["the file is named 'named-wrongly.docx' and holds HTML; it was read as that"],
    "word-tracked.docx": ["as if all were accepted: 1 insertion, 1 deletion", "“grudgingly” (a tracked deletion)"],
    "word-picture.docx": ["1 picture beside it in docs/notes/posts/a-dot/."],
    "substack.zip": ["“Subscribe now” (a part of the page called “button-wrapper”)", "the post was never published there"],
    "wordpress.xml": [
        "2 shortcodes such as [caption",
        "the post's state there was 'draft'",
        "its topics are those that it had there: weather",
    ],
    "squarespace.xml": ["“Sign up for more” (a part of the page called “sqs-block newsletter-block”)"],
    "powers-and-marks.txt": ["with 2 footnotes."],
    "joined-references.md": [
        "3 of the footnotes cite one (2 new ones in docs/sources.yml), 1 stays as text",
        "source 'rogers-1961' (book)",
    ],
    "marks-with-spaces.txt": ["with 3 footnotes.", "mark 7 has no note", "mark 9 has no note"],
    "one-heading.html": ["Doors — And Who Holds Them: a draft in", "the raised * looks like a footnote's mark"],
    "notes-beside-article.html": [
        "with 2 footnotes.",
        "beside the essay's part of the page are its own, from “The porter keeps a list",
        "11 words outside the essay's own part of the page, from “Rain Journal” to “© 2026 Rain Journal”",
    ],
    "two-layouts.html": ["20 words beside the essay's part of the page are its own, from “The second room has the door"],
    "word-processor.html": ["The Long Stairs: a draft in docs/notes/posts/the-long-stairs.md, with 2 footnotes."],
}


@pytest.mark.parametrize("name", SAYS)
def test_the_report_says_what_was_dropped_guessed_and_doubtful(project: TinyProject, tmp_path: Path, name: str) -> None:
    said = imported(project, essay(name, tmp_path / "from"))
    for sentence in SAYS[name]:
        assert sentence in said.text, said.text


HOLDS = {
    "joined-references.md": [
        '[^1]: {{ cite("lewis-2000", page="86") }} {{ cite("rogers-1961", page="17") }} <!-- as imported: Thomas Lewis',
        "[^2]: See Lewis et al., *A General Theory of Love*, 90; see the ledger in the hall.",
        '[^3]: {{ cite("feldman-2007") }} <!-- as imported',
        '[^4]: {{ cite("hari-lost-connections", page="256") }} {{ cite("rogers-1961", page="20") }} <!-- as imported',
    ],
    "marks-with-spaces.txt": [
        "person.[^1][^2] Nobody",
        "meet.[^2][^3] In the interval \\[7, 9\\] of",
        "two.[^2][^3] It passes.[^1][^2][^3]",
    ],
    "link-titles.md": [
        '(https://jars.example/plum "Written by “someone” &#38; kept &#123;&#123; here &#125;&#125;")',
        '![A piano among jars](on-labels/piano.png "The piano in the cellar, 2019")',
    ],
    "one-heading.html": ["# Doors — And Who Holds Them\n", "vote.[^1][^2] It would not pass.<sup>\\*</sup>"],
    "word-processor.html": ["other.[^1]", "## Half way[^2]", '[^1]: {{ cite("lewis-2000", page="90") }}'],
    "numbered-lists.md": [
        "it was in 1986. Nobody",
        "1.  Sweep the stairs.\n\n2.  Hide the cake.\n\n    1.  On the high shelf.\n    2.  Behind the flour.\n\n3.  Open the door.",
        "5.  Find the cake.\n6.  Say so.",
        "> 1.  Quoted first.\n> 2.  Quoted next.",
        "    7) not a list",
    ],
    "task-list.md": ["-   \\[ \\] call the one", "-   \\[x\\] return the ladder", "-   \\[X\\] say so"],
    "pasted-with-chrome.txt": [
        "asked for.[^1] It",
        "## What the ladder carries",
        '[^1]: {{ cite("lewis-2000", page="86") }} <!-- as imported: Thomas Lewis',
        '[^2]: {{ cite("who-2011", via="hari-lost-connections", page="256") }}',
        "<!-- to check: no source could be read from the next note; cite one, or leave its words -->\n\n[^3]: My own street",
        "byline: How We Help",
        "draft: true",
    ],
    "superscript-marks.txt": ["yawn.[^12]", '[^12]: {{ cite("rogers-1961", page="17–18") }}'],
    "bracketed-marks.txt": ["staying [^1].", '[^2]: {{ cite("feldman-2007", page="331") }}'],
    "repeated-marks.txt": ["two people [^1].", "way [^1],"],
    "two-numbered-lists.txt": ["1.  Open it.\n2.  Say their name.\n3.  Step aside.", "[^1]: A fourth"],
    "notes-by-part.txt": ["earned.[^1]", "itself.[^1-2]", "[^2]: With the door open.", "[^2-2]: With the door closed."],
    "powers-and-marks.txt": ["2 m² and", "patient.[^1]", "r², so", "quarrel.[^2]"],
    "curly-and-nbsp.txt": ["At 5\u00a0o’clock she said “so”, and I said ‘well’… and then, after a while — it"],
    "verse-epigraph.txt": ["> Bring what you have,  \n> leave what you can,  \n> and mind the step.\n>\n> — written over a kitchen door\n"],
    "notes-by-name.md": [
        "giver.[^asked]",
        "explains.[^asked]",
        "![A piano on a cart](on-apology/piano.png)",
        "description: A short note on a short word",
    ],
    "nested-quotes-in-notes.txt": [
        "lightly.[^1] By morning",
        "since.[^2]",
        "<!-- to check: no source could be read from the next note; cite one, or leave its words -->\n\n"
        "[^1]: “She told me, ‘It’s “only” weather,’ and shut the window,” as my brother puts it.\n",
        '[^2]: {{ cite("coan-2006") }} <!-- as imported: James A. Coan, Hillary S. Schaefer, and Richard J. Davidson, '
        "“Lending a Hand: ‘Social’ Regulation of the Neural Response to Threat,” Psychological Science 17, no. 12 (2006): 1032–39. -->\n",
    ],
    "table-and-code.md": ["<th>thing</th>", "<code>&#123;&#123; name &#125;&#125;</code>"],
    "saved-page.html": [
        "(the-other-chair/chair.png)",
        "[earlier note](https://journal.example/p/earlier)",
        "*never*",
        "better one.[^1]\u00a0Nobody",
    ],
    "plain-superscript-links.html": ['[^1]: {{ cite("vaillant-2012", page="52") }}', "[^2]: Scissors are not an answer."],
    "notes-beside-article.html": [
        "a debt.[^1]",
        "bring it back,[^2] and",
        "[^1]: The porter keeps a list",
        '[^2]: {{ cite("lewis-2000", page="86") }}',
        "Written on the stairs, in the dry.",
    ],
    "two-layouts.html": ["a name.\n", "The second room has the door", "-   where the keys are\n-   who is coming"],
    "word-footnotes.docx": ["minutes.[^1]", '[^3]: {{ cite("johnson-2008", page="30") }}', "description: Notes from between two floors"],
    "word-by-hand.docx": ["gladly.[^1]", '{{ cite("lieberman-2013", page="45") }}'],
    "word-tracked.docx": ["quite certainly"],
    "substack.zip": [
        '{{ cite("bowlby-1988", page="27") }}',
        "date: 2026-08-03",
        "## The first word",
        "description: After a silence, that is",
    ],
    "wordpress.xml": ['[^1]: {{ cite("johnson-2008", page="31") }}', "tags: [weather]"],
    "squarespace.xml": ['{{ cite("cialdini-2006", page="18") }}', "[A key on a nail](https://images.example/key.jpg)  A nail"],
}


@pytest.mark.parametrize("name", HOLDS)
def test_the_draft_holds_what_was_recognised(project: TinyProject, tmp_path: Path, name: str) -> None:
    imported(project, essay(name, tmp_path / "from"))
    text = drafts(project)
    for piece in HOLDS[name]:
        assert piece in text, text


def test_new_sources_are_appended_and_the_file_stays_as_it_was(project: TinyProject, tmp_path: Path) -> None:
    before = (project.root / "docs/sources.yml").read_text(encoding="utf-8")
    imported(project, essay("bracketed-marks.txt", tmp_path / "from"))
    after = (project.root / "docs/sources.yml").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "  # Proposed by the import of bracketed-marks.txt; check it.\n  - id: feldman-2007\n    type: article-journal\n" in after
    assert "issued: {date-parts: [[1953]]}" in after


def test_one_post_of_an_export_can_be_chosen(project: TinyProject, tmp_path: Path) -> None:
    imported(project, essay("substack.zip", tmp_path / "from"), post="another silence")
    assert [path.name for path in sorted((project.root / "docs/notes/posts").glob("*.md"))] == ["another-silence.md", "first.md"]


def test_a_name_can_be_given(project: TinyProject, tmp_path: Path) -> None:
    imported(project, essay("curly-and-nbsp.txt", tmp_path / "from"), name="Small Words")
    assert (project.root / "docs/notes/posts/small-words.md").exists()


def test_brackets_in_a_table_are_no_link(project: TinyProject, tmp_path: Path) -> None:
    (tmp_path / "table.html").write_text("<h1>What Is Kept</h1><p>In rows.</p><table><tr><td>[keys](hook:left)</td></tr></table>")
    said = imported(project, tmp_path / "table.html")
    assert said.is_in_order, said.text


def test_a_table_that_is_wide_or_aligned_has_no_styles_that_the_pages_stop(project: TinyProject, tmp_path: Path) -> None:
    wide = "what is kept by those who keep it longest " * 4
    (tmp_path / "table.md").write_text(
        f"# What Is Kept\n\nIn rows.\n\n| thing | where |\n|:----|----:|\n| {wide} | hook |\n", encoding="utf-8"
    )
    said = imported(project, tmp_path / "table.md")
    assert said.is_in_order, said.text
    assert "style" not in drafts(project)
