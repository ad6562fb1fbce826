"""Deeds on what the kit itself keeps."""

from __future__ import annotations

from datetime import datetime, timedelta

from watchword.site.kit import access
from watchword.site.kit.deed import deed
from watchword.site.kit.models import Run, SavedFilter
from watchword.site.people.models import Person


@deed(access.KEEP_FILTER)
def keep_filter(actor: Person, *, listing: str, name: str, query: str) -> SavedFilter:
    """Keep a search and filters of a list under a name; the same name again replaces it."""
    found, _ = SavedFilter.objects.update_or_create(
        person=actor, listing=listing, name=name, defaults={"query": query}
    )
    return found


@deed(access.KEEP_FILTER)
def drop_filter(actor: Person, *, listing: str, name: str) -> None:
    """Drop a kept filter."""
    SavedFilter.objects.filter(person=actor, listing=listing, name=name).delete()


def mark_run(name: str, period: timedelta, now: datetime) -> bool:
    """Whether a piece of the clock's work is due; if so it is marked as run, by one clock only."""
    _, made = Run.objects.get_or_create(name=name, defaults={"at": now})
    return made or bool(Run.objects.filter(name=name, at__lte=now - period).update(at=now))
