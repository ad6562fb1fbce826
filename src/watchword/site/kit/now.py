"""What is so at this moment, for whoever needs only that."""

from __future__ import annotations

from django.apps import apps
from django.utils import timezone


def edition_in_force() -> int | None:
    """Number of the edition in force; None before the first is published."""
    found = apps.get_model("editions", "Edition").objects.in_force(timezone.localdate())
    return found.number if found else None
