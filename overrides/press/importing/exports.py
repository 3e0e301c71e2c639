"""Reads the exports of publishing services: Substack's zip, and the XML that WordPress and Squarespace write (WXR)."""

from __future__ import annotations

import csv
import datetime
import email.utils
import html
import io
import json
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from press.importing.archive import Archive
from press.importing.encoding import decoded
from press.importing.manuscript import Manuscript
from press.importing.page import day_in, read_page
from press.importing.problem import Unreadable
from press.importing.report import Report, counted

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
SHORTCODE = re.compile(r"\[/?(?:caption|gallery|embed|audio|video|playlist|contact-form|jetpack|subscribe|sharing)\b[^\]\n]*\]")
BLOCK_TAG = re.compile(r"<(?:p|div|h[1-6]|ul|ol|blockquote|figure|table)\b", re.IGNORECASE)


def is_substack(archive: Archive) -> bool:
    return any(posixpath.basename(name) == "posts.csv" for name in archive.names)


def substack_posts(archive: Archive) -> Iterator[tuple[str, Manuscript]]:
    """Yield each post of a Substack export with its name; those never published too, and said to be so."""
    index = next(name for name in archive.names if posixpath.basename(name) == "posts.csv")
    report = Report()
    rows = list(csv.DictReader(io.StringIO(decoded(archive.read(index), report))))
    if not rows or "post_id" not in rows[0]:
        raise Unreadable("its posts.csv has no column 'post_id', as Substack's exports have; export anew")
    by_id = {posixpath.basename(name).removesuffix(".html"): name for name in archive.names if name.endswith(".html")}
    for row in rows:
        name = by_id.get(row["post_id"])
        if name is None:
            continue
        own = Report()
        manuscript = read_page(decoded(archive.read(name), own), row["post_id"].partition(".")[2] or row["post_id"], own)
        manuscript.title = row.get("title") or manuscript.title
        manuscript.subtitle = row.get("subtitle") or ""
        manuscript.slug = manuscript.name
        manuscript.text += f"\n{manuscript.title}\n{manuscript.subtitle}"
        manuscript.is_title_in_text = bool(manuscript.title)
        manuscript.date = day_in(row.get("post_date") or "")
        if (row.get("is_published") or "true").lower() != "true":
            own.look_at.append("the post was never published there")
        manuscript.picture = pictures_in(archive, posixpath.dirname(name))
        yield manuscript.name, manuscript


def pictures_in(archive: Archive, folder: str) -> PicturesInside:
    """Return what finds pictures in an archive by addresses relative to a folder of it."""
    return PicturesInside(archive, folder)


class PicturesInside:
    """Finds pictures in an archive by the addresses that a page in it gives them."""

    def __init__(self, archive: Archive, folder: str) -> None:
        self._archive, self._folder = archive, folder

    def __call__(self, address: str) -> bytes | None:
        name = posixpath.normpath(posixpath.join(self._folder, unquote(address)))
        return self._archive.read(name) if name in self._archive.names else None


def _wrong_with(error: Exception) -> str:
    if isinstance(error, DefusedXmlException):
        return "defines abbreviations of its own, which no export does and which could swell up without end"
    if isinstance(error, ParseError):
        line, column = error.position
        return f"breaks off or is damaged at line {line:,}, column {column + 1:,}"
    return "names an encoding that is not its own"


def wxr_posts(raw: bytes) -> Iterator[tuple[str, Manuscript]]:
    """Yield each post of an export of WordPress or Squarespace with its name; pages and attachments are passed by."""
    try:
        channel = ElementTree.fromstring(raw).find("channel")
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise Unreadable(f"the export's XML {_wrong_with(error)}; export it again") from error
    if channel is None:
        raise Unreadable("the XML has no channel, as the exports of WordPress and Squarespace have; export it again")
    site = channel.findtext("title") or ""
    tagline = channel.findtext("description") or ""
    for item in channel.findall("item"):
        if _field(item, "post_type") in ("post", "") and (item.findtext(CONTENT) or "").strip():
            manuscript = _wxr_post(item)
            manuscript.site_names = tuple(filter(None, (site, tagline)))
            yield manuscript.name, manuscript


def _wxr_post(item: Element) -> Manuscript:
    report = Report()
    body = item.findtext(CONTENT) or ""
    shortcodes = SHORTCODE.findall(body)
    if shortcodes:
        report.dropped.append(f"{counted(len(shortcodes), 'shortcode')} such as {shortcodes[0]} (they mean something to WordPress only)")
    body = _paragraphed(SHORTCODE.sub("", body)) + _block_footnotes(item)
    title = html.unescape(item.findtext("title") or "")
    manuscript = read_page(body, _field(item, "post_name") or title, report)
    manuscript.title = title or manuscript.title
    manuscript.text += f"\n{manuscript.title}"
    manuscript.is_title_in_text = bool(manuscript.title)
    manuscript.slug = _field(item, "post_name")
    manuscript.base = item.findtext("link") or ""
    manuscript.date = day_in(_field(item, "post_date")) or _published(item)
    creator = item.findtext(CREATOR) or ""
    manuscript.authors = (creator,) if " " in creator else ()
    manuscript.tags = tuple(dict.fromkeys(one.text for one in item.findall("category") if one.text and one.get("domain") == "post_tag"))
    if _field(item, "status") not in ("publish", ""):
        report.look_at.append(f"the post's state there was {_field(item, 'status')!r}")
    return manuscript


def _field(item: Element, name: str) -> str:
    """Return a field of WordPress's own, whatever version its namespace names."""
    return next((child.text or "" for child in item if child.tag.endswith(f"}}{name}") and "/export/" in child.tag), "")


def _published(item: Element) -> datetime.date | None:
    try:
        return email.utils.parsedate_to_datetime(item.findtext("pubDate") or "").date()
    except (TypeError, ValueError):
        return None


def _paragraphed(body: str) -> str:
    """Return HTML whose paragraphs are marked; WordPress's older editor leaves blank lines between them instead."""
    if BLOCK_TAG.search(body):
        return "".join(
            part if BLOCK_TAG.match(part.lstrip()) or not part.strip() or part.lstrip().startswith(("<", "</")) else f"<p>{part}</p>"
            for part in re.split(r"(\n\s*\n)", body)
        )
    return "".join(f"<p>{part.strip()}</p>" for part in re.split(r"\n\s*\n", body) if part.strip()).replace("\n", "<br>")


def _block_footnotes(item: Element) -> str:
    """Return the notes that WordPress's block editor keeps beside the text, as the list that their marks lead to."""
    for meta in item:
        if meta.tag.endswith("}postmeta") and _field(meta, "meta_key") == "footnotes":
            try:
                notes = json.loads(_field(meta, "meta_value"))
            except ValueError:
                return ""
            return "<ol>" + "".join(f'<li id="{html.escape(one["id"])}">{one["content"]}</li>' for one in notes) + "</ol>"
    return ""
