"""A person's dates as a calendar (RFC 5545)."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event
from icalendar import vText as Text

from watchword.site.kit.dates import Day


def calendar_of(days: list[Day], *, title: str, address: str, now: datetime) -> bytes:
    """Dates as all-day events, each with a lasting name and a link.

    Args:
        days: The dates.
        title: Name of the calendar.
        address: Where people reach the site.
        now: When it is made, UTC.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Watchword//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", Text(title))
    calendar.add("refresh-interval;value=duration", "PT6H")
    host = urlsplit(address).hostname or "localhost"
    for one in days:
        event = Event()
        event.add("uid", f"{one.name}@{host}")
        event.add("dtstamp", now)
        event.add("dtstart", one.on)
        event.add("dtend", one.on + timedelta(days=1))
        event.add("summary", one.title)
        event.add("url", address + one.address)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
