from __future__ import annotations

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules


class KitConfig(AppConfig):
    """What every app of the site is made with."""

    name = "watchword.site.kit"
    label = "kit"

    def ready(self) -> None:
        """Every app declares its rights, tasks and cards by being imported."""
        names = ("access", "cards", "checklist", "clock", "guards", "readiness", "search")
        autodiscover_modules(*names)
        pre_migrate.connect(_guards_down, sender=self)
        post_migrate.connect(_guards_up)


def _guards_down(using: str, **_: object) -> None:
    from watchword.site.kit.triggers import take_down

    take_down(connections[using])


def _guards_up(using: str, sender: AppConfig, **_: object) -> None:
    from watchword.site.kit.triggers import put_up

    if sender.label == "kit":
        put_up(connections[using])
