"""What is remembered comes back on a schedule that holds whatever clocks do, and that depends on nothing but the reviews."""

from __future__ import annotations

import datetime
import random
from operator import itemgetter
from typing import Any

import fsrs.card
import fsrs.scheduler
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.review import MOST_DAYS, schedule

NOW = "2026-11-23T08:00:00.000Z"
MOMENTS = st.datetimes(datetime.datetime(2024, 1, 1), datetime.datetime(2028, 1, 1)).map(
    lambda moment: moment.isoformat(timespec="milliseconds") + "Z"
)
REVIEW = st.fixed_dictionaries({"name": st.sampled_from("abc"), "at": MOMENTS, "rating": st.integers(1, 4)})
REVIEWS = st.lists(REVIEW, max_size=12)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | MOMENTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["name", "at", "rating"]) | st.text(), inner, max_size=4),
)


def review(at: str, rating: int = 3, name: str = "note/recall#item") -> dict[str, Any]:
    return {"name": name, "at": at, "rating": rating}


def days_until(date: str, since: str = NOW) -> float:
    difference = datetime.datetime.fromisoformat(date) - datetime.datetime.fromisoformat(since)
    return difference / datetime.timedelta(days=1)


@pytest.mark.parametrize(("rating", "days"), [(1, 1), (2, 1), (3, 2), (4, 8)])
def test_a_first_review_brings_it_back_after_fsrs_own_initial_interval(rating: int, days: int) -> None:
    # The first four default parameters of FSRS-6 are the initial stabilities: 0.212, 1.2931, 2.3065 and 8.2956 days.
    (dates,) = schedule([review(NOW, rating)], NOW)
    assert days_until(dates["due"]) == days


@pytest.mark.parametrize(("ratings", "days"), [((1, 4), 1), ((4, 1), 3)], ids=["better", "worse"])
def test_reviews_at_one_moment_count_in_the_order_in_which_they_are_given(ratings: tuple[int, ...], days: int) -> None:
    (dates,) = schedule([review(NOW, rating) for rating in ratings], NOW)
    assert days_until(dates["due"]) == days


def test_what_was_never_reviewed_is_due_now_and_says_when_it_would_come_back() -> None:
    assert schedule([{"name": "new"}], NOW) == [
        {
            "name": "new",
            "due": NOW,
            "previews": {
                "1": "2026-11-24T08:00:00.000Z",
                "2": "2026-11-24T08:00:00.000Z",
                "3": "2026-11-25T08:00:00.000Z",
                "4": "2026-12-01T08:00:00.000Z",
            },
        }
    ]


def test_asking_for_a_name_does_not_count_as_a_review() -> None:
    assert schedule([review(NOW), {"name": "note/recall#item"}], NOW) == schedule([review(NOW)], NOW)


def test_a_preview_is_what_the_review_then_gives() -> None:
    before = [review("2026-11-20T07:30:00Z"), review("2026-11-22T09:00:00+01:00", 4)]
    (dates,) = schedule(before, NOW)
    for rating in (1, 2, 3, 4):
        (after,) = schedule([*before, review(NOW, rating)], NOW)
        assert after["due"] == dates["previews"][str(rating)]


def test_a_review_of_the_future_counts_as_of_now() -> None:
    # The clock was a year ahead when it was written, or has been set back since.
    (dates,) = schedule([review("2027-11-23T08:00:00Z")], NOW)
    assert dates["due"] == "2026-11-25T08:00:00.000Z"


def test_the_clock_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (fsrs.card, fsrs.scheduler):
        monkeypatch.setattr(module, "datetime", None)
    monkeypatch.setattr(fsrs.card, "time", None)
    assert len(schedule([review(NOW), {"name": "new"}], NOW)) == 2


def test_nothing_stays_away_for_longer_than_a_year() -> None:
    reviews = [review(f"{year}-01-01T00:00:00Z", 4) for year in range(2000, 2026)]
    (dates,) = schedule(reviews, NOW)
    assert days_until(dates["due"], "2025-01-01T00:00:00Z") == MOST_DAYS


def test_dates_are_said_in_utc_whatever_zone_they_came_in() -> None:
    assert schedule([review("2026-11-23T21:00:00+13:00")], NOW) == schedule([review(NOW)], NOW)


@given(REVIEWS)
def test_nothing_is_due_before_its_last_review(reviews: list[dict[str, Any]]) -> None:
    for dates in schedule(reviews, NOW):
        last = max(min(one["at"], NOW) for one in reviews if one["name"] == dates["name"])
        assert days_until(dates["due"], last) >= 1


@given(REVIEWS, st.integers(1, 4))
def test_a_review_now_never_brings_anything_back_before_tomorrow(reviews: list[dict[str, Any]], rating: int) -> None:
    dates = {one["name"]: one["due"] for one in schedule([*reviews, review(NOW, rating, "a")], NOW)}
    assert 1 <= days_until(dates["a"]) <= MOST_DAYS


@given(REVIEWS)
def test_a_better_rating_never_brings_it_back_sooner(reviews: list[dict[str, Any]]) -> None:
    for dates in schedule(reviews, NOW):
        previews = [dates["previews"][rating] for rating in "1234"]
        assert previews == sorted(previews)


@given(st.lists(REVIEW, max_size=12, unique_by=itemgetter("at")), st.randoms(use_true_random=False))
def test_the_order_of_reviews_at_different_moments_does_not_matter(reviews: list[dict[str, Any]], chance: random.Random) -> None:
    shuffled = reviews[:]
    chance.shuffle(shuffled)
    assert schedule(shuffled, NOW) == schedule(reviews, NOW)


@given(REVIEWS, MOMENTS, st.integers(1, 4))
def test_a_review_of_one_thing_leaves_the_dates_of_all_others(reviews: list[dict[str, Any]], at: str, rating: int) -> None:
    others = [one for one in schedule(reviews, NOW) if one["name"] != "a"]
    after = schedule([*reviews, review(at, rating, "a")], NOW)
    assert [one for one in after if one["name"] != "a"] == others


@given(ANYTHING, ANYTHING)
def test_nothing_that_is_given_raises(reviews: Any, now: Any) -> None:
    assert isinstance(schedule(reviews, now), list)
    assert isinstance(schedule(reviews, NOW), list)


@pytest.mark.parametrize(
    "malformed",
    [
        None,
        "review",
        {},
        {"name": 3, "at": NOW, "rating": 3},
        {"name": "b", "at": NOW, "rating": 5},
        {"name": "b", "at": NOW, "rating": True},
        {"name": "b", "at": NOW, "rating": "3"},
        {"name": "b", "at": "2026-11-23T08:00:00", "rating": 3},
        {"name": "b", "at": "yesterday", "rating": 3},
        {"name": "b", "at": "0001-01-01T00:00:00+14:00", "rating": 3},
    ],
)
def test_a_malformed_review_is_left_out_and_the_others_stay(malformed: Any) -> None:
    assert schedule([malformed, review(NOW)], NOW) == schedule([review(NOW)], NOW)


def test_without_a_moment_there_are_no_dates() -> None:
    assert schedule([review(NOW)], "now") == []
