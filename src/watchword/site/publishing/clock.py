"""Networks are read a few times an hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from watchword.site.clockwork import every
from watchword.site.publishing.reading import read_networks


@every("read-networks", timedelta(minutes=10))
def read(now: datetime) -> None:
    """Read back what went out, find native posts, and try every token."""
    read_networks(now)
