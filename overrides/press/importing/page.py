"""Reads a saved web page: finds the essay in it, leaves out what is not the essay, and links its footnotes."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, Doctype, Tag
from bs4.element import NavigableString

from press.importing import chrome
from press.importing.beside import Surroundings
from press.importing.length import check_length, check_markup
from press.importing.manuscript import Manuscript
from press.importing.pandoc import HTML, read_tree
from press.importing.report import Report, counted
from press.importing.tree import MARK, Node
from press.soup import soup_of

ESSAYS = (
    ".available-content .body.markup", ".body.markup", ".available-content", ".entry-content", ".post-content", ".article-content",
    ".blog-item-content", ".sqs-layout", "[itemprop=articleBody]", ".e-content", "article", "main", "[role=main]", "body",
)  # fmt: skip
"""Where an essay stands, the narrowest first: Substack's, WordPress's and Squarespace's names, then HTML's own."""
ACTIVE = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "svg",
    "canvas",
    "input",
    "select",
    "textarea",
    "link",
    "meta",
)
MARK_TEXT = re.compile(r"\[?\(?(\d{1,3}|[*†‡§]{1,3}|[ivx]{1,5}|[a-z])\)?\]?")
BACK = re.compile(r"[\s↩︎↑^⤴⏎]*(?:(?:jump )?back(?: to text)?|return)?[\s↩︎↑^⤴⏎]*", re.IGNORECASE)


def read_page(html: str, name: str, report: Report) -> Manuscript:
    """Return the manuscript in a page or a piece of HTML, with the page's title, author and date when it names them."""
    check_markup(html)
    soup = soup_of(html)
    manuscript = Manuscript(name, "", [], report=report)
    _read_head(soup, manuscript)
    for node in soup.find_all(string=lambda text: isinstance(text, Comment | Doctype)):
        node.extract()
    _leave_out_active(soup, report)
    essay = _essay(soup, manuscript)
    _forget_handlers(essay, report)
    manuscript.text = f"{visible(essay)}\n{manuscript.subtitle}"
    check_length(manuscript.text)
    _find_pictures(essay)
    chrome.leave_out_furniture(essay, [note for _, note in _noted(essay, essay)], report)
    definitions = _link_footnotes(essay, report)
    api = read_tree(str(essay).encode(), HTML)
    manuscript.blocks = api["blocks"]
    manuscript.notes = _notes(definitions)
    return manuscript


def _notes(definitions: dict[str, str]) -> dict[str, list[Node]]:
    """Return the blocks of every note. They are read together, since most of the time goes into pandoc's start."""
    if not definitions:
        return {}
    together = "".join(f"<div>{inner}</div>" for inner in definitions.values())
    read = read_tree(together.encode(), HTML)["blocks"]
    assert [block["t"] for block in read] == ["Div"] * len(definitions), "each note is in an element of its own"
    return {name: block["c"][1] for name, block in zip(definitions, read, strict=True)}


def visible(tag: Tag) -> str:
    """Return the words that a reader sees, raised ones apart from what they are raised from, pictures by their alternative text."""
    return "".join(_visible(tag))


def _visible(tag: Tag) -> Iterator[str]:
    apart = " " if tag.name in _SEPARATE else ""
    yield apart
    for node in tag.children:
        if isinstance(node, Tag):
            yield from (f" {node.get('alt') or ''} ",) if node.name == "img" else _visible(node)
        elif isinstance(node, NavigableString) and not isinstance(node, Comment | Doctype):
            yield str(node)
    yield apart


_SEPARATE = frozenset(
    (
        "address", "article", "blockquote", "br", "button", "dd", "div", "dl", "dt", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "hr", "li", "ol", "p", "pre", "section", "sub", "sup", "table", "td", "th", "tr", "ul",
    )
)  # fmt: skip


def _find_pictures(essay: Tag) -> None:
    """Give each picture its address where a script would have; one without any becomes its alternative text."""
    for image in essay.find_all("img"):
        if not image.get("src"):
            address = image.get("data-src") or image.get("data-image") or str(image.get("srcset") or "").split(" ")[0]
            if address:
                image["src"] = address
            else:
                image.replace_with(f" {image.get('alt') or ''} ")


