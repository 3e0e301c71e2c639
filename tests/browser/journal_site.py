"""A page with nothing on it but the journal's scripts, for tests of what is kept and how."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from press.packages import bundle_libraries
from press.runtime.tools import OVERRIDES, PROJECT

PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Journal</title>'
WITH_STORE = "async (given) => {{ const {{ store, Store }} = await import('/assets/journal/store.js'); {body} }}"


def make_journal_site(folder: Path) -> Path:
    """Fill the folder with an empty page and the scripts of the journal, and return it."""
    for name in ("journal", "packages"):
        shutil.copytree(OVERRIDES / "assets" / name, folder / "assets" / name)
    bundle_libraries(PROJECT, folder / "assets" / "packages")
    (folder / "index.html").write_text(PAGE, "utf-8")
    return folder


def with_store(page: Page, body: str, given: Any = None) -> Any:
    """Run the body of a script that has `store`, `Store` and `given`, and return what it returns."""
    return page.evaluate(WITH_STORE.format(body=body), given)


def answer(page: Page, text: str, exercise: str = "note/one") -> Any:
    """Add an answer to the log; return its record and whether it is kept."""
    given: dict[str, Any] = {"type": "answered", "exercise": exercise, "revision": "r", "kind": "prompt", "title": "One"}
    given |= {"answers": {"q": text}, "words": [{"question": "Which?", "answer": text}]}
    return with_store(page, "return store.append(given);", given)


def answers(page: Page) -> list[str]:
    """Return what the log says was answered, oldest first."""
    said: list[str] = with_store(page, "return (await store.log()).entries.map((entry) => entry.answers.q);")
    return said


def everything_stored(page: Page) -> str:
    """Return all text that is anywhere in the page's storage, bytes read as UTF-8 and as UTF-16."""
    text: str = page.evaluate("""async () => {
      const found = [];
      const read = (value) => {
        if (typeof value === 'string') found.push(value);
        else if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
          const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
          found.push(...['utf-8', 'utf-16le', 'utf-16be'].map((code) => new TextDecoder(code).decode(bytes)));
        } else if (value && typeof value === 'object') Object.entries(value).forEach(([name, one]) => { found.push(name); read(one); });
      };
      for (const { name } of await indexedDB.databases()) {
        if (name === 'how-we-help-filling') continue; // chance, in which any short word turns up
        const opening = indexedDB.open(name);
        const database = await new Promise((resolve, reject) => {
          opening.onsuccess = () => resolve(opening.result); opening.onerror = () => reject(opening.error);
        });
        for (const store of database.objectStoreNames) {
          const content = database.transaction(store).objectStore(store);
          for (const request of [content.getAll(), content.getAllKeys()]) {
            read(await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); }));
          }
        }
        database.close();
      }
      for (const storage of [localStorage, sessionStorage]) read({ ...storage });
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) { read(request.url); read(await (await cache.match(request)).arrayBuffer()); }
      }
      return found.join('\\n');
    }""")
    return text
