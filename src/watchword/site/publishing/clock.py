"""Networks are read a few times an hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from watchword.site.clockwork import daily, every
from watchword.site.publishing.actions import draw_last_month
from watchword.site.publishing.reading import read_networks


@every("read-networks", timedelta(minutes=10))
def read(now: datetime) -> None:
    """Read back what went out, find native posts, and try every token."""
    read_networks(now)


@daily("sample")
def draw(now: datetime) -> None:
    """Draw last month's sample, once."""
    draw_last_month(now)
