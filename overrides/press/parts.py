"""Long lists on pages of their own: a list whose sections hold too much for one page goes on at addresses beside it.

Made from finished pages, so that templates know nothing of it: they only mark each section with `data-page`. The
first page keeps its address and the first sections, `sources/`, and the others are named for where they begin,
`sources/d.html`, in the same folder, so that every relative reference in them stays as it is. Links to a section or
a row that has moved are led there; one from outside is by a script (assets/page/listed-parts.js).
"""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from press.writing_files import write_over

MOST_BYTES = 120_000
"""Of a list's HTML on a page, unless a single section has more; a tenth of it travels."""
SECTION = re.compile(r'<section [^>]*data-page="([^"]*)"[^>]*>.*?</section>\s*', re.DOTALL)
HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
ID = re.compile(r'\sid="([^"]+)"')
WITHIN = re.compile(r'href="#([^"]+)"')
TITLE = re.compile(r"(<title>.*?)( \| |</title>)")
TAGS = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Part:
    """Sections that share a page: its file, how it is named among the others, and its HTML."""

    file: str
    label: str
    html: str


def write(site: Path, site_url: str, most: int = MOST_BYTES) -> None:
    """Divide the long lists of a built site, and lead every link within it to where its target is now."""
    moved: dict[str, dict[str, str]] = {}
    for page in sorted(site.rglob("index.html")):
        text = page.read_text(encoding="utf-8")
        if 'data-page="' not in text:
            continue
        parts = list(_parts([(one[1], one[0]) for one in SECTION.finditer(text)], most))
        if len(parts) > 1:
            folder = page.parent.relative_to(site).as_posix()
            moved[folder] = _write_parts(page, text, parts, f"{site_url}{folder}/")
            _add_to_sitemap(site, [f"{site_url}{folder}/{part.file}" for part in parts[1:]], f"{site_url}{folder}/")
    if moved:
        _lead(site, moved)


def _parts(sections: list[tuple[str, str]], most: int) -> Iterator[Part]:
    """Yield the sections by pages, as many on each as it can hold."""
    waiting: list[tuple[str, str]] = []
    isfirst = True
    for name, text in [*sections, ("", "")]:
        if waiting and (not text or sum(len(one) for _, one in waiting) + len(text) > most):
            first, last = waiting[0][0], waiting[-1][0]
            label = first if first == last else f"{first} to {last}"
            yield Part("" if isfirst else f"{_slug(first)}.html", label, "".join(one for _, one in waiting))
            waiting, isfirst = [], False
        waiting.append((name or _heading(text), text))


def _heading(section: str) -> str:
    found = HEADING.search(section)
    return html.unescape(TAGS.sub("", found[1])).strip() if found else ""


def _slug(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return plain if plain and plain != "index" else "-".join(f"{ord(letter):x}" for letter in name)


def _write_parts(page: Path, text: str, parts: list[Part], address: str) -> dict[str, str]:
    """Write the pages of a list, and return the file of each id that is not on the first."""
    found = list(SECTION.finditer(text))
    start, end = found[0].start(), found[-1].end()
    files = {name: part.file for part in parts for name in ID.findall(part.html)}
    for number, part in enumerate(parts):
        body = text[:start] + part.html + _neighbours(parts, number) + text[end:]
        written = _led_within(body, files, part.file)
        if part.file:
            written = TITLE.sub(rf"\1, {_plain(html.escape(part.label))}\2", written, count=1)
            written = written.replace(f'href="{address}"', f'href="{address}{part.file}"', 1)  # its canonical address
            written = written.replace(f'content="{address}"', f'content="{address}{part.file}"', 1)
        (page.parent / (part.file or "index.html")).write_text(written, encoding="utf-8")
    return {name: file for name, file in files.items() if file}


def _plain(words: str) -> str:
    """Return words as the replacement of a pattern."""
    return words.replace("\\", r"\\")


def _led_within(text: str, files: dict[str, str], own: str) -> str:
    """Return a page of a list, its file named `own`, with its links to rows of other pages led there."""

    def led(link: re.Match[str]) -> str:
        file = files.get(html.unescape(link[1]), own)
        return link[0] if file == own else f'href="{file or "./"}#{link[1]}"'

    return WITHIN.sub(led, text)


def _neighbours(parts: list[Part], number: int) -> str:
    """Return what leads from one part to all others, and to the one before and the one after."""
    links = [_link(part, "", ' aria-current="page"' if part is parts[number] else "") for part in parts]
    steps = [_link(part, "Before: ", ' rel="prev"') for part in parts[max(number - 1, 0) : number]]
    steps += [_link(part, "Next: ", ' rel="next"') for part in parts[number + 1 : number + 2]]
    return (
        f'<nav class="parts" aria-label="Pages of this list"><p class="parts__steps">{" ".join(steps)}</p>\n'
        f"<listed-parts>{' '.join(links)}</listed-parts></nav>\n"
    )


def _link(part: Part, before: str, attribute: str) -> str:
    return f'<a href="{part.file or "./"}"{attribute}>{before}{html.escape(part.label)}</a>'


def _lead(site: Path, moved: dict[str, dict[str, str]]) -> None:
    """Lead the links of all pages to the rows that have moved."""
    link = re.compile(rf'(href="(?:[^"#]*/)?({"|".join(map(re.escape, moved))})/)#([^"]+)"')

    def led(found: re.Match[str]) -> str:
        file = moved[found[2]].get(html.unescape(found[3]), "")
        return f'{found[1]}{file}#{found[3]}"'

    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        changed = link.sub(led, text)
        if changed != text:
            write_over(page, changed)


def _add_to_sitemap(site: Path, addresses: list[str], after: str) -> None:
    file = site / "sitemap.xml"
    if not file.is_file():
        return
    added = "".join(f"\n  <url>\n    <loc>{html.escape(one)}</loc>\n  </url>" for one in addresses)
    before = re.compile(rf"<loc>{re.escape(after)}</loc>.*?</url>", re.DOTALL)
    text = before.sub(lambda one: one[0] + added, file.read_text(encoding="utf-8"), count=1)
    file.write_text(text, encoding="utf-8")
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
