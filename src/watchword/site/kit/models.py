"""What every list remembers for its reader."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """A search and filters that somebody wants again, of one list."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    listing = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1_000)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["person", "listing", "name"], name="one_filter_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """When a piece of the clock's work last ran."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
