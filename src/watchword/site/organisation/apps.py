from __future__ import annotations

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Whose site it is, and how it begins."""

    name = "watchword.site.organisation"
    label = "organisation"
