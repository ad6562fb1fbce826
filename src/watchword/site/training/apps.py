from __future__ import annotations

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Modules learned, and what was learned."""

    name = "watchword.site.training"
    label = "training"
