from __future__ import annotations

from django.apps import AppConfig


class TokensConfig(AppConfig):
    """Personal tokens for the programming interface."""

    name = "watchword.site.tokens"
    label = "tokens"
