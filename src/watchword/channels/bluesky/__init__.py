"""Bluesky: counts graphemes and bytes."""

from __future__ import annotations

from watchword.channels.base import Channel

CHANNEL = Channel(name="bluesky", title="Bluesky")
