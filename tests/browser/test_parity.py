"""One engine, two places: in the worker's Pyodide it replies byte for byte what it replies under CPython."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reflect.wire import reply
from tests.browser.conftest import OpenPage
from tests.browser.server import serving
from tests.browser.small_site import make_site

CASES = json.loads((Path(__file__).parents[1] / "cases.json").read_text("utf-8"))

ASK = """async ([plain, requests]) => {
  const worker = new Worker('/assets/exercises/worker.js', { type: 'module' });
  const replies = [];
  const all = new Promise((resolve, reject) => {
    worker.onmessage = ({ data: message }) => {
      if (message.type === 'failed') reject(new Error(message.message));
      if (message.type === 'replied') replies[message.id] = message.reply;
      if (message.type === 'replied' && Object.keys(replies).length === requests.length) resolve(replies);
    };
  });
  worker.postMessage({ type: 'start', plain });
  requests.forEach((request, id) => worker.postMessage({ type: 'reflect', id, request }));
  return await all;
}"""


@pytest.mark.parametrize("plain", [False, True], ids=["from the snapshot", "from the wheels"])
def test_replies_are_the_same_in_browser_and_build(plain: bool, tmp_path: Path, open_page: OpenPage) -> None:
    requests = [case["request"] for case in CASES]
    with serving(make_site(tmp_path / "site")) as server:
        replies = open_page(server.url).evaluate(ASK, [plain, requests])
    assert dict(zip((case["name"] for case in CASES), replies, strict=True)) == {case["name"]: reply(case["request"]) for case in CASES}
