"""Completes a built site: the runtime, the fonts, and names that carry a hash of what they name."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from press import (
    assets,
    catalogue,
    exports,
    feeds,
    fonts,
    footnotes,
    install,
    kept_pages,
    licences,
    lost,
    moved,
    offline,
    packages,
    paragraphs,
    parts,
    policy,
    preview,
    quotations,
    runtime,
    search_index,
    shelving,
    standins,
    theme,
)
from press.collection import Collection
from press.on_demand import demand
from press.writing_files import write_over

WRITTEN_HERE = ("exercises", "journal", "note", "offline", "page", "review", "sources", "styles", "write")
UNUSED = ("stylesheets", "javascripts/lunr", "images/favicon.png")
"""What Material publishes and no page of ours loads."""
SEARCH = "javascripts/workers"
"""What its own search runs in: pages that its templates make name it."""
_COUNTED: dict[Path, Counter[str]] = {}


def finish(site: Path, collection: Collection, site_url: str, name: str, description: str, *, is_ours: bool = True) -> None:
    """Put into the site what no page template makes, then give every asset of ours a hashed name.

    The order matters: fonts hold the characters of finished pages, and a hash is taken only of a file whose
    own references are final. Feeds tell the finished pages, with those names. Pages that templates other than ours made
    (`is_ours` is false) get no policy, which would stop their scripts, and no copy to read offline, which they do not ask for.
    """
    ours, folders, made = site / "assets", collection.folders, demand.of(collection)
    _drop_unused(ours, (*UNUSED, SEARCH) if is_ours else UNUSED)
    _complete_notes(site, collection)
    parts.write(site, site_url)
    catalogue.write(collection, site)
    exports.write(collection, site)
    lost.write_names(collection, site)
    moved.write_pages(collection, site, site_url)
    exercises = runtime.bundle_plain if preview.is_on() else runtime.bundle
    exercises(ours / "runtime", folders.build / "runtime")
    if shelving.is_wanted(site):
        bundle = runtime.bundle_meanwhile if preview.is_on() else runtime.bundle
        bundle(ours / "write" / "runtime", folders.build / "runtime", cargo=runtime.desk(runtime.Inputs()))
        runtime.share(ours / "write" / "runtime", ours / "runtime")
    quotations.attribute(site)
    fonts.subset(site, ours / "fonts", folders.build / "fonts")
    read, keep_faces = kept_pages.face_reader(folders.build)
    standins.write(site, ours / "fonts", ours / "styles" / "tokens.css", _counts(site, folders.build), read)
    keep_faces()
    licences.write(site, folders.root)
    packages.bundle_libraries(folders.root, ours / "packages")
    search_index.complete(made, site)
    sheets = packages.bundle_style(folders.root, ours / "styles" / "site.css")
    written = sorted(
        path for name in WRITTEN_HERE for path in (ours / name).rglob("*") if path.suffix in (".js", ".css") and "runtime" not in path.parts
    )
    packages.minify(folders.root, [*written, site / offline.WORKER])
    install.write(site, name, description, site_url)
    for sheet in sheets:
        sheet.unlink()
    offline.sign(site)
    assets.hash_names(site)
    if is_ours and not preview.is_on():  # the server of a preview puts a script into each page, which brings it anew after an edit
        policy.write(site)
    feeds.write(made, site, site_url, name, description)
    if is_ours:
        offline.complete(site)
    theme.save(folders.build)


def _counts(site: Path, build: Path) -> Counter[str]:
    """Return how often each character stands in the site's pages; in a preview, in those of its first build.

    There the width of text changes with the note that is edited, and the style sheet, which waits for esbuild, would too.
    """
    if not (preview.is_on() and build in _COUNTED):
        count, keep = kept_pages.character_counter(build)
        _COUNTED[build] = standins.character_counts(site, count)
        keep()
    return _COUNTED[build]


def _complete_notes(site: Path, collection: Collection) -> None:
    """Give paragraphs of notes their ids, and the links of footnotes on any page their names."""
    find, keep = kept_pages.paragraph_finder(collection.folders.build)
    notes = {site / note.url / "index.html" for note in collection.published}
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        completed = footnotes.name_links(paragraphs.add_ids(html, find) if path in notes else html)
        if completed != html:
            write_over(path, completed)
    keep()


def _drop_unused(folder: Path, unused: tuple[str, ...]) -> None:
    for path in (*(folder / name for name in unused), *folder.rglob("*.map")):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
