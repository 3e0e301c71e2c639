"""When remembered things come back, by the spaced schedule of FSRS (Ye, Su and Cao 2022, doi:10.1145/3534678.3539081).

Dates are made of the reviews alone, each time anew, so they need not be kept and cannot go stale.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fsrs import Card, Rating, Scheduler

MOST_DAYS = 365
"""Even what is known well is asked once a year: a note is worth that much."""
EARLIEST = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
LATEST = datetime.datetime(9000, 1, 1, tzinfo=datetime.UTC)
"""A clock that says less or more is broken, and dates beyond could not be reckoned with."""

# No steps of minutes, for learning or learning anew: they are for drilling at a desk, and a note comes once a week.
# Without them FSRS itself says after how many days, never fewer than one. No chance in the days either, so that
# every device of a reader agrees.
SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=MOST_DAYS, enable_fuzzing=False)

RATINGS = {rating.value for rating in Rating}

type Dates = dict[str, Any]
"""{"name", "due": ISO in UTC, "previews": {"1": ISO, ... "4": ISO}}: what each rating would give now."""


@dataclass(frozen=True)
class Review:
    """How well something was remembered at a moment, in UTC."""

    at: datetime.datetime
    rating: Rating


def schedule(reviews: Any, now: Any) -> list[Dates]:
    """Return when each thing that is named comes back, in the order of names; nothing when `now` is no moment.

    reviews: a list of {"name", "at": ISO with a zone, "rating": 1 (not yet) to 4 (at once)}, in any order but for those
    of one moment, which count as they come; a name without a rating asks for the dates of what was never reviewed.
    Malformed ones are left out. One that lies in the future was written by a clock that has been set back since, and
    counts as of now. Raises nothing.
    """
    moment = _moment(now)
    if moment is None:
        return []
    cards = {name: _reviewed(given, moment) for name, given in _by_name(reviews).items()}
    return [_dates(name, cards[name], moment) for name in sorted(cards)]


def _by_name(reviews: Any) -> dict[str, list[Review]]:
    """Return the reviews of each name, oldest first; those of one moment as they were given."""
    found: dict[str, list[Review]] = {}
    for name, review in _readable(reviews):
        found.setdefault(name, []).extend([review] if review else [])
    return {name: sorted(given, key=lambda review: review.at) for name, given in found.items()}


def _readable(reviews: Any) -> Iterator[tuple[str, Review | None]]:
    for one in reviews if isinstance(reviews, Iterable) else ():
        if not isinstance(one, Mapping) or not isinstance(one.get("name"), str):
            continue
        at, rating = _moment(one.get("at")), one.get("rating")
        if at and type(rating) is int and rating in RATINGS:
            yield one["name"], Review(at, Rating(rating))
        elif rating is None:
            yield one["name"], None


def _reviewed(reviews: Iterable[Review], now: datetime.datetime) -> Card:
    card = Card(card_id=0, due=now)  # without an id or a date it would look at the clock
    for review in reviews:
        card, _ = SCHEDULER.review_card(card, review.rating, min(review.at, now))
    return card


def _dates(name: str, card: Card, now: datetime.datetime) -> Dates:
    previews = {str(rating.value): _text(SCHEDULER.review_card(card, rating, now)[0].due) for rating in Rating}
    return {"name": name, "due": _text(card.due), "previews": previews}


def _moment(text: Any) -> datetime.datetime | None:
    """Return the moment in UTC, or None when the text is none, has no zone, or no clock can have meant it."""
    try:
        moment = datetime.datetime.fromisoformat(text)
        in_utc = moment.astimezone(datetime.UTC) if moment.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None
    return in_utc if in_utc and EARLIEST <= in_utc <= LATEST else None


def _text(moment: datetime.datetime) -> str:
    """Return the moment as browsers write one."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
