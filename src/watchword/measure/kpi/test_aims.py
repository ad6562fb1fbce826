"""A target is met, not met, or it cannot be said, with the reason."""

from __future__ import annotations

from datetime import date

import pytest

from watchword.measure.kpi import Result, kpi_named
from watchword.measure.kpi.aims import Status, held


class AtLeast:
    def __init__(self, number):
        self.number = number

    def __str__(self):
        return f"at least {self.number}"

    def is_met_by(self, value):
        return value >= self.number


def result(value, reason=""):
    return Result(
        kpi=kpi_named("reach"), value=value, mean=value, reason=reason, posts=3, window="now"
    )


FEBRUARY = {"first": date(2026, 2, 1), "last": date(2026, 2, 28)}


@pytest.mark.parametrize(("value", "status"), [(10, Status.MET), (9, Status.NOT_MET)])
def test_a_number_is_held_against_its_target(value, status):
    found = held(result(value), AtLeast(10), period="month", owner="Press office", **FEBRUARY)
    assert found.status is status
    assert str(found) == f"target at least 10 (Press office): {status}"


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("month", date(2026, 2, 1), date(2026, 3, 31)),
        ("quarter", date(2026, 2, 1), date(2026, 2, 28)),
        ("year", None, date(2026, 2, 28)),
        ("month", None, None),
    ],
)
def test_other_days_than_the_targets_say_nothing(period, first, last):
    found = held(result(10), AtLeast(10), period=period, first=first, last=last)
    assert found.status is Status.NOT_KNOWN
    assert f"it is for a {period}" in str(found)


def test_without_a_number_the_reason_is_the_numbers():
    found = held(result(None, "no reach on record"), AtLeast(1), period="month", **FEBRUARY)
    assert str(found) == "target at least 1: cannot be said: no reach on record"
