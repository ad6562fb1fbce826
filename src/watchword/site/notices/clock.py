"""Sending what is queued."""

from __future__ import annotations

from datetime import datetime, timedelta

from watchword.site.clockwork import every
from watchword.site.notices.actions import send_due


@every("send-notices", timedelta(seconds=15))
def send(now: datetime) -> None:
    """Send every notice that is due."""
    send_due(now)
