"""Our own HTML passes Markdown as it is."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest

from press.markup import kept_as_it_is, mend

FORM = '<section id="a" data-definition="{&quot;text&quot;: &quot;&lt;b&gt;&quot;}">\n<p>*as it is*  </p>\n<h2>1. It</h2>\n</section>'


def test_html_comes_through_markdown_and_the_end_of_a_build_as_it_was(tmp_path: Path) -> None:
    text = f"# Title\n\nBefore.\n\n{kept_as_it_is(FORM)}\n\n*After.*\n"
    page = tmp_path / "index.html"
    page.write_text(markdown.markdown(text, extensions=["md_in_html", "attr_list", "smarty", "toc"]), "utf-8")
    mend(tmp_path)
    before, after = page.read_text("utf-8").split(FORM)
    assert before == '<h1 id="title">Title</h1>\n<p>Before.</p>\n'
    assert after.strip() == "<p><em>After.</em></p>"


@pytest.mark.parametrize("html", ["<p></script></p>", "<script>1</script>"])
def test_html_that_ends_a_script_goes_through_markdown(html: str) -> None:
    assert kept_as_it_is(html) == html
