"""The email edition: a note as a letter that any mailing service can send, one `.eml` file with HTML and plain text.

`python -m press.email_edition [note]` writes build/email/<note>.eml from the built site, for one note or for all.
They are not published: a letter wants a sender and a way out of the list, which only the service that sends it has
(its List-Unsubscribe header and its footer), and every note is on the site once already.

Equal notes give equal bytes. No file is loaded from anywhere: a letter that loads nothing tells nobody that it was read.
"""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import urlsplit

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import etree, html
from mkdocs.config import load_config

from press import days
from press.collection import read_collection
from press.entries import LICENCE, Entry, entry_of
from press.folders import Folders
from press.letter_text import plain_text
from press.pages import Note
from press.taking_turns import alone
from press.writing_files import write_whole
from reflect.nearest import expected

LIMIT_BYTES = 102 * 1000
"""Gmail shows the rest of a longer letter only behind a link. Counted as sent, which is a little more than as shown."""
BOUNDARY = "=_the-same-note-in-two-ways"
NOON = datetime.time(12, tzinfo=datetime.UTC)
"""At which the day is the same nearly everywhere."""
COLOUR = re.compile(r"--([a-z-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")


class LetterProblem(Exception):
    """Says in a sentence why there is no letter."""


@dataclass(frozen=True)
class Sender:
    """Who sends: the site's name and address, and an address for mail."""

    name: str
    site_url: str
    address: str


def letter(entry: Entry, sender: Sender, overrides: Path) -> bytes:
    """Return a note as an email message.

    When it would be cut, its worksheets are first reduced to their titles and links.

    Raises LetterProblem when even then its HTML part is not under LIMIT_BYTES.
    """
    for kept in (entry, replace(entry, html=_without_worksheets(entry.html))):
        message = _message(kept, sender, overrides)
        (part,) = (one for one in message.walk() if one.get_content_type() == "text/html")
        size_bytes = len(part.as_bytes())
        if size_bytes < LIMIT_BYTES:
            return message.as_bytes()
    raise LetterProblem(
        f"the letter has {size_bytes // 1000} KB, and Gmail cuts at {LIMIT_BYTES // 1000}; send a part of the note and its address"
    )


def _message(entry: Entry, sender: Sender, overrides: Path) -> EmailMessage:
    written = _html(entry, sender, overrides)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = entry.title
    message["From"] = Address(sender.name, addr_spec=sender.address)
    message["Date"] = datetime.datetime.combine(entry.published, NOON)
    message["Message-ID"] = f"<notes.{entry.name}@{urlsplit(sender.site_url).hostname}>"
    message.set_content(plain_text(written), cte="quoted-printable")
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False)
    message.add_alternative(inliner.inline(written), subtype="html", cte="quoted-printable")
    message.set_boundary(BOUNDARY)
    return message


def _html(entry: Entry, sender: Sender, overrides: Path) -> str:
    """Return the letter's HTML with its styles in one place, in the colours of the site."""
    environment = Environment(
        loader=FileSystemLoader(overrides / "email"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    colours = COLOUR.findall((overrides / "assets" / "styles" / "tokens.css").read_text(encoding="utf-8"))
    light = {name.replace("-", "_"): colour for name, colour, _ in colours}
    dark = {name.replace("-", "_"): colour for name, _, colour in colours}
    told = replace(entry, html=_without_files(entry.html))
    return environment.get_template("edition.html").render(entry=told, site_name=sender.name, light=light, dark=dark, licence=LICENCE)


def _without_files(text: str) -> str:
    """Return HTML in which everything that would be loaded is a link with its words."""
    root = html.fragment_fromstring(text, create_parent="div")
    for element in list(root.iterfind(".//*[@src]")):
        link = html.fromstring("<a></a>")
        link.text, link.tail = f"Picture: {element.get('alt')}" if element.get("alt") else "Picture", element.tail
        link.set("href", element.get("src"))
        element.getparent().replace(element, link)
    return _inside(root)


def _without_worksheets(text: str) -> str:
    """Return HTML in which of each worksheet only the title and the link to the page are left."""
    root = html.fragment_fromstring(text, create_parent="div")
    for sheet in root.find_class("worksheet"):
        for element in list(sheet)[:-1]:
            if element.tag != "h3":
                sheet.remove(element)
    return _inside(root)


def _inside(root: etree._Element) -> str:
    text: str = etree.tostring(root, encoding="unicode", method="html")
    return text.removeprefix("<div>").removesuffix("</div>")


def write(notes: Iterable[Note], site: Path, sender: Sender, folders: Folders) -> list[Path]:
    """Write the letters of published notes whose pages are finished, and return their files.

    Raises LetterProblem for the first that cannot be; none is written then.
    """
    written = {}
    for note in notes:
        if not (site / note.url / "index.html").is_file():
            raise LetterProblem(f"{note.file}: the built site has no page of this note; run 'make email', which builds it first")
        entry = entry_of(note, site, sender.site_url, sender.name, folders.build / "feeds")
        try:
            written[folders.build / "email" / f"{note.slug}.eml"] = letter(entry, sender, folders.root / "overrides")
        except LetterProblem as problem:
            raise LetterProblem(f"{note.file}: {problem}") from None
    for file, content in written.items():
        write_whole(file, content)
    return list(written)


def main(arguments: list[str] | None = None) -> int:
    """Write the letters that are asked for and return the exit code."""
    parser = argparse.ArgumentParser(prog="press.email_edition", description="Writes notes of the built site as letters.")
    parser.add_argument("note", nargs="?", help="the note's name, as its file is called without .md (default: every published note)")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder of mkdocs.yml (default: this one)")
    parser.add_argument("--site", type=Path, help="the built site (default: as mkdocs.yml says)")
    given = parser.parse_args(arguments)
    try:
        with alone(given.root):
            files = _asked_for(given.note or "", given.root.resolve(), given.site)
    except LetterProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    for file in files:
        print(f"{file.relative_to(given.root.resolve())} ({file.stat().st_size // 1000 + 1} KB)")
    return 0


def _asked_for(slug: str, root: Path, site: Path | None) -> list[Path]:
    folders = Folders(root)
    published = read_collection(folders, days.last_shown()).published
    notes = [note for note in published if slug in ("", note.slug, *note.aliases)]
    if slug and not notes:
        raise LetterProblem(f"no published note is called {slug!r}, {expected(slug, [note.slug for note in published])}")
    config = load_config(str(root / "mkdocs.yml"))
    sender = Sender(config.site_name, config.site_url or "", str(config.extra.get("email", "")))
    if not sender.site_url:
        raise LetterProblem("a letter needs the site's address; set SITE_URL, as in SITE_URL=https://your.site/ make email")
    try:
        Address(sender.name, addr_spec=sender.address)
    except (ValueError, IndexError) as error:
        where = "mkdocs.yml: 'email' under 'extra' (or EMAIL_FROM)"
        raise LetterProblem(f"{where} is {sender.address!r}, expected an address such as 'notes@your.site' ({error})") from None
    return write(notes, site or Path(config.site_dir), sender, folders)


if __name__ == "__main__":
    sys.exit(main())
