from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, teams, roles, sign-in."""

    name = "watchword.site.people"
    label = "people"
