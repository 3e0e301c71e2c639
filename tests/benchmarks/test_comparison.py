"""A comparison says how many times ours a rival's figure is, whether an aim is met, and what was not measured."""

from __future__ import annotations

from benchmarks.comparison import OURS, Aim, Figures, Limit, NotMeasured, attempt, compared
from benchmarks.table import Row, printed

TWO = Figures((1.0, 2.0, 9.0), "s")
FOUR = Figures((4.0,), "s")
NONE = NotMeasured("there is no registry")


def test_a_rivals_ratio_is_its_median_over_ours() -> None:
    ours, rival = compared("Build", TWO, {"Rival": FOUR})
    assert (ours.what, ours.value, ours.spread, ours.ratio) == ("Build", "2.00 s", "1.00 to 9.00", "1.0")
    assert (rival.what, rival.value, rival.spread, rival.ratio) == ("  Rival", "4.00 s", "", "2.00")
    assert (ours.measured, ours.whose, rival.measured, rival.whose) == ("Build", OURS, "Build", "Rival")


def test_an_aim_is_held_against_its_own_rival() -> None:
    rivals = {"Slow": FOUR, "Quick": Figures((1.0,), "s")}
    assert compared("Build", TWO, rivals, Aim("Slow", 0.5))[0].is_met is True
    assert compared("Build", TWO, rivals, Aim("Quick", 1.9))[0].is_met is False
    assert compared("Build", TWO, rivals, Aim("Slow", 0.5), Aim("Quick", 1.9))[0].is_met is False
    assert compared("Build", TWO, rivals)[0].is_met is None


def test_a_limit_is_held_against_the_figure_itself() -> None:
    assert compared("Edit", TWO, {}, Limit(2.0, "under 2 s"))[0].is_met is True
    assert compared("Edit", FOUR, {}, Limit(2.0, "under 2 s"))[0].is_met is False


def test_an_aim_says_itself_in_words() -> None:
    assert str(Aim("Rival", 1.25)) == "at most 1.25 times Rival"
    assert str(Aim("Rival", 1 / 40)) == "at most a 40th of Rival"


def test_what_is_not_measured_says_why_and_meets_and_misses_nothing() -> None:
    ours, rival = compared("Build", TWO, {"Rival": NONE}, Aim("Rival", 1.3))
    assert ours.is_met is None
    assert (rival.value, rival.ratio, rival.note) == ("–", "", "not measured here: there is no registry")
    ours, rival = compared("Build", NONE, {"Rival": FOUR}, Limit(2.0, "under 2 s"))
    assert (ours.is_met, ours.note, rival.ratio) == (None, "not measured here: there is no registry", "")


def test_a_measurement_that_cannot_be_made_becomes_its_reason() -> None:
    def fails() -> Figures:
        raise NONE

    assert attempt(fails) is NONE
    assert attempt(lambda: TWO) is TWO


def test_the_table_says_what_is_met_and_missed_and_ends_in_notes() -> None:
    rows = [Row("One", "1 s", aim="under 2 s", is_met=True), Row("Two", "3 s", aim="under 2 s", is_met=False, note="stood in")]
    _, one, two = printed(rows).splitlines()
    assert one.split() == ["One", "1", "s", "under", "2", "s", "met"]
    assert two.split() == ["Two", "3", "s", "under", "2", "s", "MISSED", "stood", "in"]
