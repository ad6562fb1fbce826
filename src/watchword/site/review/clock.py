"""What was not approved in time is missed."""

from __future__ import annotations

from datetime import datetime, timedelta

from watchword.site.clockwork import every
from watchword.site.review.actions import expire


@every("approvals", timedelta(seconds=20))
def end_what_nobody_answered(now: datetime) -> None:
    """Mark posts whose time came before their approval, and end what nobody answers."""
    expire(now)
