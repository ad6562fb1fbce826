from __future__ import annotations

from django.apps import AppConfig


class WaiversConfig(AppConfig):
    """Exceptions with owner, reason and end."""

    name = "watchword.site.waivers"
    label = "waivers"
