"""What the clock does about people."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from watchword.site.clockwork import hourly
from watchword.site.people.actions.leaving import end_leavers


@hourly("leavers")
def end_rights_of_leavers(now: datetime) -> None:
    """Take roles and sessions of whoever's last day was yesterday."""
    end_leavers(timezone.localdate(now))
