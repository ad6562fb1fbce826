"""A target is met, not met, or it cannot be said; and never more is said than the numbers bear."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.measure.kpi import Days, Result, kpi_named
from watchword.measure.kpi.aims import Status, held

FEBRUARY = Days(first=date(2026, 2, 1), last=date(2026, 2, 28))
APRIL = date(2026, 4, 1)


class Goal:
    def __init__(self, number, *, is_least=True):
        self.number = number
        self.is_least = is_least

    def __str__(self):
        return f"at {'least' if self.is_least else 'most'} {self.number}"

    def is_met_by(self, value):
        return value >= self.number if self.is_least else value <= self.number


def result(value, reason="", **more):
    return Result(
        **{
            "kpi": kpi_named("reach"),
            "value": value,
            "mean": value,
            "reason": reason,
            "posts": 30,
            "window": "now",
            "days": FEBRUARY,
            "known": APRIL,
            **more,
        }
    )


def judged(value, aim=10, period="month", *, is_least=True, **more):
    return held(result(value, **more), Goal(aim, is_least=is_least), period=period)


@pytest.mark.parametrize(("value", "status"), [(10, Status.MET), (9, Status.NOT_MET)])
def test_a_number_is_held_against_its_target(value, status):
    found = held(result(value), Goal(10), period="month", owner="Press office")
    assert found.status is status
    assert str(found) == f"target at least 10 a month (Press office): {status}"


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("month", date(2026, 2, 1), date(2026, 3, 31)),
        ("month", date(2026, 2, 15), date(2026, 3, 14)),
        ("quarter", date(2026, 2, 1), date(2026, 2, 28)),
        ("year", None, date(2026, 2, 28)),
        ("month", None, None),
    ],
)
def test_other_days_than_the_targets_say_nothing(period, first, last):
    found = judged(10, period=period, days=Days(first=first, last=last))
    assert found.status is Status.NOT_KNOWN
    assert f"it is for a {period}, and these days are not one" in str(found)


@pytest.mark.parametrize(
    ("period", "last"), [("quarter", date(2026, 6, 30)), ("year", date(2027, 3, 31))]
)
def test_a_quarter_and_a_year_may_begin_with_any_month(period, last):
    days = Days(first=date(2026, 4, 1), last=last)
    assert judged(10, period=period, days=days, known=date(2028, 1, 1)).status is Status.MET


def test_without_a_number_the_reason_is_the_numbers():
    found = held(result(None, "no reach on record"), Goal(1), period="month")
    assert str(found) == (
        "target at least 1 a month: cannot be said; not available: no reach on record"
    )


def test_an_unfinished_month_is_held_in_proportion_and_says_so():
    half = {"known": date(2026, 2, 15)}
    ahead, behind = judged(6, 10, **half), judged(4, 10, **half)
    assert (ahead.status, behind.status) == (Status.ON_COURSE, Status.BEHIND)
    assert "14 of 28 days are known, and their share of the target is 5" in ahead.reason
    assert judged(10, 10, **half).status is Status.MET  # a sum that is reached stays reached
    assert judged(11, 10, is_least=False, **half).status is Status.NOT_MET
    assert judged(6, 10, is_least=False, **half).status is Status.BEHIND
    early = judged(6, 10, known=date(2026, 2, 4))
    assert (early.status, early.reason) == (Status.NOT_KNOWN, "only 3 of 28 days are known")


def test_a_rate_is_never_taken_in_proportion():
    rate = {"kpi": kpi_named("conversion-rate"), "known": date(2026, 2, 15)}
    assert judged(0.02, 0.02, **rate).status is Status.ON_COURSE
    assert judged(0.019, 0.02, **rate).status is Status.BEHIND
    assert judged(0.02, 0.02, **{**rate, "known": date(2026, 2, 1)}).status is Status.NOT_KNOWN


def test_a_month_is_over_when_its_last_posts_have_the_age_that_is_asked_for():
    rate = {"kpi": kpi_named("conversion-rate"), "age": 7 * 86_400}
    assert judged(0.02, 0.02, known=date(2026, 3, 7), **rate).status is Status.ON_COURSE
    assert judged(0.02, 0.02, known=date(2026, 3, 8), **rate).status is Status.MET


def test_a_sum_whose_last_posts_are_young_is_not_failed_yet():
    found = judged(9, 10, known=date(2026, 3, 1))
    assert (found.status, found.reason) == (
        Status.BEHIND,
        "numbers of its last posts still grow",
    )


def test_a_sum_that_lacks_posts_is_not_said_to_fall_short():
    short = judged(9, 10, left_out=(("no reach on record", 2),), lacking=2)
    assert short.status is Status.NOT_KNOWN
    assert short.reason == "2 posts lack the number, and may decide it"
    enough = judged(10, 10, left_out=(("no reach on record", 2),), lacking=2)
    assert (enough.status, enough.coverage) == (Status.MET, "from 30 of 32 posts")


def test_few_posts_and_a_single_one_that_decides_are_told():
    rate = {"kpi": kpi_named("conversion-rate")}
    found = judged(0.02, 0.02, posts=3, without_one=(0.01, 0.03), **rate)
    assert str(found).endswith("met; from 3 posts only; a single post decides it")
    sure = judged(0.02, 0.02, without_one=(0.0201, 0.03), **rate)
    assert sure.reason == ""


def test_a_target_within_the_interval_may_be_a_matter_of_chance():
    found = judged(0.58, 0.6, kpi=kpi_named("conversion-rate"), interval=(0.5, 0.65))
    assert found.status is Status.NOT_MET
    assert "chance alone may decide it (90 % interval 50.0 % to 65.0 %)" in found.reason


def test_what_rounding_hides_is_told():
    found = judged(0.019999, 0.02, kpi=kpi_named("conversion-rate"))
    assert (found.status, found.reason) == (Status.NOT_MET, "by less than is shown")


@given(
    st.floats(0, 100),
    st.floats(0.1, 100),
    st.booleans(),
    st.integers(-5, 60),
    st.integers(0, 3),
    st.sampled_from(["reach", "conversion-rate"]),
)
def test_only_a_finished_month_fails_and_only_numbers_that_bear_it_are_judged(
    value, aim, is_least, day, lacking, name
):
    known = FEBRUARY.first + timedelta(days=day)
    kpi = kpi_named(name)
    found = judged(value, aim, is_least=is_least, known=known, lacking=lacking, kpi=kpi)
    is_met = Goal(aim, is_least=is_least).is_met_by(value)
    if found.status in (Status.MET, Status.NOT_MET):
        assert (found.status is Status.MET) == is_met
        is_sure = not kpi.is_rate and is_met == is_least
        assert is_sure or (known > FEBRUARY.last and (kpi.is_rate or not lacking))
    else:
        assert found.reason
