from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What people are told, and whether it reached them."""

    name = "watchword.site.notices"
    label = "notices"
