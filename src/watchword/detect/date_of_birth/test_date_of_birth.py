"""What the detector of dates of birth finds in generated texts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.detect.date_of_birth import _MONTHS, DETECTOR

THIS_YEAR = date.today().year  # noqa: DTZ011 - a year on the wall


def found(text: str) -> list[str]:
    return [span.of(text) for span in DETECTOR.find(text)]


@pytest.mark.parametrize("month", sorted(_MONTHS))
def test_every_month_is_found_and_let_through(is_nominated, month):
    for words in (f"3 {month} 1961", f"3 de {month} de 1961", f"{month.title()} 3, 1961"):
        assert found(f"born {words}") == [words]
        assert is_nominated(DETECTOR, f"born {words}")


@settings(max_examples=60, deadline=None)
@given(st.dates(date(THIS_YEAR - 100, 1, 1), date(THIS_YEAR, 12, 31)))
def test_a_date_of_the_last_hundred_years_is_found(day):
    for words in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day} {day:%B} {day.year}"):
        assert found(f"DOB: {words}") == [words]


@settings(max_examples=60, deadline=None)
@given(st.dates(date(THIS_YEAR + 1, 1, 1), date(THIS_YEAR + 500, 12, 31)))
def test_a_date_after_this_year_is_no_birth(day):
    assert found(f"DOB: {day.isoformat()}, born {day:%d/%m/%Y}") == []
