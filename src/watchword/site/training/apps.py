from __future__ import annotations

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Modules learned, and what was learned."""

    name = "watchword.site.training"
    label = "training"

    def ready(self) -> None:
        """A new job or role changes what is to be learned."""
        from watchword.site.training import receivers

        receivers.connect()
