"""Reminding those who were asked and have not looked."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from watchword.site.clockwork import hourly
from watchword.site.consultation.actions.asking import invitation
from watchword.site.consultation.models import Consultee
from watchword.site.notices.actions import tell

REMIND_DAYS_BEFORE = 3
WORKING_HOURS = range(8, 18)
_WEEKEND = 5


@hourly("consultation")
def remind(now: datetime) -> None:
    """Remind once, three days before the end, whoever said nothing yet; weekdays only."""
    today = timezone.localdate(now)
    if today.weekday() >= _WEEKEND or timezone.localtime(now).hour not in WORKING_HOURS:
        return
    rows = Consultee.objects.filter(
        group__round__closed_at__isnull=True,
        group__round__closes_on__gte=today,
        group__round__closes_on__lte=today + timedelta(days=REMIND_DAYS_BEFORE),
        comments__isnull=True,
    ).select_related("group__round")
    tell([invitation(one, "reminder", f"consultee:{one.pk}:reminder") for one in rows])
