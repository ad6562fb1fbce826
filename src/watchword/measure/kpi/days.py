"""Days that KPIs are of: a month, a quarter, a year, or any others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""How many months each period has."""
PERIODS = ("week", *MONTHS)
"""What days can be grouped into."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Days:
    """Days of publication (UTC), both counted in.

    Attributes:
        first: None for no bound.
        last: None for no bound.
    """

    first: date | None = None
    last: date | None = None

    @property
    def length(self) -> int | None:
        """How many they are; None without a bound."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1

    def is_one(self, period: str) -> bool:
        """Whether they are one whole month, quarter or year that begins with a month."""
        if self.first is None or self.last is None or self.first.day != 1:
            return False
        return _later(self.first, MONTHS[period]) == self.last + timedelta(days=1)

    def within(self, other: Days) -> Days:
        """The days that both have."""
        firsts = [one for one in (self.first, other.first) if one is not None]
        lasts = [one for one in (self.last, other.last) if one is not None]
        return Days(first=max(firsts, default=None), last=min(lasts, default=None))

    def __str__(self) -> str:
        first, last = self.first, self.last
        if first is None and last is None:
            return "any time"
        if first is None or last is None:
            return f"{_words(last)} and before" if last else f"{_words(first)} and after"
        if first == last:
            return _words(first)
        if self.is_one("month"):
            return f"{first:%B %Y}"
        if self.is_one("year") and first.month == 1:
            return f"{first.year}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day} to {_words(last)}"
        return f"{_words(first, last)} to {_words(last)}"


def days_of(period: str, day: date) -> Days:
    """The week (from Monday), month, quarter or year of the calendar that a day is in."""
    if period == "week":
        monday = day - timedelta(days=day.weekday())
        return Days(first=monday, last=monday + timedelta(days=6))
    size = MONTHS[period]
    first = date(day.year, (day.month - 1) // size * size + 1, 1)
    return Days(first=first, last=_later(first, size) - timedelta(days=1))


def name_of(period: str, days: Days) -> str:
    """A short name that sorts: ``2026-02``, ``2026-Q1``, ``2026``; of a week its Monday."""
    first = days.first
    assert first is not None
    if period == "quarter":
        return f"{first.year}-Q{(first.month + 2) // 3}"
    return f"{first:%Y-%m-%d}"[: {"week": 10, "month": 7, "year": 4}[period]]


def _later(first: date, months: int) -> date:
    """The first day of a month, so many months later."""
    number = 12 * first.year + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _words(day: date | None, beside: date | None = None) -> str:
    """``1 August 2026``; without the year where the day beside it has the same."""
    assert day is not None
    return f"{day.day} {day:%B}" + ("" if beside and beside.year == day.year else f" {day.year}")
