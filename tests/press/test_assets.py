"""Our assets get names with a hash of their content, and everything that refers to them follows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from press.assets import _replace, hash_names


def written(site: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return site


def names(site: Path) -> dict[str, str]:
    """Return the name without its hash by the whole name, of every file below assets/."""
    return {path.name: re.sub(r"\.[0-9a-f]{8}", "", path.name) for path in (site / "assets").rglob("*.*")}


def test_pages_styles_and_scripts_refer_to_the_new_names(tmp_path: Path) -> None:
    site = written(
        tmp_path,
        {
            "notes/a/index.html": '<link href="../../assets/styles/page.css"><script src="../../assets/exercises/define.js">',
            "404.html": '<link href="/assets/styles/page.css">',
            "assets/styles/page.css": '@font-face { src: url("../fonts/face.woff2") }',
            "assets/fonts/face.woff2": "font",
            "assets/exercises/define.js": 'import { a } from "./a.js"; new Worker(new URL("./worker.js", import.meta.url))',
            "assets/exercises/a.js": "export const a = 1",
            "assets/exercises/worker.js": "",
        },
    )
    renamed = hash_names(site)
    for file in (*site.rglob("*.html"), *site.rglob("*.css"), *site.rglob("*.js")):
        for reference in re.findall(r"""["']([^"']*\.(?:css|js|woff2))["']""", file.read_text()):
            assert re.search(r"\.[0-9a-f]{8}\.", reference), f"{file.name}: {reference}"
            place = site / reference.lstrip("/") if reference.startswith("/") else file.parent / reference
            assert place.is_file(), f"{file.name}: {reference}"
    assert set(renamed) == {
        f"assets/{name}" for name in ("styles/page.css", "fonts/face.woff2", "exercises/define.js", "exercises/a.js", "exercises/worker.js")
    }


def test_a_change_deep_down_changes_every_name_above_it(tmp_path: Path) -> None:
    files = {"assets/exercises/a.js": 'import "./b.js"', "assets/exercises/b.js": "1", "assets/exercises/c.js": "3"}
    one, two = written(tmp_path / "one", files), written(tmp_path / "two", {**files, "assets/exercises/b.js": "2"})
    before, after = hash_names(one), hash_names(two)
    changed = {name for name in files if before[name] != after[name]}
    assert changed == {"assets/exercises/a.js", "assets/exercises/b.js"}


def test_a_link_into_a_cache_is_not_written_through(tmp_path: Path) -> None:
    kept = written(tmp_path / "kept", {"a.js": 'import "./b.js"', "page.html": '<script src="assets/page/a.js">'})
    site = written(tmp_path / "site", {"assets/page/b.js": "1"})
    (site / "assets" / "page" / "a.js").hardlink_to(kept / "a.js")
    (site / "index.html").symlink_to(kept / "page.html")
    renamed = hash_names(site)
    assert (site / "index.html").read_text() == f'<script src="{renamed["assets/page/a.js"]}">'
    assert (site / renamed["assets/page/a.js"]).read_text() != 'import "./b.js"'
    assert [(kept / name).read_text() for name in ("a.js", "page.html")] == ['import "./b.js"', '<script src="assets/page/a.js">']


def test_of_a_longer_text_nothing_stays_behind_a_shorter_one(tmp_path: Path) -> None:
    page = written(tmp_path, {"index.html": "longer"}) / "index.html"
    _replace(page, "longer", "é")
    assert page.read_text("utf-8") == "é"


def test_a_name_with_a_hash_is_left_alone(tmp_path: Path) -> None:
    site = written(tmp_path, {"assets/runtime/core.0123abcd.js": 'import "./manifest.js"', "assets/runtime/manifest.js": ""})
    hash_names(site)
    assert (site / "assets/runtime/core.0123abcd.js").read_text() == 'import "./manifest.js"'


def test_scripts_that_import_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    site = written(tmp_path, {"assets/exercises/a.js": 'import "./b.js"', "assets/exercises/b.js": 'import "./a.js"'})
    with pytest.raises(ValueError, match=r"a\.js -> .*b\.js -> .*a\.js: these files refer to each other in a circle"):
        hash_names(site)


def test_a_file_linked_into_a_cache_is_not_written_through(tmp_path: Path) -> None:
    cache = written(tmp_path / "cache", {"manifest.js": 'import "./a.js"'}) / "manifest.js"
    site = written(tmp_path / "site", {"assets/runtime/a.js": ""})
    (site / "assets/runtime/manifest.js").hardlink_to(cache)
    hash_names(site)
    assert cache.read_text() == 'import "./a.js"'
