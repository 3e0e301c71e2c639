"""Pictures are drawn beside the build and by it, each once, and all are there at the end whatever became of the processes."""

from __future__ import annotations

import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from press import drawing
from press.card_text import read_faces
from press.drawing import Drawing
from tests.conftest import ROOT


def drawings(folder: Path, count: int) -> dict[Path, Drawing]:
    square = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="{}" height="9" fill="#123456"/></svg>'
    return {folder / f"{number}.png": (square.format(number % 9 + 1), ()) for number in range(count)}


def test_processes_beside_the_build_draw_all_but_what_it_draws_itself(tmp_path: Path) -> None:
    asked = drawings(tmp_path, 40)
    processes = drawing.begin(asked, processors=3)
    assert len(processes) == 2
    assert [process.wait() for process in processes] == [0, 0]
    assert {path: path.read_bytes() for path in asked} == {path: drawing.png(*one) for path, one in asked.items()}


def test_a_process_that_died_leaves_its_pictures_to_the_build(tmp_path: Path) -> None:
    asked = drawings(tmp_path, 40)
    processes = drawing.begin(asked, processors=3)
    for process in processes:
        process.kill()
    drawing.end(asked, processes)
    assert all(path.read_bytes() == drawing.png(*one) for path, one in asked.items())
    assert sorted(path for path in tmp_path.iterdir() if path.suffix == ".png") == sorted(asked)


def test_no_process_is_left_when_all_is_drawn(tmp_path: Path) -> None:
    asked = drawings(tmp_path, 40)
    processes = drawing.begin(asked, processors=2)
    drawing.end(asked, processes)
    assert [process.returncode for process in processes] == [0]


@pytest.mark.parametrize(("count", "processors"), [(40, 1), (drawing.FEW, 4), (0, 4)])
def test_one_processor_or_a_few_pictures_need_no_process(tmp_path: Path, count: int, processors: int) -> None:
    assert drawing.begin(drawings(tmp_path, count), processors) == []


def test_what_was_drawn_before_is_not_drawn_again(tmp_path: Path) -> None:
    asked = drawings(tmp_path, 40)
    for path in asked:
        path.write_bytes(b"drawn before")
    assert drawing.begin(asked, processors=2) == []
    drawing.end(asked, [])
    assert {path.read_bytes() for path in asked} == {b"drawn before"}


@pytest.mark.parametrize(("width", "height"), [(1, 1), (180, 180), (192, 7), (1200, 630)])
def test_a_picture_has_the_size_that_its_drawing_gives_itself(width: int, height: int) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width / 4} {height / 4}"/>'
    assert struct.unpack(">II", drawing.png(svg, ())[16:24]) == (width, height)


def test_text_is_set_in_the_faces_that_are_given_and_in_no_others() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">{}</svg>'
    text = '<text y="20" font-family="Card latin, Libertinus Serif, DejaVu Sans, serif">shown</text>'
    latin, empty = read_faces(ROOT / "build" / "cards").files_of('font-family="Card latin"'), drawing.png(svg.format(""), ())
    assert drawing.png(svg.format(text), ()) == empty
    assert drawing.png(svg.format(text), latin) != empty


def test_a_process_ends_with_the_build_that_asked_for_it(tmp_path: Path) -> None:
    """The build is killed at once here; of what the process was to draw hardly anything is drawn a moment later."""
    build = (
        "import sys; from pathlib import Path; from press import drawing; from tests.press.test_drawing import drawings\n"
        "asked = {path: (svg.replace('9', '4000'), faces) for path, (svg, faces) in drawings(Path(sys.argv[1]), 200).items()}\n"
        "print(drawing.begin(asked, processors=2)[0].pid, flush=True)"
    )
    done = subprocess.run([sys.executable, "-c", build, str(tmp_path)], capture_output=True, text=True, check=True)
    process = Path("/proc") / done.stdout.strip()
    if not Path("/proc/self").exists():
        pytest.skip("only where a process can be looked up under /proc")
    for _ in range(600):
        if not process.exists() or (process / "stat").read_text().split()[2] == "Z":
            break
        time.sleep(0.1)
    else:
        pytest.fail("the process goes on without its build")
    assert len(list(tmp_path.glob("*.png"))) < 200
