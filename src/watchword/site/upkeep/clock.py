"""Reminding of reviews and contacts."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from watchword.site.clockwork import daily
from watchword.site.upkeep.actions import look_after_contacts, remind_of_review


@daily("upkeep")
def keep_up(now: datetime) -> None:
    """Tell owners of a review that comes or is overdue; ask contacts once a year."""
    today = timezone.localdate(now)
    remind_of_review(today)
    look_after_contacts(today)
