from __future__ import annotations

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """Other programs told of deeds, as they are recorded."""

    name = "watchword.site.webhooks"
    label = "webhooks"
