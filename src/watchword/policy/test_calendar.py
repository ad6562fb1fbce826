from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.base.errors import FactsError
from watchword.policy.calendar import add_period


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2026-10-01", "12 months", "2027-10-01"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2028-01-31", "1 month", "2028-02-29"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2026-12-15", "1 month", "2027-01-15"),
        ("2026-11-30", "3 months", "2027-02-28"),
        ("2026-02-28", "2 weeks", "2026-03-14"),
        ("2026-12-31", "90 days", "2027-03-31"),
    ],
)
def test_months_keep_their_day_or_take_the_last(start, period, end) -> None:
    assert add_period(date.fromisoformat(start), period) == date.fromisoformat(end)


@pytest.mark.parametrize(
    "period", ["", "12", "months", "12 moons", "a year", "-3 months", "1.5 years", "9999 years", "² days"]
)  # fmt: skip
def test_what_is_no_period_is_said(period: str) -> None:
    with pytest.raises(FactsError, match="is not a period") as told:
        add_period(date(2026, 10, 1), period)
    assert "12 months" in told.value.hint


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
def test_a_period_never_goes_back_nor_skips_a_month(start: date, months: int) -> None:
    end = add_period(start, f"{months} months")
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1
