"""Says in the HTML of footnotes what is a mark, what leads back, and to which place when a note is referred to several times."""

from __future__ import annotations

import re

MARK = re.compile(r'<a class="footnote-ref" href="(#fn:[^"]+)">(\d+)</a>')
BACK = re.compile(r'<a class="footnote-backref" href="(#fnref(\d*):([^"]+))" title="[^"]*">[^<]*</a>')
NEXT = re.compile(r'(</a></sup><sup )(id="fnref)')
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def name_links(html: str) -> str:
    """Return a page whose marks are called "Source 3", and whose links back say where to.

    A mark is a bare number for those who see it; read aloud in the middle of a sentence, or in a list of links, it
    needs its word. Several links from one footnote back into the text are told apart by it.
    """
    numbers = {target.removeprefix("#fn:"): number for target, number in MARK.findall(html)}
    several = {name for _, place, name in BACK.findall(html) if place}
    marked = MARK.sub(r'<a class="footnote-ref" href="\1" role="doc-noteref" aria-label="Source \2">\2</a>', html)
    # Without room between them, 1 and 2 would be read as 12.
    marked = NEXT.sub(r'\1class="footnote-next" \2', marked)

    def back(found: re.Match[str]) -> str:
        href, place, name = found.groups()
        text = f"Back to {_ordinal(int(place or 1))}" if name in several else "Back"
        space = " " if place else ""
        label = f"{text} {'mention of ' if name in several else 'to '}source {numbers.get(name, '')} in the text"
        return f'{space}<a class="footnote-backref" href="{href}" role="doc-backlink" aria-label="{label}">{text}</a>'

    return BACK.sub(back, marked)


def _ordinal(place: int) -> str:
    return ORDINALS[place - 1] if place <= len(ORDINALS) else f"{place}th"
