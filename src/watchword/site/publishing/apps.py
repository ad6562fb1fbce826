from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """What goes out, exactly once, and the register of what went out."""

    name = "watchword.site.publishing"
    label = "publishing"
