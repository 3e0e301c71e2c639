"""Every page gets the same policy first in its head, and what the policy would stop ends the build."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from press import policy

PAGE = '<!doctype html>\n<html lang="en">\n  <head>\n<meta charset="utf-8"><title>A page</title></head><body>{}</body></html>'
META = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "


def written(site: Path, **bodies: str) -> Path:
    for name, body in bodies.items():
        (site / name).mkdir()
        (site / name / "index.html").write_text(PAGE.format(body), "utf-8")
    return site


def test_the_policy_stands_first_in_each_head_and_is_the_same(tmp_path: Path) -> None:
    policy.write(written(tmp_path, one="<p>One", two='<p>Two <script src="../assets/a.js"></script>'))
    heads = {page.read_text("utf-8").partition("<head>")[2].partition("\n")[0] for page in tmp_path.rglob("*.html")}
    assert len(heads) == 1
    assert (tmp_path / "one" / "index.html").read_text("utf-8").partition("\n  ")[2].startswith(META)


@pytest.mark.parametrize("directives", [policy.IN_PAGES, policy.IN_HEADERS])
def test_nothing_is_allowed_that_is_not_the_site_s_own(directives: dict[str, str]) -> None:
    assert directives["default-src"] == "'none'"
    values = {value for name, values in directives.items() for value in values.split() if name.endswith("-src")}
    assert values == {"'none'", "'self'", "'wasm-unsafe-eval'"}


@pytest.mark.parametrize(
    "body",
    [
        '<p>On click= and style= and javascript: are words here: "onload=1".',
        '<img alt="a script: style=plain onload=never" src="../a.png">',
        "<code>&lt;script&gt;alert(1)&lt;/script&gt;</code>",
        '<script type="application/json">{"a": 1}</script><script id="x" type="application/ld+json">{}</script>',
        '<a href="mailto:a@b.example">a</a><a href="../javascript:x">b</a>',
        "<!-- <script>alert(1)</script> -->",
    ],
)
def test_words_data_and_addresses_are_no_scripts(body: str, tmp_path: Path) -> None:
    policy.write(written(tmp_path, page=body))


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<SCRIPT type='module'>alert(1)</SCRIPT>", "<script>"),
        ("<style>p { color: red }</style>", "<style>"),
        ('<p style="color: red">', "style= of <p>"),
        ("<svg/onload=alert(1)>", "onload= of <svg>"),
        ('<img src="x"onerror="alert(1)">', "onerror= of <img>"),
        ('<iframe srcdoc="<p>">', "srcdoc= of <iframe>"),
        ('<a href="java&#10;script:alert(1)">', "'java\\nscript:alert(1)' of <a>"),
        ('<a href=" &#x6a;avascript:alert(1)">', "' javascript:alert(1)' of <a>"),
        ('<img src="data:image/svg+xml,x">', "'data:image/svg+xml,x' of <img>"),
    ],
)
def test_what_the_policy_stops_ends_the_build_and_is_named(body: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="the policy of the pages stops") as raised:
        policy.write(written(tmp_path, page=body, sound="<p>Sound"))
    assert str(raised.value).split("\n")[1:] == [f"page/index.html: {what}"]