def _read_head(soup: BeautifulSoup, manuscript: Manuscript) -> None:
    def meta(*names: str) -> str:
        for name in names:
            found = soup.find("meta", attrs={"property": name}) or soup.find("meta", attrs={"name": name})
            if isinstance(found, Tag) and found.get("content"):
                return " ".join(str(found["content"]).split())
        return ""

    site = meta("og:site_name", "application-name")
    titled = " ".join(soup.title.get_text().split()) if soup.title else ""
    manuscript.title = meta("og:title", "twitter:title") or titled
    manuscript.title, site = _title_and_site(soup, manuscript.title, site, is_own=manuscript.title != titled)
    manuscript.site_names = (site,) if site else ()
    author = meta("author", "article:author", "dc.creator")
    manuscript.authors = (author,) if author and not author.startswith("http") else ()
    canonical = soup.find("link", rel="canonical")
    manuscript.base = str(canonical["href"]) if isinstance(canonical, Tag) and canonical.get("href") else meta("og:url")
    manuscript.date = day_in(meta("article:published_time", "datePublished") or _json_date(soup))


def _title_and_site(soup: BeautifulSoup, title: str, site: str, *, is_own: bool) -> tuple[str, str]:
    """Return the essay's title and the site's name from a title that may hold both; `is_own` says that the page gives it as the essay's."""
    headings = [" ".join(tag.get_text().split()) for tag in soup.find_all("h1") or soup.select("p.title")]
    heading = headings[0] if len(headings) == 1 else ""
    if heading and heading != site and title.startswith(heading):
        return heading, site or re.sub(r"^\s*[|—–·:-]+\s*", "", title.removeprefix(heading))
    if heading and heading != site and not is_own and not title.endswith(heading):
        # The page's one heading knows better than its tab.
        return heading, site
    for separator in (" | ", " — ", " – ", " - ", " · ", " :: "):
        before, _, after = title.rpartition(separator)
        if before and (after == site or not site):
            return before, after
    return title, site


def _json_date(soup: BeautifulSoup) -> str:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.get_text())
        except ValueError:
            continue
        if isinstance(data, dict) and isinstance(data.get("datePublished"), str):
            return str(data["datePublished"])
    return ""


def day_in(text: str) -> datetime.date | None:
    """Return the day at the start of an ISO date, or None."""
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _leave_out_active(soup: BeautifulSoup, report: Report) -> None:
    counts: dict[str, int] = {}
    for tag in soup.find_all(ACTIVE):
        counts[tag.name] = counts.get(tag.name, 0) + 1
        tag.decompose()
    what = {"script": "script", "style": "style sheet", "iframe": "frame of another page", "svg": "drawing (SVG)"}
    for name, count in counts.items():
        if name in what:
            report.dropped.append(
                f"{counted(count, what[name], what[name].replace('frame ', 'frames ') if ' of ' in what[name] else '')} (nothing in a note may run or load)"
            )
        elif name in ("object", "embed", "canvas", "input", "select", "textarea"):
            report.dropped.append(f"{counted(count, f'<{name}> element')} (nothing in a note may run or load)")


def _forget_handlers(essay: Tag, report: Report) -> None:
    handlers = 0
    for tag in essay.find_all(True):
        for attribute in [one for one in tag.attrs if one.lower().startswith("on")]:
            del tag[attribute]
            handlers += 1
    if handlers:
        report.dropped.append(f"{counted(handlers, 'script')} hidden in the attributes of elements (nothing in a note may run)")


def _essay(soup: BeautifulSoup, manuscript: Manuscript) -> Tag:
    """Return the element that holds the essay, taking the page's own heading and subtitle from outside it when they are there."""
    whole = soup.body or soup
    parts = [tag for name in ESSAYS if (tag := _only(soup, name)) is not None]
    essay = next((tag for tag in parts if len(tag.get_text()) > 0.6 * _prose_length(whole)), whole)
    if essay is whole:
        _take_heading(whole, essay, manuscript)
        return essay
    subtitle = _take_heading(whole, essay, manuscript)
    notes = {id(note): note for _, note in _noted(essay, whole) if not any(parent is essay for parent in note.parents)}
    return Surroundings(whole, essay, list(notes.values()), subtitle, manuscript).with_what_is_beside()


def _take_heading(whole: Tag, essay: Tag, manuscript: Manuscript) -> Tag | None:
    """Take the title from a heading outside the essay, and the subtitle with it, whose element is returned."""
    heading = whole.find("h1") if essay is whole or essay.find("h1") is None else None
    if not isinstance(heading, Tag) or any(parent is essay for parent in heading.parents):
        return None
    own = " ".join(heading.get_text().split())
    if not own or own.casefold() in map(str.casefold, manuscript.site_names):
        return None
    manuscript.title = own
    subtitle = whole.select_one("h3.subtitle, .subtitle, .entry-subtitle")
    if subtitle is None or any(parent is essay for parent in subtitle.parents):
        return None
    manuscript.subtitle = " ".join(subtitle.get_text().split())
    return subtitle


