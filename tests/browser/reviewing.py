"""Readers with something to come back to: answers given on a day, and the page of review on a later one."""

from __future__ import annotations

import datetime
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.server import StaticServer

RECALL = "co-regulation/what-the-note-says"
CHECK_IN = "independence-vs-interdependence/how-are-we"
THE_ASK = "independence-vs-interdependence/the-ask"
HARD = "Sleeping badly, and not saying so"
ALL_REMEMBERED = {"hands": True, "odds": True, "direction": True}
DAY = datetime.datetime(2026, 11, 23, 8, 12, tzinfo=datetime.UTC)


class Reader:
    """A page of the real site with a clock that can be set."""

    def __init__(self, server: StaticServer, open_page: OpenPage, **options: Any) -> None:
        self._server = server
        # The clock goes in while no script runs: one that had set a timer by the old clock could not take it back.
        self.page = open_page(f"{server.url}/robots.txt", **({"timezone_id": "UTC"} | options))
        self.set_clock(0)
        self.go("/about/")

    def set_clock(self, days: float, hours: float = 0) -> None:
        """Set the clock to so long after the day on which everything is answered."""
        self.page.clock.set_system_time(DAY + datetime.timedelta(days=days, hours=hours))

    def store(self, body: str, given: Any = None) -> Any:
        """Run the body of a script that has the page's own `store` and `given`, and return what it returns."""
        (module,) = (self._server.folder / "assets" / "journal").glob("store.*.js")
        return self.page.evaluate(
            f"async (given) => {{ const {{ store }} = await import('/assets/journal/{module.name}'); {body} }}", given
        )

    def answer(self, exercise: str, answers: dict[str, str], remembered: dict[str, bool] | None = None) -> None:
        """Answer an exercise, and have it reflected on when it says what was remembered."""
        words = [{"question": name, "answer": answer or "Skipped"} for name, answer in answers.items()]
        record = {"type": "answered", "exercise": exercise, "revision": "r", "kind": "prompt", "title": "One", "answers": answers}
        reflected: dict[str, Any] = {"type": "reflected", "blocks": [], "changes": [], "remembered": remembered}
        body = """const { record } = await store.append(given.record);
          if (given.reflected.remembered) await store.append({ ...given.reflected, entry: record.id });"""
        self.store(body, {"record": record | {"words": words}, "reflected": reflected})

    def recall(self, remembered: dict[str, bool] | None = None, exercise: str = RECALL) -> None:
        self.answer(exercise, {"odds": "fifty"}, ALL_REMEMBERED if remembered is None else remembered)

    def reviews(self) -> list[dict[str, Any]]:
        """What the log holds of reviews."""
        found: list[dict[str, Any]] = self.store("return (await store.log()).reviews;")
        return found

    def go(self, path: str) -> Page:
        self.page.goto(f"{self._server.url}{path}")
        return self.page
