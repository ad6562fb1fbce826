from __future__ import annotations

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """Reviews in time, contacts that are right, and dates in people's calendars."""

    name = "watchword.site.upkeep"
    label = "upkeep"