def _only(soup: BeautifulSoup, selector: str) -> Tag | None:
    found = [tag for tag in soup.select(selector) if not any(parent in soup.select(selector) for parent in tag.parents)]
    return max(found, key=lambda tag: len(tag.get_text()), default=None)


def _prose_length(whole: Tag) -> int:
    return sum(len(tag.get_text()) for tag in whole.find_all(["p", "li"]) if not tag.find_parent(["nav", "footer", "aside", "form", "li"]))


def _noted(essay: Tag, whole: Tag) -> Iterator[tuple[Tag, Tag]]:
    """Yield every link of an essay that is a footnote's mark, with the element on the page that holds its note."""
    targets = {str(tag["id"]): tag for tag in whole.find_all(id=True)}
    targets |= {str(tag["name"]): tag for tag in whole.find_all("a", attrs={"name": True}) if str(tag["name"]) not in targets}
    places = {id(tag): place for place, tag in enumerate(whole.find_all(True))}
    for link in essay.find_all("a", href=re.compile("^#.")):
        target = targets.get(str(link["href"])[1:])
        if target is None or not MARK_TEXT.fullmatch(link.get_text().strip()) or places[id(target)] < places[id(link)]:
            continue
        holder = _holder(target)
        if holder is not None and not any(parent is holder for parent in (*link.parents, *essay.parents)):
            yield link, holder


def _link_footnotes(essay: Tag, report: Report) -> dict[str, str]:
    """Return the HTML of each note that a link in the text leads to; the notes are taken out and marks put for the links."""
    named: dict[int, str] = {}
    definitions: dict[str, str] = {}
    holders: dict[str, Tag] = {}
    for link, holder in list(_noted(essay, essay)):
        text = link.get_text().strip()
        found = MARK_TEXT.fullmatch(text)
        assert found, "a mark is one"
        name = named.get(id(holder)) or _unused(found[1], definitions)
        named[id(holder)], holders[name] = name, holder
        definitions[name] = ""
        report.turned.append(text)
        _put_mark(link, name)
    for name, holder in holders.items():
        _leave_out_backlinks(holder, name, report)
        for empty in [one for one in holder.find_all("p") if not one.get_text().strip() and not one.find("img")]:
            empty.decompose()
        definitions[name] = holder.decode_contents() if holder.name in ("li", "dd", "div", "aside", "section") else str(holder)
        holder.extract()
    _tidy_after_notes(essay, report)
    return definitions


def _holder(target: Tag) -> Tag | None:
    """Return the element that holds the whole of a note, from the one that a mark leads to."""
    names = ("li", "dd", "p", "aside")
    for tag in (target, *target.parents):
        if tag.name in names or (tag.name == "div" and "footnote" in " ".join(tag.get("class") or ())):
            inner = tag.find_parent("div", class_=re.compile("^footnote$"))
            return inner if tag.name == "p" and inner is not None else tag
        if tag.name in ("ol", "ul", "body", "article", "section"):
            return None
        if tag.name == "div" and len(tag.get_text().split()) > 1:
            return tag
    return None


def _unused(name: str, taken: dict[str, str]) -> str:
    plain = name if name.isalnum() else {"*": "star", "†": "dagger", "‡": "double-dagger", "§": "section"}.get(name, f"star-{len(name)}")
    return plain if plain not in taken else next(f"{plain}-{n}" for n in range(2, 999) if f"{plain}-{n}" not in taken)


def _put_mark(link: Tag, name: str) -> None:
    span = Tag(name="span", attrs={"class": MARK, "data-note": name})
    raised = link.find_parent("sup")
    (raised if raised is not None and raised.get_text().strip() == link.get_text().strip() else link).replace_with(span)


def _leave_out_backlinks(holder: Tag, name: str, report: Report) -> None:
    for link in holder.find_all("a", href=re.compile("^#")):
        text = link.get_text().strip()
        if BACK.fullmatch(text) or MARK_TEXT.fullmatch(text.rstrip(".:")):
            raised = link.find_parent("sup")
            report.turned.append(text)
            (raised if raised is not None and raised in holder.descendants and raised.get_text().strip() == text else link).decompose()
    first = next((text for text in holder.find_all(string=True) if text.strip()), None)
    number = re.match(rf"\s*(\[?{re.escape(name)}\]?[.):]?|[.:])\s+", str(first)) if first else None
    if first is not None and number:
        report.turned.append(number[1])
        first.replace_with(str(first)[number.end() :])


def _tidy_after_notes(essay: Tag, report: Report) -> None:
    """Leave out lists and sections that held nothing but notes."""
    for tag in essay.find_all(["ol", "ul", "section", "aside", "div"]):
        if not tag.decomposed and not tag.get_text().strip() and not tag.find("img") and tag.find(class_=MARK) is None:
            tag.decompose()
