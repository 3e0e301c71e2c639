"""A note as a letter: whole in both parts, loading nothing, small enough not to be cut, and always the same bytes."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from lxml import html

from press.email_edition import LIMIT_BYTES, Sender, main, write
from press.folders import Folders
from tests.press.finished import CARDS, REFERENCE, SITE_URL, add_notes, article, finished, put
from tests.tiny_project import NOTE_FILE, TinyProject

SENDER = Sender("How We Help", SITE_URL, "notes@how-we-help.example")
CONFIG = 'site_name: How We Help\nsite_url: https://how-we-help.example/\nextra: {email: "notes@how-we-help.example"}\n'
LOADING = "//*[@src or @srcset or @background] | //link | //script | //img | //iframe | //object"


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    made = finished(tmp_path)
    made.write("mkdocs.yml", CONFIG)
    return made


def sent(project: TinyProject) -> EmailMessage:
    """Return the letter of the first note as a mail program reads it."""
    (file,) = write(project.collection().published[-1:], project.root / "site", SENDER, Folders(project.root))
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert [(part.get_content_type(), part.defects) for part in message.walk()] == [
        ("multipart/alternative", []),
        ("text/plain", []),
        ("text/html", []),
    ]
    return message


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("retells", "says"),
    [
        ("A Love", "Retells “A Love”:"),
        ("{title: A Love}", "Retells “A Love”:"),
        ("{author: Lewis, title: A Love}", "Retells “A Love” by Lewis:"),
    ],
    ids=["a title", "a title alone", "both"],
)
def test_a_letter_says_what_its_note_retells(retells: str, says: str, project: TinyProject) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", f"date: 2026-01-05\nretells: {retells}")
    put(project, "first", article("<p>An opening.</p>", "First"))
    assert says in part(sent(project), "html")


def test_the_head_says_what_when_and_from_whom(project: TinyProject) -> None:
    put(project, "first", article("<p>An opening.</p>", "Über 🤝 &amp; “you”"))
    message = sent(project)
    assert message["Subject"] == "Über 🤝 & “you”"
    assert message["From"] == "How We Help <notes@how-we-help.example>"
    assert message["Date"].datetime.isoformat() == "2026-01-05T12:00:00+00:00"
    assert message["Message-ID"] == "<notes.first@how-we-help.example>"
    raw = (project.root / "build/email/first.eml").read_bytes()
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_a_renamed_note_keeps_its_message_id(project: TinyProject) -> None:
    project.replace(NOTE_FILE, "date: 2026-01-05", "date: 2026-01-05\naliases: [zeroth]")
    assert sent(project)["Message-ID"] == "<notes.zeroth@how-we-help.example>"


def test_the_same_note_gives_the_same_bytes(project: TinyProject) -> None:
    file = project.root / "build/email/first.eml"
    sent(project)
    before = file.read_bytes()
    sent(project)
    assert file.read_bytes() == before


def test_plain_text_numbers_footnotes_and_spells_out_addresses(project: TinyProject) -> None:
    link = '<a href="../second/">an earlier note</a>'
    put(project, "first", article(f"<p>An opening.{REFERENCE} See {link}.</p><h2>Two</h2>{CARDS}"))
    text = part(sent(project), "plain")
    assert "First\n=====\n" in text
    assert "\nTwo\n---\n" in text
    assert "An opening.[1] See an earlier note\n<https://how-we-help.example/notes/second/>." in text
    assert "[1] Lewis, _Love_, https://doi.org/10.1/x.\n" in text
    assert "Back" not in text
    assert re.search(r"^ *- Mine\n *- Ours$", text, re.MULTILINE)
    assert f"<{SITE_URL}notes/first/#exercise-cards>" in text


def test_plain_text_is_set_in_72_columns_but_for_long_addresses(project: TinyProject) -> None:
    put(project, "first", article(f"<p>{'Some words in a row. ' * 40}</p>"))
    lines = part(sent(project), "plain").split("\n")
    assert all(len(line) <= 72 or "://" in line for line in lines)
    assert not any(line.endswith((" ", "\xa0")) for line in lines)


def test_html_is_whole_and_loads_nothing(project: TinyProject) -> None:
    image = '<p><img src="../../assets/images/a.png" alt="A hand"></p><p><audio src="talk.mp3"></audio></p>'
    put(project, "first", article(f"<p>An opening.{REFERENCE}</p>{image}{CARDS}"))
    written = part(sent(project), "html")
    root = html.document_fromstring(written)
    assert root.xpath(LOADING) == []
    assert not re.search(r"url\(|@import", written)
    for words in ("An opening.", "Put each where it belongs.", "Mine", "Do this exercise in the page", "Love"):
        assert words in root.text_content()
    (picture,) = root.xpath("//a[text()='Picture: A hand']")
    assert picture.get("href") == f"{SITE_URL}assets/images/a.png"
    assert all(address.startswith("https://") for address in root.xpath("//@href"))


def test_styles_are_in_the_elements_and_one_sheet_is_for_the_dark(project: TinyProject) -> None:
    root = html.document_fromstring(part(sent(project), "html"))
    (sheet,) = root.iter("style")
    assert "prefers-color-scheme: dark" in sheet.text
    assert root.xpath("//meta[@name='color-scheme']/@content") == ["light dark"]
    (body,) = root.iter("body")
    assert "background: #" in body.get("style")
    assert all(one.get("style") for one in root.iter("p", "h1", "h3", "a", "li"))


def test_what_a_list_of_letters_shows_first_is_the_description(project: TinyProject) -> None:
    project.replace(NOTE_FILE, "What the first note says.", "Why <asking> is hard.")
    root = html.document_fromstring(part(sent(project), "html"))
    (ahead,) = root.find_class("ahead")
    assert (ahead.text, next(iter(root.iter("body")))[0]) == ("Why <asking> is hard.", ahead)


def test_a_long_note_with_forty_footnotes_is_not_cut(project: TinyProject) -> None:
    references = "".join(
        f'<p>{"Seventy-five words — “quoted”, and then some more of them. " * 8}<sup id="fnref:n{number}">'
        f'<a class="footnote-ref" href="#fn:n{number}">{number}</a></sup></p>'
        for number in range(1, 41)
    )
    notes = "".join(
        f'<li id="fn:n{number}"><p>An Author and Another, “A Title of the Usual Length: With a Subtitle,” <em>A Journal of Some Kind</em> 5, no. 2 '
        f'(2013): 202–10, <a href="https://doi.org/10.1177/{number}">https://doi.org/10.1177/{number}</a>.&#160;'
        f'<a class="footnote-backref" href="#fnref:n{number}">Back</a></p></li>'
        for number in range(1, 41)
    )
    assert len(html.fromstring(f"<div>{references}</div>").text_content().split()) >= 3000
    put(project, "first", article(references + CARDS, footnotes=f'<div class="footnote"><ol>{notes}</ol></div>'))
    message = sent(project)
    assert size_of_html(project) < LIMIT_BYTES
    written = part(message, "html")
    assert "Put each where it belongs." in written
    assert "https://doi.org/10.1177/40" in written


def test_worksheets_give_way_before_prose_does(project: TinyProject) -> None:
    put(project, "first", article("<p>Some words.</p>" * 500 + CARDS * 120 + "<p>The last words.</p>"))
    text = html.document_fromstring(part(sent(project), "html")).text_content()
    assert size_of_html(project) < LIMIT_BYTES
    assert "The last words." in text
    assert "Put each where it belongs." not in text
    assert text.count("Do this exercise in the page") == 120


def size_of_html(project: TinyProject) -> int:
    message = email.message_from_bytes((project.root / "build/email/first.eml").read_bytes(), policy=email.policy.default)
    return next(len(one.as_bytes()) for one in message.walk() if one.get_content_type() == "text/html")


def test_a_note_that_no_letter_can_hold_is_said(project: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    put(project, "first", article(f"<p>{'word ' * 30000}</p>"))
    assert run(project, "first") == 1
    assert re.match(r"docs/notes/posts/first\.md: the letter has \d+ KB, and Gmail cuts at 102; send a part", capsys.readouterr().err)


def run(project: TinyProject, *arguments: str) -> int:
    return main([*arguments, "--root", str(project.root), "--site", str(project.root / "site")])


def test_all_notes_or_the_one_that_is_named_are_written(project: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    add_notes(project, 2)
    assert run(project, "note-1") == 0
    assert [path.name for path in (project.root / "build/email").iterdir()] == ["note-1.eml"]
    assert run(project) == 0
    assert sorted(path.name for path in (project.root / "build/email").iterdir()) == ["first.eml", "note-1.eml", "note-2.eml"]
    assert re.search(r"^build/email/note-2\.eml \(\d+ KB\)$", capsys.readouterr().out, re.MULTILINE)


def test_a_name_that_no_note_has_is_said(project: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "frist") == 1
    assert capsys.readouterr().err == "no published note is called 'frist', expected one of 'first'; did you mean 'first'?\n"


def test_a_site_that_is_not_built_is_said(project: TinyProject, capsys: pytest.CaptureFixture[str]) -> None:
    (project.root / "site/notes/first/index.html").unlink()
    assert run(project) == 1
    assert capsys.readouterr().err.startswith("docs/notes/posts/first.md: the built site has no page of this note; run 'make email'")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("notes@how-we-help.example", "nobody", "mkdocs.yml: 'email' under 'extra' (or EMAIL_FROM) is 'nobody', expected an address"),
        ("site_url: https://how-we-help.example/", "site_url: ''", "a letter needs the site's address; set SITE_URL"),
    ],
    ids=["sender", "address"],
)
def test_a_letter_without_a_sender_or_an_address_is_not_written(
    old: str, new: str, says: str, project: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    project.replace("mkdocs.yml", old, new)
    assert run(project) == 1
    assert capsys.readouterr().err.startswith(says)
