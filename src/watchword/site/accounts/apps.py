from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The register of official accounts, who posts from them, and how they are joined."""

    name = "watchword.site.accounts"
    label = "accounts"
