"""The calendar: what is planned on the days of a month, and what is out."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from watchword.site.crisis.models import Situation
from watchword.site.people.models import Person
from watchword.site.publishing.access import access_deliveries
from watchword.site.publishing.models import Delivery

_FIRST, _LAST = date(1900, 1, 1), date(2999, 12, 1)
CLASH = timedelta(minutes=30)
"""Two posts of one account closer than this take each other's readers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One delivery on its day.

    Attributes:
        clashes: Whether another post of the same account is planned close to it.
    """

    delivery: Delivery
    clashes: bool = False


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
        found = datetime.strptime(written, "%Y-%m").date().replace(day=1)  # noqa: DTZ007 - a day
    except ValueError:
        found = date.min
    return found if _FIRST <= found <= _LAST else timezone.localdate().replace(day=1)


def weeks(person: Person, first: date) -> list[list[Day]]:
    """The weeks of a month, Monday first, with all that a person may see on each day."""
    days = calendar.Calendar().monthdatescalendar(first.year, first.month)
    begin, end = _start_of(days[0][0]), _start_of(days[-1][-1] + timedelta(days=1))
    rows = access_deliveries(person).filter(planned_at__gte=begin, planned_at__lt=end)
    found = list(rows.order_by("planned_at")[:2_000])
    close = _clashing(found)
    on = list(
        Situation.objects.filter(starts_at__lt=end)
        .exclude(ended_at__lt=begin)
        .exclude(is_drill=True)
    )
    return [[_day(one, first, found, close, on) for one in week] for week in days]


def _day(
    day: date, first: date, found: list[Delivery], close: set[int], on: list[Situation]
) -> Day:
    here = [one for one in found if one.planned_at and timezone.localdate(one.planned_at) == day]
    return Day(
        on=day,
        is_inside=day.month == first.month,
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


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
