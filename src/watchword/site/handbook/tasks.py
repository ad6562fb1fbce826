"""Work in the background."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from watchword.site.editions.models import Edition
from watchword.site.handbook.actions import assign_edition
from watchword.site.handbook.reminding import tell_about


@task()
def assign(edition: int) -> int:
    """Assign a published edition, then tell those whom it asks; how many people."""
    found = Edition.objects.get(pk=edition)
    count = assign_edition(found, timezone.localdate())
    tell_about(timezone.now())
    return count
