"""Essays in every format that is imported, and records of sources, in which something that would run stands wherever words may stand."""

from __future__ import annotations

import csv
import html
import io
import json
import zipfile
from pathlib import Path

from tests.browser.injected import RUN
from tests.press.importing.corpus import docx

SHOWN = f"<img src=x onerror={RUN}>"
BRACES = "{{ 7*7 }} {% raw %} {# note"
WORDS = f'{SHOWN} </script><script>{RUN}</script> &lt;svg onload={RUN}&gt; "><svg onload={RUN}> ]]> --> [x](javascript:{RUN}) {BRACES}'
DRAWING = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{RUN}"><script>{RUN}</script></svg>'
FILLER = "The porter of the {} keeps a list of those who have borrowed the ladder, and reads it to nobody. "


def essays(folder: Path) -> list[Path]:
    """Write the essays into a folder and return them."""
    zipped = io.BytesIO()
    rows = io.StringIO()
    csv.writer(rows).writerows([["post_id", "title", "subtitle", "is_published"], ["1.s", f"On the shelf {WORDS}", WORDS, "true"]])
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("posts.csv", rows.getvalue())
        archive.writestr("posts/1.s.html", page("shelf", is_whole=False))
    made = {
        "markdown.md": markdown().encode(),
        "page.html": page("page").encode(),
        "plain.txt": plain().encode(),
        "word.docx": docx(f"# On the stool {html.escape(WORDS)}\n\n{FILLER.format('stool')}`{WORDS}`[^1]\n\n[^1]: `{WORDS}`\n", folder),
        "export.zip": zipped.getvalue(),
        "export.xml": export().encode(),
        "drawing.svg": DRAWING.encode(),
    }
    for name, raw in made.items():
        (folder / name).write_bytes(raw)
    return [folder / name for name in made if name != "drawing.svg"]


def markdown() -> str:
    front = {"title": f"On the ladder {WORDS}", "description": WORDS, "author": WORDS, "tags": [WORDS, "</script>"], "other": WORDS}
    fields = "\n".join(f"{name}: {json.dumps(value)}" for name, value in front.items())
    return (
        f"---\n{fields}\n---\n\n> {WORDS}\n>\n> — {WORDS}\n\n{FILLER.format('ladder')}{WORDS}[^1]\n\n"
        f'<div onclick="{RUN}">{WORDS}</div>\n\n<iframe src="javascript:{RUN}"></iframe>\n\n<script>{RUN}</script>\n\n'
        f'[a link](javascript:{RUN} "{SHOWN}") and <javascript:{RUN}> and [far](https://far.example/"onmouseover={RUN} "x")\n\n'
        f'![{WORDS}](drawing.svg "{SHOWN}")\n\n![{SHOWN}](https://far.example/x.png)\n\n'
        f"## {WORDS}\n\n```{SHOWN}\n{WORDS}\n```\n\n| {WORDS} |\n|---|\n| {SHOWN} |\n\n[^1]: {WORDS} <a href='javascript:{RUN}'>{SHOWN}</a>\n"
    )


def page(name: str, *, is_whole: bool = True) -> str:
    words, quoted = html.escape(WORDS, quote=False), html.escape(WORDS)
    head = f'<html><head><title>{words}</title><meta name="author" content="{quoted}"><meta name="description" content="{quoted}"></head><body>'
    article = (
        f'<h1>On the {name} {words}</h1><p onclick="{RUN}">{FILLER.format(name)}{words} <a href="javascript:{RUN}" title="{quoted}">{words}</a>'
        f'<sup><a href="#fn1" id="ref1">1</a></sup></p><p><a href="https://far.example/?{quoted}">{words}</a></p>'
        f'<figure><img src="data:image/svg+xml;base64,PHN2Zy8+" alt="{quoted}" onerror="{RUN}"><figcaption>{words}</figcaption></figure>'
        f'<img src="https://far.example/x.png?{quoted}" alt="{quoted}"><script>{RUN}</script><style>{words}</style>'
        f"<blockquote><p>{words}</p></blockquote><pre><code>{words}</code></pre><table><tr><td>{words}</td></tr></table>"
        f'<ol><li id="fn1">{words} <a href="#ref1">↩</a></li></ol>'
    )
    return f"{head}<article>{article}</article></body></html>" if is_whole else article


def plain() -> str:
    return (
        f"On the stairs {WORDS}\nBy {WORDS}\n\n“{WORDS}”\n— {WORDS}\n\n{FILLER.format('stairs')}{WORDS}[1] And on.[2]\n\nHalf way {WORDS}\n\n"
        f"{FILLER.format('landing')}\n\nNotes\n\n1. {WORDS}\n"
        f"2. Ann {SHOWN} Stair, On Stairs {SHOWN} (Oslo: Landing {SHOWN} Press, 1950), 12. https://far.example/{SHOWN.replace(' ', '/')}\n"
    )


def export() -> str:
    words = html.escape(WORDS)
    return (
        '<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"><channel>'
        f"<title>{words}</title><description>{words}</description><link>javascript:{RUN}</link><item><title>On the roof {words}</title>"
        f"<link>javascript:{RUN}</link><dc:creator>{words}</dc:creator><category domain='category' nicename='{words}'>{words}</category>"
        f"<excerpt:encoded>{words}</excerpt:encoded><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_name>{words}</wp:post_name>"
        f"<content:encoded>{html.escape(page('roof', is_whole=False))}</content:encoded></item></channel></rss>"
    )


def references() -> list[str]:
    """Return records as they are given to `make source`: CSL-JSON, BibTeX and RIS."""
    words = SHOWN + f" </script><script>{RUN}</script> {BRACES}"
    record = {
        "type": "book",
        "title": f"On Ladders {words}",
        "author": [{"family": f"Rung {words}", "given": words}],
        "publisher": words,
        "publisher-place": words,
        "URL": f'https://far.example/"onmouseover={RUN}',
        "issued": {"date-parts": [[1999]]},
    }
    plain = f"{SHOWN} <script>{RUN}</script> &lt;svg onload={RUN}&gt;"
    return [
        json.dumps([record]),
        f"@book{{one, title={{On Stools {plain}}}, author={{Stool, {plain.replace(',', '')}}}, publisher={{{plain}}}, year={{1998}}, note={{{plain}}}}}",
        f"TY  - BOOK\nAU  - Shelf {SHOWN}, A\nTI  - On Shelves {plain}\nPB  - {plain}\nPY  - 1997\nER  - \n",
    ]


def exercises() -> str:
    """Return a note's exercises as somebody might paste them at the writing desk."""
    said = json.dumps(WORDS)
    options = ", ".join(f"{{id: o{number}, text: {said}}}" for number in range(3))
    return (
        f"note: independence-vs-interdependence\n\nexercises:\n  - id: one\n    kind: rank\n    title: {said}\n    minutes: 2\n"
        f"    intro: {said}\n    options: [{options}]\n    reflection: {{{json.dumps(SHOWN)}: {said}}}\n  - id: {said}\n    kind: {said}\n"
    )
