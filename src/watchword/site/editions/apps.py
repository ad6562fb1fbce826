from __future__ import annotations

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """The policy, written and published."""

    name = "watchword.site.editions"
    label = "editions"
