"""Calendar arithmetic for review dates."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from watchword.base.errors import FactsError

_MONTHS = {"month": 1, "months": 1, "year": 12, "years": 12}
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}


def add_period(start: date, period: str) -> date:
    """A date after a period such as ``12 months``, ``2 years`` or ``90 days``.

    Months keep the day of the month, or take the last day of a shorter month.

    Raises:
        FactsError: The period is not a number and a unit.
    """
    words = period.split()
    if len(words) == 2 and words[0].isdecimal() and words[1] in _MONTHS | _DAYS:  # noqa: PLR2004
        try:
            return _added(start, int(words[0]), words[1])
        except (OverflowError, ValueError):
            pass  # beyond the last day of the calendar: no period either
    raise FactsError(f"{period!r} is not a period", hint="write a period such as 12 months")


def _added(start: date, count: int, unit: str) -> date:
    if unit in _DAYS:
        return start + timedelta(days=count * _DAYS[unit])
    index = start.year * 12 + start.month - 1 + count * _MONTHS[unit]
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))
