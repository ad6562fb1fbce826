"""Planned times begin and end by themselves; the plan follows the policy in force."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

from watchword.site.clockwork import every
from watchword.site.crisis.actions import begin_planned, take_over_plan
from watchword.site.editions.models import Edition


@every("planned-situations", timedelta(seconds=20))
def begin_and_end(now: datetime) -> None:
    """Begin and end planned situations whose time has come."""
    begin_planned(now)


@every("crisis-plan", timedelta(minutes=1))
def follow_policy(now: datetime) -> None:
    """Take the crisis plan over from an edition that has come into force."""
    edition = Edition.objects.in_force(timezone.localdate(now))
    if edition is not None and cache.get("plan-of") != edition.digest:
        take_over_plan(edition)
        cache.set("plan-of", edition.digest, None)
