from __future__ import annotations

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """The policy read, acknowledged and asked about."""

    name = "watchword.site.handbook"
    label = "handbook"

    def ready(self) -> None:
        """Publishing an edition assigns its reading."""
        from watchword.site.handbook import receivers

        receivers.connect()
