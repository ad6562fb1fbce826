from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KitConfig(AppConfig):
    """What every app of the site is made with."""

    name = "watchword.site.kit"
    label = "kit"

    def ready(self) -> None:
        """Every app declares its rights, tasks and cards by being imported."""
        autodiscover_modules("access", "cards", "clock")
