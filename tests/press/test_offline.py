"""The list of what can be kept is whole, the service worker knows its names, and the site can be installed."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest

from press import install, offline
from press.cards import FOLDER
from tests.conftest import ROOT

REGISTER = "assets/offline/register"
PAGE = '<link href="{root}assets/styles/page.1111aaaa.css"><script src="{root}assets/offline/register.2222bbbb.js"></script>'


@pytest.fixture(scope="session")
def listed(built_site: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((built_site / offline.LIST).read_text("utf-8"))
    return data


@pytest.fixture(scope="session")
def known_to_worker(built_site: Path) -> dict[str, Any]:
    line = (built_site / offline.WORKER).read_text("utf-8").split("\n", 1)[0]
    data: dict[str, Any] = json.loads(line.removeprefix("self.SITE = ").removesuffix(";"))
    return data


@pytest.fixture(scope="session")
def manifest(built_site: Path) -> dict[str, Any]:
    (file,) = (built_site / "assets" / "offline").glob("manifest.*.webmanifest")
    data: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return data


def small_site(folder: Path) -> Path:
    """Return a site of two pages; the deep one loads a script that loads another later, which loads a worker."""
    files = {
        "index.html": PAGE.format(root=""),
        "503.html": PAGE.format(root="/"),
        "404.html": PAGE.format(root="/"),
        "deep/er/index.html": PAGE.format(root="../../")
        + '<i data-src="../../assets/data.3333cccc.json"></i><script src="../../assets/a.js"></script>',
        "assets/styles/page.1111aaaa.css": 'p{background:url("../images/dot.4444dddd.svg")}',
        "assets/images/dot.4444dddd.svg": "<svg/>",
        "assets/offline/register.2222bbbb.js": 'new URL("../../service-worker.js",import.meta.url)',
        "assets/data.3333cccc.json": "{}",
        "assets/a.js": 'const b = import("./b.js")',
        "assets/b.js": 'new Worker(new URL("./c.js", import.meta.url))',
        "assets/c.js": 'new URL("./runtime/manifest.js", import.meta.url)',
        "assets/runtime/manifest.js": "export default 1",
        "assets/runtime/LICENSE": "free",
        "search/pagefind-entry.json": "{}",
        "search/index/en_1.pf_index": "1",
        "service-worker.js": "work();\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def worker_of(site: Path) -> dict[str, Any]:
    offline.complete(site)
    line, _, rest = (site / offline.WORKER).read_text("utf-8").partition("\n")
    assert rest == "work();\n"
    data: dict[str, Any] = json.loads(line.removeprefix("self.SITE = ").removesuffix(";"))
    return data


def test_what_every_page_loads_is_the_core_and_the_rest_belongs_to_its_page(tmp_path: Path) -> None:
    worker = worker_of(small_site(tmp_path))
    assert worker["core"] == ["assets/images/dot.4444dddd.svg", "assets/offline/register.2222bbbb.js", "assets/styles/page.1111aaaa.css"]
    assert worker["brings"] == {"assets/a.js": ["assets/a.js", "assets/b.js", "assets/c.js"]}
    assert worker["later"] == ["assets/runtime/manifest.js"]
    assert worker["build"] == "register.2222bbbb.js"


@pytest.mark.parametrize(
    "html",
    [
        '<a href=assets/a.js srcset="assets/b.png 1x, ../assets/c.png?d 2x">assets/</a>',
        "u=https://a.example/assets/b=c&d/assets/e&assets/#f",
        "assets/assets/a\u00a0x=assets/b(assets/c)",
        "no such name",
    ],
)
def test_names_are_found_as_by_looking_at_all_of_a_page(html: str) -> None:
    assert list(offline._references_in(html)) == offline.IN_PAGES.findall(html)


def test_of_all_elements_a_page_needs_those_that_come_to_be_in_it(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    loaders = "".join(
        f"['{name}', async () => (await import('../{name}.js')).It],"
        for name in ("reflect-exercise", "rank-list", "review-session", "due-today")
    )
    (site / "assets" / "page").mkdir()
    (site / "assets" / "page" / "elements.5555eeee.js").write_text(
        f"import {{ it }} from '../for-all.js'; const ELEMENTS = [{loaders}];", "utf-8"
    )
    for name in ("reflect-exercise", "rank-list", "review-session", "due-today", "for-all"):
        (site / "assets" / f"{name}.js").write_text("export class It {}", "utf-8")
    script = PAGE.format(root="") + '<script src="assets/page/elements.5555eeee.js"></script>'
    for page, element in (("index", "due-today"), ("review", "review-session"), ("503", "p"), ("note", "reflect-exercise")):
        (site / f"{page}.html").write_text(f"{script}<{element}></{element}>", "utf-8")
    worker = worker_of(site)
    brings = worker["brings"]
    assert "assets/for-all.js" in worker["core"]
    assert [brings[tag] for tag in ("<due-today", "<reflect-exercise")] == [["assets/due-today.js"], ["assets/reflect-exercise.js"]]
    assert brings["<review-session"] == ["assets/rank-list.js", "assets/reflect-exercise.js", "assets/review-session.js"]


def test_the_worker_does_not_grow_with_the_pages(tmp_path: Path) -> None:
    written = []
    for count in (1, 9):
        site = small_site(tmp_path / str(count))
        for number in range(count):
            page = PAGE.format(root="") + f'<i data-src="assets/{number}.1111aaaa.json"></i><script src="assets/a.js"></script>'
            (site / f"{number}.html").write_text(page, "utf-8")
            (site / "assets" / f"{number}.1111aaaa.json").write_text("{}", "utf-8")
        offline.complete(site)
        written.append((site / offline.WORKER).read_text("utf-8"))
    assert written[0] == written[1]


def test_the_list_has_what_a_file_of_data_names_as_its_parts(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    (site / "assets" / "data.3333cccc.json").write_text('{"parts": ["2026.4444dddd.json"]}', "utf-8")
    (site / "assets" / "2026.4444dddd.json").write_text("{}", "utf-8")
    offline.complete(site)
    files = json.loads((site / offline.LIST).read_text("utf-8"))["files"]
    assert "assets/2026.4444dddd.json" in [file["path"] for file in files]


def test_the_list_has_the_pieces_of_the_index_and_its_entry_as_it_is(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    offline.complete(site)
    files = {file["path"]: file for file in json.loads((site / offline.LIST).read_text("utf-8"))["files"]}
    assert "hash" in files["search/pagefind-entry.json"]
    assert "hash" not in files["search/index/en_1.pf_index"]


def test_the_list_has_every_page_but_the_one_for_lost_addresses(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    offline.complete(site)
    files = json.loads((site / offline.LIST).read_text("utf-8"))["files"]
    assert [file["path"] for file in files if "hash" in file] == ["503.html", "deep/er/", "", "search/pagefind-entry.json"]
    assert "assets/runtime/LICENSE" not in [file["path"] for file in files]


@pytest.mark.parametrize("changed", ["page.css", "b.js"])
def test_a_change_in_a_shared_file_signs_anew(changed: str, tmp_path: Path) -> None:
    signed = []
    for folder, text in ((tmp_path / "one", "a"), (tmp_path / "two", "b")):
        (folder / "assets" / "offline").mkdir(parents=True)
        (folder / f"{REGISTER}.js").write_text("register();", "utf-8")
        (folder / "assets" / changed).write_text(text, "utf-8")
        offline.sign(folder)
        signed.append((folder / f"{REGISTER}.js").read_text("utf-8"))
    assert signed[0] != signed[1]
    assert all(text.startswith("register();\n//") for text in signed)


def test_a_change_in_a_page_alone_signs_the_same(tmp_path: Path) -> None:
    signed = []
    for text in ("one", "two"):
        site = tmp_path / text
        (site / "assets" / "offline").mkdir(parents=True)
        (site / f"{REGISTER}.js").write_text("register();", "utf-8")
        (site / "index.html").write_text(text, "utf-8")
        (site / "assets" / "catalogue.json").write_text(text, "utf-8")
        offline.sign(site)
        signed.append((site / f"{REGISTER}.js").read_text("utf-8"))
    assert signed[0] == signed[1]


def test_every_listed_file_is_there_once_and_of_its_size(listed: dict[str, Any], built_site: Path) -> None:
    paths = [file["path"] for file in listed["files"]]
    assert len(paths) == len(set(paths))
    for file in listed["files"]:
        path = built_site / file["path"]
        path = path / "index.html" if path.is_dir() else path
        assert path.stat().st_size == file["bytes"], file["path"]


def test_the_list_has_every_asset_that_pages_name_but_cards_for_other_sites(listed: dict[str, Any], built_site: Path) -> None:
    paths = {file["path"] for file in listed["files"]}
    for page in built_site.rglob("*.html"):
        if page.name != "404.html":
            named = re.findall(r"assets/[\w./-]+\.[0-9a-f]{8}\.[\w.]+", page.read_text("utf-8"))
            assert {name for name in named if not name.startswith(FOLDER)} <= paths, page


def test_the_list_has_all_of_the_runtime(listed: dict[str, Any], built_site: Path) -> None:
    there = {path.relative_to(built_site).as_posix() for path in (built_site / "assets" / "runtime").iterdir()}
    assert there <= {file["path"] for file in listed["files"]}


def test_neither_maps_nor_licences_are_kept(listed: dict[str, Any]) -> None:
    assert [file for file in listed["files"] if "sitemap" in file["path"] or "LICENSE" in file["path"]] == []


def test_the_page_for_what_is_not_kept_needs_nothing_beyond_the_core(known_to_worker: dict[str, Any], built_site: Path) -> None:
    page = (built_site / offline.FALLBACK).read_text("utf-8")
    assert not [mark for mark in known_to_worker["brings"] if mark in page]
    assert "assets/runtime/" not in "".join(known_to_worker["core"])


def test_the_worker_and_the_list_are_of_one_build(known_to_worker: dict[str, Any], listed: dict[str, Any]) -> None:
    assert known_to_worker["build"] == listed["build"]
    assert re.fullmatch(r"register\.[0-9a-f]{8}\.js", listed["build"])


def test_the_manifest_says_what_installing_needs(manifest: dict[str, Any]) -> None:
    assert manifest["name"] == "How We Help"
    assert (manifest["start_url"], manifest["scope"], manifest["id"]) == ("../../", "../../", "/")
    assert manifest["display"] == "standalone"


def test_icons_have_the_sizes_that_the_manifest_states(manifest: dict[str, Any], built_site: Path) -> None:
    stated = [(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]]
    assert stated == [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")]
    for icon in manifest["icons"]:
        drawn = (built_site / "assets" / "offline" / icon["src"]).read_bytes()
        assert drawn.startswith(b"\x89PNG")
        assert "x".join(map(str, struct.unpack(">II", drawn[16:24]))) == icon["sizes"]


def test_every_page_names_the_manifest_the_icon_and_both_papers(built_site: Path) -> None:
    light, dark = re.findall(r"--paper: light-dark\((#\w+), (#\w+)\)", (ROOT / "overrides/assets/styles/tokens.css").read_text("utf-8"))[0]
    page = (built_site / "about" / "index.html").read_text("utf-8")
    assert re.search(r'<link rel="manifest" href="\.\./assets/offline/manifest\.\w{8}\.webmanifest">', page)
    assert re.search(r'<link rel="apple-touch-icon" href="\.\./assets/offline/icon-180\.\w{8}\.png">', page)
    assert f'<meta name="theme-color" content="{light}" media="(prefers-color-scheme: light)">' in page
    assert f'<meta name="theme-color" content="{dark}" media="(prefers-color-scheme: dark)">' in page


def test_an_icon_is_the_same_each_time(built_site: Path) -> None:
    mark = (ROOT / "overrides/assets/images/mark.svg").read_text("utf-8")
    assert install.icon(mark, "#ffffff", 192, 0.8) == install.icon(mark, "#ffffff", 192, 0.8)
