"""Reminding the owners of waivers."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from watchword.site.clockwork import daily
from watchword.site.waivers.actions import remind


@daily("waivers")
def remind_owners(now: datetime) -> None:
    """Tell owners whose waivers end in two weeks, in three days, today."""
    remind(timezone.localdate(now))
