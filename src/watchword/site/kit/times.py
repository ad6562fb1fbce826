"""Times that people write, kept within years that every zone's calendar knows."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone

_FIRST, _LAST = datetime(1900, 1, 2, tzinfo=UTC), datetime(2999, 12, 30, tzinfo=UTC)


def within_years(time: datetime) -> datetime:
    """The same instant in UTC.

    At the very ends of the calendar a time has no day in another zone, and the page of a reader
    there would fail.

    Raises:
        ValueError: It lies before 1900 or after 2999.
    """
    try:
        found = time.astimezone(UTC)
    except OverflowError:
        found = datetime.max.replace(tzinfo=UTC)
    if not _FIRST <= found <= _LAST:
        raise ValueError("lies outside the years that can be kept")
    return found


def read_time(written: str) -> datetime:
    """A time as ``datetime-local`` fields write it, in the zone of who writes; given in UTC.

    Raises:
        ValueError: It is none, or lies before 1900 or after 2999.
    """
    found = datetime.fromisoformat(written)
    if found.tzinfo is None:
        found = found.replace(tzinfo=timezone.get_current_timezone())
    return within_years(found)
