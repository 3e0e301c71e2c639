"""How long from asking to the reflection, once Python is ready."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tests.browser.server import serving
from tests.browser.small_site import make_site

from benchmarks.browsing import returning_reader
from benchmarks.table import Row, Sample

AIM_MS = 50
ROUNDS = 5
CASES = Path(__file__).resolve().parents[1] / "tests" / "cases.json"

ASK = """async ([requests, rounds]) => {
  const { runtime } = await import('/assets/exercises/client.js');
  await runtime.start();
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const { definition, answers } of requests) {
      const start = performance.now();
      await runtime.reflect(definition, answers);
      times.push(performance.now() - start);
    }
  }
  return times;
}"""


def rows() -> list[Row]:
    """Measure the round trip from the page to Python and back with real definitions and answers."""
    sample = _round_trips()
    return [
        Row("Reflection: page to Python and back", sample.value, sample.spread, "", f"under {AIM_MS} ms", sample.median_ms < AIM_MS),
        # The row from the press of "Reflect" to the paint belongs here, measured on a note of the built site.
    ]


def _round_trips() -> Sample:
    cases = json.loads(CASES.read_text("utf-8"))
    requests = [json.loads(case["request"]) for case in cases if "reflection" in json.loads(case["reply"])]
    with tempfile.TemporaryDirectory() as temporary:
        site = make_site(Path(temporary) / "site")
        with serving(site) as server, returning_reader() as page:
            page.goto(server.url)
            return Sample(tuple(page.evaluate(ASK, [requests, ROUNDS])))
