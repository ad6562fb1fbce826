"""Whose site it is: one row, asked for when the site is first opened."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    """Kinds of organisation; each has a starter policy of the same name."""

    HEALTH_BOARD = "health-board", _("Health board or hospital")
    COUNCIL = "council", _("Council or public authority")
    UNIVERSITY = "university", _("University, college or school")
    COMPANY = "company", _("Company")
    CHARITY = "charity", _("Charity or association")
    MINIMAL = "minimal", _("Something else")


class Size(models.TextChoices):
    """How many people work there."""

    SMALL = "up-to-50", _("up to 50 people")
    MIDDLE = "up-to-500", _("51 to 500 people")
    LARGE = "up-to-5000", _("501 to 5,000 people")
    HUGE = "more", _("more than 5,000 people")


class Organisation(models.Model):
    """The organisation.

    Attributes:
        networks: Names of the networks that it posts on.
        languages: Tags of the languages that it speaks to the public in.
        hours: When messages are answered, Monday first: pairs of "09:00", or None for a closed day.
        is_handbook_public: Whether anybody may read the handbook without signing in.
        is_sample: Whether the site was filled with invented people and an invented policy.
    """

    name = models.CharField(max_length=120)
    sector = models.CharField(max_length=20, choices=Sector)
    size = models.CharField(max_length=20, choices=Size, blank=True)
    networks = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    hours = models.JSONField(default=list)
    is_handbook_public = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_organisation")]

    def __str__(self) -> str:
        return self.name
