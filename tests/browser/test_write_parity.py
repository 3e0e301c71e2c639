"""One Python, two places: what the writing desk answers in the worker's Pyodide is byte for byte what it answers under CPython."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from press.desk.wire import Room
from press.runtime import Inputs, bundle, desk, share
from press.runtime.tools import OVERRIDES
from tests.browser.conftest import OpenPage
from tests.browser.server import serving
from tests.browser.small_site import CACHE, make_site
from tests.press.desk.desks import cases, shelf_of
from tests.tiny_project import TODAY, TinyProject

ASK = """async ([plain, requests]) => {
  const { Session } = await import('/assets/exercises/session.js');
  const worker = new URL('/assets/write/worker.js', location.href);
  const session = new Session(worker, plain, { startMs: 60000, replyMs: 60000 }, () => {});
  await session.started;
  const replies = [];
  for (const request of requests) replies.push(await session.ask(request));
  session.end();
  return replies;
}"""


@pytest.mark.parametrize("plain", [False, True], ids=["from the snapshot", "from the wheels"])
def test_the_desk_answers_the_same_in_browser_and_build(plain: bool, tmp_path: Path, open_page: OpenPage) -> None:
    site = make_site(tmp_path / "site")
    bundle(site / "assets" / "write" / "runtime", CACHE, cargo=desk(Inputs()))
    share(site / "assets" / "write" / "runtime", site / "assets" / "runtime")
    shutil.copy(OVERRIDES / "assets" / "write" / "worker.js", site / "assets" / "write")
    shelf = shelf_of(TinyProject.made(tmp_path / "project"), tmp_path)
    drafts = [{"draft": case.draft, "details": {}, "today": TODAY.isoformat()} for case in cases(tmp_path / "cases")]
    titles = [{"begin": title, "today": TODAY.isoformat()} for title in ("On apology", "Über Ärger", "Сказка", "!")]
    requests = [json.dumps(one) for one in ({"shelf": shelf}, *drafts, *titles, {"draft": {}}, {"shelf": {}})]
    room = Room(tmp_path / "room")
    with serving(site) as server:
        replies = open_page(server.url).evaluate(ASK, [plain, requests])
    assert replies == [room.reply(request) for request in requests]
