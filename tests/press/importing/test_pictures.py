"""A picture that cannot be brought along is said with what makes the note show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.folders import Folders
from press.importing.command import import_file
from tests.press.importing.corpus import project_in
from tests.tiny_project import TODAY

PROSE = "A key that hangs by the door is lent more often than one that lies in a drawer, and it comes back sooner as well."


@pytest.mark.parametrize(
    ("picture", "says"),
    [
        (
            "![A key](key.png)",
            "the picture 'key.png' is not there, and its alternative text stands in its place; "
            "save it as docs/notes/posts/on-keys/key.png, and write ![what it shows](on-keys/key.png) where it belongs",
        ),
        (
            "![](rooms/Two%20Keys.JPG)",
            "the picture 'rooms/Two%20Keys.JPG' is not there, and nothing stands in its place; "
            "save it as docs/notes/posts/on-keys/two-keys.jpg, and write ![what it shows](on-keys/two-keys.jpg) where it belongs",
        ),
        (
            "![A ring](ring.tif)",
            "the picture 'ring.tif' is in a format that browsers do not show, and its alternative text stands in its place; "
            "save it as docs/notes/posts/on-keys/ring.png, and write ![what it shows](on-keys/ring.png) where it belongs",
        ),
        (
            "![A ring](ring.svg)",
            "the picture 'ring.svg' is not there, and its alternative text stands in its place; "
            "save it as docs/notes/posts/on-keys/ring.svg, and write ![what it shows](on-keys/ring.svg) where it belongs",
        ),
        (
            "![A ring](running.svg)",
            "the picture 'running.svg' holds a script, and its alternative text stands in its place; "
            "save it as docs/notes/posts/on-keys/running.png, and write ![what it shows](on-keys/running.png) where it belongs",
        ),
        (
            "![A ring](data:image/png;base64,AAAA)",
            "save it as docs/notes/posts/on-keys/picture.png, and write ![what it shows](on-keys/picture.png) where it belongs",
        ),
    ],
    ids=["missing", "missing, without words", "in another format", "a missing drawing", "a drawing that runs", "inside the page"],
)
def test_a_picture_that_cannot_come_along_is_said_with_its_mend(picture: str, says: str, tmp_path: Path) -> None:
    project = project_in(tmp_path / "project")
    (tmp_path / "ring.tif").write_bytes(b"II*\0 and so on")
    (tmp_path / "running.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    (tmp_path / "essay.md").write_text(f"# On Keys\n\n{PROSE}\n\n{picture}\n", encoding="utf-8")
    said = import_file(tmp_path / "essay.md", Folders(project.root), TODAY)
    assert says in said.text, said.text
    assert said.is_in_order, said.text


@pytest.mark.parametrize(
    "drawing",
    [
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '\ufeff<?xml version="1.0"?>\n<!-- drawn -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">\n<svg/>',
    ],
    ids=["bare", "with all that may stand before it"],
)
def test_a_drawing_comes_along(drawing: str, tmp_path: Path) -> None:
    project = project_in(tmp_path / "project")
    (tmp_path / "ring.svg").write_text(drawing, encoding="utf-8")
    (tmp_path / "essay.md").write_text(f"# On Keys\n\n{PROSE}\n\n![A ring](ring.svg)\n", encoding="utf-8")
    said = import_file(tmp_path / "essay.md", Folders(project.root), TODAY)
    assert said.is_in_order, said.text
    assert (project.root / "docs/notes/posts/on-keys/ring.svg").read_text(encoding="utf-8") == drawing
    assert "![A ring](on-keys/ring.svg)" in (project.root / "docs/notes/posts/on-keys.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "inner",
    [
        "<script/>",
        "<svg:script/>",
        '<g onload="1"/>',
        "<g\nonload = '1'/>",
        '<a href="java&#115;cript:1"/>',
        "<foreignObject><p/></foreignObject>",
        '<!DOCTYPE svg [<!ENTITY x "1">]>',
    ],
)
def test_a_drawing_in_which_something_would_run_does_not(inner: str, tmp_path: Path) -> None:
    project = project_in(tmp_path / "project")
    whole = f"{inner}<svg/>" if inner.startswith("<!") else f"<svg>{inner}</svg>"
    (tmp_path / "ring.svg").write_text(whole, encoding="utf-8")
    (tmp_path / "essay.md").write_text(f"# On Keys\n\n{PROSE}\n\n![A ring](ring.svg)\n", encoding="utf-8")
    import_file(tmp_path / "essay.md", Folders(project.root), TODAY)
    assert not [*project.root.rglob("*.svg")]
