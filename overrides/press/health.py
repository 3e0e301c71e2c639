"""How outside addresses were when they were last asked for: docs/links.yml, which `make links` writes and the sources page shows."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ruamel.yaml import YAML

from press.folders import Folders
from reflect.problems import Problem, WritingError
from reflect.reading import Document, read_yaml

GONE = (404, 410)
NO_ANSWER = "no answer"
PATIENCE = datetime.timedelta(days=30)
"""How long a host that does not answer may have been away: its name server may have a bad day."""
FIELDS = ("archived", "last_seen_alive", "status")
HEAD = """\
# yaml-language-server: $schema=../schemas/links.json
# How outside addresses were when they were last asked for. `make links` writes this; keep it with the notes.

"""


@dataclass(frozen=True)
class Health:
    """What is known of an address: the day of its last good answer, its last answer, and where a copy is kept.

    `status` is the number of an HTTP answer, or in words why there was none; `asked` is the day of it, which the
    file does not hold: some address answers whenever all are asked, so it is the newest day of a good answer.
    """

    last_seen_alive: datetime.date | None = None
    status: int | str = ""
    archived: str = ""
    asked: datetime.date | None = field(default=None, compare=False)

    @property
    def is_gone(self) -> bool:
        """Whether what stood there is no longer there; a refusal or a slow answer says nothing about that, nor does one silence."""
        return self.status in GONE or (self.status == NO_ANSWER and self._is_long_silent)

    @property
    def _is_long_silent(self) -> bool:
        """Whether its last good answer was long ago when it was asked for; of one that never gave any, nobody knows."""
        return self.asked is not None and self.last_seen_alive is not None and self.asked - self.last_seen_alive > PATIENCE


def read_health(folders: Folders) -> tuple[dict[str, Health], list[Problem]]:
    """Return what is known of each address, nothing when there is no such file, and what is wrong with the file."""
    if not folders.links.exists():
        return {}, []
    try:
        document = read_yaml(folders.links.read_bytes(), folders.named(folders.links))
    except WritingError as error:
        return {}, list(error.problems)
    data = {} if document.data is None else document.data
    if not isinstance(data, dict):
        return {}, [document.problem((), "the file holds no addresses; remove it, and 'make links' writes it anew")]
    problems = [problem for address, fields in data.items() for problem in _problems(document, address, fields)]
    return {} if problems else _asked({address: _health(fields) for address, fields in data.items()}), problems


def written(health: Mapping[str, Health]) -> str:
    """Return the file's text for what is known, in the order of the addresses."""
    yaml = YAML()
    yaml.width = 1000
    text = io.StringIO()
    yaml.dump({address: _fields(one) for address, one in sorted(health.items())}, text)
    return HEAD + text.getvalue()


def _asked(health: dict[str, Health]) -> dict[str, Health]:
    newest = max((one.last_seen_alive for one in health.values() if one.last_seen_alive), default=None)
    return {address: replace(one, asked=newest) for address, one in health.items()}


def _fields(one: Health) -> dict[str, Any]:
    fields = {"last_seen_alive": one.last_seen_alive, "status": one.status, "archived": one.archived}
    return {name: value for name, value in fields.items() if value}


def _problems(document: Document, address: str, fields: Any) -> list[Problem]:
    if not isinstance(fields, dict) or not fields.keys() <= set(FIELDS):
        what = f"{fields!r} says nothing about an address; 'make links' writes {', '.join(FIELDS)} below each"
        return [document.problem((address,), what)]
    problems = []
    if not isinstance(fields.get("status", ""), int | str) or isinstance(fields.get("status"), bool):
        problems.append(document.problem((address, "status"), f"'status' is {fields['status']!r}, expected a number or words"))
    if not str(fields.get("archived", "https://")).startswith("https://"):
        problems.append(
            document.problem((address, "archived"), f"'archived' is {fields['archived']!r}, expected an address that starts with https://")
        )
    try:
        _health(fields)
        is_day = "last_seen_alive" not in fields or fields["last_seen_alive"]
    except ValueError:
        is_day = False
    if not is_day:
        what = f"'last_seen_alive' is {fields['last_seen_alive']!r}, expected a day; write one such as 2026-11-23"
        problems.append(document.problem((address, "last_seen_alive"), what))
    return problems


def _health(fields: Mapping[str, Any]) -> Health:
    seen = fields.get("last_seen_alive")
    return Health(datetime.date.fromisoformat(str(seen)) if seen else None, fields.get("status", ""), str(fields.get("archived", "")))
