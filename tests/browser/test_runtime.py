"""The runtime in a real browser: starting, failing, and starting again."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from press.runtime.plain import put_plain
from tests.browser.conftest import OpenPage
from tests.browser.server import Line, StaticServer, serving
from tests.browser.small_site import copy_site, file_of, make_site, probe_inputs

CASES = json.loads((Path(__file__).parents[1] / "cases.json").read_text("utf-8"))
# Half a character, as JavaScript may cut one, does not survive the way from a test to its page; test_parity has those.
HALF = "\\ud83c "
REFLECTED = [case for case in CASES if "reflection" in json.loads(case["reply"]) and HALF not in case["reply"]]

DROPS, DROP_S = 44, 0.5
SILENCE_MS = 12_000
"""Shorter than the drops take, and long enough for what comes after them on a busy machine."""

PROBE = """
import json
import random


def reply(request: str) -> str:
    numbers = [random.random() for _ in range(4)]
    return json.dumps({"reflection": {"blocks": [numbers, hash("text"), __import__("os").urandom(8).hex()]}})
"""

EDITED = """
import json


def reply(request: str) -> str:
    return json.dumps({"reflection": {"blocks": ["edited"]}})
"""

# Keeps every worker of the page that runs Python, so that a test can kill one.
KEEP_WORKERS = """() => {
  globalThis.workers = [];
  globalThis.Worker = class extends Worker {
    constructor(...parts) { super(...parts); if (parts[1]?.name === "reflect") globalThis.workers.push(this); }
  };
}"""
REFLECT = """async ([requests, limits]) => {
  const { RuntimeClient } = await import('/assets/exercises/client.js');
  globalThis.client ??= new RuntimeClient(limits);
  const ask = ({ definition, answers, earlier }) => globalThis.client.reflect(definition, answers, earlier ?? null);
  const replies = await Promise.allSettled(requests.map(ask));
  return replies.map(({ value, reason }) => value ?? { kind: reason.kind ?? String(reason), state: globalThis.client.state });
}"""


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("runtime") / "site")


@pytest.fixture
def site(small_site: Path, tmp_path: Path) -> Path:
    return copy_site(small_site, tmp_path / "site")


@pytest.fixture
def server(site: Path) -> Iterator[StaticServer]:
    with serving(site) as server:
        yield server


def reflect(page: Page, *cases: Any, **limits: int) -> list[Any]:
    """Return what the page's client gives for the cases, asked all at once: reflections, or kinds of failure."""
    replies: list[Any] = page.evaluate(REFLECT, [[json.loads(case["request"]) for case in cases], limits])
    return replies


def expected(*cases: Any) -> list[Any]:
    return [json.loads(case["reply"])["reflection"] for case in cases]


def test_answers_are_reflected(server: StaticServer, open_page: OpenPage) -> None:
    assert reflect(open_page(server.url), REFLECTED[0]) == expected(REFLECTED[0])


def test_requests_at_once_get_each_its_own_reply(server: StaticServer, open_page: OpenPage) -> None:
    assert reflect(open_page(server.url), *REFLECTED) == expected(*REFLECTED)


