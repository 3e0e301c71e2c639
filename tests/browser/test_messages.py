"""Whatever the worker is told, it answers what it can and goes on; nothing that it is told runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.server import StaticServer, serving
from tests.browser.small_site import make_site
from tests.browser.test_runtime import REFLECTED

TALK = """async ([odd, request]) => {
  const worker = new Worker('/assets/exercises/worker.js', { type: 'module' });
  const heard = [];
  const said = (type, id) => new Promise((resolve) => {
    const hear = ({ data }) => {
      if (data.type !== type || data.id !== id) return;
      worker.removeEventListener('message', hear);
      resolve(data);
    };
    worker.addEventListener('message', hear);
  });
  worker.addEventListener('message', ({ data }) => { if (data.type !== 'progress') heard.push(data); });
  const all = [...odd, undefined, 1n, new Date(0), new Map([['type', 'start']]), new Uint8Array(9), [{ type: 'start' }]];
  for (const one of all) worker.postMessage(one);
  worker.postMessage({ type: 'start', plain: false });
  await said('ready', undefined);
  for (const one of all) worker.postMessage(one);
  worker.postMessage({ type: 'reflect', id: 7, request });
  const { reply } = await said('replied', 7);
  worker.terminate();
  return { reply, types: [...new Set(heard.map(({ type }) => type))].sort(), ran: globalThis.ran ?? null };
}"""
ODD: list[Any] = [
    None, 0, "start", [], {}, {"type": None}, {"type": "evaluate", "code": "globalThis.ran = 1"}, {"type": "__proto__"}, {"type": "reflect"},
    {"type": "reflect", "id": "x", "request": None}, {"type": "reflect", "id": -1, "request": 5}, {"type": "reflect", "id": 1, "request": "{"},
    {"type": "reflect", "id": 2, "request": {"definition": {}}}, {"type": "reflect", "id": 3, "request": "[" * 100_000},
    {"type": "reflect", "id": 4, "request": '"__import__(\'os\').system(\'x\')"'}, {"type": "reflect", "id": {"a": []}, "request": "NaN"},
    {"type": "reflect", "id": 5, "request": '{"reviews": {"0": 1}, "now": []}'}, {"type": "reflect", "id": 6, "request": "\x00"},
]  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaticServer]:
    with serving(make_site(tmp_path_factory.mktemp("messages") / "site")) as server:
        yield server


def test_a_worker_that_was_told_nonsense_starts_and_reflects_all_the_same(server: StaticServer, open_page: OpenPage) -> None:
    talked = open_page(server.url, expects_errors=True).evaluate(TALK, [ODD, REFLECTED[0]["request"]])
    assert json.loads(talked["reply"]) == json.loads(REFLECTED[0]["reply"])
    assert talked["types"] == ["failed", "ready", "replied"]
    assert talked["ran"] is None
