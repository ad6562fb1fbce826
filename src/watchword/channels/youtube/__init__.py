"""YouTube: counts UTF-16 units."""

from __future__ import annotations

from watchword.channels.base import Channel

CHANNEL = Channel(name="youtube", title="YouTube")
