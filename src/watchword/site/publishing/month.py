"""The calendar: what is planned on the days of a month or a week, and what is out."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from watchword.site.crisis.models import Situation
from watchword.site.people.models import Person
from watchword.site.publishing.access import access_deliveries
from watchword.site.publishing.models import Delivery

YEARS = range(2000, 2100)
"""Years that the calendar shows."""
CLASH = timedelta(minutes=30)
"""Two posts of one account closer than this take each other's readers."""

MOVABLE = (
    Delivery.State.DRAFT,
    Delivery.State.SCHEDULED,
    Delivery.State.HELD,
    Delivery.State.MISSED,
    Delivery.State.FAILED,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One delivery on its day.

    Attributes:
        clashes: Whether another post of the same account is planned close to it.
    """

    delivery: Delivery
    clashes: bool = False

    @property
    def may_move(self) -> bool:
        """Whether it can be moved to another time as it is: not while it is asked about or out."""
        return self.delivery.state in MOVABLE


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """One day of the calendar.

    Attributes:
        is_inside: Whether it belongs to the month that is shown.
        situations: What is on that day: a crisis, the time before an election.
    """

    on: date
    is_inside: bool
    is_today: bool
    entries: tuple[Entry, ...]
    situations: tuple[Situation, ...]


def month_of(written: str) -> date:
    """The first day of a month as addresses write it (``2026-11``); this month otherwise.

    A month at the very end of all calendars has no day after it to stop at, so it is none.
    """
    try:
        first = datetime.strptime(written, "%Y-%m").date().replace(day=1)  # noqa: DTZ007 - a day
    except ValueError:
        first = date.min
    return first if first.year in YEARS else timezone.localdate().replace(day=1)


def monday_of(written: str) -> date | None:
    """The Monday of the week of a day as addresses write it (``2026-11-23``); None for nonsense."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day - timedelta(days=day.weekday()) if day.year in YEARS else None


def weeks(person: Person, first: date) -> list[list[Day]]:
    """The weeks of a month, Monday first, with all that a person may see on each day."""
    shown = calendar.Calendar().monthdatescalendar(first.year, first.month)
    days = _days(person, [day for week in shown for day in week], first.month)
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def week(person: Person, monday: date) -> list[Day]:
    """The seven days from a Monday on."""
    return _days(person, [monday + timedelta(days=number) for number in range(7)], None)


def _days(person: Person, days: list[date], month: int | None) -> list[Day]:
    begin, end = start_of(days[0]), start_of(days[-1] + timedelta(days=1))
    rows = access_deliveries(person).filter(planned_at__gte=begin, planned_at__lt=end)
    found = list(rows.order_by("planned_at")[:2_000])
    close = _clashing(found)
    begun = Situation.objects.filter(starts_at__lt=end, is_drill=False)
    on = list(begun.exclude(ended_at__lt=begin))
    return [_day(one, month, found, close, on) for one in days]


def _day(
    day: date, month: int | None, found: list[Delivery], close: set[int], on: list[Situation]
) -> Day:
    here = [one for one in found if one.planned_at and timezone.localdate(one.planned_at) == day]
    return Day(
        on=day,
        is_inside=month is None or day.month == month,
        is_today=day == timezone.localdate(),
        entries=tuple(Entry(delivery=one, clashes=one.pk in close) for one in here),
        situations=tuple(one for one in on if _covers(one, day)),
    )


def _covers(one: Situation, day: date) -> bool:
    starts = timezone.localdate(one.starts_at)
    ends = timezone.localdate(one.ended_at) if one.ended_at else date.max
    return starts <= day <= ends


def _clashing(found: list[Delivery]) -> set[int]:
    """Keys of deliveries of which another one of the same account is close."""
    last: dict[int, Delivery] = {}
    close = set()
    for one in found:
        before = last.get(one.account_id)
        if before is not None and _between(before, one) < CLASH:
            close |= {one.pk, before.pk}
        last[one.account_id] = one
    return close


def _between(one: Delivery, other: Delivery) -> timedelta:
    if one.planned_at is None or other.planned_at is None:
        return timedelta.max
    return other.planned_at - one.planned_at


def start_of(day: date) -> datetime:
    """The moment at which a day begins, in the zone of whoever looks."""
    return timezone.make_aware(datetime.combine(day, time()))
