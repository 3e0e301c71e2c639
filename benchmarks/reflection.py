"""How long from asking to the reflection, once Python is ready."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from benchmarks.browsing import returning_reader
from benchmarks.table import Row, Sample
from tests.browser.server import serving
from tests.browser.small_site import make_site

AIM_MS = 50
NOTE = "/notes/independence-vs-interdependence/"
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


# From the press of the button to the frame after the one that drew the reflection.
PRESS = """async (rounds) => {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const sheet of document.querySelectorAll("reflect-exercise")) {
      const fields = [...sheet.querySelectorAll("input[type=radio]")];
      fields.forEach((field, at) => { if ((at + round) % 3 === 0) field.checked = true; });
      const drawn = new Promise((resolve) => {
        sheet.addEventListener("reflected", () => requestAnimationFrame(() => setTimeout(resolve)), { once: true });
      });
      const start = performance.now();
      sheet.querySelector(".exercise__reflect").click();
      await drawn;
      times.push(performance.now() - start);
    }
  }
  return times;
}"""


def rows(site: Path) -> list[Row]:
    """Measure, on the built site, from the press of "Reflect" to the paint, and the round trip to Python alone."""
    pressed, sample = _presses(site), _round_trips()
    return [
        Row("Reflection: Reflect pressed to painted", pressed.value, pressed.spread, "", f"under {AIM_MS} ms", pressed.median_ms < AIM_MS),
        Row("Reflection: page to Python and back", sample.value, sample.spread, "", f"under {AIM_MS} ms", sample.median_ms < AIM_MS),
    ]


def _presses(site: Path) -> Sample:
    with serving(site) as server, returning_reader() as page:
        page.goto(f"{server.url}{NOTE}")
        page.locator("reflect-exercise input").first.focus()
        page.locator("reflect-exercise[state=ready]").wait_for()
        page.evaluate(PRESS, 1)
        return Sample(tuple(page.evaluate(PRESS, ROUNDS)))


def _round_trips() -> Sample:
    cases = json.loads(CASES.read_text("utf-8"))
    requests = [json.loads(case["request"]) for case in cases if "reflection" in json.loads(case["reply"])]
    with tempfile.TemporaryDirectory() as temporary:
        site = make_site(Path(temporary) / "site")
        with serving(site) as server, returning_reader() as page:
            page.goto(server.url)
            return Sample(tuple(page.evaluate(ASK, [requests, ROUNDS])))
