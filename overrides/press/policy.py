"""The Content-Security-Policy: what a page may load and run, written first into the head of every finished page.

No page has a script or a style of its own between its tags (Material's two were for features that the site does not
use, and partials/javascripts replaces them), so the policy needs no hash, no nonce and no exception, and is
the same in each page. It must be: instant navigation changes the page in place, and the policy of the first one
stays in force. A template that brings one back stops the build; the writer's check refuses what a note brings.

A policy in a page does not reach its workers, which take theirs from their own response. Hosts that can send
headers get HEADER from overrides/_headers and container/nginx.conf, which a test compares with it.

Trusted Types are asked for in pages alone: the script that defines what is trusted, assets/page/before-paint.js, runs there.
Material hands a page's text to DOMParser, the text of data blocks to script elements, and addresses to Worker and to
script elements; those ways are let through for addresses of this site, and every other way into HTML only for text
with nothing to parse in it. The HTML of a page itself cannot be narrowed further without a second parser of HTML.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from lxml import etree, html
from mkdocs.exceptions import PluginError

from press.writing_files import write_over

DIRECTIVES = {
    "default-src": "'none'",
    # WebAssembly is what Python and the journal's lock are made of.
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self'",
    "connect-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    # Forms are read by scripts. Without one, nothing that was filled in may end up in an address.
    "form-action": "'none'",
}
IN_PAGES = {**DIRECTIVES, "require-trusted-types-for": "'script'", "trusted-types": "default"}
IN_HEADERS = {**DIRECTIVES, "frame-ancestors": "'none'"}
"""A page cannot say by itself who may frame it."""

HEAD = re.compile(r"<head>")
META = '<meta http-equiv="Content-Security-Policy" content="{}">'
STOPPED = etree.XPath(
    "//script[not(@src) and not(@type='application/json') and not(@type='application/ld+json')] | //style"
    " | //@*[starts-with(name(), 'on') or name()='style' or name()='srcdoc']"
)
ADDRESSES = etree.XPath("//@href | //@src | //@action | //@formaction | //@data | //@poster")
RUNS = re.compile(r"(javascript|vbscript|data):", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x20]")


def text(directives: dict[str, str]) -> str:
    """Return a policy as browsers read it."""
    return "; ".join(f"{name} {values}" for name, values in directives.items())


HEADER = text(IN_HEADERS)
"""The value that a host sends with everything."""


def write(site: Path) -> None:
    """Put the policy first into the head of every page.

    Raises PluginError with every page that has something between its tags that the policy would stop.
    """
    meta = META.format(escape(text(IN_PAGES), quote=False))
    stopped = []
    for page in sorted(site.rglob("*.html")):
        written = page.read_text(encoding="utf-8")
        stopped += [f"{page.relative_to(site)}: {what}" for what in inline(written)]
        write_over(page, HEAD.sub(f"<head>{meta}", written, count=1))
    if stopped:
        raise PluginError(
            "the policy of the pages stops what stands in them; put it into a file below overrides/assets:\n" + "\n".join(stopped)
        )


def inline(text: str) -> list[str]:
    """Return what a page has of scripts and styles between its tags, in its attributes and in its links; data blocks are none."""
    page = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    found = [f"<{one.tag}>" if isinstance(one, etree._Element) else f"{one.attrname}= of <{one.getparent().tag}>" for one in STOPPED(page)]
    return found + [f"{one[:60]!r} of <{one.getparent().tag}>" for one in ADDRESSES(page) if RUNS.match(UNSEEN.sub("", one))]
