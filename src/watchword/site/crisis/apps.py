from __future__ import annotations

from django.apps import AppConfig


class CrisisConfig(AppConfig):
    """Situations, the freeze, spokespeople, holding lines and drills."""

    name = "watchword.site.crisis"
    label = "crisis"