def test_nothing_of_the_runtime_is_requested_before_the_start(server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(server.url)
    page.evaluate("async () => { await import('/assets/exercises/client.js') }")
    page.wait_for_load_state("networkidle")
    assert not [path for path in server.requested if "runtime" in path or "worker" in path]


def test_a_start_from_the_snapshot_fetches_neither_library_nor_wheels(server: StaticServer, open_page: OpenPage) -> None:
    reflect(open_page(server.url), REFLECTED[0])
    assert not [path for path in server.requested if path.endswith((".zip", ".whl", ".json"))]


def test_progress_ends_with_every_byte(server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(server.url)
    steps = page.evaluate("""async () => {
      const { runtime } = await import('/assets/exercises/client.js');
      const steps = [];
      const states = [runtime.state];
      runtime.addEventListener('progress', (event) => steps.push(event.detail));
      runtime.addEventListener('statechange', () => states.push(runtime.state));
      await Promise.all([runtime.start(), runtime.start()]);
      return { first: steps[0], last: steps.at(-1), states };
    }""")
    assert steps["states"] == ["idle", "starting", "ready"]
    assert steps["first"]["step"]
    assert 0 < steps["first"]["loaded"] < steps["last"]["loaded"] <= steps["last"]["total"]


def test_without_its_snapshot_it_still_reflects(site: Path, server: StaticServer, open_page: OpenPage) -> None:
    file_of(site, "snapshot.*.gz").unlink()
    assert reflect(open_page(server.url, expects_errors=True), REFLECTED[0]) == expected(REFLECTED[0])


def test_a_preview_of_an_edited_engine_runs_it_before_a_snapshot_of_it_is_made(
    site: Path, server: StaticServer, tmp_path: Path, open_page: OpenPage
) -> None:
    runtime = site / "assets" / "runtime"
    kept = Path(shutil.copytree(runtime, tmp_path / "kept"))
    engine = probe_inputs(tmp_path / "edited", EDITED).engine
    put_plain(kept, engine, runtime)
    assert reflect(open_page(server.url), REFLECTED[0]) == [{"blocks": ["edited"]}]
    assert not [path for path in server.requested if "snapshot." in path and path.endswith(".gz")]


def test_without_the_worker_that_unzips_it_still_reflects(site: Path, server: StaticServer, open_page: OpenPage) -> None:
    (site / "assets" / "exercises" / "unzip.js").unlink()
    assert reflect(open_page(server.url, expects_errors=True), REFLECTED[0]) == expected(REFLECTED[0])
    assert any(path.endswith(".zip") for path in server.requested)


@pytest.mark.parametrize("damage", ["cut short", "another file"])
def test_with_a_damaged_snapshot_it_still_reflects(damage: str, site: Path, server: StaticServer, open_page: OpenPage) -> None:
    snapshot = file_of(site, "snapshot.*.gz")
    whole = snapshot.read_bytes()
    snapshot.unlink()
    snapshot.write_bytes(whole[: len(whole) // 2] if damage == "cut short" else b"not a snapshot")
    assert reflect(open_page(server.url), REFLECTED[0]) == expected(REFLECTED[0])


def test_without_the_webassembly_it_fails_and_a_later_try_succeeds(site: Path, server: StaticServer, open_page: OpenPage) -> None:
    wasm = file_of(site, "*.wasm")
    hidden = wasm.rename(site / "hidden")
    page = open_page(server.url, expects_errors=True)
    assert reflect(page, REFLECTED[0]) == [{"kind": "start", "state": "failed"}]
    hidden.rename(wasm)
    assert reflect(page, REFLECTED[0]) == expected(REFLECTED[0])


def test_a_request_that_hangs_ends_the_start(server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(server.url)
    page.context.route("**/*.wasm", lambda route: None)
    assert reflect(page, REFLECTED[0], startMs=1000) == [{"kind": "start", "state": "failed"}]


class TricklingLine(Line):
    """A line on which the file that fits a pattern begins to come in drops, each well before the page would give up."""

    def __init__(self, pattern: str, requested: list[str]) -> None:
        super().__init__(bits_per_s=1 << 30)
        self._pattern, self._requested = pattern, requested
        self._drops = DROPS

    def carry(self, count: int) -> None:
        with self._turn:
            if self._drops and any(fnmatch(path, self._pattern) for path in self._requested):
                self._drops -= 1
                time.sleep(DROP_S)
        super().carry(count)


@pytest.mark.parametrize("file", ["*.wasm", "*/pyodide.asm.*.js"])
def test_a_file_that_comes_in_drops_is_waited_for_beyond_the_limit_of_silence(file: str, site: Path, open_page: OpenPage) -> None:
    with serving(site) as server:
        server.line = TricklingLine(file, server.requested)
        assert reflect(open_page(server.url), REFLECTED[0], startMs=SILENCE_MS) == expected(REFLECTED[0])


def test_a_worker_that_died_is_replaced(server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(server.url)
    page.evaluate(KEEP_WORKERS)
    limits = {"replyMs": 3000}
    reflect(page, REFLECTED[0], **limits)
    page.evaluate("() => globalThis.workers.at(-1).terminate()")
    assert reflect(page, *REFLECTED[:2], **limits) == expected(*REFLECTED[:2])
    assert page.evaluate("() => globalThis.workers.length") == 2


def test_a_request_that_means_nothing_is_an_answer_failure(server: StaticServer, open_page: OpenPage) -> None:
    request = {"request": json.dumps({"definition": {}, "answers": {}})}
    assert reflect(open_page(server.url), request) == [{"kind": "answer", "state": "ready"}]


def test_chance_differs_between_starts(tmp_path: Path, open_page: OpenPage) -> None:
    site = make_site(tmp_path / "site", probe_inputs(tmp_path / "probe", PROBE))
    with serving(site) as server:
        (first,), (second,) = (reflect(open_page(server.url), REFLECTED[0]) for _ in range(2))
    numbers, text_hash, entropy = zip(first["blocks"], second["blocks"], strict=True)
    assert not set(numbers[0]) & set(numbers[1])
    assert entropy[0] != entropy[1]
    # The hash seed is part of every text in the snapshot: the same for everyone, in both ways of starting.
    assert text_hash[0] == text_hash[1]
